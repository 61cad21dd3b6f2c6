// What the log shows, as plain values for the templates of the page: no words, no document.
import { beats } from "./bests.js";
import { plates, readNumber, writeNumber } from "./numbers.js";
import { firstSilent, inOrder, loadOf, nextIndex, planned } from "./plan.js";

const LIMITS = { reps: 1000, seconds: 7200, load: 1500 };
const CHIPS = [0, 1, 2, 3, 4];
const KINDS = ["work", "warm_up", "check", "failure"];
const SIDES = ["left", "right", "both", "each"];
const STATES = ["saved", "waiting", "attention"];
const FIELDS = ["reps", "seconds", "load"];
const other = (side) => (side === "left" ? "right" : "left");

/** `{left: true, right: false, ...}`: a template asks by name, and finds no other around it. */
const sole = (name, names) => Object.fromEntries(names.map((one) => [one, one === name]));
const sided = (side) => ({ side, ...sole(side, SIDES) });

/** Lines in the order of the list. */
export const inList = (lines) =>
  lines
    .map((line) => ({ ...line, key: line.id ?? line.exercise_id }))
    .sort((a, b) => a.position - b.position || (a.key < b.key ? -1 : 1));

/** Why `text` cannot be logged in `field`, or "". */
export function problem(field, text, exercise, unit) {
  const value = readNumber(text);
  if (!String(text).trim()) return field === "load" && !exercise.needs_load ? "" : "empty";
  if (value === null) return "unreadable";
  if (field !== "load" && !Number.isInteger(value)) return "broken";
  if (value < 0 && !(field === "load" && exercise.is_assisted)) return "negative";
  const most = LIMITS[field] * (field === "load" && unit === "lb" ? 2.2 : 1);
  return Math.abs(value) > most ? "huge" : "";
}

/** Everything about the log that depends on nothing but its arguments. */
export class Desk {
  constructor(log, exercises, ui) {
    const { unit, decimal } = log.settings;
    Object.assign(this, { log, exercises, ui, unit, mark: decimal === "," ? "," : "." });
    this.lines = log.workout ? inList(log.lines) : [];
    this.sets = log.workout ? log.sets : [];
    this.current = ui.current ?? this.nextUp();
  }

  number(value) {
    return value == null ? "" : writeNumber(Number(value), this.mark);
  }

  /** About half of a load, where the weights allow it. */
  half(exercise, load) {
    const { step = 1, values } = exercise.steps;
    const near = (one) => Math.abs(one - load / 2);
    if (!values?.length) return step * Math.round(load / 2 / step);
    return values.map(Number).reduce((best, one) => (near(one) < near(best) ? one : best));
  }

  setsOf(exercise) {
    return this.sets.filter((row) => row.exercise_id === exercise);
  }

  lineOf(exercise) {
    return this.lines.find((line) => line.exercise_id === exercise);
  }

  /** A superset goes round: after both sides of one, the next one of its group. */
  nextUp() {
    const last = inOrder(this.sets).at(-1);
    const line = last && this.lineOf(last.exercise_id);
    if (!line) return this.lines[0]?.exercise_id;
    const group = this.lines.filter((one) => line.superset && one.superset === line.superset);
    if (group.length < 2 || !this.isWhole(last)) return line.exercise_id;
    return group[(group.indexOf(line) + 1) % group.length].exercise_id;
  }

  /** Whether every side has done the set that `row` belongs to. */
  isWhole(row) {
    const sides = this.exercises[row.exercise_id]?.sides ?? [];
    const done = this.setsOf(row.exercise_id).filter((one) => one.set_index === row.set_index);
    return sides.every((side) => done.some((one) => one.side === side));
  }

  firstSide(line) {
    const told = this.log.details[line.exercise_id]?.first_side;
    const side = line.first_side || told?.side || "left";
    return { side, words: side === told?.side && told.words };
  }

  /** How much was done: `{count, timed, load}`. */
  amount(row) {
    const load = loadOf(row, this.unit);
    return {
      count: row.reps ?? row.seconds,
      timed: row.reps == null,
      load: load ? this.number(load).replace("-", "−") : "",
    };
  }

  /** What the next set of `side` opens with, and what has been typed since. */
  side(line, exercise, side) {
    const now = this.setsOf(line.exercise_id);
    const skipped = Number(this.ui.drafts[`skip-${line.key}-${side}`] ?? 0);
    const done = [...now, ...Array.from({ length: skipped }, (_, at) => ({ side, set_index: at + 1 }))];
    const index = nextIndex(done, side);
    const plan = planned(side, index, now, this.log.details[line.exercise_id]?.last?.sets ?? []);
    const key = `${line.key}-${side}`;
    const fields = this.fields(exercise, plan, key);
    const typed = Object.fromEntries(fields.map((field) => [field.name, readNumber(field.value)]));
    return {
      ...sided(side),
      index,
      key,
      fields,
      typed,
      amounts: [
        {
          count: fields[0].value || "–",
          timed: fields[0].name === "seconds",
          load: typed.load ? fields[1].value.replace("-", "−") : "",
        },
      ],
      asPlanned: Boolean(plan) && fields.every((field) => field.value === field.plan),
      valid: fields.every((field) => !problem(field.name, field.value, exercise, this.unit)),
    };
  }

