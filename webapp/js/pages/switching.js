import * as api from "../lib/api.js";
import { keepingFocus } from "../lib/focus.js";
import { toRun } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { absolute, instantOf, readersZone, relative } from "../lib/times.js";
import { nameOf } from "../lib/wording.js";
import { askForInput } from "./run-now.js";

/**
 * What can be done to a workflow from more than one page. Nothing is shown as done before the server said so.
 *
 * @param {object} app
 * @param {() => Promise<void>} reload of the page, before the pending state ends
 */
export function switching(app, reload) {
  const busy = new Map();
  const busyWith = (id) => busy.get(id) ?? new Set();

  const during = (id, what, work) =>
    keepingFocus(async () => {
      busy.set(id, new Set([...busyWith(id), what]));
      app.redraw();
      try {
        await app.attempt(work);
      } finally {
        busyWith(id).delete(what);
        app.redraw();
      }
    });

  return {
    busyWith,

    toggle: (workflow, active) =>
      during(workflow.id, "switch", async () => {
        const name = nameOf(workflow);
        const schedule = await (active ? api.deactivate(workflow.id) : api.activate(workflow.id));
        await reload();
        app.tell(active ? t("told.off", { name }) : toldOn(name, schedule));
      }),

    pause: async (workflow) => {
      const wish = await askForPause(app, { title: t("pause.title", { name: nameOf(workflow) }), text: t("pause.text") });
      if (!wish) return;
      await during(workflow.id, "pause", async () => {
        await api.pause(workflow.schedule.id, wish);
        await reload();
        app.tell(t("told.paused", { name: nameOf(workflow) }));
      });
    },

    resume: async (workflow) => {
      const pause = await lookAtPause(app, workflow);
      const wish = pause && (await app.ask(whatToRun(workflow, pause)));
      if (!wish) return;
      await during(workflow.id, "pause", async () => {
        await ((wish.run ?? "none") === "none" ? api.resume(workflow.schedule.id) : api.resumeAndRun(workflow.schedule.id, wish));
        await reload();
        app.tell(t("told.resumed", { name: nameOf(workflow) }));
      });
    },

    runDueTime: async (workflow, occurrence) => {
      const sure = await app.ask({
        title: t("occurrence.run.title"),
        text: t("occurrence.run.text", { time: absolute(occurrence.dueTime, workflow.schedule.timezone) }),
        action: t("occurrence.run"),
        keep: t("occurrence.run.keep"),
        harmless: true,
      });
      if (!sure) return;
      await during(workflow.id, "occurrence", async () => {
        const run = await api.runOccurrence(workflow.schedule.id, occurrence);
        await reload();
        app.tell(t("told.run", { name: nameOf(workflow) }), { href: toRun(run.id), text: t("told.run.look") });
      });
    },

    run: async (workflow) => {
      const wish = await askForInput(app, workflow);
      if (!wish) return;
      await during(workflow.id, "run", async () => {
        const run = await (wish.occurrence
          ? api.runOccurrence(workflow.schedule.id, wish.occurrence)
          : api.runNow(workflow.id, wish.input));
        await reload();
        const name = nameOf(workflow);
        app.tell(t("told.run", { name }), { href: toRun(run.id), text: t("told.run.look") });
      });
    },
  };
}

/** Tells which due times passed in a pause, and which comes first after it. */
const lookAtPause = (app, { schedule }) =>
  app.attempt(async () => {
    const [passed, ahead] = await Promise.all([api.resumption(schedule.id), api.comingUp({ schedule: schedule.id, limit: 1 })]);
    return { passed, next: ahead.items[0]?.dueTime };
  });

function whatToRun(workflow, { passed, next }) {
  const time = next && absolute(next, workflow.schedule.timezone);
  return {
    title: t("resume.title", { name: nameOf(workflow) }),
    text: `${passedWords(passed)} ${time ? t("resume.from", { time }) : t("resume.from-now")}`,
    action: t("pause.resume"),
    keep: t("resume.keep"),
    harmless: true,
    ...(passed.total > 0 ? { fields: [runField(workflow, passed)] } : {}),
  };
}

function passedWords({ total, tooMany }) {
  if (tooMany) return t("resume.many");
  return total === 0 ? t("resume.nothing") : t("resume.text", { n: total });
}

const runField = (workflow, { tooMany, items }) => ({
  name: "run",
  label: t("resume.run"),
  type: "choice",
  value: "none",
  options: [
    { value: "none", label: t("resume.none"), text: t("resume.none.text") },
    { value: "last", label: t("resume.last"), text: absolute(items.at(-1).dueTime, workflow.schedule.timezone) },
    ...(tooMany ? [] : [{ value: "all", label: t("resume.all"), text: t("resume.all.text") }]),
  ],
});

/**
 * Asks before a pause, until it is to end in the future or when somebody resumes.
 *
 * @param {object} app
 * @param {{title: string, text: string, list?: () => string[]}} question
 * @returns the pause as the server takes it; nothing if there is to be none
 */
export async function askForPause(app, question) {
  let said = {};
  let problem;
  for (;;) {
    said = await app.ask({
      ...question,
      problem,
      wrong: problem && "until",
      action: t("pause.action"),
      keep: t("pause.keep"),
      harmless: true,
      fields: pauseFields(said),
    });
    if (!said) return undefined;
    problem = problemOf(said, new Date());
    if (!problem) return pauseWishOf(said);
  }
}

const pauseFields = ({ reason, until, running = "finish" }) => [
  { name: "reason", label: t("pause.reason"), type: "text", value: reason },
  { name: "until", label: t("pause.until", { zone: readersZone() }), type: "datetime-local", value: until },
  {
    name: "running",
    label: t("pause.running"),
    type: "choice",
    value: running,
    options: [
      { value: "finish", label: t("pause.running.finish"), text: t("pause.running.finish.text") },
      { value: "cancel", label: t("pause.running.cancel"), text: t("pause.running.cancel.text") },
    ],
  },
];

const problemOf = ({ until }, now) => (until && new Date(instantOf(until)) <= now ? t("pause.until.past", { until: absolute(instantOf(until)) }) : undefined);

// A pause as the fields say it: in the reader's own zone; a field left empty asks for nothing.
const pauseWishOf = ({ reason, until, running }) => ({
  running,
  ...(reason ? { reason } : {}),
  ...(until ? { until: instantOf(until) } : {}),
});

function toldOn(name, schedule) {
  const next = schedule.next ?? schedule.upcoming?.[0];
  return next ? t("told.on.next", { name, when: relative(next, new Date()) }) : t("told.on", { name });
}
