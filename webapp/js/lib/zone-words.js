import { currentZone } from "./choices.js";
import { t } from "./texts.js";
import { readersZone } from "./times.js";

/** Says whose clock the times of a page are by. */
export const zoneWords = () => (currentZone() === "utc" ? t("times.utc") : t("times.zone", { zone: readersZone() }));
