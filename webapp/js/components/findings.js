import { html, nothing } from "lit";
import { said, t } from "../lib/texts.js";
import { effectNote } from "./effect-note.js";
import { icon } from "./icon.js";
import { problemBox } from "./problem-box.js";
import { upcomingList } from "./upcoming-list.js";
import { warningsList } from "./warnings-list.js";

/**
 * What the server says about a definition.
 *
 * @param {object} props
 * @param {object} [props.verdict] as `POST /api/workflows/validate` answers it
 * @param {object} [props.preview] of its cron expression
 * @param {import("../lib/problem.js").Problem} [props.problem] why there is no verdict, or why it was not saved
 * @param {Date} props.now
 * @param {(taken: {version: string, suggestion: string}) => void} props.onVersion takes a version that is free
 * @param {(finding: {line?: number, column?: number}) => void} props.onShow
 */
export const findings = ({ verdict, preview, problem, now, onShow, onVersion }) => html`
  <div id="definition-findings" class="findings" aria-live="polite">
    ${problem ? problemBox({ problem }) : nothing}
    ${isTaken(problem) ? nextVersion(verdict?.taken ?? problem.document, onVersion) : nothing}
    ${verdict === undefined
      ? nothing
      : verdict.valid
        ? allGood({ verdict, preview, now, isTold: isTaken(problem), onVersion })
        : mistakes(verdict, onShow)}
    ${verdict === undefined ? nothing : warningsList({ warnings: verdict.warnings, onShow })}
  </div>`;

const isTaken = (problem) => problem?.kind === "version-taken";

// The check knows which version is free; the refusal of a save only which number is next.
const nextVersion = (taken, onVersion) =>
  taken.suggestion
    ? html`<p>
        <button type="button" class="button is-small" @click=${() => onVersion(taken)}>
          ${t("editor.take-version", { version: taken.suggestion })}
        </button>
      </p>`
    : nothing;

const word = ({ taken }, onVersion) =>
  taken
    ? html`<p class="verdict is-warning">${icon("warning")} ${t("editor.taken", { version: taken.version })}</p>
        ${nextVersion(taken, onVersion)}`
    : html`<p class="verdict is-good">${icon("succeeded")} ${t("editor.valid")}</p>`;

// What the refusal of a save says stands once.
const allGood = ({ verdict, preview, now, isTold, onVersion }) => html`
  ${isTold ? nothing : word(verdict, onVersion)}
  <p class="under"><code>${verdict.id}</code><span>${t("version", { version: verdict.version })}</span></p>
  ${preview
    ? html`<h3>${t("schedule.title")}</h3><p class="cron-words">${said(preview.description)}</p>
        ${effectNote({ effect: preview.effect, timezone: preview.timezone })} ${upcomingList({ preview, now })}`
    : nothing}`;

const mistakes = ({ problems }, onShow) => html`
  <p class="verdict is-bad">${icon("failed")} ${t("editor.invalid", { n: problems.length })}</p>
  <ol class="mistakes">
    ${problems.map(
      (finding) => html`
        <li>
          ${finding.line
            ? html`<button type="button" class="link" @click=${() => onShow(finding)}>
                ${t("editor.line", { line: finding.line })}
              </button>`
            : nothing}
          <span>${finding.message}</span>
          ${finding.path ? html`<code class="under">${finding.path}</code>` : nothing}
        </li>`,
    )}
  </ol>`;