  /** The numbers of one set as fields, filled from `row` and what was typed over it. */
  fields(exercise, row, key) {
    const count = exercise.fields.includes("seconds") ? "seconds" : "reps";
    const names = exercise.fields.includes("load") ? [count, "load"] : [count];
    return names.map((name) => {
      const plan = this.number(name === "load" ? loadOf(row, this.unit) : row?.[name]);
      const id = `${name}-${key}`;
      const value = this.ui.drafts[id] ?? plan;
      const wrong = this.ui.tried.has(key) && problem(name, value, exercise, this.unit);
      const { step, values } = name === "load" ? exercise.steps : { step: count === "reps" ? 1 : 5 };
      return {
        name,
        ...sole(name, FIELDS),
        id,
        value,
        plan,
        step: step ?? 1,
        values: values?.join(" "),
        min: name === "load" && exercise.is_assisted ? null : 0,
        mark: this.mark,
        wrong: wrong && { [wrong]: true },
        invalid: Boolean(wrong) && "true",
        errorId: wrong && `${id}-error`,
      };
    });
  }

  card(line, at) {
    const exercise = this.exercises[line.exercise_id];
    if (!exercise) return { card: line.exercise_id, line: line.key, unknown: true };
    const { ui } = this;
    const rows = this.setsOf(line.exercise_id);
    const first = this.firstSide(line);
    const oneSided = exercise.sides.length > 1;
    const silent = exercise.measurement !== "none" && firstSilent(this.sets);
    const [before, after] = [this.lines[at - 1], this.lines[at + 1]];
    const joined = Boolean(line.superset) && before?.superset === line.superset;
    const joins = Boolean(line.superset) && after?.superset === line.superset;
    return {
      ...exercise,
      card: line.exercise_id,
      line: line.key,
      mayChange: Boolean(line.id),
      unit: this.unit,
      pattern: exercise.pattern.replaceAll("_", "-"),
      measured: exercise.measurement !== "none",
      slots: ui.online && exercise.measurement !== "none",
      shape: oneSided ? "" : "is-single",
      heads: oneSided && rows.length
        ? exercise.sides.map((side) => ({ ...sided(side), first: side === first.side }))
        : null,
      [`${first.side}First`]: true,
      why: oneSided && first.words,
      otherSide: oneSided && sided(other(first.side)),
      last: this.lastTime(line, rows),
      rows: this.rows(exercise, rows),
      effort: this.effort(exercise, rows),
      silent: silent && silent.exercise === line.exercise_id && { [silent.why]: true },
      next: this.next(line, exercise, rows, first.side),
      empty: !rows.length,
      joins,
      group: joined || joins,
      groupClass: [joined && "is-joined", joins && "joins"].filter(Boolean).join(" "),
      canJoin: Boolean(after) && !joins,
      up: at > 0,
      down: Boolean(after),
      menu: ui.menu === line.key,
      menuOpen: String(ui.menu === line.key),
      hasPlates: Boolean(exercise.plates),
    };
  }

  lastTime(line, rows) {
    const last = this.log.details[line.exercise_id]?.last?.sets?.filter((row) => row.kind !== "warm_up");
    if (!last?.length) return null;
    const reached = Math.max(0, ...rows.map((row) => row.set_index));
    const known = [...new Set(last.map((row) => row.set_index))].sort((a, b) => a - b);
    const index = known.find((one) => one > reached) ?? known.at(-1);
    return last
      .filter((row) => row.set_index === index)
      .sort((a, b) => SIDES.indexOf(a.side) - SIDES.indexOf(b.side))
      .map((row, at) => ({ ...this.amount(row), ...sided(row.side), rir: this.number(row.rir), later: at > 0 }));
  }

  rows(exercise, rows) {
    const found = [];
    for (const index of [...new Set(rows.map((row) => row.set_index))].sort((a, b) => a - b)) {
      const done = rows.filter((row) => row.set_index === index);
      const firsts = exercise.sides.map((side) => done.find((row) => row.side === side));
      const grid = firsts.some(Boolean) ? [firsts] : [];
      for (const row of done) if (!firsts.includes(row)) grid.push([row]);
      for (const [at, cells] of grid.entries()) {
        const shown = cells.map((row, place) =>
          row ? this.cell(exercise, row) : { missing: true, ...sided(exercise.sides[place]) },
        );
        found.push({
          index,
          key: `row-${done[0].exercise_id}-${index}-${at}`,
          shape: exercise.sides.length === 1 ? "is-single" : "",
          cells: shown,
          needing: shown.filter((cell) => cell.attention),
          winners: shown.filter((cell) => cell.best),
          edits: shown.map((cell) => cell.edit).filter(Boolean),
        });
      }
    }
    return found;
  }

