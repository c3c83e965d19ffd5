import { html, nothing } from "lit";
import { toRestored } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { when } from "./when.js";

/**
 * The versions of a workflow, the newest first.
 *
 * @param {object} props
 * @param {object[]} props.versions as `GET /api/workflows/{id}/versions` answers them
 * @param {Date} props.now
 * @param {string} [props.restorable] the id of the workflow, if an older version may be put in the editor
 */
export const versionsTable = ({ versions, now, restorable }) => html`
  <table role="table" class="table" aria-label=${t("versions.title")}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${t("run.version")}</th>
        <th role="columnheader" scope="col">${t("versions.saved")}</th>
        <th role="columnheader" scope="col">${t("versions.by")}</th>
        ${restorable === undefined
          ? nothing
          : html`<th role="columnheader" scope="col"><span class="unseen">${t("column.actions")}</span></th>`}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${versions.map(
        (it) => html`
          <tr role="row">
            <th role="rowheader" scope="row">
              <b>${it.version}</b> ${it.current ? html`<span class="under">${t("versions.current")}</span>` : nothing}
            </th>
            <td role="cell" data-label=${t("versions.saved")}>${when(it.savedAt, now)}</td>
            <td role="cell" data-label=${t("versions.by")}>${it.savedBy}</td>
            ${restorable === undefined ? nothing : html`<td role="cell" class="row-actions">${restore(restorable, it)}</td>`}
          </tr>`,
      )}
    </tbody>
  </table>`;

const restore = (id, { version, current }) =>
  current
    ? nothing
    : html`<a class="button is-small" href=${toRestored(id, version)} aria-label=${t("versions.restore.of", { version })}>
        ${t("versions.restore")}
      </a>`;
