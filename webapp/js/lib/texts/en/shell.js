/** What stands around every page, in English. */
export const shell = {
  "address.unknown": {
    one: "The address asks for “{said}”, which is not known here: it narrows nothing.",
    other: "The address asks for “{said}”, which are not known here: they narrow nothing.",
  },

  "action.close": "Close",
  "action.edit": "Edit",
  "action.more": "Show more",
  "action.retry": "Try again",

  "crumbs": "You are here",

  "engine.local": "Local engine",
  "engine.qstash": "QStash",

  "guide.title": "Guide to QStash",

  "keyboard.asks": "Nothing is stopped, paused or run by a key alone: you are asked first.",
  "keyboard.help": "These keys",
  "keyboard.leave": "Close a dialog, or leave the search",
  "keyboard.next": "Next row",
  "keyboard.open": "Open the row",
  "keyboard.pause": "Pause the schedule of this page",
  "keyboard.previous": "Previous row",
  "keyboard.run": "Run the row or the page, or do its run again",
  "keyboard.runs": "Previous and next run of the workflow",
  "keyboard.search": "Search",
  "keyboard.select": "Select the row, or let go of it",
  "keyboard.title": "Keyboard",

  "language.other": "Переключить на русский",
  "language.other.code": "ru",
  "language.other.short": "RU",

  "live.connecting": "Connecting…",
  "live.live": "Live",
  "live.pause": "Pause the updates",
  "live.paused": "Paused",
  "live.polling": "Every 5 s",
  "live.reconnecting": "Reconnecting…",
  "live.resume": "Go on with the updates",

  "loading": "Loading…",

  "missing.home": "To the workflows",
  "missing.title": "There is no such page",

  "mode.development": "development",
  "mode.production": "production",

  "nav.label": "Parts of the dashboard",

  "no": "no",

  "pager.label": "Pages of the list",
  "pager.next": "Next page",
  "pager.previous": "Previous page",
  "pager.rows": "{from}–{to} of {n}",

  "page.unfetched": "This page could not be loaded",

  "only.all": "Show all",
  "only.one": "Only {name}.",

  "problem.forbidden": "Your role does not allow this.",
  "problem.incident": "In the log as incident {incident}",
  "problem.status": "The server answered with status {status}.",
  "problem.unreachable": "The server does not answer.",

  "saved": "saved",

  "sign-in.busy": "Signing in…",
  "sign-in.enter": "Sign in",
  "sign-in.lead": "Workflows on time.",
  "sign-in.link": "With a one-time link",
  "sign-in.link.how": "The log has a link when Carillon starts. For a new one, run this on its machine, as the same user and with the same CARILLON_HOME:",
  "sign-in.refused": "That did not let you in",
  "sign-in.refused.how": "A link works once and for 15 minutes; a token has to be the one that is set. Get a new link as shown below.",
  "sign-in.slow": "Too many attempts",
  "sign-in.slow.how": "Signing in is slowed down after several failures. Wait a moment and try again.",
  "sign-in.title": "Sign in to Carillon",
  "sign-in.token": "With the admin token",
  "sign-in.token.how": "It is the value of CARILLON_ADMIN_TOKEN. Where that is not set, it is in the file admin-token of CARILLON_HOME (~/.carillon, unless set); the log names the file at the start.",

  "sign-out.of": "Sign out {name}",

  "skip": "Skip to the page",

  "stale": "Shown as of {time}. {reason}",

  "theme": "Theme: {theme}",
  "theme.auto": "as the system",
  "theme.dark": "dark",
  "theme.light": "light",

  "toasts.label": "Messages",

  "yes": "yes",

  "zone.own": "Times: local, {zone}",
  "zone.own.short": "Local",
  "zone.utc": "Times: UTC",
};
