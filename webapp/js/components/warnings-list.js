import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { icon } from "./icon.js";

/**
 * What a right definition would miss if it ran now, each with its place; nothing where nothing is missing.
 *
 * @param {object} props
 * @param {{line: number, column: number, message: string}[]} [props.warnings]
 * @param {(warning: object) => void} [props.onShow] leads to the place, where there is a way
 */
export function warningsList({ warnings = [], onShow }) {
  if (warnings.length === 0) return nothing;
  return html`
    <div class="notice is-warning" role="status">
      ${icon("warning")}
      <div class="notice-text">
        <p class="notice-title">${t("warnings", { n: warnings.length })}</p>
        <ul class="warnings">
          ${warnings.map((it) => html`<li>${place(it, onShow)} <span class="wrapping">${it.message}</span></li>`)}
        </ul>
      </div>
    </div>`;
}

function place(warning, onShow) {
  const text = t("editor.line", { line: warning.line });
  return onShow
    ? html`<button type="button" class="link" @click=${() => onShow(warning)}>${text}</button>`
    : html`<span>${text}:</span>`;
}
