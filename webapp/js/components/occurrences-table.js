import { html, nothing } from "lit";
import { toRun } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { absolute, duration, shortly } from "../lib/times.js";
import { icon } from "./icon.js";
import { workButton } from "./work-button.js";

const VERDICTS = {
  expected: ["pending", "pending", () => t("occurrence.expected")],
  ran: ["succeeded", "succeeded", () => t("occurrence.ran")],
  skipped: ["skipped", "canceled", () => t("occurrence.skipped")],
  missed: ["failed", "failed", () => t("occurrence.missed")],
};

const REASONS = {
  paused: () => t("reason.paused"),
  overlap: () => t("reason.overlap"),
  deactivated: () => t("reason.deactivated"),
  "outside-start-end": () => t("reason.outside-start-end"),
  blackout: () => t("reason.blackout"),
  "repeated-hour": () => t("reason.repeated-hour"),
  superseded: () => t("reason.superseded"),
  "not-delivered": () => t("reason.not-delivered"),
  "engine-down": () => t("reason.engine-down"),
  refused: () => t("reason.refused"),
  "we-were-down": () => t("reason.we-were-down"),
};

/**
 * What became of each due time, the newest first.
 *
 * @param {object} props
 * @param {object[]} props.occurrences as `api.md` describes them
 * @param {string} [props.timezone] of the schedule
 * @param {boolean} props.busy whether an answer is awaited
 * @param {(occurrence: object) => void} [props.onRun] for one that did not run; left out for who may only look
 */
export const occurrencesTable = ({ occurrences, timezone, busy, onRun }) => html`
  <table role="table" class="table occurrences" aria-label=${t("occurrences.title")}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${t("column.due")}</th>
        <th role="columnheader" scope="col">${t("occurrence.verdict")}</th>
        <th role="columnheader" scope="col">${t("occurrence.reason")}</th>
        <th role="columnheader" scope="col" class="is-number">${t("column.lateness")}</th>
        <th role="columnheader" scope="col"><span class="unseen">${t("column.actions")}</span></th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${occurrences.map((it) => row({ it, timezone, busy, onRun }))}
    </tbody>
  </table>`;

/** What became of a due time: shape, word and colour. */
export function verdictBadge({ verdict }) {
  const [shape, look, word] = VERDICTS[verdict] ?? ["pending", "pending", () => verdict];
  return html`<span class="badge is-${look}">${icon(shape)}<span>${word()}</span></span>`;
}

/** Why a due time did not run, in a sentence. */
export const reasonOf = ({ reason }) => (reason ? (REASONS[reason]?.() ?? reason) : "–");

function row({ it, timezone, busy, onRun }) {
  const badge = verdictBadge(it);
  return html`
    <tr role="row" data-verdict=${it.verdict}>
      <th role="rowheader" scope="row">
        <time datetime=${it.dueTime} title=${absolute(it.dueTime, timezone)}>${shortly(it.dueTime, timezone)}</time>
      </th>
      <td role="cell" data-label=${t("occurrence.verdict")}>
        ${it.runId && it.runKept !== false
          ? html`<a class="badge-link" href=${toRun(it.runId)}>${badge}</a>`
          : badge}
        ${it.runKept === false ? html`<span class="under">${t("occurrence.run-gone")}</span>` : nothing}
      </td>
      <td role="cell" class="is-wide" data-label=${t("occurrence.reason")}>
        ${reasonOf(it)}
        ${it.detail ? html`<span class="under">${it.detail}</span>` : nothing}
        ${it.duplicates > 0 ? html`<span class="under">${t("occurrence.duplicates", { n: it.duplicates })}</span>` : nothing}
      </td>
      <td role="cell" class="is-number" data-label=${t("column.lateness")}>
        ${it.latenessMs === undefined ? "–" : duration(it.latenessMs)}
      </td>
      <td role="cell" class="row-actions">
        ${onRun && it.verdict !== "ran"
          ? workButton({ busy, look: "is-small", onPress: () => onRun(it), content: html`${icon("play")} ${t("occurrence.run")}` })
          : nothing}
      </td>
    </tr>`;
}
