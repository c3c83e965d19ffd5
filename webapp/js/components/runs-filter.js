import { html } from "lit";
import { t } from "../lib/texts.js";
import { readersZone } from "../lib/times.js";
import { choiceField, textField } from "./filter-fields.js";
import { RUN_STATES, runWord } from "./state-badge.js";
import { TRIGGERS, triggerWord } from "./trigger-word.js";

/**
 * What the list of runs is narrowed to.
 *
 * @param {object} props
 * @param {{text?: string, workflow?: string, state?: string, trigger?: string, from?: string, until?: string}}
 *     props.asked times by the reader's clock
 * @param {(change: Record<string, string>) => void} props.onNarrow while something is typed
 * @param {(change: Record<string, string>) => void} props.onChoose
 */
export const runsFilter = ({ asked, onNarrow, onChoose }) => html`
  <search class="filter">
    ${textField({
      label: t("runs.text"),
      value: asked.text,
      isSearch: true,
      onInput: (text) => onNarrow({ text }),
    })}
    ${textField({
      label: t("runs.workflow"),
      value: asked.workflow,
      onInput: (workflow) => onNarrow({ workflow }),
    })}
    ${choiceField({
      label: t("column.state"),
      value: asked.state,
      options: [["", t("runs.any-state")], ...RUN_STATES.map((state) => [state, runWord(state)])],
      onChange: (state) => onChoose({ state }),
    })}
    ${choiceField({
      label: t("column.trigger"),
      value: asked.trigger,
      options: [["", t("runs.any-trigger")], ...TRIGGERS.map((trigger) => [trigger, triggerWord(trigger)])],
      onChange: (trigger) => onChoose({ trigger }),
    })}
    ${textField({ label: t("runs.from", { zone: readersZone() }), type: "datetime-local", value: asked.from, onInput: (from) => onNarrow({ from }) })}
    ${textField({ label: t("runs.until", { zone: readersZone() }), type: "datetime-local", value: asked.until, onInput: (until) => onNarrow({ until }) })}
  </search>`;
