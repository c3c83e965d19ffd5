import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { absolute } from "../lib/times.js";
import { icon } from "./icon.js";
import { lineChanges } from "./line-changes.js";
import { workButton } from "./work-button.js";

/**
 * Says that somebody else saved a workflow, or removed it, while a text was written; the text is still there.
 *
 * @param {object} props
 * @param {{version?: string, savedBy?: string, savedAt?: string}} props.present the version that is there now
 * @param {string | null} props.begun the version that the text began with, if any
 * @param {import("../lib/line-diff.js").Line[]} [props.lines] what the present version changed about that one
 * @param {boolean} props.busy
 * @param {() => void} props.onCompare
 * @param {() => void} props.onOver saves all the same
 */
export const overtaken = ({ present, begun, lines, busy, onCompare, onOver }) => html`
  <div class="notice is-bad" role="alert">
    ${icon("failed")}
    <div class="notice-text">
      <p class="notice-title">
        ${present.version === undefined
          ? t("editor.overtaken.gone")
          : html`${t("editor.overtaken", { version: present.version, name: present.savedBy })} ${absolute(present.savedAt)}`}
      </p>
      ${begun === null ? nothing : html`<p>${t("editor.overtaken.begun", { version: begun })}</p>`}
      <div class="actions">
        ${present.version === undefined || begun === null || lines
          ? nothing
          : workButton({ busy, onPress: onCompare, content: t("editor.overtaken.compare", { from: begun, to: present.version }) })}
        ${workButton({
          busy,
          onPress: onOver,
          content: present.version === undefined ? t("editor.overtaken.anew") : t("editor.overtaken.over", { version: present.version }),
        })}
      </div>
    </div>
  </div>
  ${lines
    ? lineChanges({ lines, label: t("editor.overtaken.compare", { from: begun, to: present.version }) })
    : nothing}`;
