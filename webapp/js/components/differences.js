import { html } from "lit";
import { t } from "../lib/texts.js";

/**
 * What was one way and is another now.
 *
 * @param {{fact: string, from?: string, to?: string}[]} all a side that is left out was or is not there
 */
export const differencesList = (all) => html`
  <dl class="differences">
    ${all.map(
      ({ fact, from, to }) => html`
        <div>
          <dt>${fact}</dt>
          <dd>
            <del class=${from === undefined ? "is-none" : ""}>${from ?? t("plan.nothing")}</del>
            <span aria-hidden="true">→</span><span class="unseen">${t("plan.becomes")}</span>
            <ins class=${to === undefined ? "is-none" : ""}>${to ?? t("plan.nothing")}</ins>
          </dd>
        </div>`,
    )}
  </dl>`;
