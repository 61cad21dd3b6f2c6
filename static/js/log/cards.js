// What the log shows, as plain values for the templates of the page: no words, no document.
import { field, plates, readNumber, writeNumber } from "./numbers.js";
import { beats, firstSilent, inOrder, loadOf, nextIndex, planned } from "./plan.js";

const SIDES = ["left", "right", "both", "each"];
const bySide = (one, other) => SIDES.indexOf(one.side) - SIDES.indexOf(other.side);
const isWork = (row) => row.kind !== "warm_up";
const indexes = (rows) => [...new Set(rows.map((row) => row.set_index))].sort((one, other) => one - other);

/** Lines in the order of the list, each with a key even where no row stands for it. */
export const inList = (lines) =>
  lines
    .map((line) => ({ ...line, key: line.id ?? line.exercise_id }))
    .sort((one, other) => one.position - other.position || (one.key < other.key ? -1 : 1));

/** Everything about the running workout that depends on nothing but the arguments. */
export function desk({ workout, lines: list, sets, details, settings }, exercises, ui) {
  const { unit, decimal } = settings;
  const lines = inList(list);
  const silent = firstSilent(sets);
  const number = (value) => (value ? writeNumber(Number(value), decimal) : String(value ?? ""));
  const setsOf = (id) => sets.filter((row) => row.exercise_id === id);
  const lineOf = (id) => lines.find((line) => line.exercise_id === id);
  const lastOf = (id) => details[id]?.last?.sets ?? [];

  /** Whether every side has done the set that `row` belongs to. */
  const isWhole = ({ exercise_id, set_index }) =>
    exercises[exercise_id].sides.every((side) => setsOf(exercise_id).some((row) => row.set_index === set_index && row.side === side));

  /** A superset goes round: after both sides of one, the next one of its group. */
  function nextUp() {
    const last = inOrder(sets).at(-1);
    const line = last && lineOf(last.exercise_id);
    const group = lines.filter((one) => one === line || (line?.superset && one.superset === line.superset));
    if (!line) return lines[0]?.exercise_id;
    return group[(group.indexOf(line) + isWhole(last)) % group.length].exercise_id;
  }
  const current = lineOf(ui.current) ? ui.current : nextUp();

  function firstSide(line) {
    const { side = settings.first_side, chosen_by, words } = details[line.exercise_id]?.first_side ?? {};
    const mine = chosen_by === "athlete";
    const first = (!mine && line.first_side) || side;
    return { first, mine, why: !mine && first === side && words };
  }

  const amount = (row) => {
    const load = loadOf(row, unit);
    return { count: row.reps ?? row.seconds, timed: row.reps == null, load: load && number(load), rir: number(row.rir) };
  };

  /** The numbers of one set as fields, filled from `row` and what was typed over it. */
  function fields(exercise, row, key) {
    const tried = ui.tried.has(key);
    const needs = row?.id === key ? row.needs : null;
    return exercise.fields.toReversed().map((name) => {
      const id = `${name}-${key}`;
      const plan = number(name === "load" ? loadOf(row, unit) : row?.[name]);
      return field(name, { id, plan, typed: ui.drafts[id], tried, needs, steps: exercise.steps, exercise, unit, mark: decimal });
    });
  }

  /** What the next set of `side` opens with, and what has been typed since. */
  function next(line, side) {
    const id = line.exercise_id;
    const exercise = exercises[id];
    const now = setsOf(id);
    const key = `${line.key}-${side}`;
    const skipped = Array.from({ length: ui.drafts[`skip-${key}`] ?? 0 }, (_, at) => ({ side, set_index: at + 1 }));
    const index = nextIndex([...now, ...skipped], side);
    const plan = planned(side, index, now, lastOf(id));
    const all = fields(exercise, plan, key);
    const [{ name, value }, load] = all;
    const heavy = readNumber(load?.value);
    return {
      side,
      index,
      key,
      fields: all,
      heavy,
      count: value || "–",
      timed: name === "seconds",
      load: heavy && load.value,
      asPlanned: plan && all.every((field) => field.value === field.plan),
      invalid: all.some((field) => field.wrong),
      hung: exercise.plates && heavy && [plates(heavy, exercise.plates)].map((found) => ({ ...found, short: found.left > 0 && number(found.left), over: found.left < 0 })),
    };
  }

  function nextSet(line, rows, first) {
    const { sides } = exercises[line.exercise_id];
    if (rows.some((row) => row.id === ui.editing)) return null;
    const all = sides.map((side) => next(line, side));
    const [one, most] = all;
    const behind = most && one.index !== most.index && (one.index < most.index ? one : most);
    const now = current === line.exercise_id;
    const kind = ui.kinds[line.key] ?? "work";
    return {
      sides: all.map((side) => ({
        ...side,
        now: now && (!most || side === behind),
        tone: now && (!most || side === behind) ? "primary" : side.side,
        lead: most && !rows.length && side.side === first,
      })),
      behind: behind && [behind],
      both: most && !behind && [{ tone: now ? "primary" : "", now, asPlanned: kind === "work" && all.every((side) => side.asPlanned) }],
      open: now || all.some((side) => side.invalid),
      isWarmUp: kind === "warm_up",
      isCheck: kind === "check",
      busy: ui.busy.has(line.key),
      full: ui.full,
    };
  }

  function lastTime(id, rows) {
    const last = lastOf(id).filter(isWork);
    const reached = Math.max(0, ...rows.map((row) => row.set_index));
    const index = indexes(last).find((one) => one > reached) ?? indexes(last).at(-1);
    return last
      .filter((row) => row.set_index === index)
      .sort(bySide)
      .map((row, at) => ({ ...amount(row), side: row.side, later: at > 0 }));
  }

  const isBest = (row) =>
    isWork(row) && !row.needs && beats(row, details[row.exercise_id]?.bests?.[row.side], exercises[row.exercise_id], settings.body_mass_kg);

  const cell = (row) => ({ ...row, ...amount(row), best: isBest(row), open: ui.editing === row.id, described: row.needs && `needs-${row.id}` });

  function rowsOf(exercise, rows) {
    return indexes(rows).flatMap((index) => {
      const done = rows.filter((row) => row.set_index === index);
      const firsts = exercise.sides.map((side) => done.find((row) => row.side === side) ?? { side });
      const others = done.filter((row) => !firsts.includes(row)).map((row) => [row]);
      return [...(firsts.some((row) => row.id) ? [firsts] : []), ...others].map((cells, at) => ({
        index,
        key: `${index}-${at}`,
        cells: cells.map((row) => (row.id ? cell(row) : { ...row, id: "" })),
        edits: cells.filter((row) => row.id && row.id === ui.editing).map((row) => editor(exercise, row)),
      }));
    });
  }

  function editor(exercise, row) {
    const typed = (name) => ui.drafts[`${name}-${row.id}`] ?? row[name] ?? "";
    const chosen = { kind: typed("kind"), rir: typed("rir"), pain: typed("pain"), note: typed("note") };
    return { ...cell(row), ...chosen, counted: row.reps != null, fields: fields(exercise, row, row.id), consent: settings.may_keep_pain, full: ui.full };
  }

  /** The question stays open on the latest set until every side of it is answered. */
  function effort(exercise, rows) {
    const counted = exercise.asks_rir && !ui.editing ? rows.filter((row) => row.reps != null && isWork(row) && row.side !== "each") : [];
    const index = indexes(counted).at(-1);
    const asked = counted.filter((row) => row.set_index === index && row.rir == null).sort(bySide);
    return asked.length ? [{ index, asked }] : null;
  }

  function card(line, at) {
    const id = line.exercise_id;
    const exercise = exercises[id];
    const superset = line.superset ?? NaN;
    const joined = lines[at - 1]?.superset === superset;
    const joins = lines[at + 1]?.superset === superset;
    const base = { card: id, line: line.key };
    if (!exercise) return base;
    const rows = setsOf(id);
    const { first, why, mine } = firstSide(line);
    const paired = exercise.sides.length > 1;
    const measured = exercise.measurement !== "none";
    return {
      ...exercise,
      ...base,
      unit,
      path: exercise.pattern.replaceAll("_", "-"),
      slots: measured && ui.slots(id),
      paired,
      shape: paired ? "" : "is-single",
      first,
      second: first === "left" ? "right" : "left",
      why: paired && why,
      mine: paired && mine,
      last: lastTime(id, rows),
      rows: rowsOf(exercise, rows),
      effort: effort(exercise, rows),
      silent: measured && silent?.exercise === id && silent.why,
      next: [nextSet(line, rows, first)].filter(Boolean),
      joins,
      needs: line.needs,
      grouped: joins || joined,
      group: `${joined ? "is-joined" : ""} ${joins ? "joins" : ""}`,
      listed: line.id,
      menu: ui.menu === line.key,
      up: at > 0,
      down: lines[at + 1],
    };
  }

  return { unit, lines, current, card, next, fields, firstSide, setsOf, lineOf, isWhole, isBest, number };
}
