import { html } from "lit";
import { t } from "../lib/texts.js";
import { when } from "./when.js";

const ROLES = {
  current: () => t("keys.role.current"),
  next: () => t("keys.role.next"),
  retired: () => t("keys.role.retired"),
};

/**
 * The signing keys by their fingerprints, with when each signed last.
 *
 * @param {object} props
 * @param {object[]} props.keys as `api.md` describes them
 * @param {Date} props.now
 */
export const keysTable = ({ keys, now }) => html`
  <table role="table" class="table" aria-label=${t("keys.title")}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${t("keys.key")}</th>
        <th role="columnheader" scope="col">${t("keys.role")}</th>
        <th role="columnheader" scope="col">${t("keys.in-settings")}</th>
        <th role="columnheader" scope="col">${t("keys.at-qstash")}</th>
        <th role="columnheader" scope="col">${t("keys.signed")}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${keys.map(
        (key) => html`
          <tr role="row" data-role=${key.role}>
            <th role="rowheader" scope="row"><code>${key.fingerprint}</code></th>
            <td role="cell" data-label=${t("keys.role")}>
              ${ROLES[key.role]?.() ?? key.role}
              ${key.goodUntil ? html`<span class="under">${t("keys.good-until")} ${when(key.goodUntil, now)}</span>` : ""}
            </td>
            <td role="cell" data-label=${t("keys.in-settings")}>${yesNo(key.inSettings)}</td>
            <td role="cell" data-label=${t("keys.at-qstash")}>${key.atQStash === undefined ? "–" : yesNo(key.atQStash)}</td>
            <td role="cell" data-label=${t("keys.signed")}>
              ${key.lastSignedAt ? when(key.lastSignedAt, now) : t("keys.never")}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;

const yesNo = (yes) => (yes ? t("yes") : t("no"));
