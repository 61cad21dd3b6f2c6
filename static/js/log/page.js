// The parts of the log around its cards: how to start, what to add, what was done. No words.
const MOST = 60;

// As fold_text of apps/exercises/domain/search.py.
const folded = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");

export const dayWords = (date, lang) =>
  new Date(`${date}T12:00`).toLocaleDateString(lang, { weekday: "long", day: "numeric", month: "long" });

/** Earlier workouts to begin from. */
export const earlier = ({ workouts = [] }, exercises, lang) =>
  workouts.map((workout, at) => ({
    ...workout,
    day: dayWords(workout.local_date, lang),
    names: workout.lines.flatMap((line) => exercises[line.exercise_id]?.name ?? []).join(", "),
    latest: !at,
  }));

/** Exercises to choose from: what could stand in for `line`, then recent ones, then all, by words. */
export function choices({ lines, recent = [] }, exercises, query, line) {
  const swaps = line ? (exercises[line.exercise_id]?.swaps ?? []) : [];
  const words = folded(query).trim().split(" ");
  const all = Object.keys(exercises).sort((one, other) => exercises[one].name.localeCompare(exercises[other].name));
  return [...new Set([...swaps, ...recent, ...all])]
    .filter((id) => exercises[id] && !exercises[id].is_retired && id !== line?.exercise_id && words.every((word) => exercises[id].search.includes(word)))
    .slice(0, MOST)
    .map((id) => {
      const listed = lines.some((one) => one.exercise_id === id);
      const mark = listed ? "listed" : swaps.includes(id) ? "swap" : recent.includes(id) && "recent";
      return { ...exercises[id], id, mark };
    });
}

/** Sets a side and bests of a workout, when it is over. */
export function summary({ workout, sets }, exercises, { lines, setsOf, isBest }) {
  const rows = lines.flatMap((line) => {
    const { name, sides } = exercises[line.exercise_id] ?? {};
    const done = setsOf(line.exercise_id).filter((row) => row.kind !== "warm_up");
    const count = (side) => done.filter((row) => row.side === side).length;
    const bests = sides?.filter((side) => done.some((row) => row.side === side && isBest(row)));
    return done.length && name ? { name, paired: sides.length > 1, left: count("left"), right: count("right"), all: done.length, bests: bests.map((side) => ({ side })) } : [];
  });
  return { ...workout, rows };
}
