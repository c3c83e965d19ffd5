import { bulk } from "./ru/bulk.js";
import { calendars } from "./ru/calendars.js";
import { changes } from "./ru/changes.js";
import { deliveries } from "./ru/deliveries.js";
import { doctor } from "./ru/doctor.js";
import { gaps } from "./ru/gaps.js";
import { keys } from "./ru/keys.js";
import { plan } from "./ru/plan.js";
import { problems } from "./ru/problems.js";
import { roles } from "./ru/roles.js";
import { runs } from "./ru/runs.js";
import { secrets } from "./ru/secrets.js";
import { shell } from "./ru/shell.js";
import { workflows } from "./ru/workflows.js";
import { writing } from "./ru/writing.js";
import { together } from "./together.js";

/** Every text of the dashboard in Russian. `en.js` has the same keys. */
export const ru = together(bulk, calendars, changes, deliveries, doctor, gaps, keys, plan, problems, roles, runs, secrets, shell, workflows, writing);
