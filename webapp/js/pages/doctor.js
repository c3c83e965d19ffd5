import { html, nothing } from "lit";
import { doctorBadge, doctorEntry } from "../components/doctor-entry.js";
import { loadedView } from "../components/loaded-view.js";
import { isTravelling, tripNotice } from "../components/trip.js";
import { when } from "../components/when.js";
import { workButton } from "../components/work-button.js";
import * as api from "../lib/api.js";
import { Loaded } from "../lib/loaded.js";
import { t } from "../lib/texts.js";

const ORDER = ["failing", "warning", "unknown", "ok"];

/** Whether all is well, what is not, and what to do about it; and a test message that really travels. */
export function doctorPage(app) {
  const report = new Loaded();
  let trip;
  let busy = false;

  async function load() {
    if (isTravelling(trip)) meet(await api.trip(trip.id));
    await report.take(api.doctor());
  }

  async function travel() {
    busy = true;
    app.redraw();
    await app.attempt(async () => {
      trip = await api.startTrip();
    });
    busy = false;
    follow();
  }

  // A trip ends by itself, soon or after its time limit: until then, or until the page is left, it is looked after.
  function follow() {
    app.redraw();
    if (isTravelling(trip)) {
      app.whileHere(async () => {
        meet(await api.trip(trip.id));
        follow();
      });
    }
  }

  // Of two answers the earlier one may come last: what has ended does not travel again.
  function meet(answer) {
    if (answer.id === trip.id && isTravelling(trip)) trip = answer;
  }

  const sorted = (items) => [...items].sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));

  const content = (it, now) => html`
    <p class="summary">${doctorBadge(it.status)} ${t("doctor.at")} ${when(it.at, now)}</p>
    <div class="card is-flush doctor">${sorted(it.items).map((entry) => doctorEntry({ entry }))}</div>`;

  return {
    title: () => t("doctor.title"),
    // Each look asks the engine and the world outside.
    quiet: true,
    concerns: (change) => Object.keys(change).length === 0,
    load,
    view: (now) => html`
      <div class="page-head">
        <h1 tabindex="-1">${t("doctor.title")}</h1>
        <div class="actions">
          <button type="button" class="button" @click=${app.reload}>${t("plan.again")}</button>
          ${app.mayChange()
            ? workButton({ busy: busy || isTravelling(trip), look: "is-primary", onPress: travel, content: t("doctor.trip") })
            : nothing}
        </div>
      </div>
      <p class="lead">${t("doctor.lead")}</p>
      ${trip ? tripNotice({ trip }) : nothing}
      ${loadedView({ loaded: report, onRetry: app.reload, lines: 8, content: (it) => content(it, now) })}`,
  };
}
