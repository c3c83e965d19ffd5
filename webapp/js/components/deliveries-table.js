import { html, nothing } from "lit";
import { toRun } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { when } from "./when.js";

const VERDICTS = {
  succeeded: () => t("verdict.succeeded"),
  waiting: () => t("verdict.waiting"),
  skipped: () => t("verdict.skipped"),
  accepted: () => t("verdict.accepted"),
  nudged: () => t("verdict.nudged"),
  canceled: () => t("verdict.canceled"),
  "failed-retry": () => t("verdict.failed-retry"),
  failed: () => t("verdict.failed"),
  refused: () => t("verdict.refused"),
  replayed: () => t("verdict.replayed"),
  unavailable: () => t("verdict.unavailable"),
};

/**
 * The messages that asked for a run, and what each was answered.
 *
 * @param {object} props
 * @param {object[]} props.deliveries as `api.md` describes them
 * @param {Date} props.now
 * @param {boolean} [props.runs] whether the runs are named too
 */
export const deliveriesTable = ({ deliveries, now, runs = false }) => html`
  <table role="table" class="table">
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${t("deliveries.received")}</th>
        <th role="columnheader" scope="col">${t("deliveries.message")}</th>
        <th role="columnheader" scope="col">${t("deliveries.route")}</th>
        <th role="columnheader" scope="col">${t("deliveries.answer")}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${deliveries.map(
        (delivery) => html`
          <tr role="row">
            <th role="rowheader" scope="row">${when(delivery.receivedAt, now)}</th>
            <td role="cell" class="is-wide" data-label=${t("deliveries.message")}>
              <code class="clipped">${delivery.messageId ?? "–"}</code>
              ${delivery.retried > 0 ? html`<span class="under">${t("deliveries.retried", { n: delivery.retried })}</span>` : nothing}
            </td>
            <td role="cell" data-label=${t("deliveries.route")}><code>${delivery.route}</code></td>
            <td role="cell" class="is-wide" data-label=${t("deliveries.answer")}>
              ${delivery.status ?? "–"} ${VERDICTS[delivery.verdict]?.() ?? delivery.verdict ?? nothing}
              ${runs && delivery.runId
                ? html`<a class="under" href=${toRun(delivery.runId)}>${t("deliveries.run")}</a>`
                : nothing}
              ${delivery.detail ? html`<span class="under">${delivery.detail}</span>` : nothing}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
