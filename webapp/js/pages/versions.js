import { html, nothing } from "lit";
import { choiceField } from "../components/filter-fields.js";
import { lineChanges } from "../components/line-changes.js";
import { isEditable } from "../components/origin.js";
import { versionsTable } from "../components/versions-table.js";
import * as api from "../lib/api.js";
import { lineDiff } from "../lib/line-diff.js";
import { toTab, withSearch } from "../lib/router.js";
import { t } from "../lib/texts.js";

/**
 * The versions of a workflow, what one changed about another, and the way back to an older one.
 *
 * @param {object} app
 * @param {string} id of the workflow
 * @param {{from?: string, to?: string}} asked the two versions to compare; the newest two unless it is said
 */
export function versionsView(app, id, { from, to }) {
  const sources = new Map();
  let compared = { from, to };
  let difference;

  async function read() {
    const { items } = await api.versions(id);
    const has = (version) => items.some((it) => it.version === version);
    const present = items.find((it) => it.current) ?? items[0];
    compared = {
      from: has(compared.from) ? compared.from : items.find((it) => it !== present)?.version,
      to: has(compared.to) ? compared.to : present?.version,
    };
    await compare();
    return items;
  }

  // A version's text never changes: it is asked for once, and a difference that is there stays the same.
  async function compare() {
    const { from: old, to: now } = compared;
    if (old === undefined || (difference?.from === old && difference?.to === now)) return;
    const [before, after] = await Promise.all([sourceOf(old), sourceOf(now)]);
    if (compared.from === old && compared.to === now) difference = { from: old, to: now, lines: lineDiff(before, after) };
  }

  async function sourceOf(version) {
    if (!sources.has(version)) sources.set(version, (await api.version(id, version)).source);
    return sources.get(version);
  }

  function choose(change) {
    compared = { ...compared, ...change };
    app.address(withSearch(toTab(id), { tab: "definition", ...compared }));
    app.attempt(async () => {
      await compare();
      app.redraw();
    });
  }

  const options = (items) => items.map((it) => [it.version, it.version]);

  const comparison = (items) => html`
    <section class="card" aria-labelledby="difference">
      <h2 id="difference">${t("versions.difference")}</h2>
      <div class="filter">
        ${choiceField({ label: t("versions.from"), value: compared.from, options: options(items), onChange: (version) => choose({ from: version }) })}
        ${choiceField({ label: t("versions.to"), value: compared.to, options: options(items), onChange: (version) => choose({ to: version }) })}
      </div>
      ${difference ? lineChanges({ lines: difference.lines, label: t("versions.difference") }) : nothing}
    </section>`;

  const view = (items, now, workflow) => html`
    <div class="card is-flush">
      ${versionsTable({ versions: items, now, restorable: app.isAdmin() && isEditable(workflow) ? id : undefined })}
    </div>
    ${items.length > 1 ? comparison(items) : html`<p class="quiet">${t("versions.only")}</p>`}`;

  return { read, view };
}
