import * as api from "../lib/api.js";
import { toRun } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { relative } from "../lib/times.js";

/**
 * What can be done to a workflow from more than one page. Nothing is shown as done before the server said so.
 *
 * @param {object} app
 * @param {() => Promise<void>} reload of the page, before the pending state ends
 */
export function switching(app, reload) {
  const busy = new Map();
  const busyWith = (id) => busy.get(id) ?? new Set();

  async function during(id, what, work) {
    busy.set(id, new Set([...busyWith(id), what]));
    app.redraw();
    try {
      await app.attempt(work);
    } finally {
      busyWith(id).delete(what);
      app.redraw();
    }
  }

  return {
    busyWith,

    toggle: (workflow, active) =>
      during(workflow.id, "switch", async () => {
        const name = workflow.title || workflow.id;
        const schedule = await (active ? api.deactivate(workflow.id) : api.activate(workflow.id));
        await reload();
        app.tell(active ? t("told.off", { name }) : toldOn(name, schedule));
      }),

    run: (workflow) =>
      during(workflow.id, "run", async () => {
        const run = await api.runNow(workflow.id);
        await reload();
        const name = workflow.title || workflow.id;
        app.tell(t("told.run", { name }), { href: toRun(run.id), text: t("told.run.look") });
      }),
  };
}

function toldOn(name, schedule) {
  const next = schedule.next ?? schedule.upcoming?.[0];
  return next ? t("told.on.next", { name, when: relative(next, new Date()) }) : t("told.on", { name });
}
