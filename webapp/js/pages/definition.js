import { html, nothing } from "lit";
import { yamlView } from "../components/code-view.js";
import { scheduleFacts } from "../components/schedule-facts.js";
import { t } from "../lib/texts.js";
import { versionsView } from "./versions.js";

/**
 * What a workflow says: in words, as it was written, and what it said before.
 *
 * @param {object} app
 * @param {string} id of the workflow
 * @param {{from?: string, to?: string}} asked the two versions to compare
 */
export function definitionView(app, id, asked) {
  const versions = versionsView(app, id, asked);

  // A browser may keep the clipboard from a page: then the reader copies it from where it is shown.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      app.tell(t("definition.copied"));
    } catch {
      app.tell(t("definition.not-copied"));
    }
  }

  const view = (items, now, workflow, wording) => html`
    <section class="card" aria-labelledby="in-words">
      <h2 id="in-words">${t("schedule.title")}</h2>
      ${scheduleFacts({ workflow, wording, now })}
    </section>
    <section aria-labelledby="text">
      <div class="section-head">
        <h2 id="text">${t("definition.text")}</h2>
        ${workflow.source === undefined
          ? nothing
          : html`<button type="button" class="button is-small" @click=${() => copy(workflow.source)}>${t("definition.copy")}</button>`}
      </div>
      ${workflow.source === undefined ? nothing : yamlView(workflow.source, t("definition.title"))}
    </section>
    <section aria-labelledby="versions">
      <h2 id="versions">${t("versions.title")}</h2>
      ${versions.view(items, now, workflow)}
    </section>`;

  return { read: versions.read, view };
}
