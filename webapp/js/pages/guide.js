import { html } from "lit";
import { loadedView } from "../components/loaded-view.js";
import { prose } from "../components/prose.js";
import * as api from "../lib/api.js";
import { currentLanguage } from "../lib/choices.js";
import { Loaded } from "../lib/loaded.js";
import { t } from "../lib/texts.js";

/** The guide to QStash in the reader's language, opened at a place of it. */
export function guidePage(app, { id }) {
  const guide = new Loaded();
  let language;

  async function load() {
    language = currentLanguage();
    await guide.take(Promise.all([import("marked"), api.guide(language)]).then(([{ lexer }, text]) => lexer(text)));
    app.redraw();
    requestPlace();
  }

  // What is asked for by an anchor is shown and read first, once it is drawn.
  function requestPlace() {
    if (!id) return;
    queueMicrotask(() => {
      const place = document.getElementById(`guide-${id}`);
      place?.scrollIntoView({ block: "start" });
      place?.focus({ preventScroll: true });
    });
  }

  return {
    title: () => t("guide.title"),
    concerns: () => false,
    quiet: true,
    load,
    view: () => {
      if (language !== undefined && language !== currentLanguage()) {
        language = currentLanguage();
        app.reload();
      }
      return html`
        <div class="page-head"><h1 tabindex="-1">${t("guide.title")}</h1></div>
        ${loadedView({
          loaded: guide,
          onRetry: app.reload,
          lines: 12,
          content: (tokens) => html`<article class="prose">${prose({ tokens })}</article>`,
        })}`;
    },
  };
}
