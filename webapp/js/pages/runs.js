import { html, nothing } from "lit";
import { RUN_STATES } from "../components/state-badge.js";
import { TRIGGERS } from "../components/trigger-word.js";
import { unknownAsked } from "../components/unknown-asked.js";
import { runsFilter } from "../components/runs-filter.js";
import { loadedView } from "../components/loaded-view.js";
import { runsTable } from "../components/runs-table.js";
import * as api from "../lib/api.js";
import { partsOf } from "../lib/asked.js";
import { Loaded } from "../lib/loaded.js";
import { Paged } from "../lib/paged.js";
import { toRuns } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { absolute, instantOf, wallOf } from "../lib/times.js";

const KNOWN = {
  state: (it) => RUN_STATES.includes(it),
  trigger: (it) => TRIGGERS.includes(it),
  from: instantOf,
  until: instantOf,
};

const TIMES = ["from", "until"];
const instantsOf = (said) => Object.fromEntries(TIMES.filter((it) => it in said).map((it) => [it, instantOf(said[it])]));

/** The runs of all workflows, the newest first, narrowed as the address says. */
export function runsPage(app, { search }) {
  const list = new Loaded();
  // An address is the same for every reader, whatever the clock: it names instants.
  let { asked, unknown } = partsOf(search, KNOWN);
  asked = { ...asked, ...instantsOf(asked) };
  const typed = {};
  let pages = paged();

  function paged() {
    // A field that is empty narrows nothing; the server knows no state without a name.
    const present = Object.fromEntries(Object.entries(asked).filter(([, value]) => value));
    return new Paged((after) => api.runs({ ...present, after }), { keeps: isSearch() });
  }

  // A text is looked for in run after run: not at each event, and not twice in the same ones.
  function isSearch() {
    return Boolean(asked.text);
  }

  // What is typed is asked for a moment later; the page stays, and so does the focus.
  function narrow(change) {
    Object.assign(typed, change);
    note({ ...change, ...instantsOf(change) });
    app.soon(load);
  }

  // A choice is made at once.
  function choose(change) {
    note(change);
    app.reload();
  }

  function note(change) {
    unknown = [];
    asked = { ...asked, ...change };
    pages = paged();
    app.address(toRuns(asked));
    app.redraw();
  }

  // What somebody is about to type stays as it is.
  const wall = (name) => (typed[name] && instantOf(typed[name]) === asked[name] ? typed[name] : wallOf(asked[name]));

  // Both are instants in UTC, so that they can be compared as texts.
  const isReversed = () => Boolean(asked.from && asked.until) && asked.from >= asked.until;

  async function load() {
    if (isReversed()) return;
    await list.take(pages.read());
    app.redraw();
  }

  const more = () => {
    pages.more();
    app.reload();
  };

  // A search looks at so many runs at a time, and says how far it came.
  const searched = ({ searchedBackTo }) =>
    searchedBackTo === undefined
      ? nothing
      : html`<p class="quiet searched" role="status">${t("runs.searched", { at: absolute(searchedBackTo) })}</p>`;

  const older = ({ next, searchedBackTo }) =>
    next === undefined
      ? nothing
      : html`<p class="more">
          <button type="button" class="button" @click=${more}>
            ${searchedBackTo === undefined ? t("action.more") : t("runs.search-on")}
          </button>
        </p>`;

  const again = () =>
    isSearch()
      ? html`<p class="more">
          <button type="button" class="button" @click=${app.reload}>${t("runs.search-again")}</button>
          <span class="quiet">${t("runs.search-still")}</span>
        </p>`
      : nothing;

  const isNarrowed = () => Object.values(asked).some(Boolean);

  const content = (page, now) => html`
    ${page.items.length === 0
      ? html`<div class="card"><p class="quiet">${isNarrowed() ? t("filter.none") : t("runs.nothing")}</p></div>`
      : html`<div class="card is-flush">${runsTable({ runs: page.items, now, workflows: true })}</div>`}
    ${searched(page)} ${older(page)} ${again()}`;

  return {
    title: () => t("runs.title"),
    concerns: () => !isSearch(),
    get quiet() {
      return isSearch();
    },
    load,
    view: (now) => html`
      <div class="page-head"><h1 tabindex="-1">${t("runs.title")}</h1></div>
      ${runsFilter({ asked: { ...asked, from: wall("from"), until: wall("until") }, onNarrow: narrow, onChoose: choose })}
      ${unknownAsked(unknown)}
      ${isReversed()
        ? html`<p class="under is-warning" role="status">${t("runs.reversed")}</p>`
        : loadedView({ loaded: list, onRetry: app.reload, lines: 6, content: (value) => content(value, now) })}`,
  };
}
