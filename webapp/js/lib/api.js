import { exactly } from "./exact-json.js";
import { Problem } from "./problem.js";

/**
 * The REST API, as `src/docs/api.md` describes it. Nothing else in the dashboard calls `fetch`. Each function
 * resolves to what was answered, or rejects with a {@link Problem}.
 */

// From the page's address, so that any context path works.
const base = new URL("api/", document.baseURI);

const LONGEST_LIST = 200;

let heard = () => {};

/** Does work whenever the server has answered, whatever it says. */
export const whenAnswered = (work) => (heard = work);

async function call(method, path, { body, type = "application/json", accept = "application/json", version, parse } = {}) {
  const headers = { Accept: `${accept}, application/problem+json` };
  if (method !== "GET") headers["X-Carillon"] = "1";
  if (body !== undefined) headers["Content-Type"] = type;
  if (version === null) headers["If-None-Match"] = "*";
  else if (version !== undefined) headers["If-Match"] = `"${version}"`;
  const answer = await send(new URL(path, base), { method, headers, body, credentials: "same-origin" });
  heard();
  if (!answer.ok) throw new Problem(answer.status, await documentOf(answer));
  if (answer.status === 204) return undefined;
  return accept === "application/json" ? readJson(answer, parse) : answer.text();
}

async function send(url, request) {
  try {
    return await fetch(url, request);
  } catch {
    throw Object.assign(new Problem(0), { isSilence: true });
  }
}

async function readJson(answer, parse = JSON.parse) {
  try {
    return parse(await answer.text());
  } catch {
    throw new Problem(answer.status);
  }
}

async function documentOf(answer) {
  const isProblem = (answer.headers.get("Content-Type") ?? "").startsWith("application/problem+json");
  if (!isProblem) return {};
  return answer.json().catch(() => ({}));
}

const get = (path) => call("GET", path);
/** Reads what has values of the user in it, and no number of ours that a browser would write otherwise. */
const getExactly = (path) => call("GET", path, { parse: exactly });
const post = (path, value) => call("POST", path, value === undefined ? {} : { body: JSON.stringify(value) });
const id = encodeURIComponent;

