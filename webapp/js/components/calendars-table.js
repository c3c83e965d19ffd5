import { html, nothing } from "lit";
import { toCalendar, toWorkflow } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { when } from "./when.js";

const PARTS_SHOWN = 4;

/**
 * The calendars, what they hold and who goes by them.
 *
 * @param {object} props
 * @param {object[]} props.calendars as `api.md` describes them
 * @param {Date} props.now
 * @param {boolean} props.busy whether an answer is awaited
 * @param {boolean} props.mayChange whether the reader may do more than look
 * @param {(calendar: object) => void} props.onDelete
 */
export const calendarsTable = ({ calendars, ...rest }) => html`
  <table role="table" class="table" aria-label=${t("calendars.title")}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${t("calendars.name")}</th>
        <th role="columnheader" scope="col">${t("calendars.holds")}</th>
        <th role="columnheader" scope="col">${t("calendars.used-by")}</th>
        <th role="columnheader" scope="col">${t("calendars.changed")}</th>
        ${rest.mayChange
          ? html`<th role="columnheader" scope="col"><span class="unseen">${t("column.actions")}</span></th>`
          : nothing}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${calendars.map((calendar) => row({ calendar, ...rest }))}
    </tbody>
  </table>`;

const row = ({ calendar, now, busy, mayChange, onDelete }) => html`
  <tr role="row" data-calendar=${calendar.name}>
    <th role="rowheader" scope="row">
      <a class="row-name" href=${toCalendar(calendar.name)}>${calendar.name}</a>
      ${calendar.description ? html`<span class="calendar-text">${calendar.description}</span>` : nothing}
    </th>
    <td role="cell" class="is-wide" data-label=${t("calendars.holds")}>${parts(calendar.blackout)}</td>
    <td role="cell" class="is-wide" data-label=${t("calendars.used-by")}>${calendarUsers(calendar.usedBy)}</td>
    <td role="cell" data-label=${t("calendars.changed")}>
      ${when(calendar.updatedAt, now)}<span class="under">${calendar.updatedBy}</span>
    </td>
    ${mayChange
      ? html`<td role="cell" class="row-actions">
          <a class="button is-small" aria-label=${t("calendars.edit.of", { name: calendar.name })} href=${toCalendar(calendar.name)}>
            ${t("action.edit")}
          </a>
          <button
            type="button"
            class="button is-small is-danger-quiet"
            ?disabled=${busy}
            aria-label=${t("calendars.delete.of", { name: calendar.name })}
            @click=${() => onDelete(calendar)}
          >
            ${t("calendars.delete")}
          </button>
        </td>`
      : nothing}
  </tr>`;

/** The schedules that go by a calendar, each a way to it. */
export const calendarUsers = (ids) =>
  ids.length === 0
    ? html`<span class="quiet">${t("calendars.unused")}</span>`
    : html`<span class="names">${ids.map((id) => html`<a href=${toWorkflow(id)}>${id}</a>`)}</span>`;

function parts(blackout) {
  if (blackout.length === 0) return html`<span class="quiet">${t("calendars.nothing")}</span>`;
  const more = blackout.length - PARTS_SHOWN;
  return html`<span class="blackout-parts">
    ${blackout.slice(0, PARTS_SHOWN).map((it) => html`<code>${it}</code>`)}
    ${more > 0 ? html`<span class="quiet">${t("calendars.more", { n: more })}</span>` : nothing}
  </span>`;
}
