import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";
import { t } from "../lib/texts.js";
import { icon } from "./icon.js";
import { saidOf, sentenceOf } from "./problem-box.js";
import { shortName } from "./short-name.js";

// The button that was pressed waits for the answer and loses the focus: what it led to takes it, unless somebody went on.
function takeFocus(outcome) {
  if (!outcome) return;
  queueMicrotask(() => {
    const at = document.activeElement;
    if (at === null || at === document.body || at.matches(":disabled")) outcome.focus();
  });
}

/**
 * What became of each of several things.
 *
 * @param {object} props
 * @param {{name: string, words?: string, href?: string, problem?: import("../lib/problem.js").Problem}[]} props.outcomes
 * @param {() => void} props.onClose
 */
export function bulkOutcome({ outcomes, onClose }) {
  const done = outcomes.filter((it) => !it.problem).length;
  return html`
    <div class="notice bulk-outcome ${done < outcomes.length ? "is-warning" : ""}" role="status" tabindex="-1" ${ref(takeFocus)}>
      ${icon(done < outcomes.length ? "warning" : "succeeded")}
      <div class="notice-text">
        <p class="notice-title">${t("bulk.done", { done, all: outcomes.length })}</p>
        <ul>${outcomes.map(line)}</ul>
      </div>
      <button type="button" class="button is-small" @click=${onClose}>${t("action.close")}</button>
    </div>`;
}

const line = ({ name, words, href, problem }) => html`
  <li>
    ${icon(problem ? "failed" : "succeeded")}
    <span>
      <b>${shortName(name)}</b>:
      ${problem
        ? html`${sentenceOf(problem)} <span class="quiet">${saidOf(problem)}</span>`
        : href
          ? html`<a href=${href}>${words}</a>`
          : words ?? nothing}
    </span>
  </li>`;
