import { html, nothing } from "lit";
import { dayAfter } from "../lib/months.js";
import { t } from "../lib/texts.js";
import { absolute, dateOf, dateWords, day, timeOfMinute, wallOf } from "../lib/times.js";

const HOUR = 3_600_000;
const HOURS = 24;
const SHADES = 5;

/**
 * A week of due times by the reader's clock: how many lie in each hour, where many meet in one minute, and what is
 * skipped. It begins with the present hour and mostly ends on an eighth date.
 *
 * @param {object} props
 * @param {(from: string) => string} props.to the address of what is due from an hour on
 * @param {{from: string, hours: object[], clockChanges: object[]}} props.week as `GET /api/upcoming/hours` answers it
 */
export function weekGrid({ week, to }) {
  const days = daysOf(week);
  const cells = cellsOf(week.hours);
  const most = Math.max(1, ...week.hours.map((it) => it.count));
  return html`
    ${week.clockChanges.map(
      (it) => html`<p class="under is-warning">${t("week.clock", { zone: it.timezone, at: absolute(it.at, it.timezone), from: it.from, to: it.to })}</p>`,
    )}
    ${week.hours.length === 0 ? html`<p class="quiet">${t("week.none")}</p>` : nothing}
    <div class="card is-flush">
      <table class="week" aria-label=${t("upcoming.week")}>
        <thead>
          <tr>
            <th scope="col"><span class="unseen">${t("week.hour")}</span></th>
            ${days.map((it) => html`<th scope="col" title=${dateWords(it, "day")}>${dateWords(it, "short")}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${Array.from({ length: HOURS }, (_, hour) => html`
            <tr>
              <th scope="row">${String(hour).padStart(2, "0")}</th>
              ${days.map((it) => cell(cells.get(place(it, hour)), most, to))}
            </tr>`)}
        </tbody>
      </table>
    </div>
    <p class="under">${t("week.legend")}</p>`;
}

// Every date that one of the week's hours begins on.
function daysOf({ from, until }) {
  const last = dateOf(Date.parse(until) - HOUR);
  const days = [];
  for (let day = dateOf(from); day <= last; day = dayAfter(day)) days.push(day);
  return days;
}

const place = (day, hour) => `${day}T${String(hour).padStart(2, "0")}`;

// Where the clocks are put back, two hours of the server share one of the wall's.
function cellsOf(hours) {
  const found = new Map();
  for (const it of hours) {
    const key = wallOf(it.from).slice(0, -":00".length);
    const before = found.get(key);
    found.set(key, before ? together(before, it) : it);
  }
  return found;
}

const together = (one, other) => ({
  from: one.from,
  count: one.count + other.count,
  skipped: one.skipped + other.skipped,
  ...(one.peak >= other.peak ? { peak: one.peak, peakAt: one.peakAt } : { peak: other.peak, peakAt: other.peakAt }),
});

function cell(hour, most, to) {
  if (!hour) return html`<td></td>`;
  const shade = hour.count === 0 ? 0 : Math.ceil((SHADES * hour.count) / most);
  const told = wordsOf(hour);
  return html`
    <td data-shade=${shade} data-skipped=${hour.skipped > 0 ? "yes" : "no"}>
      <a href=${to(hour.from)} title=${told} aria-label=${told}>
        ${hour.count === 0 ? "–" : hour.count}${hour.peak > 1 ? html`<sup>${hour.peak}</sup>` : nothing}
      </a>
    </td>`;
}

function wordsOf(hour) {
  const words = [`${day(hour.from)}, ${timeOfMinute(hour.from)}: ${t("week.due", { n: hour.count })}`];
  if (hour.peak > 1) words.push(t("week.peak", { n: hour.peak, at: timeOfMinute(hour.peakAt) }));
  if (hour.skipped > 0) words.push(t("week.skipped", { n: hour.skipped }));
  return words.join(", ");
}
