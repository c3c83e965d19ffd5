import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { when } from "./when.js";

/**
 * The versions of a workflow, the newest first.
 *
 * @param {object} props
 * @param {object[]} props.versions as `GET /api/workflows/{id}/versions` answers them
 * @param {Date} props.now
 */
export const versionsTable = ({ versions, now }) => html`
  <table role="table" class="table" aria-label=${t("versions.title")}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${t("run.version")}</th>
        <th role="columnheader" scope="col">${t("versions.saved")}</th>
        <th role="columnheader" scope="col">${t("versions.by")}</th>
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
          </tr>`,
      )}
    </tbody>
  </table>`;
