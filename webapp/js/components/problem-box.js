import { html, nothing } from "lit";
import { toGuide } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { engineTrouble } from "./engine-trouble.js";
import { icon } from "./icon.js";

/** Says in a sentence what went wrong with a request. */
export function sentenceOf(problem) {
  if (problem.status === 0) return t("problem.unreachable");
  if (problem.status === 403) return t("problem.forbidden");
  return engineTrouble(problem) || problem.detail || problem.title || t("problem.status", { status: problem.status });
}

/** Where the guide says more about a problem; nothing if it does not. */
export const guideOf = ({ document }) =>
  document.guide ? { href: toGuide(document.guide.split("#")[1]), text: t("doctor.guide") } : undefined;

/**
 * A request that failed where its answer should have stood.
 *
 * @param {object} props
 * @param {import("../lib/problem.js").Problem} props.problem
 * @param {() => void} [props.onRetry]
 */
export function problemBox({ problem, onRetry }) {
  const detail = problem.status !== 0 && problem.detail ? sentenceOf(problem) : nothing;
  const title = detail === nothing ? sentenceOf(problem) : problem.title || t("problem.failed");
  return html`
    <div class="notice is-bad" role="alert">
      ${icon("failed")}
      <div class="notice-text">
        <p class="notice-title">${title}</p>
        ${detail === nothing ? nothing : html`<p>${detail}</p>`}
        ${problem.document.guide ? html`<p><a href=${guideOf(problem).href}>${guideOf(problem).text}</a></p>` : nothing}
        ${problem.document.incident
          ? html`<p class="quiet">${t("problem.incident", { incident: problem.document.incident })}</p>`
          : nothing}
      </div>
      ${onRetry
        ? html`<button type="button" class="button" @click=${onRetry}>${t("action.retry")}</button>`
        : nothing}
    </div>`;
}
