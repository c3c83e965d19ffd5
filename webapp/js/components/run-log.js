import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";
import { t } from "../lib/texts.js";
import { clock } from "../lib/times.js";

/** More lines than this a browser draws slowly. */
const MOST = 1000;

/** Pixels that a browser may be off. */
const NEARLY = 4;

/** Lines that a step, or a whole run, wrote down; with the names of their steps where those differ. */
export const logLines = (lines) => html`
  <ol>
    ${lines.map(
      (line) => html`
        <li class="is-${line.level}">
          <time datetime=${line.at}>${clock(line.at)}</time>
          <span class="log-level">${line.level}</span>
          ${line.step === undefined ? nothing : html`<span class="log-step"><bdi>${line.step}</bdi></span>`}
          <span class="log-text"><bdi>${line.text}</bdi></span>
        </li>`,
    )}
  </ol>`;

const linesOf = (steps) =>
  steps
    .flatMap(({ name, log }) => (log ?? []).map((line) => ({ ...line, step: name })))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));

const isAtEnd = (box) => box.scrollTop + box.clientHeight >= box.scrollHeight - NEARLY;

// What is to be in sight is drawn a moment later.
const toEnd = (box) => box && queueMicrotask(() => box.scrollTo(0, box.scrollHeight));

/**
 * The log of a run: the lines of all its steps in the order in which they were written.
 *
 * @param {object} props
 * @param {object[]} props.steps those that are shown
 * @param {boolean} props.hasGap whether some of its steps are not among them
 * @param {boolean} props.isOpen whether there may be more lines
 * @param {boolean} props.follows whether the newest line stays in sight
 * @param {(follows: boolean) => void} props.onFollow
 */
export function runLog({ steps, hasGap, isOpen, follows, onFollow }) {
  const lines = linesOf(steps);
  if (lines.length === 0) return nothing;
  const scrolled = ({ target }) => isAtEnd(target) !== follows && onFollow(isAtEnd(target));
  return html`
    <section class="card" aria-labelledby="log">
      <div class="section-head">
        <h2 id="log">${t("run.log")}</h2>
        ${isOpen && !follows
          ? html`<button type="button" class="button is-small" @click=${() => onFollow(true)}>${t("run.log.newest")}</button>`
          : nothing}
      </div>
      ${hasGap ? html`<p class="quiet">${t("run.log.gap")}</p>` : nothing}
      ${lines.length > MOST ? html`<p class="quiet">${t("run.log.cut")}</p>` : nothing}
      <div class="log" tabindex="0" role="group" aria-labelledby="log" @scroll=${scrolled} ${ref((box) => follows && toEnd(box))}>
        ${logLines(lines.slice(-MOST))}
      </div>
    </section>`;
}
