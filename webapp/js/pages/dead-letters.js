import { html, nothing } from "lit";
import { deadLettersTable } from "../components/dead-letters-table.js";
import { icon } from "../components/icon.js";
import { loadedView } from "../components/loaded-view.js";
import * as api from "../lib/api.js";
import { keepingFocus } from "../lib/focus.js";
import { Loaded } from "../lib/loaded.js";
import { Paged } from "../lib/paged.js";
import { t } from "../lib/texts.js";

/** What was given up, by QStash or by ourselves, and what can still be done about it. */
export function deadLettersPage(app) {
  const list = new Loaded();
  let qstash;
  const pages = new Paged(async (after) => {
    const answer = await api.deadLetters(after);
    qstash = answer.qstash;
    return answer;
  });
  let busy = false;

  const load = () => list.take(pages.read());

  const more = () => {
    pages.more();
    app.reload();
  };

  const during = (work, told) =>
    keepingFocus(async () => {
      busy = true;
      app.redraw();
      await app.attempt(async () => {
        await work();
        await load();
        app.tell(told);
      });
      busy = false;
      app.redraw();
    });

  const retry = (letter) => during(() => api.retryDeadLetter(letter.dlqId), t("dead.retried"));

  async function remove(letter) {
    const sure = await app.ask({
      title: t("dead.delete.title"),
      text: t("dead.delete.text", { name: letter.workflowId ?? letter.dlqId }),
      action: t("dead.delete"),
      keep: t("dead.keep"),
    });
    if (sure) await during(() => api.deleteDeadLetter(letter.dlqId), t("dead.deleted"));
  }

  const content = ({ items, next }, now) => html`
    ${qstash === "unavailable"
      ? html`<div class="notice is-warning" role="status">${icon("warning")}<p class="notice-text">${t("dead.unavailable")}</p></div>`
      : nothing}
    ${items.length === 0
      ? html`<div class="card"><p class="quiet">${t("dead.none")}</p></div>`
      : html`<div class="card is-flush">
          ${deadLettersTable({ letters: items, now, busy, mayChange: app.mayChange(), onRetry: retry, onDelete: remove })}
        </div>`}
    ${next === undefined
      ? nothing
      : html`<p class="more"><button type="button" class="button" @click=${more}>${t("action.more")}</button></p>`}`;

  return {
    title: () => t("dead.title"),
    concerns: () => true,
    load,
    view: (now) => html`
      <div class="page-head"><h1 tabindex="-1">${t("dead.title")}</h1></div>
      <p class="lead">${t("dead.lead")}</p>
      ${loadedView({ loaded: list, onRetry: app.reload, lines: 5, content: (value) => content(value, now) })}`,
  };
}
