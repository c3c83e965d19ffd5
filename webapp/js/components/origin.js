import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { icon } from "./icon.js";

/** Where workflows come from. */
export const ORIGINS = ["editor", "code", "lost-code"];

/** Tells which of them a workflow comes from. */
export const originOf = (workflow) => workflow.origin ?? "editor";

/** Tells whether a workflow may be edited here: those made by Java code are not. */
export const isEditable = (workflow) => originOf(workflow) === "editor";

/** Tells whether a workflow can do its work: not when the code that made it is gone. */
export const hasCode = (workflow) => originOf(workflow) !== "lost-code";

/** In a word where a workflow comes from; nothing for one that somebody wrote. */
export function originWord(workflow) {
  if (isEditable(workflow)) return nothing;
  return hasCode(workflow)
    ? html`<span>${t("origin.code")}</span>`
    : html`<span class="is-warning">${t("origin.lost-code")}</span>`;
}

/** What follows from where a workflow comes from; nothing for one that somebody wrote. */
export function originNotice(workflow) {
  if (isEditable(workflow)) return nothing;
  if (hasCode(workflow)) return html`<p class="quiet">${t("origin.code.how")}</p>`;
  return html`
    <div class="notice is-bad">
      ${icon("failed")}
      <div class="notice-text">
        <p class="notice-title">${t("origin.lost-code")}</p>
        <p>${t("origin.lost-code.how")}</p>
      </div>
    </div>`;
}
