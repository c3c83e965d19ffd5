import * as api from "../lib/api.js";
import { exactly } from "../lib/exact-json.js";
import { toRun } from "../lib/router.js";
import { t } from "../lib/texts.js";

const REDRIVABLE = new Set(["failed", "canceled"]);

/** Tells whether somebody may have a run done again: nothing else stands in its place. */
export const isRedrivable = (run) => REDRIVABLE.has(run.state) && !run.redrivenAs;

/**
 * Asks how a run is to be done again, and has that done.
 *
 * @returns {Promise<boolean>} whether it was
 */
export async function redrive(app, run) {
  const before = JSON.stringify(run.input ?? {}, null, 2);
  let said = { mode: "same-run", input: before, reason: "" };
  let problem;
  for (;;) {
    said = await app.ask(questionOf(run, said, problem));
    if (!said) return false;
    const wish = wishOf(said, before);
    if (wish) return carryOut(app, run, wish);
    problem = t("redrive.input.wrong");
  }
}

async function carryOut(app, run, wish) {
  let done = false;
  await app.attempt(async () => {
    const again = await api.redrive(run.id, wish);
    done = true;
    if (again.id !== run.id) location.hash = toRun(again.id);
  });
  return done;
}

// Each option of the dialog says what is sent.
const MODES = {
  "same-run": { mode: "same-run" },
  "new-run-at-step": { mode: "new-run", from: "failed-step" },
  "new-run": { mode: "new-run", from: "start" },
};

/** What was not touched is not sent, and nothing else of what was touched changes on the way. */
function wishOf({ mode, input, reason }, before) {
  const wish = { ...MODES[mode], ...(reason ? { reason } : {}) };
  if (mode === "same-run" || input === before) return wish;
  try {
    return { ...wish, input: exactly(input) };
  } catch {
    return undefined;
  }
}

const whatStays = (run) => (run.dueTime ? t("redrive.stays.due") : t("redrive.stays"));

const questionOf = (run, said, problem) => ({
  title: t("redrive.title", { workflow: run.workflowId }),
  text: t("redrive.text"),
  action: t("redrive.do"),
  keep: t("redrive.keep"),
  harmless: true,
  problem,
  fields: [
    {
      name: "mode",
      label: t("redrive.how"),
      type: "choice",
      value: said.mode,
      options: [
        { value: "same-run", label: t("redrive.same-run"), text: t("redrive.same-run.text", { version: run.version }) },
        {
          value: "new-run-at-step",
          label: t("redrive.new-run-at-step"),
          text: `${t("redrive.new-run-at-step.text", { version: run.version })} ${whatStays(run)}`,
        },
        {
          value: "new-run",
          label: t("redrive.new-run"),
          text: `${t("redrive.new-run.text")} ${whatStays(run)}`,
        },
      ],
    },
    { name: "input", label: t("redrive.input"), type: "lines", value: said.input, with: "new-run" },
    { name: "reason", label: t("redrive.reason"), type: "text", value: said.reason },
  ],
});
