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
 * @param {string} [props.free] the version that a save takes, where the text's own one is taken
 * @param {boolean} props.busy
 * @param {() => void} props.onCompare
 * @param {() => void} props.onOver saves all the same
 */
export const overtaken = ({ present, begun, lines, free, busy, onCompare, onOver }) => html`
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
          content: overWords(present.version, free),
        })}
      </div>
    </div>
  </div>
  ${lines
    ? lineChanges({ lines, label: t("editor.overtaken.compare", { from: begun, to: present.version }) })
    : nothing}`;

function overWords(version, free) {
  if (version === undefined) return t("editor.overtaken.anew");
  return free ? t("editor.overtaken.over.as", { version, free }) : t("editor.overtaken.over", { version });
}
