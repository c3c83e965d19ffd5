import { html, nothing } from "lit";
import { findings } from "../components/findings.js";
import { icon } from "../components/icon.js";
import { loadedView } from "../components/loaded-view.js";
import { overtaken } from "../components/overtaken.js";
import { yamlEditor } from "../components/yaml-editor.js";
import { workButton } from "../components/work-button.js";
import * as api from "../lib/api.js";
import { nextVersion, withVersion } from "../lib/definition.js";
import { dropDraft, findDraft, keepDraft } from "../lib/drafts.js";
import { keepingFocus } from "../lib/focus.js";
import { lineDiff } from "../lib/line-diff.js";
import { Loaded } from "../lib/loaded.js";
import { Problem } from "../lib/problem.js";
import { toWorkflow, toWorkflows } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { nameOf } from "../lib/wording.js";

const FIRST = `document:
  dsl: '1.0.3'
  namespace: default
  name: my-workflow
  version: '0.1.0'
  title: My workflow
schedule:
  cron: '*/5 * * * *'
do:
  - greet:
      set:
        greeting: Hello
        at: \${ now | todateiso8601 }
  - tell:
      call: log
      with:
        message: \${ .greeting + ", it is " + .at }
`;

/** What a text begins with whose workflow is not there (any more): it is not to be there at the save either. */
const NONE = null;

/** Two ids that differ in capitals only are one. */
const folded = (name) => name.toLowerCase();

/** Resolves to nothing where what was asked for is not there (any more). */
const ifThere = (asked) =>
  asked.catch((refusal) => {
    if (refusal.status !== 404) throw refusal;
  });

/** Says what was saved, and what became of the schedule if it was to be switched on. */
function told({ id, title, version }, switchOn, schedule) {
  const values = { name: nameOf({ id, title }), version };
  if (!switchOn) return t("told.saved", values);
  return schedule ? t("told.saved.on", values) : t("told.saved.off", values);
}

/**
 * Writes a workflow: a new one, or a new version of one that is there. The server judges the text a moment after
 * each change.
 *
 * @param {object} app
 * @param {{id?: string, search?: {version?: string}}} place with the id of the workflow to change, and the older
 *     version that its text is to begin with
 */
