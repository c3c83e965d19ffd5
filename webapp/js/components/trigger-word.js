import { t } from "../lib/texts.js";

const WORDS = {
  cron: () => t("trigger.cron"),
  manual: () => t("trigger.manual"),
  test: () => t("trigger.test"),
  external: () => t("trigger.external"),
  standby: () => t("trigger.standby"),
  "catch-up": () => t("trigger.catch-up"),
  backfill: () => t("trigger.backfill"),
  redrive: () => t("trigger.redrive"),
  redelivery: () => t("trigger.redelivery"),
  child: () => t("trigger.child"),
};

/** Every reason that a run can be made for. */
export const TRIGGERS = Object.keys(WORDS);

/** Why a run was made, in a word or two. */
export const triggerWord = (trigger) => WORDS[trigger]?.() ?? trigger;
