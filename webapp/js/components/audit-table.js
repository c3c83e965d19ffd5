import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { differencesList } from "./differences.js";
import { when } from "./when.js";

/** What can be done to a workflow and its schedule; what is not named here is shown as the log names it. */
const ACTIONS = {
  "workflow.save": () => t("audit.workflow.save"),
  "workflow.remove": () => t("audit.workflow.remove"),
  "workflow.run": () => t("audit.workflow.run"),
  "schedule.activate": () => t("audit.schedule.activate"),
  "schedule.deactivate": () => t("audit.schedule.deactivate"),
  "schedule.pause": () => t("audit.schedule.pause"),
  "schedule.resume": () => t("audit.schedule.resume"),
  "schedule.run-due-time": () => t("audit.schedule.run-due-time"),
  "schedule.backfill": () => t("audit.schedule.backfill"),
  "schedule.cancel-backfill": () => t("audit.schedule.cancel-backfill"),
};

const FACTS = {
  active: () => t("audit.fact.active"),
  catchUp: () => t("schedule.catch-up"),
  cron: () => t("audit.fact.cron"),
  overlap: () => t("schedule.overlap"),
  overridden: () => t("audit.fact.overridden"),
  paused: () => t("audit.fact.paused"),
  retries: () => t("schedule.retries"),
  revision: () => t("schedule.revision"),
  timezone: () => t("audit.fact.timezone"),
  total: () => t("audit.fact.total"),
  version: () => t("run.version"),
};

/** What the log keeps of these actions afterwards is a backfill, which is nothing that a schedule was before. */
const OF_BACKFILLS = new Set(["schedule.backfill", "schedule.cancel-backfill"]);

/**
 * Who changed what, the newest first.
 *
 * @param {object} props
 * @param {object[]} props.entries as `GET /api/audit` answers them
 * @param {Date} props.now
 */
export const auditTable = ({ entries, now }) =>
  entries.length === 0
    ? html`<p class="quiet nothing-found">${t("audit.none")}</p>`
    : html`
        <table role="table" class="table audit" aria-label=${t("audit.title")}>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">${t("audit.at")}</th>
              <th role="columnheader" scope="col">${t("audit.who")}</th>
              <th role="columnheader" scope="col">${t("audit.action")}</th>
              <th role="columnheader" scope="col">${t("audit.changed")}</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${entries.map(
              (it) => html`
                <tr role="row" data-action=${it.action}>
                  <th role="rowheader" scope="row">${when(it.at, now)}</th>
                  <td role="cell" data-label=${t("audit.who")}>${it.who}</td>
                  <td role="cell" data-label=${t("audit.action")}>${ACTIONS[it.action]?.() ?? html`<code>${breakable(it.action)}</code>`}</td>
                  <td role="cell" class="is-wide" data-label=${t("audit.changed")}>${changed(it)}</td>
                </tr>`,
            )}
          </tbody>
        </table>`;

// In a narrow window it breaks between its words and not within them.
const breakable = (action) => action.split(".").map((word, at) => (at === 0 ? word : html`.<wbr />${word}`));

// What was too long to be kept whole is a text that was cut.
function changed({ action, before, after }) {
  if (typeof before === "string" || typeof after === "string") return html`${cut(before)} ${cut(after)}`;
  const all = factsThatDiffer(OF_BACKFILLS.has(action) ? {} : (before ?? {}), after ?? {});
  return all.length === 0 ? "–" : differencesList(all);
}

const cut = (state) =>
  state === undefined ? nothing : html`<code class="under wrapping">${typeof state === "string" ? state : JSON.stringify(state)}</code>`;

const factsThatDiffer = (before, after) =>
  Object.keys(FACTS)
    .map((name) => ({ fact: FACTS[name](), from: wordOf(before[name]), to: wordOf(after[name]) }))
    .filter(({ from, to }) => from !== to);

function wordOf(value) {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined;
  // A pause without a reason.
  if (value === "") return t("yes");
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  return Array.isArray(value) ? value.join(", ") : String(value);
}
