import * as api from "../lib/api.js";
import { t } from "../lib/texts.js";

/**
 * Removes a calendar, unless schedules use it.
 *
 * @param {object} app
 * @param {object} calendar as `api.md` describes it
 * @param {() => void} onBegin told once somebody said yes; until then the button keeps the focus
 * @returns {Promise<{users?: string[]} | undefined>} with the schedules that keep it, or nothing if it was to stay
 */
export async function removeCalendar(app, { name, version, usedBy }, onBegin) {
  if (usedBy.length > 0) return { users: usedBy };
  const sure = await app.ask({
    title: t("calendars.delete.title", { name }),
    text: t("calendars.delete.text"),
    action: t("calendars.delete"),
    keep: t("calendars.keep"),
  });
  if (!sure) return undefined;
  onBegin();
  return app.attempt(async () => {
    try {
      await api.removeCalendar(name, version);
    } catch (refusal) {
      if (refusal.kind !== "calendar-in-use") throw refusal;
      return { users: refusal.document.schedules };
    }
    app.tell(t("calendars.told.deleted", { name }));
    return {};
  });
}
