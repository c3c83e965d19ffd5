import { html, nothing } from "lit";
import { toCalendars, toDeadLetters, toDeliveries, toDoctor, toKeys, toPlan, toRuns, toSecrets, toUpcoming, toWorkflows } from "../lib/router.js";
import { t } from "../lib/texts.js";

const PLACES = [
  { to: toWorkflows, keys: "g s", word: () => t("workflows.title"), pages: ["workflows", "workflow", "new", "edit"] },
  { to: toRuns(), keys: "g r", word: () => t("runs.title"), pages: ["runs", "run"] },
  { to: toUpcoming(), keys: "g u", word: () => t("upcoming.page"), pages: ["upcoming"] },
  { to: toCalendars, keys: "g a", word: () => t("calendars.title"), pages: ["calendars", "calendar", "new-calendar"] },
  { to: toPlan, keys: "g p", word: () => t("plan.title"), pages: ["plan"] },
  { to: toDeliveries, keys: "g d", word: () => t("deliveries.title"), pages: ["deliveries", "refusals"] },
  { to: toDeadLetters, word: () => t("dead.title"), pages: ["dead-letters"] },
  { to: toDoctor, keys: "g c", word: () => t("doctor.title"), pages: ["doctor", "guide"] },
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
        ({ to, keys, word, pages }) => html`
          <li>
            <a href=${to} aria-keyshortcuts=${keys ?? nothing} aria-current=${currentOf(pages, page)}
              ><span>${word()}</span>${keys ? html` <kbd aria-hidden="true">${keys}</kbd>` : nothing}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`;

const currentOf = (pages, page) => (pages.includes(page) ? (pages[0] === page ? "page" : "true") : "false");
