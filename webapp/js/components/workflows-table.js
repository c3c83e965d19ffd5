import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { nextOrder, orderOf, ORDERS } from "../lib/listing.js";
import { t } from "../lib/texts.js";
import { columnWord } from "./workflows-filter.js";

/**
 * The table of workflows.
 *
 * @param {object} props
 * @param {object[]} props.workflows as `api.md` describes them
 * @param {string[]} props.columns the ones that are shown beside the name and the actions
 * @param {string} [props.sort] what it is sorted by, as the address says it
 * @param {(sort: string) => void} props.onSort
 * @param {(id: string) => unknown} props.slotOf says for each in which line it is drawn
 * @param {(workflow: object) => unknown} props.row draws one line
 */
export const workflowsTable = ({ workflows, columns, sort, onSort, slotOf, row }) => html`
  <div class="card is-flush">
    <table role="table" class="table workflows" aria-label=${t("workflows.title")}>
      <thead role="rowgroup">
        <tr role="row">
          ${["name", ...columns].map((column) => head(column, sort, onSort))}
          <th role="columnheader" scope="col"><span class="unseen">${t("column.actions")}</span></th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(workflows, (workflow) => slotOf(workflow.id), row)}
      </tbody>
    </table>
    ${workflows.length > 0 ? nothing : html`<p class="quiet nothing-found">${t("filter.none")}</p>`}
  </div>`;

// What is looked for by these is the newest and the longest, so they begin with it.
const FALLING = new Set(["last", "duration"]);

function head(column, sort, onSort) {
  if (!ORDERS.includes(column)) return html`<th role="columnheader" scope="col">${columnWord(column)}</th>`;
  const order = orderOf(sort);
  const isMine = order?.by === column;
  const falls = isMine && order.isTurned !== FALLING.has(column);
  return html`
    <th
      role="columnheader"
      scope="col"
      aria-sort=${isMine ? (falls ? "descending" : "ascending") : nothing}
    >
      <button type="button" class="sorting" title=${column === "duration" ? t("column.run-time.how") : nothing} @click=${() => onSort(nextOrder(sort, column))}>
        ${columnWord(column)}<span class="sorting-mark" aria-hidden="true">${isMine ? (falls ? "↓" : "↑") : ""}</span>
      </button>
    </th>`;
}
