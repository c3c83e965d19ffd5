import { html, nothing } from "lit";
import { toRun, toWorkflow } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { shortly } from "../lib/times.js";
import { runBadge } from "./state-badge.js";
import { when } from "./when.js";
import { workButton } from "./work-button.js";

/**
 * What nobody tries any more.
 *
 * @param {object} props
 * @param {object[]} props.letters as `api.md` describes them
 * @param {Date} props.now
 * @param {boolean} props.busy whether an answer is awaited
 * @param {boolean} props.mayChange whether the reader may do more than look
 * @param {(letter: object) => void} props.onRetry
 * @param {(letter: object) => void} props.onDelete
 */
export const deadLettersTable = ({ letters, now, busy, mayChange, onRetry, onDelete }) => html`
  <table role="table" class="table" aria-label=${t("dead.title")}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${t("column.workflow")}</th>
        <th role="columnheader" scope="col">${t("dead.given-up")}</th>
        <th role="columnheader" scope="col">${t("dead.why")}</th>
        <th role="columnheader" scope="col">${t("dead.run")}</th>
        <th role="columnheader" scope="col"><span class="unseen">${t("column.actions")}</span></th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${letters.map((letter) => row({ letter, now, busy, mayChange, onRetry, onDelete }))}
    </tbody>
  </table>`;

const row = ({ letter, now, busy, mayChange, onRetry, onDelete }) => html`
  <tr role="row">
    <th role="rowheader" scope="row">
      ${letter.workflowId ? html`<a href=${toWorkflow(letter.workflowId)}>${letter.workflowId}</a>` : t("dead.unknown")}
      ${letter.messageId ? html`<span class="under"><code class="clipped">${letter.messageId}</code></span>` : nothing}
    </th>
    <td role="cell" data-label=${t("dead.given-up")}>
      ${when(letter.givenUpAt, now)}
      ${letter.dueTime ? html`<span class="under">${t("dead.due", { time: shortly(letter.dueTime) })}</span>` : nothing}
    </td>
    <td role="cell" class="is-wide" data-label=${t("dead.why")}>
      ${letter.status ?? nothing} ${letter.detail ?? nothing}
      ${letter.retried > 0 ? html`<span class="under">${t("deliveries.retried", { n: letter.retried })}</span>` : nothing}
    </td>
    <td role="cell" data-label=${t("dead.run")}>
      ${letter.runId
        ? html`<a class="badge-link" href=${toRun(letter.runId)}>${runBadge(letter.runState ?? "failed")}</a>`
        : html`<span class="quiet">${t("dead.never")}</span>`}
      ${letter.recoveredBy
        ? html`<a class="under" href=${toRun(letter.recoveredBy)}>${t("dead.recovered")}</a>`
        : letter.sentAgainAs
          ? html`<span class="under">${t("dead.sent-again")}</span>`
          : nothing}
    </td>
    <td role="cell" class="row-actions">
      ${mayChange && letter.dlqId
        ? html`
            ${letter.keptByQStash && !letter.recoveredBy
              ? workButton({ busy, look: "is-small", onPress: () => onRetry(letter), content: t("dead.retry") })
              : nothing}
            ${workButton({ busy, look: "is-small is-danger-quiet", onPress: () => onDelete(letter), content: t("dead.delete") })}`
        : nothing}
    </td>
  </tr>`;
