import { html } from "lit";
import { ref } from "lit/directives/ref.js";
import { t } from "../lib/texts.js";

const KEYS = [
  { keys: ["?"], word: () => t("keyboard.help") },
  { keys: ["/"], word: () => t("keyboard.search") },
  { keys: ["g", "s"], word: () => t("workflows.title") },
  { keys: ["g", "r"], word: () => t("runs.title") },
  { keys: ["g", "u"], word: () => t("upcoming.page") },
  { keys: ["g", "a"], word: () => t("calendars.title") },
  { keys: ["g", "p"], word: () => t("plan.title") },
  { keys: ["g", "d"], word: () => t("deliveries.title") },
  { keys: ["g", "c"], word: () => t("doctor.title") },
  { keys: ["j"], word: () => t("keyboard.next"), isOfRows: true },
  { keys: ["k"], word: () => t("keyboard.previous"), isOfRows: true },
  { keys: ["Enter"], word: () => t("keyboard.open"), isOfRows: true },
  { keys: ["r"], word: () => t("keyboard.run") },
  { keys: ["p"], word: () => t("keyboard.pause") },
  { keys: ["[", "]"], word: () => t("keyboard.runs") },
  { keys: ["x"], word: () => t("keyboard.select"), isOfRows: true },
  { keys: ["Esc"], word: () => t("keyboard.leave"), isOfRows: true },
];

const open = (dialog) => {
  if (dialog) queueMicrotask(() => dialog.isConnected && !dialog.open && dialog.showModal());
};

/**
 * The keys of the dashboard; each does what something on the page does too.
 *
 * @param {object} props
 * @param {() => void} props.onClose
 */
export const keysHelp = ({ onClose }) => html`
  <dialog class="question keys-help" aria-labelledby="keys-help-title" ${ref(open)} @close=${onClose}>
    <form method="dialog">
      <h2 id="keys-help-title">${t("keyboard.title")}</h2>
      <dl>
        ${entries(KEYS)}
      </dl>
      <p class="quiet">${t("keyboard.asks")}</p>
      <div class="actions"><button type="submit" class="button">${t("action.close")}</button></div>
    </form>
  </dialog>`;

/** The keys that move through a page: no button of it could bear them. */
export const keysLine = () => html`<dl class="keys-line">${entries(KEYS.filter((it) => it.isOfRows))}</dl>`;

const entries = (all) =>
  all.map(
    ({ keys, word }) => html`
      <div>
        <dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt>
        <dd>${word()}</dd>
      </div>`,
  );
