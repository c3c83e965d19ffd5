import { currentLanguage, currentZone } from "./choices.js";

/**
 * Times and durations in words. Everything takes `now` or needs no clock. Times are told in the zone that the reader
 * chose, or in one that is given.
 */

const cache = new Map();

function formatter(kind, options) {
  const key = `${kind.name} ${currentLanguage()} ${JSON.stringify(options)}`;
  if (!cache.has(key)) cache.set(key, new kind(currentLanguage() === "en" ? "en-GB" : "ru-RU", options));
  return cache.get(key);
}

function time(options, instant) {
  const timeZone = options.timeZone ?? (isUtc() ? "UTC" : undefined);
  return formatter(Intl.DateTimeFormat, { ...options, timeZone }).format(new Date(instant));
}

const STEPS = [
  ["second", 1000, 60],
  ["minute", 60_000, 60],
  ["hour", 3_600_000, 24],
  ["day", 86_400_000, 30],
  ["month", 2_592_000_000, 365 / 30],
  ["year", 31_536_000_000, Infinity],
];

/**
 * Says how far away an instant is: `in 42 seconds`, `3 minutes ago`.
 *
 * @param {string} instant ISO 8601
 * @param {Date} now
 */
export function relative(instant, now) {
  const away = new Date(instant) - now;
  const [unit, length] = STEPS.find(([, length, count]) => Math.abs(away) < length * count);
  const whole = Math.trunc(away / length) || 0;
  // "Yesterday" would be a lie about 36 hours, "now" about half a second is none.
  return formatter(Intl.RelativeTimeFormat, { numeric: whole === 0 ? "auto" : "always" }).format(whole, unit);
}

/**
 * Says an instant in full, with its zone.
 *
 * @param {string} instant ISO 8601
 * @param {string} [timeZone] the reader's if there is none
 */
export function absolute(instant, timeZone) {
  const options = { dateStyle: "medium", timeStyle: "long", timeZone: known(timeZone) };
  return time(options, instant);
}

/** Says day and time, short, for lists where the year is clear. */
export function shortly(instant, timeZone) {
  const options = {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: known(timeZone),
  };
  return time(options, instant);
}

const isUtc = () => currentZone() === "utc";

/** Names the zone that the reader chose. */
export const readersZone = () => (isUtc() ? "UTC" : new Intl.DateTimeFormat().resolvedOptions().timeZone);

/** Says a day with its weekday. */
export function day(instant) {
  const options = { weekday: "long", day: "numeric", month: "long" };
  return time(options, instant);
}

const DAY_BY_ITSELF = {
  day: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  short: { weekday: "short", day: "numeric" },
  month: { month: "long", year: "numeric" },
  weekday: { weekday: "short" },
};

/**
 * Says a day that belongs to no zone, in full or in few letters, its month, or its day of the week.
 *
 * @param {string} date such as `2026-12-25`
 * @param {"day" | "short" | "month" | "weekday"} what
 */
export const dateWords = (date, what) =>
  time({ ...DAY_BY_ITSELF[what], timeZone: "UTC" }, `${date}T00:00Z`);

/** Says the time of day to the minute. */
export function timeOfMinute(instant) {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return time(options, instant);
}

/** Says the time of day to the second. */
export function timeOfSecond(instant, timeZone) {
  const options = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: known(timeZone) };
  return time(options, instant);
}

/**
 * Returns an instant by the reader's clock to the minute, as a field for a date and a time holds it.
 *
 * @param {string | number | Date} [instant] without one, the field is empty
 */
export function wallOf(instant) {
  if (instant === undefined) return "";
  const date = new Date(instant);
  const shift = isUtc() ? 0 : date.getTimezoneOffset() * 60_000;
  return new Date(date.getTime() - shift).toISOString().slice(0, 16);
}

/** Returns the day that an instant lies in by the reader's clock, such as `2026-12-25`. */
export const dateOf = (instant) => wallOf(instant).slice(0, 10);

const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;
const WALL = /T[\d:.]+$/;

/**
 * Returns the instant of a time by the reader's clock, as a field for a date and a time holds it, or of a text that
 * names its zone itself.
 *
 * @returns {string | undefined} ISO 8601 in UTC; nothing if the text is no time
 */
export function instantOf(text = "") {
  // A browser finds a time in many texts.
  if (!TIME.test(text)) return undefined;
  const instant = new Date(isUtc() && WALL.test(text) ? `${text}Z` : text);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

/** Says the time of day of a time on a wall, `2026-03-29T02:30`. */
export function timeOfWall(time) {
  return time.slice(11, 16);
}

/** Says the time of day with milliseconds, for logs. */
export function clock(instant) {
  const options = {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    hourCycle: "h23",
  };
  return time(options, instant);
}

/** Says the time of day to the second. */
export function timeOfDay(date) {
  return time({ timeStyle: "medium" }, date);
}

const zones = new Map();

// A browser may not know every zone the server knows. To ask is dear, and a long list asks for each of its times.
function known(timeZone) {
  if (timeZone === undefined) return undefined;
  if (!zones.has(timeZone)) zones.set(timeZone, isKnown(timeZone) ? timeZone : "UTC");
  return zones.get(timeZone);
}

function isKnown(timeZone) {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}

function unit(value, name, digits = 0) {
  const options = { style: "unit", unit: name, unitDisplay: "narrow", maximumFractionDigits: digits };
  return formatter(Intl.NumberFormat, options).format(value);
}

/** Says how long something took: `12ms`, `1.4s`, `2m 5s`, `3h 4m`; in Russian `2 мин 5 с`. */
export function duration(ms) {
  if (ms < 1) return `< ${unit(1, "millisecond")}`;
  if (Math.round(ms) < 1000) return unit(Math.round(ms), "millisecond");
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return unit(ms / 1000, "second", ms < 10_000 ? 1 : 0);
  if (seconds < 3600) return pair(seconds, 60, "minute", "second");
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return pair(minutes, 60, "hour", "minute");
  return pair(Math.round(minutes / 60), 24, "day", "hour");
}

function pair(whole, base, large, small) {
  const rest = whole % base;
  const first = unit(Math.trunc(whole / base), large);
  return rest === 0 ? first : `${first} ${unit(rest, small)}`;
}

/** Returns the milliseconds of an ISO duration of hours, minutes and seconds, such as `PT2M`. */
export function milliseconds(iso) {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(iso) ?? [];
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
