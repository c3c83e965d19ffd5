import { reasonOf } from "../components/occurrences-table.js";
import * as api from "../lib/api.js";
import { t } from "../lib/texts.js";
import { absolute } from "../lib/times.js";
import { nameOf } from "../lib/wording.js";

const LOOKED_AT = 50;
const OFFERED = 5;
const EXTRA = "extra";

/**
 * Asks with what input a workflow is to run now, and whether the run counts as a due time that did not run.
 *
 * @returns {Promise<{input?: string, occurrence?: object} | undefined>} nothing if it is not to run
 */
export async function askForInput(app, workflow) {
  const place = location.hash;
  const occurrences = await notRun(workflow.schedule);
  // Who went elsewhere meanwhile is not asked there.
  if (location.hash !== place) return undefined;
  let said = { as: EXTRA, input: "" };
  let problem;
  for (;;) {
    said = await app.ask(questionOf(workflow, occurrences, said, problem));
    if (!said) return undefined;
    const occurrence = occurrences.find((it) => it.dueTime === said.as);
    if (occurrence) return { occurrence };
    if (said.input.trim() === "") return {};
    if (isJson(said.input)) return { input: said.input };
    problem = t("redrive.input.wrong");
  }
}

// Where nobody can tell them now, an extra run is still to be had.
async function notRun(schedule) {
  if (!schedule) return [];
  try {
    const { items } = await api.occurrences(schedule.id, { limit: LOOKED_AT });
    return items.filter((it) => it.verdict === "missed" || it.verdict === "skipped").slice(0, OFFERED);
  } catch (problem) {
    if (problem.status === undefined) throw problem;
    return [];
  }
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const questionOf = (workflow, occurrences, said, problem) => ({
  title: t("run.now.title", { name: nameOf(workflow) }),
  text: occurrences.length === 0 ? t("run.now.text") : t("run.now.text.choice"),
  action: t("run.now"),
  keep: t("run.now.keep"),
  harmless: true,
  problem,
  fields: [
    ...(occurrences.length === 0 ? [] : [choiceOf(workflow.schedule, occurrences, said.as)]),
    { name: "input", label: t("run.now.input"), type: "lines", value: said.input, with: EXTRA },
  ],
});

const choiceOf = (schedule, occurrences, value) => ({
  name: "as",
  label: t("run.now.as"),
  type: "choice",
  value,
  options: [
    { value: EXTRA, label: t("run.now.extra"), text: t("run.now.extra.text") },
    ...occurrences.map((it) => ({
      value: it.dueTime,
      label: t("run.now.due", { time: absolute(it.dueTime, schedule.timezone) }),
      text: `${it.reason ? `${reasonOf(it)} ` : ""}${t("run.now.due.text")}`,
    })),
  ],
});
