import { bulk } from "./en/bulk.js";
import { calendars } from "./en/calendars.js";
import { changes } from "./en/changes.js";
import { deliveries } from "./en/deliveries.js";
import { doctor } from "./en/doctor.js";
import { gaps } from "./en/gaps.js";
import { keys } from "./en/keys.js";
import { plan } from "./en/plan.js";
import { problems } from "./en/problems.js";
import { roles } from "./en/roles.js";
import { runs } from "./en/runs.js";
import { secrets } from "./en/secrets.js";
import { shell } from "./en/shell.js";
import { workflows } from "./en/workflows.js";
import { writing } from "./en/writing.js";
import { together } from "./together.js";

/** Every text of the dashboard in English. `ru.js` has the same keys. */
export const en = together(bulk, calendars, changes, deliveries, doctor, gaps, keys, plan, problems, roles, runs, secrets, shell, workflows, writing);
