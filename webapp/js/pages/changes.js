import { html } from "lit";
import { auditTable } from "../components/audit-table.js";
import * as api from "../lib/api.js";
import { Paged } from "../lib/paged.js";
import { t } from "../lib/texts.js";
import { moreOf } from "./ahead.js";

/**
 * Who changed a workflow and its schedule, for who may see that.
 *
 * @param {object} app
 * @param {string} id of the workflow
 */
export function changesView(app, id) {
  // The log names a workflow and its schedule as two things; a reader of this page means both.
  const both = ["workflow", "schedule"].map((kind) => new Paged((after) => api.audit(`${kind} ${id.toLowerCase()}`, after)));
  const more = { more: () => both.forEach((it) => it.more()) };

  async function read() {
    const lists = await Promise.all(both.map((it) => it.read()));
    // Where one of the lists goes on, nothing older than its last is shown: it may have something before that.
    const until = Math.max(0, ...lists.filter((it) => it.next !== undefined).map((it) => numberOf(it.items.at(-1))));
    const items = lists.flatMap((it) => it.items).filter((it) => numberOf(it) >= until);
    return { items: items.sort((one, other) => numberOf(other) - numberOf(one)), next: until === 0 ? undefined : until };
  }

  return {
    read: () => (app.isAdmin() ? read() : Promise.resolve({ items: [] })),
    view: ({ items, next }, now) =>
      app.isAdmin()
        ? html`<div class="card is-flush">${auditTable({ entries: items, now })}</div>
            ${moreOf(app, more, next)}`
        : html`<div class="card"><p class="quiet">${t("only-admins.audit")}</p></div>`,
  };
}

const numberOf = (entry) => Number(entry.id);
