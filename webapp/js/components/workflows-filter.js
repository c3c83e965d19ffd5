import { html } from "lit";
import { t } from "../lib/texts.js";
import { choiceField, textField } from "./filter-fields.js";
import { healthWord, healthWords } from "./health-badge.js";

/**
 * What the list of workflows is narrowed to.
 *
 * @param {object} props
 * @param {{q?: string, health?: string}} props.asked
 * @param {(change: Record<string, string>) => void} props.onNarrow
 */
export const workflowsFilter = ({ asked, onNarrow }) => html`
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
  </search>`;
