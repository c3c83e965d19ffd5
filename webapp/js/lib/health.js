/** The health of schedules: pure answers about what the server told. */

/** Every word of a schedule's health, the ones that need somebody first. */
export const healthWords = ["missing", "stuck", "failing", "late", "paused", "new", "fine", "off"];

const NEED_ATTENTION = new Set(healthWords.slice(0, 4));

/** How far a word of health is from the worst; a workflow that was never switched on has none. */
export function severityOf(word) {
  const place = healthWords.indexOf(word ?? "off");
  return place < 0 ? healthWords.length : place;
}

/** Whether somebody should look at a schedule of this health. */
export const needsAttention = (word) => NEED_ATTENTION.has(word);

/**
 * Whether a schedule's health is among what is asked for.
 *
 * @param {string | undefined} word its health; none for a workflow that was never switched on
 * @param {string} asked a word of health, `attention` for all that need somebody, or empty for any
 */
export function isAsked(word, asked) {
  if (!asked) return true;
  return asked === "attention" ? needsAttention(word) : (word ?? "off") === asked;
}

/** Whether a workflow's name or id holds a text; an empty text is held by each. */
export function holdsText(workflow, text) {
  const wanted = text.trim().toLowerCase();
  return `${workflow.title ?? ""}\n${workflow.id}`.toLowerCase().includes(wanted);
}

/** How one due time is drawn: `succeeded`, `failed`, `busy`, `canceled`, `skipped`, `missed` or `expected`. */
export function lookOf({ verdict, state }) {
  if (verdict !== "ran") return verdict;
  if (state === "succeeded" || state === "failed" || state === "canceled") return state;
  // A run that is not kept any more was made all the same.
  return state === undefined ? "succeeded" : "busy";
}

const LETTERS = { succeeded: "s", failed: "f", canceled: "c", busy: "b", skipped: "k", missed: "m" };

/**
 * Returns due times in short, as `GET /api/overview` tells them.
 *
 * @param {object[]} newest the newest first, as `GET /api/schedules/{id}/health` tells them
 * @returns {{looks: string, tookMs: (number | null)[]}} a letter for each that is judged, and how long its run took
 */
export function lineOf(newest) {
  const judged = newest.filter((it) => it.verdict !== "expected");
  return { looks: judged.map((it) => LETTERS[lookOf(it)]).join(""), tookMs: judged.map((it) => it.tookMs ?? null) };
}

/**
 * How high a bar stands, of 1: the longest run is the highest, and each can be seen. What has no length stands full.
 *
 * @param {{tookMs?: number}} past
 * @param {number} longest of all that are drawn, in milliseconds
 */
export const heightOf = ({ tookMs }, longest) =>
  tookMs === undefined || longest === 0 ? 1 : 0.35 + 0.65 * (Math.log1p(tookMs) / Math.log1p(longest));
