// Numbers as they are typed, judged, stepped and hung on a bar.

const MOST = { reps: 1000, seconds: 7200, load: 1500 };

/** The number in a field, or null when there is none to read; comma and dot are both the point. */
export function readNumber(text) {
  const plain = String(text ?? "").replace(/\s/g, "").replace(",", ".").replace("−", "-");
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** A number as the reader writes it, without the noise of binary fractions. */
export const writeNumber = (value, mark = ".") =>
  String(Number(value.toFixed(6))).replace(".", mark).replace("-", "−");

/** Why `text` cannot be logged in `field`, or "". */
export function problem(field, text, { needs_load, is_assisted }, unit) {
  const value = readNumber(text);
  const isLoad = field === "load";
  if (!String(text).trim()) return isLoad && !needs_load ? "" : "empty";
  if (value === null) return "unreadable";
  if (!isLoad && value % 1) return "broken";
  if (value < 0 && !(isLoad && is_assisted)) return "negative";
  return Math.abs(value) > MOST[field] * (isLoad && unit === "lb" ? 2.2 : 1) ? "huge" : "";
}

/**
 * One number of a set as a field: what it opens with, what was typed over it, what is wrong with that.
 * What the server has refused it for (`needs`) stands there until something else is typed.
 */
export function field(name, { plan, typed = plan, tried, steps, exercise, unit, mark, needs, ...more }) {
  const isLoad = name === "load";
  const wrong = problem(name, typed, exercise, unit);
  const shown = tried && wrong;
  const refused = typed === plan && needs?.find((one) => one.field === (isLoad ? "typed_load" : name))?.text;
  return {
    name, plan, value: typed, wrong, shown, refused, mark,
    invalid: Boolean(shown || refused),
    step: 1,
    values: null,
    min: isLoad && exercise.is_assisted ? null : 0,
    ...(isLoad ? steps : { step: name === "reps" ? 1 : 5 }),
    ...more,
  };
}

/**
 * The next value up (1) or down (-1): the neighbour among `values`, else on the grid of `step`,
 * so that 21 in steps of 2.5 goes to 22.5 and not to 23.5. Help (below 0) steps as weight does.
 */
export function stepped(value, { step = 1, values }, direction, min = -Infinity, max = Infinity) {
  const steps = value / step;
  let next = step * (direction > 0 ? Math.floor(steps + 1 + 1e-6) : Math.ceil(steps - 1 - 1e-6));
  if (values?.length) {
    const beyond = [0, ...values.flatMap((one) => [+one, -one])].filter((one) => (one - value) * direction > 1e-6);
    next = beyond.length ? Math.min(...beyond.map((one) => one * direction)) * direction : value;
  }
  return Math.min(max, Math.max(min, next));
}

/** About half of a load, where the weights allow it; of two that are as near, the lighter. */
export const half = (load, { step = 1, values }) =>
  values?.length
    ? values.map(Number).reduce((best, one) => (Math.abs(one - load / 2) < Math.abs(best - load / 2) ? one : best))
    : step * Math.ceil(load / 2 / step - 0.5);

/**
 * Plates for `load`. `data` is what the catalogue says: `{ends, bars: [{label, load}],
 * plates: [{label, load, count}]}`, heaviest first. Of all ways the one that comes nearest without
 * going over. `left` is what cannot be hung; below 0 the bar is too heavy.
 */
export function plates(load, { ends, bars, plates: sizes }, bar = bars[0]) {
  const room = Math.round(((load - (bar?.load ?? 0)) / ends) * 1000);
  const sums = new Map([[0, []]]);
  for (const { label, load: one, count: most } of sizes) {
    for (const [sum, used] of [...sums]) {
      for (let count = 1; count <= most; count += 1) {
        const total = sum + Math.round(count * one * 1000);
        if (total <= room && !sums.has(total)) sums.set(total, [...used, { label, count }]);
      }
    }
  }
  const best = Math.max(...sums.keys());
  return { bar: bar?.label ?? "", each: sums.get(best), ends, left: ((room - best) * ends) / 1000 };
}
