import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { icon } from "./icon.js";

// The standard errors are long addresses that differ in their last part.
const nameOf = (type) => type.split("/").filter(Boolean).pop() ?? type;

const STANDARD = {
  configuration: ["Configuration error", () => t("error.configuration")],
  validation: ["Validation error", () => t("error.validation")],
  expression: ["Expression error", () => t("error.expression")],
  authentication: ["Authentication error", () => t("error.authentication")],
  authorization: ["Authorization error", () => t("error.authorization")],
  timeout: ["Timeout error", () => t("error.timeout")],
  communication: ["Communication error", () => t("error.communication")],
  runtime: ["Runtime error", () => t("error.runtime")],
};

// The words of the standard are put into the reader's language; an author's own stay.
function title({ type, title }) {
  const [original, words] = STANDARD[nameOf(type)] ?? [];
  if (title !== original || words() === original) return html`<bdi>${title}</bdi>`;
  return html`${words()} <span class="quiet" lang="en">(${original})</span>`;
}

/**
 * Why a run or a step failed, readable first and exact below.
 *
 * @param {{type: string, status: number, title: string, detail?: string, instance?: string}} error
 */
export const runError = (error) => html`
  <div class="notice is-bad run-error">
    ${icon("failed")}
    <div class="notice-text">
      <p class="notice-title">${title(error)}</p>
      ${error.detail ? html`<p class="run-error-detail">${error.detail}</p>` : nothing}
      <p class="under">
        <code title=${error.type}>${nameOf(error.type)}</code><span>${error.status}</span>
        ${error.instance ? html`<code>${error.instance}</code>` : nothing}
      </p>
    </div>
  </div>`;
