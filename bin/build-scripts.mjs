#!/usr/bin/env node
// Makes what browsers are sent out of the scripts in static/js: one module for all pages, and those
// that cannot be part of it because they run before the page or without one.
//   node bin/build-scripts.mjs      writes static/built/
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { minify } from "terser";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const outdir = join(root, "static/built");
// The worker finds its list in BUILD, which the server writes before it: a name that is nobody's stays.
const names = ["app.js", "measure.js", "theme.js", "offline/sw.js", "offline/sw-off.js"];

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir);
for (const name of names) {
  const { outputFiles } = await build({
    entryPoints: [join(root, "static/js", name)],
    bundle: true,
    format: "esm",
    target: "es2023",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
    write: false,
  });
  // esbuild joins and leaves out; terser's short names compress better.
  const { code } = await minify(outputFiles[0].text, { module: true, compress: { ecma: 2020, hoist_funs: true } });
  writeFileSync(join(outdir, basename(name)), code);
}
