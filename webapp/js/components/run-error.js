import { html, nothing } from "lit";
import { icon } from "./icon.js";

// The standard errors are long addresses that differ in their last part.
const nameOf = (type) => type.split("/").filter(Boolean).pop() ?? type;

/**
 * Why a run or a step failed, readable first and exact below.
 *
 * @param {{type: string, status: number, title: string, detail?: string, instance?: string}} error
 */
export const runError = (error) => html`
  <div class="notice is-bad run-error">
    ${icon("failed")}
    <div class="notice-text">
      <p class="notice-title">${error.title}</p>
      ${error.detail ? html`<p class="run-error-detail">${error.detail}</p>` : nothing}
      <p class="under">
        <code title=${error.type}>${nameOf(error.type)}</code><span>${error.status}</span>
        ${error.instance ? html`<code>${error.instance}</code>` : nothing}
      </p>
    </div>
  </div>`;
