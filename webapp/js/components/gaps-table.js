import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { absolute, shortly } from "../lib/times.js";
import { reasonOf, verdictBadge } from "./occurrences-table.js";

/**
 * The due times that did not run, the oldest first, to be picked from.
 *
 * @param {object} props
 * @param {object[]} props.gaps as `GET /api/schedules/{id}/backfills/gaps` answers them
 * @param {string} [props.timezone] of the schedule
 * @param {Set<string>} props.picked the due times that are picked
 * @param {(dueTime: string, picked: boolean) => void} [props.onPick] left out for who may only look
 */
export const gapsTable = ({ gaps, timezone, picked, onPick }) => html`
  <table role="table" class="table gaps" aria-label=${t("gaps.title")}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${t("column.due")}</th>
        <th role="columnheader" scope="col">${t("occurrence.verdict")}</th>
        <th role="columnheader" scope="col">${t("occurrence.reason")}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${gaps.map(
        (it) => html`
          <tr role="row" data-due=${it.dueTime}>
            <th role="rowheader" scope="row">
              ${onPick ? pick(it, picked, onPick, dueTime(it, timezone)) : dueTime(it, timezone)}
            </th>
            <td role="cell" data-label=${t("occurrence.verdict")}>${verdictBadge(it)}</td>
            <td role="cell" class="is-wide" data-label=${t("occurrence.reason")}>
              ${reasonOf(it)} ${it.detail ? html`<span class="under">${it.detail}</span>` : nothing}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;

const dueTime = (it, timezone) =>
  html`<time datetime=${it.dueTime} title=${absolute(it.dueTime, timezone)}>${shortly(it.dueTime, timezone)}</time>`;

const pick = (it, picked, onPick, word) => html`
  <label class="pick">
    <input
      type="checkbox"
      aria-keyshortcuts="x"
      .checked=${picked.has(it.dueTime)}
      @change=${(event) => onPick(it.dueTime, event.target.checked)}
    />
    ${word}
  </label>`;
