import { html } from "lit";
import { t } from "../lib/texts.js";
import { icon } from "./icon.js";

const WORDS = {
  fine: ["succeeded", "succeeded", () => t("health.fine")],
  late: ["retrying", "waiting", () => t("health.late")],
  failing: ["failed", "failed", () => t("health.failing")],
  missing: ["failed", "warning", () => t("health.missing")],
  stuck: ["retrying", "retrying", () => t("health.stuck")],
  paused: ["waiting", "pause", () => t("health.paused")],
  new: ["pending", "pending", () => t("health.new")],
  unknown: ["pending", "pending", () => t("health.unknown")],
  off: ["canceled", "canceled", () => t("health.off")],
};

/** A schedule's health in a word. */
export const healthWord = (word) => WORDS[word]?.[2]() ?? word;

/** A schedule's health: shape, word and colour. */
export function healthBadge(word) {
  const [look, shape] = WORDS[word] ?? ["pending", "pending"];
  return html`<span class="badge is-${look}" data-health=${word}>${icon(shape)}<span>${healthWord(word)}</span></span>`;
}
