import { html } from "lit";
import { mark } from "../components/mark.js";
import { toWorkflows } from "../lib/router.js";
import { t } from "../lib/texts.js";

/** What stands at an address that leads nowhere. */
export const missingPage = (_, { path }) => ({
  title: () => t("missing.title"),
  concerns: () => false,
  quiet: true,
  load: async () => {},
  view: () => html`
    <div class="blank">
      ${mark()}
      <h1 tabindex="-1">${t("missing.title")}</h1>
      <p><code>${path}</code></p>
      <p><a class="button" href=${toWorkflows}>${t("missing.home")}</a></p>
    </div>`,
});
