import { html } from "lit";
import { skeleton } from "../components/loaded-view.js";
import { problemBox } from "../components/problem-box.js";
import { Problem } from "../lib/problem.js";
import { t } from "../lib/texts.js";

/** Stands where a page's own script is on its way. */
export const awaitedPage = () => ({
  title: () => t("loading"),
  concerns: () => false,
  quiet: true,
  load: async () => {},
  view: () => skeleton(4),
});

/** Stands where a page's own script did not come. */
export const unfetchedPage = () => ({
  title: () => t("page.unfetched"),
  concerns: () => false,
  quiet: true,
  load: async () => {},
  view: () => html`
    <div class="page-head"><h1 tabindex="-1">${t("page.unfetched")}</h1></div>
    ${problemBox({ problem: new Problem(0), onRetry: () => location.reload() })}`,
});
