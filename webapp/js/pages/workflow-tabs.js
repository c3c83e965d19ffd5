import { html, nothing } from "lit";
import { figures } from "../components/figures.js";
import { tabs } from "../components/tabs.js";
import * as api from "../lib/api.js";
import { Loaded } from "../lib/loaded.js";
import { toTab } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { aheadView, deliveriesView } from "./ahead.js";
import { changesView } from "./changes.js";
import { definitionView } from "./definition.js";
import { gapsView } from "./gaps.js";

/** Addresses that a view had before, and that people may have kept. */
const FORMER = { versions: "definition" };

/**
 * The further views of a workflow's page, each with an address of its own and loaded only when it is shown.
 *
 * @param {object} app
 * @param {string} id of the workflow
 * @param {{tab?: string}} search what is shown; without a tab it is the first view, which the page draws itself
 */
export function workflowTabs(app, id, search) {
  const tab = FORMER[search.tab] ?? search.tab;
  const kept = new Loaded();
  const schedule = id.toLowerCase();
  const gaps = gapsView(app, schedule);
  const definition = definitionView(app, id, search);
  const ahead = aheadView(app, id, search);
  const deliveries = deliveriesView(app, id);
  const changed = changesView(app, id);
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
    definition: {
      word: () => t("definition.title"),
      ask: definition.read,
      view: definition.view,
    },
    deliveries: {
      word: () => t("deliveries.title"),
      ask: deliveries.read,
      view: deliveries.view,
    },
    audit: {
      word: () => t("audit.title"),
      isHidden: !app.isAdmin(),
      ask: changed.read,
      view: changed.view,
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
    view: (partView, now, workflow, wording) =>
      shown ? partView(kept, (it) => shown.view(it, now, workflow, wording), 6) : nothing,
  };
}
