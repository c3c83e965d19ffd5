import { html, nothing } from "lit";
import { mark } from "../components/mark.js";
import { problemBox } from "../components/problem-box.js";
import * as api from "../lib/api.js";
import { t } from "../lib/texts.js";

/** With the address, which a Carillon in somebody's Tomcat does not know itself. */
const how = () => `java -jar carillon.war sign-in ${new URL(".", location.href).href}`;

/**
 * Lets somebody in: by the code of a one-time link, or by the admin token.
 *
 * @param {object} app
 * @param {{code?: string}} place with the code of a link; it was already taken out of the address
 */
export function signInPage(app, { code }) {
  let unused = code;
  let busy = code !== undefined;
  let problem;

  async function signIn(asked) {
    busy = true;
    problem = undefined;
    app.redraw();
    try {
      app.signedIn(await asked());
    } catch (refusal) {
      if (refusal.status === undefined) throw refusal;
      problem = refusal;
    }
    busy = false;
    app.redraw();
  }

  // A link that was used before is no obstacle to who is signed in already.
  async function byCode(once) {
    try {
      await api.signInWithCode(once);
    } catch (refusal) {
      if (refusal.status !== 401) throw refusal;
      return api.session().catch(() => {
        throw refusal;
      });
    }
    return api.session();
  }

  async function byToken(token) {
    await api.signInWithToken(token);
    return api.session();
  }

  function submit(event) {
    event.preventDefault();
    const token = new FormData(event.target).get("token").trim();
    if (token !== "" && !busy) signIn(() => byToken(token)).then(() => problem && event.target.elements.token.select());
  }

  return {
    title: () => t("sign-in.title"),
    concerns: () => false,
    load: async () => {
      if (unused === undefined) return;
      const once = unused;
      unused = undefined;
      await signIn(() => byCode(once));
    },
    view: () => html`
      <div class="gate">
        <div class="gate-head">
          ${mark()}
          <h1 tabindex="-1">${t("sign-in.title")}</h1>
          <p class="quiet">${t("sign-in.lead")}</p>
        </div>
        ${problem ? refused(problem) : nothing}
        ${busy ? html`<p class="quiet" role="status">${t("sign-in.busy")}</p>` : nothing}
        <section class="card">
          <h2>${t("sign-in.link")}</h2>
          <p>${t("sign-in.link.how")}</p>
          <pre class="code" tabindex="0" role="region" aria-label=${t("sign-in.link")}><code>${how()}</code></pre>
        </section>
        <form class="card" @submit=${submit}>
          <h2><label for="token">${t("sign-in.token")}</label></h2>
          <p id="token-how">${t("sign-in.token.how")}</p>
          <div class="field-row">
            <input name="username" value="admin" autocomplete="username" hidden />
            <input
              id="token"
              name="token"
              type="password"
              autocomplete="current-password"
              required
              spellcheck="false"
              aria-describedby="token-how"
            />
            <button type="submit" class="button is-primary" aria-busy=${busy ? "true" : "false"}>
              ${t("sign-in.enter")}
            </button>
          </div>
        </form>
      </div>`,
  };
}

function refused(problem) {
  if (problem.status === 401) return notice(t("sign-in.refused"), t("sign-in.refused.how"));
  if (problem.status === 429) return notice(t("sign-in.slow"), t("sign-in.slow.how"));
  return problemBox({ problem });
}

const notice = (title, text) => html`
  <div class="notice is-bad" role="alert">
    <div class="notice-text"><p class="notice-title">${title}</p><p>${text}</p></div>
  </div>`;
