import { html, nothing } from "lit";
import { toGuide } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { engineTrouble } from "./engine-trouble.js";
import { icon } from "./icon.js";
import { problemWords } from "./problem-words.js";

/** Says in a sentence, in the reader's language, what went wrong with a request. */
export function sentenceOf(problem) {
  if (problem.status === 0) return t("problem.unreachable");
  const known = engineTrouble(problem) || problemWords(problem);
  if (known) return known;
  return problem.status === 403 ? t("problem.forbidden") : problem.title || t("problem.status", { status: problem.status });
}

/**
 * What the server said of this very case, in its own language; empty where the sentence holds it already.
 *
 * @param {import("../lib/problem.js").Problem} problem
 */
export const saidOf = (problem) =>
  problem.status === 0 || !problem.detail || engineTrouble(problem) ? "" : t("problem.said", { words: problem.detail });

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
  const said = saidOf(problem);
  return html`
    <div class="notice is-bad" role="alert">
      ${icon("failed")}
      <div class="notice-text">
        <p class="notice-title">${sentenceOf(problem)}</p>
        ${said ? html`<p>${said}</p>` : nothing}
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
