import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../lib/texts.js";
import { icon } from "./icon.js";
import { shortName } from "./short-name.js";

/**
 * What just happened, in a corner. Good news goes by itself, bad news waits to be read.
 *
 * @param {object} props
 * @param {{id: number, text: string, said?: string, bad: boolean, link?: {href: string, text: string}}[]} props.toasts
 * @param {(id: number) => void} props.onClose
 */
export const toastList = ({ toasts, onClose }) => html`
  <div class="toasts" role="region" aria-label=${t("toasts.label")} aria-live="polite">
    ${repeat(
      toasts,
      (toast) => toast.id,
      (toast) => html`
        <div class="toast ${toast.bad ? "is-bad" : "is-good"}" role=${toast.bad ? "alert" : "status"}>
          ${icon(toast.bad ? "failed" : "succeeded")}
          <p>
            <span class="toast-text">${shortName(toast.text)}</span> ${toast.said ? html`<span class="toast-said">${toast.said}</span>` : nothing}
            ${toast.link ? html`<a href=${toast.link.href}>${toast.link.text}</a>` : nothing}
          </p>
          <button type="button" class="icon-button" aria-label=${t("action.close")} @click=${() => onClose(toast.id)}>
            ${icon("close")}
          </button>
        </div>`,
    )}
  </div>`;
