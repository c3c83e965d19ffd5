import { switchLanguage, switchZone } from "../js/lib/choices.js";
import {
  absolute,
  dateOf,
  dateWords,
  day,
  duration,
  instantOf,
  milliseconds,
  relative,
  shortly,
  timeOfMinute,
  timeOfSecond,
  timeOfWall,
  wallOf,
} from "../js/lib/times.js";

const NOW = new Date("2026-11-22T12:00:00Z");
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** So far from now, in words; a space that may not break is as good as one that may. */
const away = (ms) => plain(relative(new Date(NOW.getTime() + ms).toISOString(), NOW));
const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ");
const took = (ms) => plain(duration(ms));

function inRussian(say) {
  switchLanguage();
  try {
    return say();
  } finally {
    switchLanguage();
  }
}

function inUtc(say) {
  switchZone();
  try {
    return say();
  } finally {
    switchZone();
  }
}

export const cases = {
  "what is now is now": () => [[0, 400, -999].map(away), ["now", "now", "now"]],
  "seconds, minutes, hours and days are told": () => [
    [42 * SECOND, -3 * MINUTE, 5 * HOUR, -2 * DAY].map(away),
    ["in 42 seconds", "3 minutes ago", "in 5 hours", "2 days ago"],
  ],
  "what is not over does not count": () => [
    [-59_999, -(2 * MINUTE - 1), 24 * HOUR - 1].map(away),
    ["59 seconds ago", "1 minute ago", "in 23 hours"],
  ],
  "36 hours ago is not yesterday": () => [away(-36 * HOUR), "1 day ago"],
  "a month is told once it is over": () => [[-29 * DAY, -30 * DAY, 60 * DAY].map(away), ["29 days ago", "1 month ago", "in 2 months"]],
  "a year is told once it is over": () => [
    [-362 * DAY, -364 * DAY, -365 * DAY, 800 * DAY].map(away),
    ["12 months ago", "12 months ago", "1 year ago", "in 2 years"],
  ],
  "far away has words in Russian": () => [
    inRussian(() => [0, 42 * SECOND, -3 * MINUTE, -5 * MINUTE, -21 * DAY].map(away)),
    ["сейчас", "через 42 секунды", "3 минуты назад", "5 минут назад", "21 день назад"],
  ],
  "a duration is told by its two largest units": () => [
    [12, 1400, 125 * SECOND, 3 * HOUR + 4 * MINUTE, DAY + 2 * HOUR].map(took),
    ["12ms", "1.4s", "2m 5s", "3h 4m", "1d 2h"],
  ],
  "a duration has no unit of which there is none": () => [
    [SECOND, 2 * MINUTE, 3 * HOUR, 4 * DAY].map(took),
    ["1s", "2m", "3h", "4d"],
  ],
  "what is too short to be told is less than the shortest": () => [[0, 0.4].map(took), ["< 1ms", "< 1ms"]],
  "no unit is full": () => [
    [999.7, 9_999, 59_700, HOUR - 400, DAY - SECOND].map(took),
    ["1s", "10s", "1m", "1h", "1d"],
  ],
  "tenths are told of a few seconds only": () => [[9_400, 12_400].map(took), ["9.4s", "12s"]],
  "a long time is told by its days": () => [took(400 * DAY), "400d"],
  "a duration has units in Russian": () => [
    inRussian(() => [12, 1400, 125 * SECOND, 3 * HOUR + 4 * MINUTE].map(took)),
    ["12 мс", "1,4 с", "2 мин 5 с", "3 ч 4 мин"],
  ],
  "an ISO duration has its milliseconds": () => [
    ["PT2M", "PT1H30M", "PT36H", "PT1H1M1S", "PT0S"].map(milliseconds),
    [120_000, 5_400_000, 129_600_000, 3_661_000, 0],
  ],
  "a field for a time holds the reader's clock": () => [
    [wallOf(new Date("2026-11-22T12:00:59Z")), wallOf(new Date("2026-07-01T22:30:00Z"))],
    ["2026-11-22T13:00", "2026-07-02T00:30"],
  ],
  "a field for a time that nobody has said is empty": () => [wallOf(undefined), ""],
  "what a field holds is an instant again": () => [
    ["2026-11-22T13:00", "2026-07-02T00:30", "2026-11-22T13:00:00Z"].map(instantOf),
    ["2026-11-22T12:00:00.000Z", "2026-07-01T22:30:00.000Z", "2026-11-22T13:00:00.000Z"],
  ],
  "a text that is no time is no instant": () => [["never", "", undefined, "2026-13-45T00:00", "never 1", "0", "+012026-11-22T00:00Z"].map(instantOf), Array(7).fill(undefined)],
  "a day is the one of the reader's clock": () => [
    [dateOf("2026-11-22T22:59:00Z"), dateOf("2026-11-22T23:00:00Z"), inUtc(() => dateOf("2026-11-22T23:00:00Z"))],
    ["2026-11-22", "2026-11-23", "2026-11-22"],
  ],
  "whoever chose UTC is told times of it": () => [
    inUtc(() => [timeOfMinute, absolute, day].map((say) => plain(say("2026-11-22T23:30:00Z")).replace("Sunday,", "Sunday"))),
    ["23:30", "22 Nov 2026, 23:30:00 UTC", "Sunday 22 November"],
  ],
  "whoever chose UTC is asked for times of it": () => [
    inUtc(() => [wallOf("2026-10-25T01:30:00Z"), instantOf("2026-10-25T01:30"), instantOf("never")]),
    ["2026-10-25T01:30", "2026-10-25T01:30:00.000Z", undefined],
  ],
  "the zone of a schedule is told whatever was chosen": () => [
    inUtc(() => plain(absolute("2026-11-22T12:00:00Z", "Asia/Tokyo"))),
    "22 Nov 2026, 21:00:00 GMT+9",
  ],
  "where the clocks are put back the wall says a time twice": () => [
    [wallOf(new Date("2026-10-25T00:30:00Z")), wallOf(new Date("2026-10-25T01:30:00Z"))],
    ["2026-10-25T02:30", "2026-10-25T02:30"],
  ],
  "a time on a wall has no zone": () => [timeOfWall("2026-03-29T02:30"), "02:30"],
  "a zone that the browser does not know is UTC": () => [timeOfSecond("2026-11-22T12:00:00Z", "Moon/Crater"), "12:00:00"],
  "midnight is no twenty-fourth hour": () => [timeOfSecond("2026-11-22T00:00:00Z", "UTC"), "00:00:00"],
  "the zone of a schedule tells its time": () => [
    [plain(shortly("2026-11-22T12:00:00Z", "Asia/Tokyo")).slice(-5), plain(absolute("2026-11-22T12:00:00Z", "Asia/Tokyo"))],
    ["21:00", "22 Nov 2026, 21:00:00 GMT+9"],
  ],
  "a day that belongs to no zone stays that day": () => [
    [
      /^Friday,? 25 December 2026$/.test(plain(dateWords("2026-12-25", "day"))),
      inRussian(() => plain(dateWords("2026-12-25", "day"))),
    ],
    [true, "пятница, 25 декабря 2026 г."],
  ],
};
