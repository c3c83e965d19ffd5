import { nothing } from "lit";
import { bulkOutcome } from "../components/bulk-outcome.js";
import * as api from "../lib/api.js";
import { Growth } from "../lib/growth.js";
import { Problem } from "../lib/problem.js";
import { toRun } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { nameOf } from "../lib/wording.js";
import { askForPause } from "./switching.js";

// So many the server takes at once.
const MOST = 100;

// A dialog that opens shows no more names than these; of those that come to be seen by scrolling there may be thousands.
const FIRST_NAMES = 20;

// A browser has few connections for one server.
const AT_ONCE = 4;

const isOn = ({ schedule }) => schedule?.active && !schedule.pause;
const isPaused = ({ schedule }) => schedule?.active && schedule.pause !== undefined;

/**
 * What is done to several workflows at once: each first shows whom it concerns, and afterwards what became of each.
 * `pause`, `resume` and `run` resolve to the workflows that are dealt with: all but those where it failed.
 *
 * @param {object} app
 * @param {() => void} onBegin told once somebody said yes; until then the button keeps the focus
 */
export function several(app, onBegin) {
  let outcomes;

  const close = () => {
    outcomes = undefined;
    app.redraw();
  };

  /** Asks about those whom it concerns; nothing if there are none, or if nothing is to be done. */
  async function ask(workflows, concerned, question, asking = app.ask) {
    outcomes = undefined;
    const left = workflows.filter((it) => !concerned.includes(it)).map(nameOf);
    if (concerned.length === 0) {
      app.tell(question.none);
      return undefined;
    }
    const { names = concerned.map(nameOf), ...words } = question;
    const growth = new Growth(FIRST_NAMES, (it) => it, app.redraw, app.onceSeen);
    const wish = await asking({
      list: () => growth.of(names),
      ...words,
      text: left.length === 0 ? words.text : `${words.text} ${t("bulk.left", { names: left.join(", ") })}`,
    });
    if (wish) onBegin();
    return wish;
  }

  function tell(results, workflows) {
    outcomes = results.map(({ workflow, ...rest }) => ({ name: nameOf(workflow), ...rest }));
    const failed = new Set(results.filter((it) => it.problem).map((it) => it.workflow));
    return workflows.filter((it) => !failed.has(it));
  }

  async function pause(workflows) {
    const concerned = workflows.filter(isOn);
    const question = { title: t("bulk.pause.title", { n: concerned.length }), text: t("pause.text"), none: t("bulk.pause.none") };
    const wish = await ask(workflows, concerned, question, (it) => askForPause(app, it));
    if (!wish) return [];
    return tell(await eachOf(concerned, (ids) => api.pauseAll(ids, wish), () => t("bulk.paused")), workflows);
  }

  async function resume(workflows) {
    const concerned = workflows.filter(isPaused);
    const wish = await ask(workflows, concerned, {
      names: await namesWithPassed(concerned),
      title: t("bulk.resume.title", { n: concerned.length }),
      text: t("bulk.resume.text"),
      none: t("bulk.resume.none"),
      action: t("pause.resume"),
      keep: t("resume.keep"),
      harmless: true,
      fields: [
        {
          name: "run",
          label: t("resume.run"),
          type: "choice",
          value: "none",
          options: [
            { value: "none", label: t("resume.none"), text: t("resume.none.text") },
            { value: "last", label: t("resume.last"), text: t("bulk.resume.last.text") },
            { value: "all", label: t("resume.all"), text: t("resume.all.text") },
          ],
        },
      ],
    });
    if (!wish) return [];
    return tell(await eachOf(concerned, (ids) => api.resumeAll(ids, wish), resumed), workflows);
  }

  async function run(workflows) {
    const wish = await ask(workflows, workflows, {
      title: t("bulk.run.title", { n: workflows.length }),
      text: t("bulk.run.text"),
      action: t("run.now"),
      keep: t("run.now.keep"),
      harmless: true,
    });
    if (!wish) return [];
    const results = [];
    for (const workflow of workflows) {
      results.push(
        await orProblem(async () => {
          const begun = await api.runNow(workflow.id);
          return { workflow, words: t("bulk.begun"), href: toRun(begun.id) };
        }, (problem) => ({ workflow, problem })),
      );
    }
    return tell(results, workflows);
  }

  return {
    pause,
    resume,
    run,
    view: () => (outcomes ? bulkOutcome({ outcomes, onClose: close }) : nothing),
  };
}

/** Names each with how many due times passed in its pause; by its name alone where that is not to be had. */
async function namesWithPassed(workflows) {
  const names = [];
  for (let at = 0; at < workflows.length; at += AT_ONCE) {
    const some = workflows.slice(at, at + AT_ONCE);
    names.push(...(await Promise.all(some.map(nameWithPassed))));
  }
  return names;
}

async function nameWithPassed(workflow) {
  const passed = await orProblem(() => api.resumption(workflow.schedule.id), () => undefined);
  if (!passed) return nameOf(workflow);
  const told = passed.tooMany ? t("bulk.passed.many") : t("bulk.passed", { n: passed.total });
  return `${nameOf(workflow)}: ${told}`;
}

/** Asks the server in as many requests as it takes; a request that fails is told of each that it was about. */
async function eachOf(workflows, send, words) {
  const results = [];
  for (let at = 0; at < workflows.length; at += MOST) {
    const some = workflows.slice(at, at + MOST);
    results.push(
      ...(await orProblem(async () => {
        const { items } = await send(some.map((it) => it.schedule.id));
        return some.map((workflow) => outcomeOf(workflow, items.find((it) => it.scheduleId === workflow.schedule.id), words));
      }, (problem) => some.map((workflow) => ({ workflow, problem })))),
    );
  }
  return results;
}

const outcomeOf = (workflow, item, words) =>
  item?.done ? { workflow, words: wordsOf(item, words) } : { workflow, problem: new Problem(item?.status ?? 0, item?.problem) };

const wordsOf = ({ done }, words) =>
  done.schedule?.sync === "pending" ? `${words(done)} (${t("sync.pending")})` : words(done);

const resumed = ({ backfill }) => (backfill ? t("bulk.resumed.some", { n: backfill.total }) : t("bulk.resumed"));

async function orProblem(work, otherwise) {
  try {
    return await work();
  } catch (refusal) {
    if (refusal.isSignInNeeded || refusal.status === undefined) throw refusal;
    return otherwise(refusal);
  }
}
