import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { toRun, toWorkflow } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { absolute, duration, relative, shortly } from "../lib/times.js";
import { runBadge } from "./state-badge.js";
import { triggerWord } from "./trigger-word.js";

/**
 * Runs, the newest first.
 *
 * @param {object} props
 * @param {object[]} props.runs as `api.md` describes them
 * @param {Date} props.now
 * @param {boolean} [props.workflows] whether their workflows are named too
 * @param {string} [props.timezone] of the schedule, for due times; the reader's if there is none
 */
export const runsTable = ({ runs, now, timezone, workflows = false }) => html`
  <table role="table" class="table runs" aria-label=${t("runs.title")}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${t("column.started")}</th>
        ${workflows ? html`<th role="columnheader" scope="col">${t("column.workflow")}</th>` : nothing}
        <th role="columnheader" scope="col">${t("column.state")}</th>
        <th role="columnheader" scope="col">${t("column.trigger")}</th>
        <th role="columnheader" scope="col">${t("column.due")}</th>
        <th role="columnheader" scope="col" class="is-number">${t("column.lateness")}</th>
        <th role="columnheader" scope="col" class="is-number">${t("column.duration")}</th>
        <th role="columnheader" scope="col" class="is-number">${t("column.attempts")}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(runs, (run) => run.id, (run) => runRow({ run, now, timezone, workflows }))}
    </tbody>
  </table>`;

function runRow({ run, now, timezone, workflows }) {
  const begun = run.startedAt ?? run.createdAt;
  return html`
    <tr role="row">
      <th role="rowheader" scope="row">
        <a class="row-name" href=${toRun(run.id)}>
          <time datetime=${begun} title=${absolute(begun)}>${relative(begun, now)}</time>
        </a>
      </th>
      ${workflows
        ? html`<td role="cell" data-label=${t("column.workflow")}>
            <a href=${toWorkflow(run.workflowId)}>${run.workflowId}</a>
          </td>`
        : nothing}
      <td role="cell" data-label=${t("column.state")}>${runBadge(run.state)}</td>
      <td role="cell" data-label=${t("column.trigger")}>${triggerWord(run.trigger)}</td>
      <td role="cell" data-label=${t("column.due")}>
        ${run.dueTime
          ? html`<time datetime=${run.dueTime} title=${absolute(run.dueTime, timezone)}>${shortly(run.dueTime, timezone)}</time>`
          : none}
      </td>
      <td role="cell" class="is-number" data-label=${t("column.lateness")}>${span(run.latenessMs)}</td>
      <td role="cell" class="is-number" data-label=${t("column.duration")}>${span(run.durationMs)}</td>
      <td role="cell" class="is-number" data-label=${t("column.attempts")}>
        ${run.attempts}${run.maxAttempts ? html`<span class="quiet"> / ${run.maxAttempts}</span>` : nothing}
      </td>
    </tr>`;
}

const none = html`<span class="quiet" aria-hidden="true">–</span>`;

const span = (ms) => (ms === undefined ? none : duration(ms));