function query(values) {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

export const signInWithCode = (code) => post("session", { code });
export const signInWithToken = (token) => post("session", { token });
export const signOut = () => call("DELETE", "session");
export const session = () => get("session");

export const engine = () => get("cron");
/** @param {{repeatedHour?: string, skippedHour?: string}} [changes] what becomes of an hour where clocks are set */
export const preview = (cron, timezone, changes) =>
  get(`cron/preview${query({ cron, timezone, ...changes, count: 5 })}`);
export const activate = (workflow) => post(`cron/activate/${id(workflow)}`);
export const deactivate = (workflow) => post(`cron/deactivate/${id(workflow)}`);

export const workflows = ({ limit = LONGEST_LIST, after }) => get(`workflows${query({ limit, after })}`);
export const workflow = (workflow) => get(`workflows/${id(workflow)}`);
/**
 * Saves a definition.
 *
 * @param {string | null} version the one that it goes out from: no other is saved over; with `null` none is
 */
export const saveWorkflow = (workflow, yaml, version) =>
  call("PUT", `workflows/${id(workflow)}`, { body: yaml, type: "application/yaml", version });
/** Definitions to begin with, with their texts. */
export const samples = () => get("samples");
export const validate = (yaml) =>
  call("POST", "workflows/validate", { body: yaml, type: "application/yaml" });
/** Runs a workflow now. @param {string} [input] a text of JSON; it is sent as it was written */
export const runNow = (workflow, input) => call("POST", `workflows/${id(workflow)}/runs`, { body: input });

export const overview = () => get("overview");
export const comingUp = ({ schedule, from, until, after, limit }) =>
  get(`upcoming${query({ schedule, from, until, after, limit })}`);
/** How many due times lie in each hour of a week: of all schedules, or of one. */
export const hoursAhead = (schedule) => get(`upcoming/hours${query({ schedule, count: 168 })}`);
export const upcoming = (schedule) => get(`schedules/${id(schedule)}/upcoming?count=5`);
/** Tells what another cron, zone and choice for clock changes would change about a schedule, and changes nothing. */
export const comparison = (schedule, cron, timezone, changes) =>
  get(`schedules/${id(schedule)}/comparison${query({ cron, timezone, ...changes })}`);
export const health = (schedule) => get(`schedules/${id(schedule)}/health`);
export const versions = (workflow) => get(`workflows/${id(workflow)}/versions`);
export const version = (workflow, version) => get(`workflows/${id(workflow)}/versions/${id(version)}`);
/** The runs of the same workflow that were made right before and after one. */
export const neighbours = (run) => get(`runs/${id(run)}/neighbours`);
export const audit = (object, after) => get(`audit${query({ object, after, limit: 50 })}`);
export const occurrences = (schedule, { limit, after }) =>
  get(`schedules/${id(schedule)}/occurrences${query({ limit, after })}`);
export const runOccurrence = (schedule, { dueTime, verdict }) =>
  post(`schedules/${id(schedule)}/occurrences/${id(dueTime)}/run${verdict === "skipped" ? "?skipped=true" : ""}`);
/** The due times that did not run, the oldest first; with those that were skipped on purpose if wanted. */
export const gaps = (schedule, { skipped, after }) =>
  get(`schedules/${id(schedule)}/backfills/gaps${query({ skipped, after, limit: 50 })}`);
export const backfills = (schedule) => get(`schedules/${id(schedule)}/backfills${query({ limit: 10 })}`);
export const beginBackfill = (schedule, wish) => post(`schedules/${id(schedule)}/backfills`, wish);
export const cancelBackfill = (schedule, backfill) =>
  post(`schedules/${id(schedule)}/backfills/${id(backfill)}/cancellation`);
export const pause = (schedule, wish) =>
  call("PUT", `schedules/${id(schedule)}/pause`, { body: JSON.stringify(wish) });
/** Tells which due times passed in the pause. */
export const resumption = (schedule) => get(`schedules/${id(schedule)}/resumption`);
export const resumeAndRun = (schedule, wish) => post(`schedules/${id(schedule)}/resumption`, wish);
export const resume = (schedule) => call("DELETE", `schedules/${id(schedule)}/pause`);
/** Pauses several schedules; what became of each stands by itself in the answer. */
export const pauseAll = (schedules, wish) => post("pauses", { schedules, ...wish });
export const resumeAll = (schedules, wish) => post("resumptions", { schedules, ...wish });
export const runsOf = (workflow, { limit, after }) => get(`workflows/${id(workflow)}/runs${query({ limit, after })}`);
export const runs = ({ workflow, state, trigger, from, until, text, after }) =>
  get(`runs${query({ workflow, state, trigger, from, until, text, after, limit: 50 })}`);
export const run = (run) => getExactly(`runs/${id(run)}`);
export const steps = (run, after) => getExactly(`runs/${id(run)}/steps${query({ limit: LONGEST_LIST, after })}`);
/** The steps that began last. */
export const newestSteps = (run) => getExactly(`runs/${id(run)}/steps?newest=true&limit=${LONGEST_LIST}`);
export const plan = () => get("plan");
export const applyPlan = (wish) => post("plan", wish);
export const decide = (item, decision) => post("plan/decisions", { item, decision });
export const original = () => post("plan/original");

export const deadLetters = (after) => get(`dead-letters${query({ limit: 50, after })}`);
export const retryDeadLetter = (letter) => post(`dead-letters/${id(letter)}/retry`);
export const deleteDeadLetter = (letter) => call("DELETE", `dead-letters/${id(letter)}`);
export const refusals = (after) => get(`refusals${query({ limit: 50, after })}`);
/** Reads the guide as it was written, in Markdown. */
export const guide = (language) => call("GET", `../guide/guide.${language}.md`, { accept: "text/markdown" });
export const doctor = () => get("doctor");
export const startTrip = () => post("doctor/round-trip");
export const trip = (trip) => get(`doctor/round-trip/${id(trip)}`);
export const keys = () => get("keys");
export const rollKeys = (wish) => post("keys/roll", wish);
export const secrets = () => get("secrets");
/** Hands over a value; `members` says that it is an object in JSON. Nothing of it ever comes back. */
export const setSecret = ({ name, value, members }) =>
  call("PUT", `secrets/${id(name)}`, { body: value, type: members ? "application/json" : "text/plain" });
export const removeSecret = (name) => call("DELETE", `secrets/${id(name)}`);
export const rotateSecrets = () => post("secret-rotations");
export const calendars = () => get("calendars");
export const calendar = (name) => get(`calendars/${id(name)}`);
/** Makes a calendar, or changes the version that was seen. */
export const setCalendar = (name, wish, version) =>
  call("PUT", `calendars/${id(name)}`, { body: JSON.stringify(wish), version });
export const removeCalendar = (name, version) => call("DELETE", `calendars/${id(name)}`, { version });
/** Which days a blackout darkens; it is kept nowhere. */
export const darkDays = ({ blackout, from, count }) => get(`blackouts/days${query({ blackout, from, count })}`);
export const deliveries = (after) => get(`deliveries${query({ limit: 50, after })}`);
export const deliveriesOf = (workflow, after) => get(`deliveries${query({ workflow, limit: 50, after })}`);
export const redrive = (run, wish) => post(`runs/${id(run)}/redrive`, wish);
export const cancel = (run, wish) => post(`runs/${id(run)}/cancellation`, wish);

/** Where the server tells of changes: a stream of server-sent events. */
export const eventsUrl = () => new URL("events", base);
