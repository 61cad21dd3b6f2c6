// Numbers as they are typed, stepped and hung on a bar.

/** The number in a field, or null when there is none to read; comma and dot are both the point. */
export function readNumber(text) {
  const plain = String(text ?? "").replace(/\s/g, "").replace(",", ".").replace("−", "-");
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** A number as the reader writes it, without the noise of binary fractions. */
export function writeNumber(value, mark = ".") {
  return String(Number(value.toFixed(3))).replace(".", mark);
}

/**
 * The next value up (1) or down (-1): the neighbour among `values`, else on the grid of `step`,
 * so that 21 in steps of 2.5 goes to 22.5 and not to 23.5. Help (below 0) steps as weight does.
 */
export function stepped(value, steps, direction, min = -Infinity, max = Infinity) {
  const { step = 1, values } = steps;
  let next;
  if (values?.length) {
    const real = [...values.map((one) => -one).reverse(), 0, ...values.map(Number)];
    next = direction > 0 ? real.find((one) => one > value + 1e-6) : real.findLast((one) => one < value - 1e-6);
    next ??= value;
  } else {
    const at = value / step;
    const near = Math.round(at);
    const on = Math.abs(at - near) < 1e-6;
    next = step * (on ? near + direction : direction > 0 ? Math.ceil(at) : Math.floor(at));
  }
  return Math.min(max, Math.max(min, next));
}

/**
 * Plates for `load`. `data` is what the catalogue says: `{ends, bars: [{label, load}],
 * plates: [{label, load, count}]}`. Of all ways the one that comes nearest without going over,
 * then the one with fewest plates. `left` is what cannot be hung; below 0 the bar is too heavy.
 */
export function plates(load, data, bar = data.bars[0]) {
  const ends = data.ends;
  const cents = (value) => Math.round(value * 1000);
  const room = cents((load - Number(bar?.load ?? 0)) / ends);
  // Best number of plates for every sum that can be reached, heaviest plates first.
  let sums = new Map([[0, []]]);
  for (const plate of data.plates) {
    const next = new Map(sums);
    for (const [sum, used] of sums) {
      for (let count = 1; count <= plate.count; count += 1) {
        const total = sum + count * cents(plate.load);
        if (total > room) break;
        const more = [...used, { label: plate.label, count }];
        const known = next.get(total);
        if (!known || pieces(more) < pieces(known)) next.set(total, more);
      }
    }
    sums = next;
  }
  const best = Math.max(...sums.keys());
  return { bar: bar?.label ?? "", each: sums.get(best), ends, left: ((room - best) * ends) / 1000 };
}

const pieces = (used) => used.reduce((sum, { count }) => sum + count, 0);
