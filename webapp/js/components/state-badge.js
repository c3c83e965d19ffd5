import { html } from "lit";
import { t } from "../lib/texts.js";
import { icon } from "./icon.js";

const RUN = {
  pending: () => t("state.pending"),
  running: () => t("state.running"),
  waiting: () => t("state.waiting"),
  retrying: () => t("state.retrying"),
  succeeded: () => t("state.succeeded"),
  failed: () => t("state.failed"),
  canceled: () => t("state.canceled"),
};

// A step wears the shape and the colour of the run state that is nearest to it.
const STEP = {
  running: ["running", () => t("step.running")],
  waiting: ["waiting", () => t("step.waiting")],
  completed: ["succeeded", () => t("step.completed")],
  skipped: ["skipped", () => t("step.skipped")],
  stopped: ["canceled", () => t("step.stopped")],
  faulted: ["failed", () => t("step.faulted")],
};

const badge = (look, word) => html`<span class="badge is-${look}">${icon(look)}<span>${word}</span></span>`;

/** Every state that a run can be in. */
export const RUN_STATES = Object.keys(RUN);

/** The state of a run in a word. */
export const runWord = (state) => RUN[state]?.() ?? state;

/** The state of a run: shape, word and colour. */
export const runBadge = (state) => (RUN[state] ? badge(state, RUN[state]()) : badge("pending", state));

/** The state of a step. */
export const stepBadge = (state) => (STEP[state] ? badge(STEP[state][0], STEP[state][1]()) : badge("pending", state));
