import { t } from "../lib/texts.js";

/**
 * Asks with what input a workflow is to run now.
 *
 * @returns {Promise<{input?: unknown} | undefined>} nothing if it is not to run
 */
export async function askForInput(app, workflow) {
  let input = "";
  let problem;
  for (;;) {
    const said = await app.ask({
      title: t("run.now.title", { name: workflow.title || workflow.id }),
      text: t("run.now.text"),
      action: t("run.now"),
      keep: t("run.now.keep"),
      harmless: true,
      problem,
      fields: [{ name: "input", label: t("run.now.input"), type: "lines", value: input }],
    });
    if (!said) return undefined;
    input = said.input;
    if (input.trim() === "") return {};
    try {
      JSON.parse(input);
      return { input };
    } catch {
      problem = t("redrive.input.wrong");
    }
  }
}
