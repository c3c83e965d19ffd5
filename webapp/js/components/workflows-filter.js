import { html, nothing } from "lit";
import { healthWords } from "../lib/health.js";
import { askedColumns, COLUMNS, columnsOf, orderOf, ORDERS } from "../lib/listing.js";
import { t } from "../lib/texts.js";
import { choiceField, textField } from "./filter-fields.js";
import { healthWord } from "./health-badge.js";

/** The heads of the columns. */
export const columnWord = (column) => WORDS[column]();

const WORDS = {
  name: () => t("column.workflow"),
  health: () => t("column.health"),
  schedule: () => t("column.schedule"),
  next: () => t("column.next"),
  last: () => t("column.last"),
  duration: () => t("column.run-time"),
  active: () => t("column.active"),
};

/**
 * What the list of workflows is narrowed to, what it is sorted by, and which columns it has.
 *
 * @param {object} props
 * @param {{q?: string, health?: string, origin?: string, sort?: string, columns?: string}} props.asked
 * @param {boolean} props.hasCode whether some come from Java code
 * @param {(change: Record<string, string>) => void} props.onNarrow
 */
export const workflowsFilter = ({ asked, hasCode, onNarrow }) => html`
  <search class="filter">
    ${textField({ label: t("filter.search"), value: asked.q, isSearch: true, onInput: (q) => onNarrow({ q }) })}
    ${choiceField({
      label: t("health.label"),
      value: asked.health,
      options: [
        ["", t("health.any")],
        ["attention", t("health.attention")],
        ...healthWords.map((word) => [word, healthWord(word)]),
      ],
      onChange: (health) => onNarrow({ health }),
    })}
    ${hasCode || asked.origin
      ? choiceField({
          label: t("filter.origin"),
          value: asked.origin,
          options: [
            ["", t("filter.origin.any")],
            ["editor", t("filter.origin.editor")],
            ["code", t("filter.origin.code")],
            ["lost-code", t("origin.lost-code")],
          ],
          onChange: (origin) => onNarrow({ origin }),
        })
      : nothing}
    ${choiceField({ label: t("sort.label"), value: asked.sort, options: sortOptions(asked.sort), onChange: (sort) => onNarrow({ sort }) })}
    ${columnsField(asked, onNarrow)}
  </search>`;

// The other way round stands among the choices only while it is chosen: the heads of the columns turn it.
function sortOptions(sort) {
  const options = [["", t("sort.id")], ...ORDERS.map((by) => [by, columnWord(by)])];
  const order = orderOf(sort);
  return order?.isTurned ? [...options, [sort, t("sort.turned", { column: columnWord(order.by) })]] : options;
}

function columnsField(asked, onNarrow) {
  const shown = columnsOf(asked.columns);
  const choose = (column, isShown) =>
    onNarrow({ columns: askedColumns(COLUMNS.filter((it) => (it === column ? isShown : shown.includes(it)))) });
  return html`
    <details class="columns-choice" @keydown=${closedByEscape} @toggle=${closedBeside}>
      <summary class="button">${t("columns.label")}</summary>
      <fieldset class="columns-list">
        <legend class="unseen">${t("columns.label")}</legend>
        ${COLUMNS.map(
          (column) => html`
            <label class="pick">
              <input
                type="checkbox"
                .checked=${shown.includes(column)}
                @change=${(event) => choose(column, event.target.checked)}
              />
              ${columnWord(column)}
            </label>`,
        )}
      </fieldset>
    </details>`;
}

function closedByEscape(event) {
  const choice = event.currentTarget;
  if (event.key !== "Escape" || !choice.open) return;
  choice.open = false;
  choice.querySelector("summary").focus();
}

function closedBeside({ currentTarget: choice }) {
  if (!choice.open) return;
  const pressed = ({ target }) => {
    if (choice.open && choice.contains(target)) return;
    choice.open = false;
    removeEventListener("pointerdown", pressed);
  };
  addEventListener("pointerdown", pressed);
}
