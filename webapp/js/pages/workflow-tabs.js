import { html, nothing } from "lit";
import { auditTable } from "../components/audit-table.js";
import { figures } from "../components/figures.js";
import { loadedView } from "../components/loaded-view.js";
import { tabs } from "../components/tabs.js";
import * as api from "../lib/api.js";
import { Loaded } from "../lib/loaded.js";
import { toTab } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { aheadView, deliveriesView } from "./ahead.js";
import { gapsView } from "./gaps.js";
import { versionsView } from "./versions.js";

/**
 * The further views of a workflow's page, each with an address of its own and loaded only when it is shown.
 *
 * @param {object} app
 * @param {string} id of the workflow
 * @param {{tab?: string}} search what is shown; without a tab it is the first view, which the page draws itself
 */
export function workflowTabs(app, id, search) {
  const { tab } = search;
  const kept = new Loaded();
  const schedule = id.toLowerCase();
  const gaps = gapsView(app, schedule);
  const versions = versionsView(app, id, search);
  const ahead = aheadView(app, schedule);
  const deliveries = deliveriesView(app, id);
  const all = {
    gaps: {
      word: () => t("gaps.title"),
      ask: gaps.read,
      view: gaps.view,
    },
    upcoming: {
      word: () => t("upcoming.page"),
      ask: ahead.read,
      view: ahead.view,
    },
    figures: {
      word: () => t("figures.title"),
      ask: () => api.health(schedule),
      view: (health) => figures({ health }),
    },
    versions: {
      word: () => t("versions.title"),
      ask: versions.read,
      view: versions.view,
    },
    deliveries: {
      word: () => t("deliveries.title"),
      ask: deliveries.read,
      view: deliveries.view,
    },
    audit: {
      word: () => t("audit.title"),
      isHidden: !app.isAdmin(),
      ask: () => (app.isAdmin() ? changes(id, schedule) : Promise.resolve([])),
      view: (entries, now) =>
        app.isAdmin()
          ? html`<div class="card is-flush">${auditTable({ entries, now })}</div>`
          : html`<div class="card"><p class="quiet">${t("only-admins.audit")}</p></div>`,
    },
  };
  const shown = all[tab];

  return {
    isFirst: shown === undefined,
    load: () => (shown ? kept.take(shown.ask()) : undefined),
    bar: () =>
      tabs({
        label: t("workflow.views"),
        current: toTab(id, shown ? tab : undefined),
        tabs: [
          { to: toTab(id), word: t("workflow.first") },
          ...Object.entries(all).filter(([, it]) => !it.isHidden).map(([name, { word }]) => ({ to: toTab(id, name), word: word() })),
        ],
      }),
    view: (now, workflow) =>
      shown
        ? loadedView({ loaded: kept, onRetry: app.reload, lines: 6, content: (it) => shown.view(it, now, workflow) })
        : nothing,
  };
}

// The log names a workflow and its schedule as two things; a reader of this page means both.
async function changes(id, schedule) {
  const [ofWorkflow, ofSchedule] = await Promise.all([api.audit(`workflow ${id}`), api.audit(`schedule ${schedule}`)]);
  return [...ofWorkflow.items, ...ofSchedule.items].sort((one, other) => Number(other.id) - Number(one.id));
}
