import { t } from "../lib/texts.js";

/** What each kind of problem means, in the reader's language; those with QStash have words of their own. */
const WORDS = {
  "ambiguous-path": () => t("problem.ambiguous-path"),
  "bad-request": () => t("problem.bad-request"),
  "broken-body": () => t("problem.broken-body"),
  "code-gone": () => t("problem.code-gone"),
  "copied-database": () => t("problem.copied-database"),
  credentials: () => t("problem.credentials"),
  crowded: () => t("problem.crowded"),
  "due-time-not-run": () => t("problem.due-time-not-run"),
  "due-time-ran": () => t("problem.due-time-ran"),
  "due-time-skipped": () => t("problem.due-time-skipped"),
  "engine-refused": () => t("problem.engine-refused"),
  "engine-unavailable": () => t("problem.engine-unavailable"),
  forbidden: () => t("problem.forbidden"),
  "forbidden-origin": () => t("problem.forbidden-origin"),
  "from-code": () => t("problem.from-code"),
  internal: () => t("problem.internal"),
  "invalid-body": () => t("problem.invalid-body"),
  "invalid-cron": () => t("problem.invalid-cron"),
  "invalid-definition": () => t("problem.invalid-definition"),
  "invalid-id": () => t("problem.invalid-id"),
  "invalid-parameter": () => t("problem.invalid-parameter"),
  "invalid-secret": () => t("problem.invalid-secret"),
  "invalid-setting": () => t("problem.invalid-setting"),
  "method-not-allowed": () => t("problem.method-not-allowed"),
  "no-cron": () => t("problem.no-cron"),
  "no-qstash": () => t("problem.no-qstash"),
  "not-acceptable": () => t("problem.not-acceptable"),
  "not-found": () => t("problem.not-found"),
  "not-redrivable": () => t("problem.not-redrivable"),
  "not-started": () => t("problem.not-started"),
  "other-workflow": () => t("problem.other-workflow"),
  "rolling-unsafe": () => t("problem.rolling-unsafe"),
  "run-goes-on": () => t("problem.run-goes-on"),
  "schedule-active": () => t("problem.schedule-active"),
  "schedule-changed": () => t("problem.schedule-changed"),
  "schedule-conflict": () => t("problem.schedule-conflict"),
  "secrets-off": () => t("problem.secrets-off"),
  "sign-in-refused": () => t("problem.sign-in-refused"),
  "signature-refused": () => t("problem.signature-refused"),
  "slow-body": () => t("problem.slow-body"),
  "store-unavailable": () => t("problem.store-unavailable"),
  "too-large": () => t("problem.too-large"),
  "too-many-sign-ins": () => t("problem.too-many-sign-ins"),
  unauthorized: () => t("problem.unauthorized"),
  "unknown-dead-letter": () => t("problem.unknown-dead-letter"),
  "unknown-due-time": () => t("problem.unknown-due-time"),
  "unknown-run": () => t("problem.unknown-run"),
  "unknown-schedule": () => t("problem.unknown-schedule"),
  "unknown-secret": () => t("problem.unknown-secret"),
  "unknown-workflow": () => t("problem.unknown-workflow"),
  "unsupported-media-type": () => t("problem.unsupported-media-type"),
  "version-taken": () => t("problem.version-taken"),
};

/**
 * Says what kind of problem it is; empty if the kind is not known here.
 *
 * @param {import("../lib/problem.js").Problem} problem
 */
export const problemWords = ({ kind }) => (Object.hasOwn(WORDS, kind) ? WORDS[kind]() : "");
