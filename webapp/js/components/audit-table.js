import { html } from "lit";
import { t } from "../lib/texts.js";
import { when } from "./when.js";

/**
 * Who changed what, the newest first.
 *
 * @param {object} props
 * @param {object[]} props.entries as `GET /api/audit` answers them
 * @param {Date} props.now
 */
export const auditTable = ({ entries, now }) =>
  entries.length === 0
    ? html`<p class="quiet nothing-found">${t("audit.none")}</p>`
    : html`
        <table role="table" class="table" aria-label=${t("audit.title")}>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">${t("audit.at")}</th>
              <th role="columnheader" scope="col">${t("audit.who")}</th>
              <th role="columnheader" scope="col">${t("audit.action")}</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${entries.map(
              (it) => html`
                <tr role="row">
                  <th role="rowheader" scope="row">${when(it.at, now)}</th>
                  <td role="cell" data-label=${t("audit.who")}>${it.who}</td>
                  <td role="cell" data-label=${t("audit.action")}><code>${it.action}</code></td>
                </tr>`,
            )}
          </tbody>
        </table>`;
