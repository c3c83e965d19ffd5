/**
 * The addresses of the dashboard. They stand in the fragment, so any context path works and the server need not
 * know them.
 */

const ROUTES = [
  ["sign-in", /^\/sign-in$/],
  ["workflows", /^\/(workflows)?$/],
  ["new", /^\/new$/],
  ["edit", /^\/workflows\/(?<id>[^/]+)\/edit$/],
  ["workflow", /^\/workflows\/(?<id>[^/]+)$/],
  ["plan", /^\/plan$/],
  ["refusals", /^\/deliveries\/refused$/],
  ["dead-letters", /^\/dead-letters$/],
  ["doctor", /^\/doctor$/],
  ["guide", /^\/guide(?:\/(?<id>[^/]+))?$/],
  ["keys", /^\/keys$/],
  ["secrets", /^\/secrets$/],
  ["calendars", /^\/calendars$/],
  ["new-calendar", /^\/new-calendar$/],
  ["calendar", /^\/calendars\/(?<id>[^/]+)$/],
  ["deliveries", /^\/deliveries$/],
  ["runs", /^\/runs$/],
  ["upcoming", /^\/upcoming$/],
  ["run", /^\/runs\/(?<id>[^/]+)$/],
];

/**
 * Reads a fragment.
 *
 * @param {string} fragment with or without `#`; a slash at the end of its path says nothing
 * @returns {{name: string, path: string, id?: string, code?: string, search?: Record<string, string>}} `name` is
 *     `missing` if there is no such page
 */
export function placeOf(fragment) {
  const text = fragment.replace(/^#/, "");
  if (text.startsWith("sign-in=")) {
    return { name: "sign-in", path: "/sign-in", code: text.slice("sign-in=".length) };
  }
  const [, whole, search] = /^([^?]*)\??(.*)$/s.exec(text);
  const path = whole.replace(/(.)\/$/, "$1");
  const asked = Object.fromEntries(new URLSearchParams(search));
  for (const [name, pattern] of ROUTES) {
    const match = pattern.exec(path === "" ? "/" : path);
    if (!match) continue;
    const place = { name, path, id: decoded(match.groups?.id), search: asked };
    return name === "sign-in" ? { ...place, code: asked.code, search: {} } : place;
  }
  return { name: "missing", path };
}

function decoded(text) {
  if (text === undefined) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Returns an address with what is asked for in it; what is empty is left out. */
export function withSearch(address, asked) {
  const given = Object.entries(asked).filter(([, value]) => value);
  return given.length === 0 ? address : `${address}?${new URLSearchParams(given)}`;
}

export const toWorkflows = "#/workflows";
export const toHealth = (health) => withSearch(toWorkflows, { health });
export const toRuns = (asked = {}) => withSearch("#/runs", asked);
export const toUpcoming = (asked = {}) => withSearch("#/upcoming", asked);
export const toSignIn = "#/sign-in";
export const toPlan = "#/plan";
export const toDeliveries = "#/deliveries";
export const toRefusals = "#/deliveries/refused";
export const toDeadLetters = "#/dead-letters";
export const toDoctor = "#/doctor";
export const toGuide = (anchor = "") => (anchor ? `#/guide/${encodeURIComponent(anchor)}` : "#/guide");
export const toKeys = "#/keys";
export const toSecrets = "#/secrets";
export const toCalendars = "#/calendars";
export const toCalendar = (name) => `#/calendars/${encodeURIComponent(name)}`;
export const toNewCalendar = "#/new-calendar";
export const toNew = "#/new";
export const toWorkflow = (id) => `#/workflows/${encodeURIComponent(id)}`;
export const toTab = (id, tab) => withSearch(toWorkflow(id), { tab });
export const toEdit = (id) => `${toWorkflow(id)}/edit`;
export const toRestored = (id, version) => withSearch(toEdit(id), { version });
export const toRun = (id) => `#/runs/${encodeURIComponent(id)}`;
