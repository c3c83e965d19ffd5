/**
 * Where the bars of a run's steps stand: pure arithmetic over what the server told.
 *
 * @param {object} run as `api.md` describes it
 * @param {object[]} steps in the order of their beginning
 * @param {Date} now where a run that has not ended ends for now
 * @returns {{from: number, length: number}} in milliseconds; a length is at least 1
 */
export function rangeOf(run, steps, now) {
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

/** Returns how long a step took, or has taken so far, in milliseconds. */
export function lengthOf(step, now) {
  const ended = step.endedAt ? Date.parse(step.endedAt) : now.getTime();
  return step.durationMs ?? Math.max(0, ended - Date.parse(step.startedAt));
}

/**
 * Returns where one step stands in that range, in percent. A step too short to be seen is drawn a little longer.
 */
export function barOf(step, range, now) {
  const begun = Date.parse(step.startedAt);
  const ended = step.endedAt ? Date.parse(step.endedAt) : Math.max(begun, now.getTime());
  const width = Math.min(100, Math.max(0.8, percent(ended - begun, range)));
  return { x: Math.min(100 - width, Math.max(0, percent(begun - range.from, range))), width };
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
