import { html } from "lit";
import { t } from "../lib/texts.js";
import { hasCode } from "./origin.js";

/** Says why a workflow cannot be switched on; nothing if it can, or is. */
export function obstacleTo(workflow, wording) {
  if (wording.active) return "";
  if (!hasCode(workflow)) return t("origin.lost-code");
  return wording.cron ? "" : t("switch.impossible");
}

/**
 * Switches a schedule on and off. It shows what is so: it moves when the server has answered, not before.
 *
 * @param {object} props
 * @param {boolean} props.active
 * @param {boolean} props.busy whether an answer is awaited
 * @param {string} [props.obstacle] why it cannot be switched on; empty if it can
 * @param {string} props.name of the workflow
 * @param {() => void} [props.onSwitch] left out for who may only look: then it is no switch but a word
 */
export function activitySwitch({ active, busy, obstacle = "", name, onSwitch }) {
  if (!onSwitch) return stateWord(active);
  return html`
    <button
      type="button"
      role="switch"
      class="switch"
      aria-checked=${active ? "true" : "false"}
      aria-busy=${busy ? "true" : "false"}
      aria-label=${t("switch.label", { name })}
      title=${obstacle}
      aria-disabled=${obstacle === "" ? "false" : "true"}
      @click=${() => busy || obstacle !== "" || onSwitch()}
    >
      <span class="switch-track" aria-hidden="true"><span class="switch-thumb"></span></span>
      <span class="switch-word" aria-hidden="true">
        ${busy ? t("switch.busy") : active ? t("switch.on") : t("switch.off")}
      </span>
    </button>`;
}

const stateWord = (active) => html`
  <span class="switch-state" data-active=${active ? "yes" : "no"}>
    <span class="unseen">${t("switch.state")}</span> ${active ? t("switch.on") : t("switch.off")}
  </span>`;
