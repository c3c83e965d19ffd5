import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { toRun, toWorkflow } from "../lib/router.js";
import { said, t } from "../lib/texts.js";
import { duration, relative, shortly } from "../lib/times.js";
import { nameOf } from "../lib/wording.js";
import { activitySwitch, obstacleTo } from "./activity-switch.js";
import { cronWords } from "./cron-words.js";
import { healthBadge } from "./health-badge.js";
import { icon } from "./icon.js";
import { lagWord } from "./lag-note.js";
import { originWord } from "./origin.js";
import { rowMenu } from "./row-menu.js";
import { shortName } from "./short-name.js";
import { sparkLine } from "./spark-line.js";
import { runBadge } from "./state-badge.js";
import { when } from "./when.js";
import { columnWord } from "./workflows-filter.js";

/**
 * One line of the workflows table.
 *
 * @param {object} props
 * @param {object} props.workflow as `api.md` describes it
 * @param {string[]} props.columns the ones that are shown beside the name and the actions
 * @param {{cron?: string, timezone?: string, words: string, active: boolean}} props.wording of its schedule
 * @param {object} [props.health] of its schedule; none while it is awaited or was never switched on
 * @param {boolean} props.isAwaited whether the health of the schedules is awaited
 * @param {Date} props.now the moment that times are told from, one for the whole page
 * @param {Set<string>} props.busy what an answer is awaited for: `switch`, `run`, `pause`
 * @param {boolean} props.mayChange whether the viewer may do more than look
 * @param {boolean} props.mayWrite whether the viewer may save definitions
 * @param {boolean} [props.picked] whether it is selected; left out where nothing can be done to several
 * @param {(picked: boolean) => void} props.onPick
 * @param {Record<"toggle" | "run" | "pause" | "resume", () => void>} props.on
 */
export function workflowRow(props) {
  const { workflow, columns, picked, onPick } = props;
  const name = nameOf(workflow);
  return html`
    <tr role="row" class=${picked ? "is-picked" : nothing}>
      <th role="rowheader" scope="row">
        ${picked === undefined ? nothing : box(name, picked, onPick)}
        <a class="row-name" href=${toWorkflow(workflow.id)}>${shortName(name)}</a>
        <span class="under">
          ${name === workflow.id ? nothing : html`<code>${workflow.id}</code>`}
          <span>${t("version", { version: workflow.version })}</span>
          ${originWord(workflow)}
        </span>
      </th>
      ${columns.map((column) => CELLS[column]({ ...props, name }))}
      <td role="cell" class="row-actions">${actions({ ...props, name })}</td>
    </tr>`;
}

const CELLS = {
  health: (props) => html`
    <td role="cell" class="health" data-label=${columnWord("health")} title=${props.health ? said(props.health.sentence) : nothing}>
      ${healthOf(props)}
    </td>`,
  schedule: ({ workflow, wording }) => html`
    <td role="cell" class="is-wide" data-label=${columnWord("schedule")}>${cronWords(wording)} ${lagWord(workflow.schedule)}</td>`,
  next: ({ workflow, wording, now }) => html`
    <td role="cell" class="is-short" data-label=${columnWord("next")}>${nextRun(workflow, wording, now)}</td>`,
  last: ({ workflow, now }) => html`
    <td role="cell" class="is-short" data-label=${columnWord("last")}>${lastRun(workflow.lastRun, now)}</td>`,
  duration: ({ health }) => html`
    <td role="cell" class="is-number" data-label=${columnWord("duration")}>
      ${health?.runTime ? duration(health.runTime.p95Ms) : html`<span class="quiet">–</span>`}
    </td>`,
  active: ({ workflow, wording, busy, mayChange, name, on }) => html`
    <td role="cell" data-label=${columnWord("active")}>
      ${activitySwitch({
        active: wording.active,
        busy: busy.has("switch"),
        obstacle: obstacleTo(workflow, wording),
        name,
        onSwitch: mayChange ? on.toggle : undefined,
      })}
    </td>`,
};

function healthOf({ workflow, health, isAwaited }) {
  if (health) return html`${healthBadge(health.health)} ${sparkLine(health)}`;
  if (!workflow.schedule) return healthBadge("off");
  return isAwaited ? html`<span class="quiet" aria-hidden="true">…</span>` : healthBadge("unknown");
}

const actions = ({ workflow, busy, mayChange, mayWrite, name, on }) => html`
  ${mayChange ? html`${runButton(busy, name, on)} ${pauseButton(workflow, busy, name, on)}` : nothing}
  ${rowMenu({ workflow, mayChange, mayWrite, on })}`;

const runButton = (busy, name, on) => html`
  <button
    type="button"
    class="button is-small"
    aria-label=${t("run.now.of", { name })}
    title=${t("run.now.of", { name })}
    aria-keyshortcuts="r"
    aria-busy=${busy.has("run") ? "true" : "false"}
    ?disabled=${busy.has("run")}
    @click=${on.run}
  >
    ${icon("play")}
  </button>`;

function pauseButton({ schedule }, busy, name, on) {
  if (!schedule?.active) return nothing;
  const label = schedule.pause ? t("pause.resume.of", { name }) : t("pause.of", { name });
  return html`
    <button
      type="button"
      class="button is-small"
      aria-label=${label}
      title=${label}
      aria-keyshortcuts="p"
      aria-busy=${busy.has("pause") ? "true" : "false"}
      ?disabled=${busy.has("pause")}
      @click=${schedule.pause ? on.resume : on.pause}
    >
      ${icon(schedule.pause ? "skipped" : "pause")}
    </button>`;
}

/**
 * What a row says of the moment that times are told from: while this and the row's other props are the same, so is
 * the row.
 *
 * @param {object} workflow
 * @param {Date} now
 */
export const momentsOf = ({ schedule, lastRun }, now) =>
  [schedule?.next, lastRun && momentOf(lastRun)].map((it) => (it ? relative(it, now) : "")).join();

const momentOf = (run) => run.endedAt ?? run.startedAt ?? run.createdAt;

const box = (name, picked, onPick) => html`
  <input
    type="checkbox"
    class="row-pick"
    aria-label=${t("bulk.select.of", { name })}
    aria-keyshortcuts="x"
    .checked=${live(picked)}
    @change=${(event) => onPick(event.target.checked)}
  />`;

function nextRun(workflow, wording, now) {
  const next = workflow.schedule?.next;
  if (!wording.cron) return html`<span class="quiet">${t("next.by-hand")}</span>`;
  if (!wording.active) return html`<span class="quiet">${t("next.off")}</span>`;
  if (!next) return html`<span class="quiet">${workflow.schedule.pause ? t("next.paused") : t("next.none")}</span>`;
  return html`
    <span class="strong">${when(next, now)}</span>
    <span class="under">${shortly(next)}</span>
    ${workflow.schedule.sync === "pending" ? html`<span class="under is-warning">${t("sync.pending")}</span>` : nothing}`;
}

function lastRun(run, now) {
  if (!run) return html`<span class="quiet">${t("last.none")}</span>`;
  const moment = momentOf(run);
  return html`
    <a class="badge-link" href=${toRun(run.id)}>${runBadge(run.state)}</a>
    <span class="under">
      ${when(moment, now)} ${run.durationMs === undefined ? nothing : html`<span>${duration(run.durationMs)}</span>`}
    </span>`;
}
