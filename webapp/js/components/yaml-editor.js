import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";
import { live } from "lit/directives/live.js";
import { t } from "../lib/texts.js";

/**
 * A plain field for a definition, with the numbers of its lines; lines with a mistake are marked.
 *
 * @param {object} props
 * @param {string} props.text
 * @param {Set<number>} props.marked numbers of lines, from 1
 * @param {boolean} props.invalid
 * @param {(text: string) => void} props.onInput
 * @param {(field?: HTMLTextAreaElement) => void} props.onField told the field once it is there
 */
export function yamlEditor({ text, marked, invalid, onInput, onField }) {
  const lines = text.split("\n").length;
  return html`
    <div class="editor">
      <ol class="editor-lines" aria-hidden="true">
        ${Array.from({ length: lines }, (_, index) =>
          html`<li class=${marked.has(index + 1) ? "is-marked" : nothing}>${index + 1}</li>`,
        )}
      </ol>
      <textarea
        id="definition"
        class="editor-text"
        spellcheck="false"
        autocapitalize="off"
        autocomplete="off"
        wrap="off"
        rows="24"
        aria-label=${t("editor.label")}
        aria-invalid=${invalid ? "true" : "false"}
        aria-describedby="definition-findings"
        .value=${live(text)}
        @input=${(event) => onInput(event.target.value)}
        @scroll=${(event) => (event.target.previousElementSibling.scrollTop = event.target.scrollTop)}
        @keydown=${indent}
        ${ref(onField)}
      ></textarea>
    </div>`;
}

// Enter keeps the indentation. Tab stays the way out of the field, as everywhere.
function indent(event) {
  const field = event.target;
  if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
  const before = field.value.slice(0, field.selectionStart);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const blanks = /^ */.exec(line)[0];
  if (blanks === "") return;
  event.preventDefault();
  field.setRangeText(`\n${blanks}`, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
