import { html } from "lit";
import { toNew } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { icon } from "./icon.js";
import { mark } from "./mark.js";

/**
 * What stands where no workflow is yet: the ways to a first one.
 *
 * @param {object} props
 * @param {boolean} props.mayWrite whether the viewer may save definitions
 * @param {boolean} props.busy whether the sample is awaited
 * @param {() => void} props.onSample saves the sample
 */
export function noWorkflows({ mayWrite, busy, onSample }) {
  return html`
    <div class="blank card">
      ${mark()}
      <h2>${t("empty.title")}</h2>
      <p>${t("empty.text")}</p>
      ${mayWrite ? ways({ busy, onSample }) : html`<p class="quiet">${t("empty.not-yours")}</p>`}
    </div>`;
}

const ways = ({ busy, onSample }) => html`
  <p class="actions">
    <a class="button is-primary" href=${toNew}>${icon("plus")} ${t("workflows.new")}</a>
    <button type="button" class="button" aria-busy=${busy ? "true" : "false"} @click=${() => busy || onSample()}>
      ${t("empty.sample.take")}
    </button>
  </p>
  <p class="quiet">${t("empty.sample")}</p>
  <p class="quiet">${t("empty.curl")}</p>
  <pre class="code" tabindex="0" role="region" aria-label=${t("empty.curl")}><code>${command()}</code></pre>`;

const command = () =>
  [
    `curl -X PUT ${new URL("api/workflows/hello", document.baseURI)} \\`,
    '  -H "Authorization: Bearer $CARILLON_ADMIN_TOKEN" \\',
    '  -H "Content-Type: application/yaml" \\',
    "  --data-binary @hello.yaml",
  ].join("\n");
