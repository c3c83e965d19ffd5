/** Every text of the dashboard in English. `ru.js` has the same keys. */
export const en = {
  "action.close": "Close",
  "action.edit": "Edit",
  "action.more": "Show more",
  "action.retry": "Try again",

  "attempts.number": "Attempt {n}",
  "attempts.title": "Failed attempts",

  "cancel.action": "Cancel run",
  "cancel.keep": "Let it go on",
  "cancel.text":
    "The run of {workflow} stops before its next step and is not tried again. What its steps have done so far stays done.",
  "cancel.title": "Cancel this run?",

  "catch-up.all": "All of them, within a window",
  "catch-up.last": "The last one only",
  "catch-up.none": "None",

  "column.actions": "Actions",
  "column.active": "Active",
  "column.attempts": "Attempts",
  "column.due": "Due",
  "column.duration": "Duration",
  "column.last": "Last run",
  "column.lateness": "Late by",
  "column.next": "Next run",
  "column.schedule": "Schedule",
  "column.started": "Started",
  "column.state": "State",
  "column.step": "Step",
  "column.trigger": "Trigger",
  "column.workflow": "Workflow",

  "crumbs": "You are here",

  "definition.title": "Definition",

  "deliveries.answer": "Answer",
  "deliveries.lead": "Each time an engine handed us a message, and what it was answered.",
  "deliveries.message": "Message",
  "deliveries.none": "Nothing was handed in yet. Switch a workflow on, and its due times show here.",
  "deliveries.received": "Received",
  "deliveries.retried": { one: "retried once", other: "retried {n} times" },
  "deliveries.route": "Route",
  "deliveries.run": "Show the run",
  "deliveries.title": "Deliveries",

  "editor.findings": "Check",
  "editor.invalid": { one: "One thing to mend", other: "{n} things to mend" },
  "editor.label": "Definition in YAML",
  "editor.lead.edit": "Saving makes a new version. Runs under way keep the one they began with.",
  "editor.lead.new": "Written in YAML and checked as you type. Nothing runs before it is switched on.",
  "editor.line": "Line {line}",
  "editor.save": "Save",
  "editor.save-on": "Save and switch on",
  "editor.title.edit": "Edit {id}",
  "editor.title.new": "New workflow",
  "editor.valid": "All is well",

  "empty.curl": "Or send a definition from a shell:",
  "empty.sample": "Carillon brings a sample along on its first start. If you see none, somebody has deleted it.",
  "empty.text": "A workflow is a few tasks and a cron expression that says when they are due.",
  "empty.title": "No workflows yet",

  "engine.local": "Local engine",
  "engine.qstash": "QStash",

  "language.other": "Переключить на русский",
  "language.other.code": "ru",
  "language.other.short": "RU",

  "last.none": "Never ran",

  "live.connecting": "Connecting…",
  "live.live": "Live",
  "live.polling": "Every 5 s",
  "live.reconnecting": "Reconnecting…",

  "loading": "Loading…",

  "missing.home": "To the workflows",
  "missing.title": "There is no such page",

  "mode.development": "development",
  "mode.production": "production",

  "next.by-hand": "Only by hand",
  "next.none": "Never again",
  "next.off": "Switched off",

  "origin.code": "from Java code",
  "origin.code.how": "Java code makes this workflow at each start, so it is changed there. Its schedule is yours to switch.",
  "origin.lost-code": "its Java code is gone",
  "origin.lost-code.how":
    "The jar that made this workflow was not in WEB-INF/lib at the last start, so the workflow is switched off. Put the jar back and start again, and it goes on.",

  "overlap.allow": "Both run",
  "overlap.cancel-previous": "The earlier one is canceled",
  "overlap.queue": "The later one waits",
  "overlap.skip": "The later one is skipped",

  "nav.label": "Parts of the dashboard",

  "problem.failed": "This could not be loaded",
  "problem.forbidden": "Your role does not allow this.",
  "problem.incident": "In the log as incident {incident}",
  "problem.status": "The server answered with status {status}.",
  "problem.unreachable": "The server does not answer.",

  "run.attempts.of": "{n} of {max}",
  "run.facts": "About this run",
  "run.input": "Input",
  "run.input.none": "It was started without input.",
  "run.message": "Message",
  "run.now": "Run now",
  "run.now.of": "Run {name} now",
  "run.output": "Output",
  "run.output.awaited": "It is there when the run has succeeded.",
  "run.output.none": "It ended without output.",
  "run.retries-at": "An attempt failed. The next one starts",
  "run.steps": "Steps",
  "run.steps.awaited": "No step has begun yet.",
  "run.steps.more": "Show more steps",
  "run.steps.none": "No step was begun.",
  "run.title": "Run of {workflow}",
  "run.version": "Version",
  "run.wakes-at": "It waits, and goes on",

  "runs.none": "It has not run yet. Switch it on, or run it now.",
  "runs.older": "Show older",
  "runs.title": "Runs",

  "saved": "saved",

  "schedule.catch-up": "Missed times",
  "schedule.engine": "At the engine",
  "schedule.never-on": "It was never switched on.",
  "schedule.next": "Next run",
  "schedule.none": "No schedule",
  "schedule.none.how": "Its definition has no cron expression, so it runs only when somebody asks.",
  "schedule.overlap": "If still running",
  "schedule.retries": "Retries",
  "schedule.revision": "Revision",
  "schedule.title": "Schedule",

  "sign-in.busy": "Signing in…",
  "sign-in.enter": "Sign in",
  "sign-in.lead": "Workflows on time.",
  "sign-in.link": "With a one-time link",
  "sign-in.link.how": "Carillon prints a link when it starts. For a new one, run this on its machine:",
  "sign-in.refused": "That did not let you in",
  "sign-in.refused.how":
    "A link works once and for 15 minutes; a token has to be the one that is set. Get a new link as shown below.",
  "sign-in.slow": "Too many attempts",
  "sign-in.slow.how": "Signing in is slowed down after several failures. Wait a moment and try again.",
  "sign-in.title": "Sign in to Carillon",
  "sign-in.token": "With the admin token",
  "sign-in.token.how": "The value of CARILLON_ADMIN_TOKEN, or the file that the log names at the start.",

  "sign-out.of": "Sign out {name}",

  "skip": "Skip to the page",

  "stale": "Shown as of {time}. {reason}",

  "state.canceled": "Canceled",
  "state.failed": "Failed",
  "state.pending": "Pending",
  "state.retrying": "Retrying",
  "state.running": "Running",
  "state.succeeded": "Succeeded",
  "state.waiting": "Waiting",

  "step.attempt": "Attempt",
  "step.began": "Began",
  "step.try": "attempt {n}",
  "step.completed": "Done",
  "step.faulted": "Failed",
  "step.log": "Log",
  "step.pointer": "Key",
  "step.round": "round {n}",
  "step.running": "Running",
  "step.skipped": "Skipped",
  "step.stopped": "Cut off",
  "step.then": "Then",
  "step.visit": "visit {n}",
  "step.waiting": "Waiting",
  "step.wakes": "Goes on",

  "switch.busy": "Wait…",
  "switch.impossible": "Its definition has no cron expression",
  "switch.label": "{name} is active",
  "switch.off": "Off",
  "switch.on": "On",

  "sync.in-sync": "In sync",
  "sync.pending": "Not there yet",

  "theme": "Theme: {theme}",
  "theme.auto": "as the system",
  "theme.dark": "dark",
  "theme.light": "light",

  "toasts.label": "Messages",

  "told.off": "{name} is switched off.",
  "told.on": "{name} is switched on.",
  "told.on.next": "{name} is switched on. It runs {when}.",
  "told.run": "{name} was started.",
  "told.run.look": "See the run",
  "told.saved": "{name} {version} is saved.",

  "trigger.backfill": "Backfill",
  "trigger.catch-up": "Catch-up",
  "trigger.child": "Another run",
  "trigger.cron": "Schedule",
  "trigger.external": "Hand-made schedule",
  "trigger.manual": "By hand",
  "trigger.redelivery": "Redelivery",
  "trigger.redrive": "Redrive",
  "trigger.standby": "Standby",
  "trigger.test": "Test",

  "unsaved.leave": "Leave without saving",
  "unsaved.stay": "Stay",
  "unsaved.text": "What you wrote is not saved. It is lost when you leave.",
  "unsaved.title": "Leave this page?",

  "upcoming.never": "This expression never comes due.",
  "upcoming.title": "Next five times",
  "upcoming.title.off": "Next five times, once switched on",
  "upcoming.zone": "By the clock of {zone}",

  "verdict.accepted": "accepted, goes on",
  "verdict.canceled": "run canceled",
  "verdict.failed": "failed for good",
  "verdict.failed-retry": "failed, to be tried again",
  "verdict.nudged": "woke a run",
  "verdict.refused": "refused",
  "verdict.replayed": "token used before",
  "verdict.skipped": "skipped",
  "verdict.succeeded": "succeeded",
  "verdict.unavailable": "database away, come again",
  "verdict.waiting": "run waits",

  "version": "version {version}",

  "workflows.active": { one: "{n} active", other: "{n} active" },
  "workflows.count": { one: "{n} workflow", other: "{n} workflows" },
  "workflows.new": "New workflow",
  "workflows.title": "Workflows",

  "trouble.loopback-address":
    "QStash cannot call this machine: APP_URL leads to a loopback address. Set APP_URL to an address that the internet reaches (in development: a tunnel’s), or CARILLON_ENGINE=local.",
  "trouble.private-host":
    "QStash cannot call into a private network. Set APP_URL to an address that the internet reaches, or CARILLON_ENGINE=local.",
  "trouble.unresolvable-host":
    "QStash cannot find the host of APP_URL. Correct it; a new name may take some minutes until all name servers know it.",
  "trouble.invalid-destination":
    "QStash has no address to call. Set APP_URL to a whole address, like https://example.com/carillon.",
  "trouble.wrong-region":
    "QSTASH_TOKEN is of another region. Set QSTASH_URL to the region of the token: https://qstash.upstash.io (EU) or https://qstash-us-east-1.upstash.io (US).",
  "trouble.bad-token":
    "QStash does not accept QSTASH_TOKEN. Copy it anew from the Upstash console; resetting it makes the old one void.",
  "trouble.token-not-allowed":
    "QSTASH_TOKEN may not do this. Set the full token; the read-only one cannot change anything.",
  "trouble.not-qstash":
    "No QStash answers at QSTASH_URL. Set it to the root of QStash’s API, like https://qstash.upstash.io.",
  "trouble.schedule-quota":
    "The QStash plan allows no more schedules. Delete some at QStash, let the local engine ring this one, or take a larger plan.",
  "trouble.quota-exceeded":
    "A limit of the QStash plan is reached. Keep within it, or take a larger plan.",
  "trouble.bad-cron":
    "QStash cannot use this cron. Change it.",
  "trouble.bad-retry-delay":
    "QStash cannot use this retryDelay. Write it like 1000 * (1 + retried).",
  "trouble.delay-too-long":
    "The QStash plan allows no such long delay. Choose an earlier time, or take a larger plan.",
  "trouble.timeout-too-long":
    "The QStash plan allows no such long timeout. Lower CARILLON_WEBHOOK_HOLD, or take a larger plan.",
  "trouble.too-many-retries":
    "The QStash plan allows fewer retries. Lower their number, or take a larger plan.",
  "trouble.message-too-large":
    "The message is larger than the QStash plan allows. Keep the input elsewhere and hand in where it is.",
  "trouble.rate-limited":
    "QStash was asked too often in a short time; nothing was changed. Try again a little later.",
  "trouble.daily-limit":
    "The messages that the QStash plan has for a day are used up. Wait for the next day (UTC), or take a larger plan.",
  "trouble.unreachable":
    "QStash cannot be reached. Look whether this machine reaches QSTASH_URL; what was asked for is carried through as soon as it does.",
  "trouble.no-answer":
    "QStash gave no answer, so it is not known whether it did it. What was asked for is carried through as soon as it answers.",
  "trouble.server-error":
    "QStash says that it is broken. What was asked for is carried through as soon as it answers.",
  "trouble.nonsense":
    "The answer from QSTASH_URL cannot be understood. Look whether a proxy stands between.",
  "trouble.said": "QStash said: {words}",
};
