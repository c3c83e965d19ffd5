import { html, nothing } from "lit";
import { toWorkflow } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { icon } from "./icon.js";
import { when } from "./when.js";

const STATES = {
  readable: ["succeeded", "succeeded", () => t("secrets.state.readable")],
  "old-key": ["warning", "retrying", () => t("secrets.state.old-key")],
  unreadable: ["failed", "failed", () => t("secrets.state.unreadable")],
  missing: ["pending", "waiting", () => t("secrets.state.missing")],
};

/**
 * The secrets that are kept, and those that workflows name and nobody has set; never a value.
 *
 * @param {object} props
 * @param {object[]} props.secrets as `api.md` describes them; those that are missing have the state `missing`
 * @param {Date} props.now
 * @param {boolean} props.busy whether an answer is awaited
 * @param {boolean} props.on whether any can be set
 * @param {(secret: object) => void} props.onSet
 * @param {(secret: object) => void} props.onDelete
 */
export const secretsTable = ({ secrets, ...rest }) => html`
  <table role="table" class="table" aria-label=${t("secrets.title")}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${t("secrets.name")}</th>
        <th role="columnheader" scope="col">${t("secrets.state")}</th>
        <th role="columnheader" scope="col">${t("secrets.used-by")}</th>
        <th role="columnheader" scope="col">${t("secrets.updated")}</th>
        <th role="columnheader" scope="col"><span class="unseen">${t("column.actions")}</span></th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${secrets.map((secret) => row({ secret, ...rest }))}
    </tbody>
  </table>`;

const row = ({ secret, now, busy, on, onSet, onDelete }) => html`
  <tr role="row" data-secret=${secret.name}>
    <th role="rowheader" scope="row"><code class="wrapping">${secret.name}</code></th>
    <td role="cell" data-label=${t("secrets.state")}>${badge(secret.state)}</td>
    <td role="cell" class="is-wide" data-label=${t("secrets.used-by")}>${users(secret.usedBy)}</td>
    <td role="cell" data-label=${t("secrets.updated")}>
      ${secret.updatedAt
        ? html`${when(secret.updatedAt, now)}<span class="under">${secret.updatedBy}</span>`
        : html`<span class="quiet">–</span>`}
    </td>
    <td role="cell" class="row-actions">
      <button
        type="button"
        class="button is-small"
        ?disabled=${busy || !on}
        aria-label=${secret.updatedAt ? t("secrets.replace.of", { name: secret.name }) : t("secrets.set.of", { name: secret.name })}
        @click=${() => onSet(secret)}
      >
        ${secret.updatedAt ? t("secrets.replace") : t("secrets.set")}
      </button>
      ${secret.updatedAt
        ? html`<button
            type="button"
            class="button is-small is-danger-quiet"
            ?disabled=${busy}
            aria-label=${t("secrets.delete.of", { name: secret.name })}
            @click=${() => onDelete(secret)}
          >
            ${t("secrets.delete")}
          </button>`
        : nothing}
    </td>
  </tr>`;

function badge(state) {
  const [shape, look, word] = STATES[state] ?? ["warning", "pending", () => state];
  return html`<span class="badge is-${look}">${icon(shape)}<span>${word()}</span></span>`;
}

const users = (ids) =>
  ids.length === 0
    ? html`<span class="quiet">${t("secrets.unused")}</span>`
    : html`<span class="names">${ids.map((id) => html`<a href=${toWorkflow(id)}>${id}</a>`)}</span>`;
