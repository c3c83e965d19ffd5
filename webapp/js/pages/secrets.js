import { html, nothing } from "lit";
import { icon } from "../components/icon.js";
import { loadedView } from "../components/loaded-view.js";
import { secretForm } from "../components/secret-form.js";
import { secretsTable } from "../components/secrets-table.js";
import * as api from "../lib/api.js";
import { Loaded } from "../lib/loaded.js";
import { t } from "../lib/texts.js";

/** The secrets that calls of workflows use: which there are and who uses them; their values only come in. */
export function secretsPage(app) {
  const secrets = new Loaded();
  let name = "";
  let busy = false;
  let field;
  const onValueField = (element) => (field = element);

  const load = () => (app.isAdmin() ? secrets.take(api.secrets()) : undefined);

  async function during(work) {
    busy = true;
    app.redraw();
    await app.attempt(async () => {
      const told = await work();
      await load();
      app.tell(told);
    });
    busy = false;
    app.redraw();
  }

  async function set(wish, form) {
    const known = secrets.value.items.find((it) => it.name === wish.name);
    if (known && !(await app.ask(question(known, "replace")))) return;
    await during(async () => {
      await api.setSecret(wish);
      form.reset();
      name = "";
      return t("secrets.told.set", { name: wish.name });
    });
  }

  async function remove(secret) {
    if (!(await app.ask(question(secret, "delete")))) return;
    await during(async () => {
      await api.removeSecret(secret.name);
      return t("secrets.told.deleted", { name: secret.name });
    });
  }

  const rotate = () =>
    during(async () => {
      const { done } = await api.rotateSecrets();
      return t("secrets.told.rotated", { n: done });
    });

  function begin(secret) {
    name = secret.name;
    app.redraw();
    field?.focus();
  }

  const content = (it, now) => {
    const all = [...it.missing.map((missing) => ({ ...missing, state: "missing" })), ...it.items];
    return html`
      ${it.on ? nothing : notice("is-bad", "failed", t("secrets.off"), t("secrets.off.how"))}
      ${it.items.some((secret) => secret.state === "unreadable" && it.on)
        ? notice("is-bad", "failed", t("secrets.unreadable"), t("secrets.unreadable.how"))
        : nothing}
      ${it.missing.length === 0 ? nothing : notice("is-warning", "warning", t("secrets.missing"), t("secrets.missing.how"))}
      ${it.items.some((secret) => secret.state === "old-key") ? oldKey(rotate, busy) : nothing}
      ${all.length === 0
        ? html`<div class="card"><p class="quiet">${t("secrets.none")}</p></div>`
        : html`<div class="card is-flush">
            ${secretsTable({ secrets: all, now, busy, on: it.on, onSet: begin, onDelete: remove })}
          </div>`}
      ${it.on
        ? secretForm({
            name,
            busy,
            onName: (typed) => {
              name = typed;
            },
            onSet: set,
            onValueField,
          })
        : nothing}`;
  };

  return {
    title: () => t("secrets.title"),
    concerns: () => false,
    hasUnsaved: () => (field?.value ?? "") !== "",
    load,
    view: (now) => html`
      <div class="page-head"><h1 tabindex="-1">${t("secrets.title")}</h1></div>
      <p class="lead">${t("secrets.lead")}</p>
      ${app.isAdmin()
        ? loadedView({ loaded: secrets, onRetry: app.reload, lines: 4, content: (it) => content(it, now) })
        : html`<div class="card"><p class="quiet">${t("only-admins.secrets")}</p></div>`}`,
  };
}

const QUESTIONS = {
  replace: (values) => [t("secrets.replace.title", values), t("secrets.replace.text"), t("secrets.replace")],
  delete: (values) => [t("secrets.delete.title", values), t("secrets.delete.text"), t("secrets.delete")],
};

/** Names who is concerned: what is replaced or deleted cannot be had back. */
function question(secret, what) {
  const [title, text, action] = QUESTIONS[what]({ name: secret.name });
  const users = secret.usedBy.length === 0 ? t("secrets.unused.now") : t("secrets.used-by.now", { names: secret.usedBy.join(", ") });
  return { title, text: `${text} ${users}`, action, keep: t("secrets.keep") };
}

const notice = (look, shape, title, text) => html`
  <div class="notice ${look}" role="status">
    ${icon(shape)}
    <div class="notice-text"><p class="notice-title">${title}</p><p>${text}</p></div>
  </div>`;

const oldKey = (onRotate, busy) => html`
  <div class="notice is-warning" role="status">
    ${icon("warning")}
    <div class="notice-text">
      <p class="notice-title">${t("secrets.old")}</p>
      <p>${t("secrets.old.how")}</p>
      <p><button type="button" class="button is-small" ?disabled=${busy} @click=${onRotate}>${t("secrets.rotate")}</button></p>
    </div>
  </div>`;
