#!/usr/bin/env node
// Turns the outlines of the npm package react-muscle-highlighter into two template partials:
// templates/imbalances/_body_outlines.html and templates/assessments/_silhouette.html, which is only a path.
//   node bin/build-body-map.mjs [folder]     default: templates
//
// The first is one <path> of all that is never coloured, then a link for each movement pattern with a
// <path> for each of its muscles' views and sides. Where the link leads and the class of each path come
// from the template's `links` and `paint` (see apps/imbalances/presenters/body_map.py).
// The package is read as data, so React is not needed.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const outlines = join(root, "node_modules/react-muscle-highlighter/dist/esm/assets");
const templates = process.argv[2] ?? join(root, "templates");

// Both views show a mirror: what lies left of the middle is the reader's own left. Seen from the
// front that is how a mirror has it, seen from behind it is how the body has it.
const VIEWS = [
  { name: "front", file: "bodyFront.js", middle: 362 },
  { name: "back", file: "bodyBack.js", middle: 1086 },
];

const lower = (paths) => [paths.reduce((low, path) => (path.bottom > low.bottom ? path : low))];
const upper = (paths) => paths.filter((path) => path !== lower(paths)[0]);
const all = (paths) => paths;

// Which outlines are which muscle; what is not named here is never coloured.
const MUSCLES = {
  front: {
    quadriceps: ["quadriceps", all],
    adductors: ["adductors", all],
    calves: ["calves", all],
    obliques: ["obliques", all],
    chest: ["chest", all],
    front_deltoid: ["deltoids", all],
    biceps: ["biceps", all],
    triceps: ["triceps", all],
    forearm_flexors: ["forearm", all],
  },
  back: {
    glutes: ["gluteal", lower],
    side_glutes: ["gluteal", upper],
    hamstrings: ["hamstring", all],
    adductors: ["adductors", all],
    calves: ["calves", all],
    mid_back: ["trapezius", all],
    lats: ["upper-back", lower],
    rotator_cuff: ["upper-back", upper],
    triceps: ["triceps", all],
    forearm_flexors: ["forearm", all],
  },
};

// The muscles that stand for a pattern, in the order in which a keyboard comes to them: from the feet up.
const PATTERNS = {
  calf: ["calves"],
  knee_dominant: ["quadriceps"],
  hip_dominant: ["glutes", "hamstrings"],
  hip_abduction: ["side_glutes"],
  hip_adduction: ["adductors"],
  trunk_side: ["obliques"],
  horizontal_push: ["chest"],
  vertical_push: ["front_deltoid"],
  horizontal_pull: ["mid_back"],
  vertical_pull: ["lats"],
  shoulder_rotation: ["rotator_cuff"],
  elbow_flexion: ["biceps"],
  elbow_extension: ["triceps"],
  grip: ["forearm_flexors"],
};

const ARGUMENTS = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 };
const SMALL_ARC = 6; // in units of which both figures span 1448: drawn a fifth as large, a line does

/** The path as absolute segments: a letter, its points and, before an arc's, its shape. */
function segmentsOf(d) {
  let rest = d;
  const take = (pattern, what) => {
    const found = rest.match(pattern);
    if (!found) throw new Error(`${what} expected at "${rest.slice(0, 20)}"`);
    rest = rest.slice(found[0].length);
    return found[1];
  };
  const number = () => Number(take(/^[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)/i, "number"));
  const flag = () => Number(take(/^[\s,]*([01])/, "flag"));
  const segments = [];
  let [x, y] = [0, 0];
  let start = [0, 0];
  let letter = "";
  while (rest.trim()) {
    if (/^[\s,]*[a-z]/i.test(rest)) letter = take(/^[\s,]*([a-z])/i, "command");
    else if (letter === "m") letter = "l";
    else if (letter === "M") letter = "L";
    const kind = letter.toLowerCase();
    if (!(kind in ARGUMENTS) || "st".includes(kind)) throw new Error(`command ${letter} is not known`);
    const relative = letter === kind;
    const [dx, dy] = relative ? [x, y] : [0, 0];
    if (kind === "z") {
      segments.push(["Z", []]);
      [x, y] = start;
      continue;
    }
    let points;
    let shape;
    if (kind === "h") points = [[number() + dx, y]];
    else if (kind === "v") points = [[x, number() + dy]];
    else if (kind === "a") {
      shape = [number(), number(), number(), flag(), flag()].map(Math.round);
      points = [[number() + dx, number() + dy]];
      if (Math.hypot(points[0][0] - x, points[0][1] - y) < SMALL_ARC) shape = undefined;
    } else {
      points = Array.from({ length: ARGUMENTS[kind] / 2 }, () => [number() + dx, number() + dy]);
    }
    const drawn = shape ? "A" : ({ m: "M", c: "C", q: "Q" }[kind] ?? "L");
    segments.push([drawn, points, shape]);
    [x, y] = points.at(-1);
    if (kind === "m") start = [x, y];
  }
  return segments;
}

