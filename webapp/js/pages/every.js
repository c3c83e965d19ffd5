import { workflowsPage } from "./workflows.js";

/** How each page is come by: the home page is there already, another one is fetched when it is first gone to. */
export const PAGES = {
  "sign-in": async () => (await import("./sign-in.js")).signInPage,
  workflows: async () => workflowsPage,
  workflow: async () => (await import("./workflow.js")).workflowPage,
  runs: async () => (await import("./runs.js")).runsPage,
  run: async () => (await import("./run.js")).runPage,
  upcoming: async () => (await import("./upcoming.js")).upcomingPage,
  deliveries: async () => (await import("./deliveries.js")).deliveriesPage,
  refusals: async () => (await import("./deliveries.js")).refusalsPage,
  "dead-letters": async () => (await import("./dead-letters.js")).deadLettersPage,
  keys: async () => (await import("./keys.js")).keysPage,
  secrets: async () => (await import("./secrets.js")).secretsPage,
  calendars: async () => (await import("./calendars.js")).calendarsPage,
  calendar: async () => (await import("./calendar.js")).calendarPage,
  "new-calendar": async () => (await import("./calendar.js")).calendarPage,
  doctor: async () => (await import("./doctor.js")).doctorPage,
  guide: async () => (await import("./guide.js")).guidePage,
  plan: async () => (await import("./plan.js")).planPage,
  new: async () => (await import("./editor.js")).editorPage,
  edit: async () => (await import("./editor.js")).editorPage,
  missing: async () => (await import("./missing.js")).missingPage,
};
