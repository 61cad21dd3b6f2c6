#!/usr/bin/env node
// Makes what browsers are sent out of the scripts in static/js: one module for all pages, and those
// that cannot be part of it because they run before the page or without one.
//   node bin/build-scripts.mjs      writes static/built/
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "static/js");
const outdir = join(root, "static/built");
const common = { outdir, minify: true, target: "es2023", legalComments: "none", logLevel: "warning" };

rmSync(outdir, { recursive: true, force: true });
await build({ ...common, entryPoints: [join(source, "app.js")], bundle: true, format: "esm" });
// The worker finds its list in a name that the server writes before it: nothing is renamed across files.
const alone = ["theme.js", "offline/sw.js", "offline/sw-off.js"].map((name) => join(source, name));
await build({ ...common, entryPoints: alone, outbase: source, entryNames: "[name]" });
