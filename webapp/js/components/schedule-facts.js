import { html, nothing } from "lit";
import { toCalendar } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { duration, milliseconds } from "../lib/times.js";
import { cronWords } from "./cron-words.js";
import { facts } from "./facts.js";
import { when } from "./when.js";

const SYNC = { "in-sync": () => t("sync.in-sync"), pending: () => t("sync.pending") };
const OVERLAP = {
  skip: () => t("overlap.skip"),
  queue: () => t("overlap.queue"),
  allow: () => t("overlap.allow"),
  "cancel-previous": () => t("overlap.cancel-previous"),
};
const CATCH_UP = {
  none: () => t("catch-up.none"),
  last: () => t("catch-up.last"),
  all: () => t("catch-up.all"),
};

const REPEATED_HOUR = {
  once: () => t("repeated-hour.once"),
  twice: () => t("repeated-hour.twice"),
};

const isWarnedOf = (schedule, code) => (schedule.warnings ?? []).some((it) => it.code === code);

/** The choice is told where it was made, or matters in the coming year. */
const repeatedHour = (schedule) =>
  schedule.repeatedHour === "twice" || isWarnedOf(schedule, "hour-repeated")
    ? REPEATED_HOUR[schedule.repeatedHour]?.()
    : undefined;

const SKIPPED_HOUR = {
  skip: () => t("skipped-hour.skip"),
  "run-after": () => t("skipped-hour.run-after"),
};
const skippedHour = (schedule) =>
  schedule.skippedHour === "run-after" || isWarnedOf(schedule, "hour-skipped")
    ? SKIPPED_HOUR[schedule.skippedHour]?.()
    : undefined;

/**
 * What a schedule says: in words, with all that bounds it and what becomes of due times in its way.
 *
 * @param {object} props
 * @param {object} props.workflow as `api.md` describes it
 * @param {{cron?: string, timezone?: string, words: string, active: boolean}} props.wording of its schedule
 * @param {Date} props.now
 */
export function scheduleFacts({ workflow, wording, now }) {
  const schedule = workflow.schedule;
  return html`
    <p class="schedule-words">${cronWords(wording)}</p>
    ${schedule
      ? facts([
          [t("schedule.next"), schedule.active && schedule.next ? when(schedule.next, now) : undefined],
          [t("schedule.engine"), SYNC[schedule.sync]?.()],
          [t("schedule.overlap"), OVERLAP[schedule.overlap]?.() ?? schedule.overlap],
          [t("schedule.catch-up"), CATCH_UP[schedule.catchUp]?.() ?? schedule.catchUp],
          [t("schedule.grace"), schedule.grace ? duration(milliseconds(schedule.grace)) : undefined],
          [t("schedule.longest"), schedule.longestRun ? duration(milliseconds(schedule.longestRun)) : undefined],
          [t("schedule.spread"), schedule.beginsAfter ? t("schedule.spread.by", { after: duration(milliseconds(schedule.beginsAfter)), within: duration(milliseconds(schedule.spread)) }) : undefined],
          [t("schedule.clocks-back"), repeatedHour(schedule)],
          [t("schedule.clocks-forward"), skippedHour(schedule)],
          [t("schedule.start"), schedule.start],
          [t("schedule.end"), schedule.end],
          [t("schedule.blackout"), schedule.blackout?.length ? schedule.blackout.map((it) => html`<code>${it}</code><br />`) : undefined],
          [t("schedule.calendars"), schedule.calendars?.length ? html`<span class="names">${schedule.calendars.map((it) => html`<a href=${toCalendar(it)}>${it}</a>`)}</span>` : undefined],
          [t("schedule.retries"), schedule.retries],
          [t("schedule.revision"), schedule.revision],
        ])
      : html`<p class="quiet">${wording.cron ? t("schedule.never-on") : nothing}</p>`}`;
}
