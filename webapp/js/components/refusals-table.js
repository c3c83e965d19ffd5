import { html, nothing } from "lit";
import { said, t } from "../lib/texts.js";
import { when } from "./when.js";

/**
 * What came to a signed route and was not believed, with the check that failed and what to do.
 *
 * @param {object} props
 * @param {object[]} props.refusals as `api.md` describes them
 * @param {Date} props.now
 */
export const refusalsTable = ({ refusals, now }) => html`
  <table role="table" class="table" aria-label=${t("refusals.title")}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${t("refusals.last")}</th>
        <th role="columnheader" scope="col">${t("deliveries.route")}</th>
        <th role="columnheader" scope="col">${t("refusals.cause")}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${refusals.map(
        (refusal) => html`
          <tr role="row" data-cause=${refusal.cause}>
            <th role="rowheader" scope="row">
              ${when(refusal.lastAt, now)}
              ${refusal.count > 1 ? html`<span class="under">${t("refusals.count", { n: refusal.count })}</span>` : nothing}
            </th>
            <td role="cell" class="is-wide" data-label=${t("deliveries.route")}>
              <code class="wrapping">${refusal.route}</code>
              ${refusal.messageId ? html`<span class="under"><code class="clipped">${refusal.messageId}</code></span>` : nothing}
            </td>
            <td role="cell" class="is-wide" data-label=${t("refusals.cause")}>
              <p>${said(refusal.text)}</p>
              ${compared(refusal)}
              ${refusal.remedy ? html`<p class="under">${said(refusal.remedy)}</p>` : nothing}
              ${refusal.keysTried.length === 0
                ? nothing
                : html`<p class="under">${t("refusals.keys")} <code>${refusal.keysTried.join(", ")}</code></p>`}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;

const compared = ({ signed, seen }) =>
  signed === undefined && seen === undefined
    ? nothing
    : html`
        <dl class="differences">
          <div><dt>${t("refusals.signed")}</dt><dd>${signed ?? "–"}</dd></div>
          <div><dt>${t("refusals.seen")}</dt><dd>${seen ?? "–"}</dd></div>
        </dl>`;
