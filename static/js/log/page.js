// The parts of the log around its cards: how to start, what to add, what was done. No words.
import { beats } from "./bests.js";
import { inList } from "./cards.js";

const MOST = 60;
// As fold_text of apps/exercises/domain/search.py.
const folded = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");

export const dayWords = (date, lang) =>
  new Intl.DateTimeFormat(lang, { weekday: "long", day: "numeric", month: "long" }).format(new Date(`${date}T12:00`));

/** Earlier workouts to begin from. */
export const earlier = (log, exercises, lang) =>
  (log.workouts ?? []).map((workout, at) => ({
    id: workout.id,
    title: workout.title,
    untitled: !workout.title,
    day: dayWords(workout.local_date, lang),
    names: workout.lines.map((line) => exercises[line.exercise_id]?.name).filter(Boolean).join(", "),
    latest: at === 0,
    older: at > 0,
  }));

/** Exercises to choose from: what could stand in for `line`, then recent ones, then all, by words. */
export function choices(log, exercises, { query, line }) {
  const listed = new Set(log.lines.map((one) => one.exercise_id));
  const swaps = new Set(line ? (exercises[line.exercise_id]?.swaps ?? []) : []);
  const recent = new Set(log.recent ?? []);
  const words = folded(query).split(" ").filter(Boolean);
  const all = Object.keys(exercises).sort((a, b) => (exercises[a].name < exercises[b].name ? -1 : 1));
  const found = [...new Set([...swaps, ...recent, ...all])].filter((id) => {
    const { search, name, is_retired } = exercises[id] ?? { is_retired: true };
    return !is_retired && id !== line?.exercise_id && words.every((word) => (search ?? folded(name)).includes(word));
  });
  return found.slice(0, MOST).map((id) => ({
    id,
    name: exercises[id].name,
    detail: exercises[id].pattern_words,
    listed: listed.has(id),
    stands: !listed.has(id) && swaps.has(id),
    recent: !listed.has(id) && !swaps.has(id) && recent.has(id),
  }));
}

/** Sets a side and bests of a workout, when it is over. */
export function summary(log, exercises) {
  const { workout, lines, sets, details, settings } = log;
  const rows = inList(lines).flatMap((line) => {
    const exercise = exercises[line.exercise_id];
    const mine = sets.filter((row) => row.exercise_id === line.exercise_id && row.kind !== "warm_up");
    if (!exercise || !mine.length) return [];
    const of = (side) => mine.filter((row) => row.side === side);
    const bests = exercise.sides.filter((side) =>
      of(side).some((row) => beats(row, details[line.exercise_id]?.bests?.[side], exercise, settings.body_mass_kg)),
    );
    return [{
      name: exercise.name,
      oneSided: exercise.sides.length > 1,
      left: String(of("left").length),
      right: String(of("right").length),
      all: String(of("both").length + of("each").length),
      bests: bests.map((side) => ({ [side]: true })),
    }];
  });
  return { id: workout.id, title: workout.title, untitled: !workout.title, rows, none: !rows.length };
}
