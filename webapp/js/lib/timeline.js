/**
 * Where the bars of a run's steps stand: pure arithmetic over what the server told. What another run did has no bar.
 *
 * @param {object} run as `api.md` describes it
 * @param {object[]} all its steps, in the order of their beginning
 * @param {Date} now where a run that has not ended ends for now
 * @returns {{from: number, length: number}} in milliseconds; a length is at least 1
 */
export function rangeOf(run, all, now) {
  const steps = all.filter((step) => !step.takenOver);
  const begun = [run.startedAt ?? run.createdAt, ...steps.map((step) => step.startedAt)].map(Date.parse);
  const from = Math.min(...begun);
  const ended = run.endedAt ? Date.parse(run.endedAt) : now.getTime();
  const last = Math.max(ended, ...steps.map((step) => Date.parse(step.endedAt ?? step.startedAt)));
  return { from, length: Math.max(1, last - from) };
}

/**
 * Returns a step as it stands now that its run has ended: one that was cut off in its middle has stopped with it, as
 * one that was broken off while its run went on. The
 * journal keeps such a step as it was, for an attempt that goes on there.
 */
export function settled(step, run) {
  if (step.state === "canceled") return { ...step, state: "stopped" };
  const isCutOff = run.endedAt !== undefined && (step.state === "running" || step.state === "waiting");
  return isCutOff ? { ...step, state: "stopped", endedAt: run.endedAt } : step;
}

/**
 * Returns when a step was worked on: a span for each attempt of its run that did. Between them nobody worked on it, for
 * the run waited for its next attempt.
 *
 * @param {object} step
 * @param {{number: number, startedAt: string, endedAt?: string}[]} attempts of its run, the first one first
 * @param {Date} now
 * @returns {{from: number, to: number}[]} the first one first; none of a step that another run did, else at least one
 */
export function spansOf(step, attempts, now) {
  if (step.takenOver) return [];
  const begun = Date.parse(step.startedAt);
  const ended = step.endedAt ? Date.parse(step.endedAt) : Math.max(begun, now.getTime());
  const spans = attempts
    .filter(({ number }) => step.attempt >= number)
    .map((attempt) => ({
      from: Math.max(begun, Date.parse(attempt.startedAt)),
      to: Math.min(ended, attempt.endedAt ? Date.parse(attempt.endedAt) : ended),
    }))
    .filter(({ from, to }) => to >= from);
  return spans.length > 0 ? spans : [{ from: begun, to: ended }];
}

/** Returns how long a step took, or has taken so far, in milliseconds. */
export function lengthOf(step, spans) {
  const worked = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  return spans.length > 1 ? worked : (step.durationMs ?? worked);
}

/**
 * Returns where one span of time stands in that range, in percent. One too short to be seen is drawn a little longer.
 */
export function barOf({ from, to }, range) {
  const width = Math.min(100, Math.max(0.8, percent(to - from, range)));
  return { x: Math.min(100 - width, Math.max(0, percent(from - range.from, range))), width };
}

const percent = (ms, range) => (ms / range.length) * 100;

/** Whether the step spends its time waiting. */
export const isWait = (step) => step.kind === "wait" || step.state === "waiting";

/** Returns the round of a loop that a step belongs to, from 1, or `undefined`. */
export function roundOf(step) {
  const rounds = [...step.key.matchAll(/\/for\[(\d+)\]/g)];
  return rounds.length === 0 ? undefined : Number(rounds.at(-1)[1]) + 1;
}

/** Returns the attempt of a `try` that a step belongs to, from 1, or `undefined`. */
export function attemptOf(step) {
  const attempts = [...step.key.matchAll(/\/try\[(\d+)\]/g)];
  return attempts.length === 0 ? undefined : Number(attempts.at(-1)[1]);
}

/** Returns which visit of its task the step is, from 1. */
export const visitOf = (step) => Number(/#(\d+)$/.exec(step.key)?.[1] ?? 1);