/** The segments on whole units, relative to the last rounded point so that nothing drifts. */
function written(segments) {
  let out = "";
  let [x, y] = [0, 0];
  let start = [0, 0];
  for (const [letter, points, shape = []] of segments) {
    if (letter === "Z") {
      out += "z";
      [x, y] = start;
      continue;
    }
    const whole = points.map(([px, py]) => [Math.round(px), Math.round(py)]);
    const [endX, endY] = whole.at(-1);
    if (letter === "M") {
      out += `M${endX} ${endY}`;
      start = [endX, endY];
    } else if (whole.some(([px, py]) => px !== x || py !== y)) {
      const steps = [...shape, ...whole.flatMap(([px, py]) => [px - x, py - y])];
      out += letter.toLowerCase() + steps.join(" ").replaceAll(" -", "-");
    }
    [x, y] = [endX, endY];
  }
  return out;
}

function outline(d) {
  const segments = segmentsOf(d);
  const points = segments.flatMap(([, found]) => found);
  const xs = points.map(([x]) => x);
  return {
    d: written(segments),
    centre: (Math.min(...xs) + Math.max(...xs)) / 2,
    bottom: Math.max(...points.map(([, y]) => y)),
  };
}

/** The package's parts of one view, each side's outlines checked to lie on that side. */
async function partsOf({ file, middle, name }) {
  const source = await readFile(join(outlines, file), "utf8");
  const drawn = Object.values(await import(`data:text/javascript,${encodeURIComponent(source)}`))[0];
  return drawn.map(({ slug, path }) => {
    const [left, right, common] = ["left", "right", "common"].map((key) => (path[key] ?? []).map(outline));
    if (left.some((one) => one.centre >= middle) || right.some((one) => one.centre <= middle)) {
      throw new Error(`${slug}, seen from the ${name}, does not lie on the side it is said to`);
    }
    return { slug, left, right, common };
  });
}

const draw = (found) => found.map((one) => one.d).join("");

/** All that is in no muscle that is coloured. */
function plainOf({ name }, parts) {
  const used = new Set(Object.values(MUSCLES[name]).map(([slug]) => slug));
  return parts.flatMap((part) => (used.has(part.slug) ? part.common : [...part.common, ...part.left, ...part.right]));
}

/** A muscle's paths in every view that has it. */
function muscleOf(muscle, views) {
  const lines = views.flatMap(({ view, parts }) => {
    if (!(muscle in MUSCLES[view.name])) return [];
    const [slug, pick] = MUSCLES[view.name][muscle];
    const part = parts.find((one) => one.slug === slug);
    return ["left", "right"].map((side) => {
      const picked = pick(part?.[side] ?? []);
      if (!picked.length) throw new Error(`${muscle} has no ${side} outline from the ${view.name}`);
      return `<path class="body-part is-${side} {{ paint.${muscle}.${side} }}" d="${draw(picked)}"/>`;
    });
  });
  if (!lines.length) throw new Error(`${muscle} is in no view`);
  return lines;
}

function patternOf([pattern, muscles], views) {
  const link = `links.${pattern}`;
  return [
    `<a class="body-link" id="body-${pattern.replaceAll("_", "-")}" href="{{ ${link}.url }}" aria-label="{{ ${link}.words }}">`,
    ...muscles.flatMap((muscle) => muscleOf(muscle, views)),
    `<text class="body-name" x="724" y="1520">{{ ${link}.words }}</text></a>`,
  ].join("\n");
}

const views = await Promise.all(VIEWS.map(async (view) => ({ view, parts: await partsOf(view) })));
const plain = views.flatMap(({ view, parts }) => plainOf(view, parts));
const lines = [
  `<path class="body-part" d="${draw(plain)}"/>`,
  ...Object.entries(PATTERNS).map((one) => patternOf(one, views)),
];
const credit =
  "{# Made by bin/build-body-map.mjs. Outlines: react-muscle-highlighter, MIT, Copyright (c) 2024 My Muscle Contributors. #}\n";

async function write(name, text) {
  const target = join(templates, name);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(`${target}.new`, `${credit}${text}\n`);
  await rename(`${target}.new`, target);
}

await write("imbalances/_body_outlines.html", lines.join("\n"));
const whole = views.flatMap(({ parts }) => parts.flatMap(({ left, right, common }) => [...common, ...left, ...right]));
await write("assessments/_silhouette.html", `<path d="${draw(whole)}"/>`);
