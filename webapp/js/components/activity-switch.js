import { html } from "lit";
import { t } from "../lib/texts.js";

/**
 * Switches a schedule on and off. It shows what is so: it moves when the server has answered, not before.
 *
 * @param {object} props
 * @param {boolean} props.active
 * @param {boolean} props.busy whether an answer is awaited
 * @param {boolean} [props.possible] whether there is anything to switch on
 * @param {string} props.name of the workflow
 * @param {() => void} props.onSwitch
 */
export function activitySwitch({ active, busy, possible = true, name, onSwitch }) {
  return html`
    <button
      type="button"
      role="switch"
      class="switch"
      aria-checked=${active ? "true" : "false"}
      aria-busy=${busy ? "true" : "false"}
      aria-label=${t("switch.label", { name })}
      title=${possible ? "" : t("switch.impossible")}
      ?disabled=${!possible}
      @click=${() => busy || onSwitch()}
    >
      <span class="switch-track" aria-hidden="true"><span class="switch-thumb"></span></span>
      <span class="switch-word" aria-hidden="true">
        ${busy ? t("switch.busy") : active ? t("switch.on") : t("switch.off")}
      </span>
    </button>`;
}
