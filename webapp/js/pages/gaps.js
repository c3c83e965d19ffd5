import { html, nothing } from "lit";
import { backfillsList } from "../components/backfills-list.js";
import { gapsTable } from "../components/gaps-table.js";
import { icon } from "../components/icon.js";
import { workButton } from "../components/work-button.js";
import * as api from "../lib/api.js";
import { keepingFocus } from "../lib/focus.js";
import { Paged } from "../lib/paged.js";
import { t } from "../lib/texts.js";
import { absolute, instantOf, readersZone } from "../lib/times.js";

const USUAL_PER_MINUTE = 60;
const MOST_PICKED = 1000;

/**
 * The due times of a schedule that did not run, and running many of them after all.
 *
 * @param {object} app
 * @param {string} schedule its id
 */
export function gapsView(app, schedule) {
  const picked = new Set();
  let withSkipped = false;
  let pages = paged();
  let busy = false;

  function paged() {
    return new Paged((after) => api.gaps(schedule, { skipped: withSkipped || undefined, after }));
  }

  async function read() {
    const [gaps, backfills] = await Promise.all([pages.read(), api.backfills(schedule)]);
    const there = new Set(gaps.items.map((it) => it.dueTime));
    [...picked].filter((it) => !there.has(it)).forEach((it) => picked.delete(it));
    return { gaps: gaps.items, more: gaps.next !== undefined, backfills: backfills.items };
  }

  const pick = (dueTime, isPicked) => (isPicked ? picked.add(dueTime) : picked.delete(dueTime));

  function onPick(dueTime, isPicked) {
    pick(dueTime, isPicked);
    app.redraw();
  }

  function onPickAll(gaps, isPicked) {
    gaps.forEach((it) => pick(it.dueTime, isPicked));
    app.redraw();
  }

  const during = (work) =>
    keepingFocus(async () => {
      busy = true;
      app.redraw();
      await app.attempt(work);
      busy = false;
      await app.reload();
      app.redraw();
    });

  function begin(wish) {
    return during(async () => {
      const begun = await api.beginBackfill(schedule, wish);
      picked.clear();
      app.tell(t("backfill.begun", { n: begun.total }));
    });
  }

  // What was picked when it was asked about is meant, whatever the list shows meanwhile.
  async function runPicked() {
    const dueTimes = [...picked].sort();
    const said = await app.ask({ ...questionAbout(t("backfill.picked.text", { n: dueTimes.length })), fields: paceFields() });
    if (said) await begin({ dueTimes, skipped: true, ...paceOf(said) });
  }

  async function runTime() {
    let said = { from: "", until: "", which: withSkipped ? "skipped" : "missed" };
    let problem;
    for (;;) {
      said = await app.ask({ ...questionAbout(t("backfill.time.text")), problem, fields: timeFields(said) });
      if (!said) return;
      problem = problemOf(said);
      if (!problem) break;
    }
    const until = said.until ? { until: instantOf(said.until) } : {};
    await begin({ from: instantOf(said.from), ...until, skipped: said.which === "skipped", ...paceOf(said) });
  }

  async function cancel(backfill) {
    const sure = await app.ask({
      title: t("backfill.cancel.title"),
      text: t("backfill.cancel.text", { n: backfill.left }),
      action: t("backfill.cancel"),
      keep: t("backfill.cancel.keep"),
    });
    if (sure) await during(() => api.cancelBackfill(schedule, backfill.id));
  }

  function showSkipped(event) {
    withSkipped = event.target.checked;
    pages = paged();
    app.reload();
  }

  const more = () => {
    pages.more();
    app.reload();
  };

  const begins = () => html`
    ${workButton({
      busy: busy || picked.size === 0 || picked.size > MOST_PICKED,
      look: "is-primary",
      onPress: runPicked,
      content: html`${icon("play")} ${t("backfill.picked", { n: picked.size })}`,
    })}
    ${workButton({ busy, onPress: runTime, content: t("backfill.time") })}`;

  const view = ({ gaps, more: isMore, backfills }, now, { schedule: its }) => html`
    <p class="quiet">${t("gaps.text")}</p>
    <div class="actions gaps-actions">
      ${app.mayChange() ? begins() : nothing}
      <label class="pick">
        <input type="checkbox" name="skipped" .checked=${withSkipped} @change=${showSkipped} /> ${t("gaps.skipped")}
      </label>
      ${gaps.length === 0 || !app.mayChange()
        ? nothing
        : html`<label class="pick">
            <input
              type="checkbox"
              name="all"
              .checked=${gaps.every((it) => picked.has(it.dueTime))}
              @change=${(event) => onPickAll(gaps, event.target.checked)}
            />
            ${t("gaps.all")}
          </label>`}
    </div>
    ${picked.size > MOST_PICKED ? html`<p class="under is-warning">${t("gaps.many", { n: MOST_PICKED })}</p>` : nothing}
    ${gaps.length === 0
      ? html`<div class="card"><p class="quiet">${t("gaps.none")}</p></div>`
      : html`<div class="card is-flush">${gapsTable({ gaps, timezone: its?.timezone, picked, onPick: app.mayChange() ? onPick : undefined })}</div>`}
    ${isMore
      ? html`<p class="more"><button type="button" class="button" @click=${more}>${t("action.more")}</button></p>`
      : nothing}
    ${backfills.length === 0
      ? nothing
      : html`<section aria-labelledby="backfills">
          <h2 id="backfills">${t("backfills.title")}</h2>
          ${backfillsList({ backfills, now, busy, onCancel: app.mayChange() ? cancel : undefined })}
        </section>`}`;

  return { read, view };
}

const questionAbout = (text) => ({
  title: t("backfill.title"),
  text,
  action: t("backfill.do"),
  keep: t("backfill.keep"),
  harmless: true,
});

const paceFields = (said = {}) => [
  { name: "perMinute", label: t("backfill.per-minute"), type: "number", min: "1", value: said.perMinute ?? String(USUAL_PER_MINUTE) },
  { name: "reason", label: t("backfill.reason"), type: "text", value: said.reason },
];

const timeFields = (said) => [
  { name: "from", label: t("backfill.from", { zone: readersZone() }), type: "datetime-local", value: said.from },
  { name: "until", label: t("backfill.until", { zone: readersZone() }), type: "datetime-local", value: said.until },
  {
    name: "which",
    label: t("backfill.which"),
    type: "choice",
    value: said.which,
    options: [
      { value: "missed", label: t("backfill.missed"), text: t("backfill.missed.text") },
      { value: "skipped", label: t("backfill.skipped"), text: t("backfill.skipped.text") },
    ],
  },
  ...paceFields(said),
];

function problemOf({ from, until }) {
  if (!from) return t("backfill.from.needed");
  return until && from > until ? t("backfill.until.early", { from: absolute(instantOf(from)) }) : undefined;
}

const paceOf = ({ perMinute, reason }) => ({
  ...(perMinute ? { perMinute: Number(perMinute) } : {}),
  ...(reason ? { reason } : {}),
});
