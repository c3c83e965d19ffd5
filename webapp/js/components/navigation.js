import { html } from "lit";
import { toCalendars, toDeadLetters, toDeliveries, toDoctor, toKeys, toPlan, toRuns, toSecrets, toUpcoming, toWorkflows } from "../lib/router.js";
import { t } from "../lib/texts.js";

const PLACES = [
  { to: toWorkflows, word: () => t("workflows.title"), pages: ["workflows", "workflow", "new", "edit"] },
  { to: toRuns(), word: () => t("runs.title"), pages: ["runs", "run"] },
  { to: toUpcoming(), word: () => t("upcoming.page"), pages: ["upcoming"] },
  { to: toCalendars, word: () => t("calendars.title"), pages: ["calendars", "calendar", "new-calendar"] },
  { to: toPlan, word: () => t("plan.title"), pages: ["plan"] },
  { to: toDeliveries, word: () => t("deliveries.title"), pages: ["deliveries", "refusals"] },
  { to: toDeadLetters, word: () => t("dead.title"), pages: ["dead-letters"] },
  { to: toDoctor, word: () => t("doctor.title"), pages: ["doctor", "guide"] },
  { to: toSecrets, word: () => t("secrets.title"), pages: ["secrets"], forAdmins: true },
  { to: toKeys, word: () => t("keys.title"), pages: ["keys"] },
];

/**
 * The way to the parts of the dashboard.
 *
 * @param {object} props
 * @param {string} props.page the name of the page that is shown
 * @param {boolean} props.isAdmin whether the reader may see everything
 */
export const navigation = ({ page, isAdmin }) => html`
  <nav class="nav" aria-label=${t("nav.label")}>
    <ul>
      ${PLACES.filter((it) => isAdmin || !it.forAdmins).map(
        ({ to, word, pages }) => html`
          <li><a href=${to} aria-current=${pages.includes(page) ? (pages[0] === page ? "page" : "true") : "false"}>${word()}</a></li>`,
      )}
    </ul>
  </nav>`;
