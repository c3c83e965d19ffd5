import { html } from "lit";
import { t } from "../lib/texts.js";
import { calendarUsers } from "./calendars-table.js";
import { icon } from "./icon.js";

/**
 * Says that a calendar stays, and which schedules keep it.
 *
 * @param {object} props
 * @param {string} props.name
 * @param {string[]} props.users
 */
export const calendarRefusal = ({ name, users }) => html`
  <div class="notice is-bad" role="alert">
    ${icon("failed")}
    <div class="notice-text">
      <p class="notice-title">${t("calendars.in-use", { name })}</p>
      <p>${t("calendars.in-use.how")}</p>
      <p>${calendarUsers(users)}</p>
    </div>
  </div>`;
