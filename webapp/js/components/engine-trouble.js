import { t } from "../lib/texts.js";

/** What each kind of trouble with QStash means and what helps, in the reader's language. */
const TROUBLES = {
  "loopback-address": () => t("trouble.loopback-address"),
  "private-host": () => t("trouble.private-host"),
  "unresolvable-host": () => t("trouble.unresolvable-host"),
  "invalid-destination": () => t("trouble.invalid-destination"),
  "wrong-region": () => t("trouble.wrong-region"),
  "bad-token": () => t("trouble.bad-token"),
  "token-not-allowed": () => t("trouble.token-not-allowed"),
  "not-qstash": () => t("trouble.not-qstash"),
  "schedule-quota": () => t("trouble.schedule-quota"),
  "quota-exceeded": () => t("trouble.quota-exceeded"),
  "bad-cron": () => t("trouble.bad-cron"),
  "bad-retry-delay": () => t("trouble.bad-retry-delay"),
  "delay-too-long": () => t("trouble.delay-too-long"),
  "timeout-too-long": () => t("trouble.timeout-too-long"),
  "too-many-retries": () => t("trouble.too-many-retries"),
  "message-too-large": () => t("trouble.message-too-large"),
  "rate-limited": () => t("trouble.rate-limited"),
  "daily-limit": () => t("trouble.daily-limit"),
  unreachable: () => t("trouble.unreachable"),
  "no-answer": () => t("trouble.no-answer"),
  "server-error": () => t("trouble.server-error"),
  nonsense: () => t("trouble.nonsense"),
};

/**
 * Says what is the matter with the engine, what helps, and what QStash said; empty if the problem is of another kind.
 *
 * @param {import("../lib/problem.js").Problem} problem
 */
export function engineTrouble(problem) {
  const known = Object.hasOwn(TROUBLES, problem.kind) ? TROUBLES[problem.kind]() : "";
  const words = problem.document.qstash;
  return known && words ? `${known} ${t("trouble.said", { words })}` : known;
}
