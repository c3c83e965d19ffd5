import { said } from "./texts.js";

// A letter, a number, a sign: not only spaces and what nobody sees.
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Returns what people call a workflow: its title, or its id where a title says nothing. */
export const nameOf = ({ id, title }) => (VISIBLE.test(title ?? "") ? title : id);

/**
 * Returns what a workflow's schedule says: of the schedule itself, or, while it was never switched on, of its
 * definition.
 *
 * @param {object} workflow as `api.md` describes it
 * @param {object} [preview] of the definition's expression, where it was asked for
 */
export function wordingOf(workflow, preview) {
  const schedule = workflow.schedule;
  return {
    active: schedule?.active ?? false,
    cron: schedule?.cron ?? workflow.definitionCron,
    timezone: schedule?.timezone ?? workflow.definitionTimezone ?? preview?.timezone,
    words: said(schedule?.description ?? preview?.description),
  };
}