  cell(exercise, row) {
    const { details, settings } = this.log;
    const best =
      row.kind !== "warm_up" &&
      beats(row, details[row.exercise_id]?.bests?.[row.side], exercise, settings.body_mass_kg);
    return {
      ...this.amount(row),
      ...sided(row.side),
      id: row.id,
      index: row.set_index,
      rir: this.number(row.rir),
      pain: row.pain ?? "",
      note: row.note,
      ...sole(row.kind, KINDS),
      ...sole(row.state ?? "saved", STATES),
      message: row.message,
      best,
      present: true,
      isOpen: String(this.ui.editing === row.id),
      edit: this.ui.editing === row.id && this.editor(exercise, row),
    };
  }

  editor(exercise, row) {
    const { drafts } = this.ui;
    const choice = (name, value, now) => ({
      name: `${name}-${row.id}`,
      id: `${name}-${row.id}-${value}`,
      value: String(value),
      checked: String(drafts[`${name}-${row.id}`] ?? now ?? "") === String(value),
      [`is_${value}`]: true,
    });
    return {
      id: row.id,
      index: row.set_index,
      ...sided(row.side),
      fields: this.fields(exercise, row, row.id),
      kinds: KINDS.map((kind) => choice("kind", kind, row.kind)),
      efforts: row.reps == null ? null : ["", ...CHIPS].map((rir) => choice("rir", rir, this.number(row.rir))),
      pains: this.log.settings.may_keep_pain
        ? ["", ...Array(11).keys()].map((pain) => choice("pain", pain, row.pain))
        : null,
      asksConsent: !this.log.settings.may_keep_pain,
      note: drafts[`note-${row.id}`] ?? row.note ?? "",
      full: this.ui.full,
    };
  }

  /** The question stays open on the latest set until every side of it is answered. */
  effort(exercise, rows) {
    if (!exercise.asks_rir || this.ui.editing) return null;
    const counted = rows.filter((row) => row.reps != null && row.kind !== "warm_up" && row.side !== "each");
    const index = Math.max(0, ...counted.map((row) => row.set_index));
    const asked = counted.filter((row) => row.set_index === index && row.rir == null);
    if (!asked.length) return null;
    return {
      index,
      asked: asked
        .sort((a, b) => SIDES.indexOf(a.side) - SIDES.indexOf(b.side))
        .map((row) => ({ id: row.id, ...sided(row.side) })),
    };
  }

  next(line, exercise, rows, first) {
    if (this.ui.editing && rows.some((row) => row.id === this.ui.editing)) return null;
    const sides = exercise.sides.map((side) => this.side(line, exercise, side));
    const level = new Set(sides.map((side) => side.index)).size === 1;
    const behind = level ? null : sides.reduce((a, b) => (a.index < b.index ? a : b));
    const isCurrent = this.current === line.exercise_id;
    const kind = this.ui.kinds[line.key] ?? "work";
    const shown = sides.map((side) => {
      const primary = isCurrent && (exercise.sides.length === 1 || side === behind);
      return {
        ...side,
        primary,
        tone: primary ? "is-primary" : exercise.sides.length > 1 ? `is-${side.side}` : "",
        first: !rows.length && side.side === first && exercise.sides.length > 1,
        plates: this.plates(exercise, side),
      };
    });
    return {
      sides: shown,
      loads: shown.filter((side) => side.plates),
      behindSide: behind ? [behind] : null,
      tone: isCurrent ? "is-primary" : "",
      together: sides.length > 1 && level,
      asPlanned: sides.every((side) => side.asPlanned) && kind === "work",
      behind: behind && sided(behind.side),
      primary: isCurrent,
      open: isCurrent || sides.some((side) => !side.valid),
      closed: !isCurrent && sides.every((side) => side.valid),
      loaded: exercise.fields.includes("load"),
      isWarmUp: kind === "warm_up",
      isCheck: kind === "check",
      warmUp: String(kind === "warm_up"),
      check: String(kind === "check"),
      strength: exercise.asks_rir,
      busy: this.ui.busy.has(line.key),
      full: this.ui.full,
    };
  }

  plates(exercise, side) {
    if (!exercise.plates || !side.typed.load) return null;
    const found = plates(side.typed.load, exercise.plates);
    return {
      ...sided(side.side),
      ...found,
      twoEnds: found.ends === 2,
      bare: !found.each.length,
      short: found.left > 0 && this.number(found.left),
      over: found.left < 0,
      unit: this.unit,
    };
  }
}
