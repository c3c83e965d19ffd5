import { html, nothing } from "lit";
import { runsFilter } from "../components/runs-filter.js";
import { loadedView } from "../components/loaded-view.js";
import { runsTable } from "../components/runs-table.js";
import * as api from "../lib/api.js";
import { Loaded } from "../lib/loaded.js";
import { Paged } from "../lib/paged.js";
import { toRuns } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { absolute } from "../lib/times.js";

// What the reader typed is meant in the reader's own zone; an address may say anything.
function instantOf(typed) {
  const instant = new Date(typed ?? "");
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

/** The runs of all workflows, the newest first, narrowed as the address says. */
export function runsPage(app, { search }) {
  const list = new Loaded();
  let asked = { ...search };
  let pages = paged();

  function paged() {
    // A field that is empty narrows nothing; the server knows no state without a name.
    const present = Object.fromEntries(Object.entries(asked).filter(([, value]) => value));
    const made = { from: instantOf(present.from), until: instantOf(present.until) };
    return new Paged((after) => api.runs({ ...present, ...made, after }), { keeps: isSearch() });
  }

  // A text is looked for in run after run: not at each event, and not twice in the same ones.
  function isSearch() {
    return Boolean(asked.text);
  }

  // What is typed is asked for a moment later; the page stays, and so does the focus.
  function narrow(change) {
    note(change);
    app.soon(load);
  }

  // A choice is made at once.
  function choose(change) {
    note(change);
    app.reload();
  }

  function note(change) {
    asked = { ...asked, ...change };
    pages = paged();
    app.address(toRuns(asked));
    app.redraw();
  }

  async function load() {
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
      ${runsFilter({ asked, onNarrow: narrow, onChoose: choose })}
      ${loadedView({ loaded: list, onRetry: app.reload, lines: 6, content: (value) => content(value, now) })}`,
  };
}