export function editorPage(app, { id, search }) {
  const source = new Loaded();
  const writer = app.userName();
  const place = [id === undefined ? null : folded(id), search?.version ?? null];
  let text = "";
  // Whether the text is one that was written before, in this tab.
  let isKept = false;
  // Whether there is nothing to begin with (any more), though a text was kept.
  let isGone = false;
  // The version of what is opened that the text began with.
  let begun;
  let present;
  let restored;
  let named;
  const known = new Map();
  let verdict;
  let preview;
  let problem;
  let refused;
  // What somebody else saved before this save: it stands until a save is done, or was too late again.
  let meanwhile;
  let busy = false;
  let field;
  const onField = (element) => (field = element);

  async function load() {
    if (source.value !== undefined) {
      await judgeAnew();
      return;
    }
    await source.take(id === undefined ? Promise.resolve(FIRST) : readWorkflow());
    if (source.value === undefined) outlive();
    else begin();
    if (source.value === undefined) return;
    takeDraft();
    await judge();
  }

  const draft = () => (app.isAdmin() ? findDraft(writer, place) : undefined);

  // A text that was kept outlives the workflow, or the version, that it began with.
  function outlive() {
    if (source.problem?.status !== 404 || !draft()?.text) return;
    isGone = true;
    Object.assign(source, { value: "", problem: undefined });
  }

  function begin() {
    text = restored?.text ?? source.value;
    begun = present;
  }

  function takeDraft() {
    const found = draft();
    if (found === undefined) return;
    // It was saved, though nobody here heard of it.
    if (found.text === source.value) dropDraft(writer, place);
    else {
      ({ text, begun } = found);
      isKept = true;
    }
  }

  // What is as it was saved needs no keeping.
  function write(value) {
    text = value;
    if (!app.isAdmin()) return;
    if (text === source.value) dropDraft(writer, place);
    else keepDraft(writer, place, { text, begun });
  }

  function letGo() {
    dropDraft(writer, place);
    isKept = false;
  }

  function beginAnew() {
    letGo();
    refused = undefined;
    meanwhile = undefined;
    if (isGone) {
      isGone = false;
      source.value = undefined;
      keepingFocus(app.reload);
      return;
    }
    begin();
    field.focus();
    app.redraw();
    app.attempt(judge);
  }

  async function readWorkflow() {
    const version = search?.version;
    const [workflow, older] = await Promise.all([api.workflow(id), version ? ifThere(restore(version)) : undefined]);
    known.set(folded(id), workflow);
    present = workflow.version;
    restored = older;
    if (version && !older) throw new Problem(404, { title: t("editor.no-version", { version, id }) });
    return workflow.source;
  }

  // What an older version said, as a new one: nothing is saved by this.
  async function restore(version) {
    const [{ source: old }, { items }] = await Promise.all([api.version(id, version), api.versions(id)]);
    const present = items.find((it) => it.current)?.version ?? version;
    const next = nextVersion(present, items.map((it) => it.version));
    return { version, next, text: withVersion(old, version, next) };
  }

  // A text is saved under the name that stands in it, which may be another workflow's; none if there is none of that name.
  async function find(name) {
    try {
      known.set(folded(name), await api.workflow(name));
    } catch (refusal) {
      if (refusal.status !== 404) throw refusal;
      known.set(folded(name), undefined);
    }
    return known.get(folded(name));
  }

  const isOpened = (name) => id !== undefined && folded(name) === folded(id);

  // A schedule that is there is compared with what is written; one that goes its own way does not follow.
  function lookAhead({ cron, timezone, repeatedHour, skippedHour }, schedule) {
    const isOwn = (field) => schedule.overridden?.includes(field);
    const follows = schedule?.active && !isOwn("cron");
    const zone = timezone ?? (/TZ=/.test(cron) ? undefined : "UTC");
    if (!follows) return api.preview(cron, timezone, { repeatedHour, skippedHour });
    return api.comparison(schedule.id, cron, zone, {
      repeatedHour: isOwn("repeatedHour") ? undefined : (repeatedHour ?? "once"),
      skippedHour: isOwn("skippedHour") ? undefined : (skippedHour ?? "skip"),
    });
  }

  const meantBy = (name) => (known.has(folded(name)) ? known.get(folded(name)) : find(name));

  // What a save was refused for stands until the text changes, whatever is found out about the text meanwhile.
  // What was typed while an answer was under way is judged by the next one.
  async function judge() {
    const judged = text;
    try {
      const answer = await api.validate(judged);
      const meant = answer.valid ? await meantBy(answer.id) : undefined;
      const words = answer.valid && answer.cron ? await lookAhead(answer, meant?.schedule) : undefined;
      if (judged !== text) return;
      verdict = answer;
      named = meant;
      preview = words;
      problem = undefined;
    } catch (refusal) {
      if (refusal.isSignInNeeded || refusal.status === undefined) throw refusal;
      problem = refusal;
    }
    app.redraw();
  }

  // What was found out may be out of date: the server was away, or others did something. The text is the reader's.
  function judgeAnew() {
    known.clear();
    return judge();
  }

  function typed(value) {
    write(value);
    refused = undefined;
    app.soon(judge);
    app.redraw();
  }

  async function save(switchOn) {
    busy = true;
    refused = undefined;
    app.redraw();
    await app.attempt(async () => {
      await judge();
      if (!verdict?.valid) return;
      const [name, sent] = [verdict.id, text];
      const basis = await basisOf(name);
      if (!basis) return;
      const saved = await keep(name, sent, { ...basis, switchOn });
      if (!saved) return;
      meanwhile = undefined;
      if (isOpened(name)) begun = verdict.version;
      const schedule = switchOn ? await app.attempt(() => api.activate(saved.id)) : undefined;
      // What was written meanwhile is still to be saved.
      source.value = sent;
      isKept = false;
      write(text);
      app.tell(told(saved, switchOn, schedule));
      app.go(toWorkflow(saved.id));
    });
    busy = false;
    app.redraw();
  }

  // What was found while writing may be out of date; who is about to replace something is asked about what is there now.
  async function basisOf(name) {
    if (isOpened(name)) return { version: begun ?? NONE };
    const other = await find(name);
    if (!other) return { version: NONE };
    const isAgreed = await app.ask({
      title: t("editor.replace.title", { name: nameOf(other) }),
      text: other.schedule?.active ? t("editor.replace.text.on", { id: other.id }) : t("editor.replace.text", { id: other.id }),
      action: t("editor.replace"),
      keep: t("editor.replace.keep"),
    });
    return isAgreed ? { version: other.version } : undefined;
  }

  async function keep(name, sent, { version, switchOn }) {
    try {
      return await api.saveWorkflow(name, sent, version);
    } catch (refusal) {
      if (refusal.isSignInNeeded || refusal.status === undefined) throw refusal;
      // What is there is told the next time, from what is known now.
      known.delete(folded(name));
      // A text that is saved under the name of another workflow began with no version of that.
      const from = isOpened(name) ? version : NONE;
      if (refusal.kind === "workflow-changed") meanwhile = { name, begun: from, present: refusal.document, switchOn };
      else refused = refusal;
      return undefined;
    }
  }

  // What the other one did, whatever is written here.
  function compare() {
    const seen = meanwhile;
    return keepingFocus(() =>
      app.attempt(async () => {
        const versions = [seen.begun, seen.present.version];
        const [before, after] = await Promise.all(versions.map((it) => api.version(seen.name, it)));
        seen.lines = lineDiff(before.source, after.source);
        app.redraw();
      }),
    );
  }

  // Who was told what is there goes out from that: once more is told what comes between. Where both wrote the same
  // version, the next one that is free is saved.
  function saveOver() {
    const taken = verdict?.taken;
    if (isOpened(meanwhile.name)) begun = meanwhile.present.version ?? NONE;
    write(taken?.suggestion ? withVersion(text, taken.version, taken.suggestion) : text);
    keepingFocus(() => save(meanwhile.switchOn));
  }

  function takeVersion({ version, suggestion }) {
    write(withVersion(text, version, suggestion));
    app.redraw();
    keepingFocus(async () => {
      await app.attempt(judge);
      refused = undefined;
      app.redraw();
    });
  }

  function show({ line, column = 1 }) {
    const lines = text.split("\n");
    const start = lines.slice(0, line - 1).reduce((length, it) => length + it.length + 1, 0);
    field.focus();
    field.setSelectionRange(start + column - 1, start + (lines[line - 1] ?? "").length);
  }

  const marked = () => new Set((verdict?.problems ?? []).map((finding) => finding.line));

  const saving = () => html`
    <div class="actions">
      ${workButton({ busy: busy || !verdict?.valid, look: "is-primary", onPress: () => save(false), content: t("editor.save") })}
      ${verdict?.cron && !named?.schedule?.active
        ? workButton({ busy: busy || !verdict.valid, onPress: () => save(true), content: t("editor.save-on") })
        : nothing}
    </div>`;

  const otherName = (name) => {
    if (named) return html`<p class="under is-warning">${t("editor.other", { name: named.id })}</p>`;
    return id === undefined ? nothing : html`<p class="under is-warning">${t("editor.renamed", { name, id })}</p>`;
  };

  const kept = () => html`
    <div class="notice" role="status">
      ${icon("edit")}
      <p class="notice-text">${t("editor.kept")}</p>
      <button type="button" class="button is-small" @click=${beginAnew}>${t("editor.kept.drop")}</button>
    </div>`;

  const form = (now) => html`
    ${isKept ? kept() : nothing}
    ${restored && !isKept
      ? html`<div class="notice" role="status">
          ${icon("retrying")}
          <p class="notice-text">${t("editor.restored", { version: restored.version, next: restored.next })}</p>
        </div>`
      : nothing}
    <div class="writing">
      <div>
        ${yamlEditor({
          text,
          marked: marked(),
          invalid: verdict?.valid === false,
          onInput: typed,
          onField,
        })}
        ${app.isAdmin() ? saving() : html`<p class="quiet">${t("only-admins.definitions")}</p>`}
        ${meanwhile ? overtaken({ ...meanwhile, free: verdict?.taken?.suggestion, busy, onCompare: compare, onOver: saveOver }) : nothing}
      </div>
      <section class="card" aria-labelledby="findings">
        <h2 id="findings">${t("editor.findings")}</h2>
        ${verdict?.valid && !isOpened(verdict.id) ? otherName(verdict.id) : nothing}
        ${findings({ verdict, preview, problem: refused ?? problem, now, onShow: show, onVersion: takeVersion })}
      </section>
    </div>`;

  const title = () => (id === undefined ? t("editor.title.new") : t("editor.title.edit", { id }));

  return {
    title,
    concerns: () => false,
    quiet: true,
    // Whose session has ended is not asked: what he wrote is kept.
    hasUnsaved: () => app.isAdmin() && source.value !== undefined && text !== source.value,
    letGo,
    load,
    view: (now) => html`
      <nav class="crumbs" aria-label=${t("crumbs")}>
        <a href=${toWorkflows}>${t("workflows.title")}</a>
        ${id === undefined ? nothing : html`<a href=${toWorkflow(id)}>${id}</a>`}
      </nav>
      <div class="page-head">
        <div>
          <h1 tabindex="-1">${title()}</h1>
          <p class="quiet">${id === undefined ? t("editor.lead.new") : t("editor.lead.edit")}</p>
        </div>
      </div>
      ${loadedView({ loaded: source, onRetry: app.reload, lines: 8, content: () => form(now) })}`,
  };
}
