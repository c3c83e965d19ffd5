import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { timeOfDay } from "../lib/times.js";
import { icon } from "./icon.js";
import { problemBox, sentenceOf } from "./problem-box.js";

/**
 * Something loaded in the state it is in: grey bars while it is awaited, the problem where there is nothing else,
 * a word about its age where a later asking failed.
 *
 * @param {object} props
 * @param {import("../lib/loaded.js").Loaded} props.loaded
 * @param {(value: any) => unknown} props.content
 * @param {() => void} props.onRetry
 * @param {number} [props.lines] how many grey bars stand for it
 * @param {boolean} [props.isAgeTold] whether what it stands in says already that a later asking failed
 */
export function loadedView({ loaded, content, onRetry, lines = 3, isAgeTold = false }) {
  switch (loaded.state) {
    case "loading":
      return skeleton(lines);
    case "failed":
      return problemBox({ problem: loaded.problem, onRetry });
    default:
      // One template for both: what is shown stays what it is, with its focus, while the word about its age comes and goes.
      return html`${loaded.state === "stale" && !isAgeTold ? staleNote(loaded, onRetry) : nothing}${content(loaded.value)}`;
  }
}

/** Grey bars of a thing to come. */
export const skeleton = (lines) => html`
  <div class="skeleton" aria-busy="true">
    <span class="unseen">${t("loading")}</span>
    ${Array.from({ length: lines }, () => html`<span class="skeleton-line" aria-hidden="true"></span>`)}
  </div>`;

const staleNote = (loaded, onRetry) => html`
  <div class="notice is-stale" role="status">
    ${icon("warning")}
    <p class="notice-text">${t("stale", { time: timeOfDay(loaded.at), reason: sentenceOf(loaded.problem) })}</p>
    ${onRetry
      ? html`<button type="button" class="button is-small" @click=${onRetry}>${t("action.retry")}</button>`
      : nothing}
  </div>`;
