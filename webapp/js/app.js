import { html, nothing, render } from "lit";
import { questionDialog } from "./components/question.js";
import { guideOf, saidOf, sentenceOf } from "./components/problem-box.js";
import { shell } from "./components/shell.js";
import { toastList } from "./components/toasts.js";
import * as api from "./lib/api.js";
import { switchLanguage, switchTheme } from "./lib/choices.js";
import { Live } from "./lib/live.js";
import { placeOf, toSignIn, toWorkflows } from "./lib/router.js";
import { t } from "./lib/texts.js";
import { deadLettersPage } from "./pages/dead-letters.js";
import { deliveriesPage, refusalsPage } from "./pages/deliveries.js";
import { doctorPage } from "./pages/doctor.js";
import { editorPage } from "./pages/editor.js";
import { guidePage } from "./pages/guide.js";
import { keysPage } from "./pages/keys.js";
import { missingPage } from "./pages/missing.js";
import { planPage } from "./pages/plan.js";
import { runPage } from "./pages/run.js";
import { runsPage } from "./pages/runs.js";
import { secretsPage } from "./pages/secrets.js";
import { signInPage } from "./pages/sign-in.js";
import { upcomingPage } from "./pages/upcoming.js";
import { workflowPage } from "./pages/workflow.js";
import { workflowsPage } from "./pages/workflows.js";

/*
 * The roof of the dashboard: it knows who is signed in and which page is shown, hears of changes, and has the only
 * clock. A page is `{title, view, load, concerns}`, made anew for each address.
 */

const PAGES = {
  "sign-in": signInPage,
  workflows: workflowsPage,
  workflow: workflowPage,
  runs: runsPage,
  run: runPage,
  upcoming: upcomingPage,
  deliveries: deliveriesPage,
  refusals: refusalsPage,
  "dead-letters": deadLettersPage,
  keys: keysPage,
  secrets: secretsPage,
  doctor: doctorPage,
  guide: guidePage,
  plan: planPage,
  new: editorPage,
  edit: editorPage,
  missing: missingPage,
};

const TICK = 1000;
const TICKS_OF_A_POLL = 5;
const TICKS_OF_A_TOAST = 8;
const CHANGE_PAUSE = 250;
const TYPING_PAUSE = 400;

const root = document.querySelector("#app");
const live = new Live(api.eventsUrl(), changed, redraw);

let session;
let engine;
let shown;
let back;
let toasts = [];
let question;
let ticks = 0;
let drawing = false;
let changePause;
let typingPause;

/** What a page may ask for. */
const app = { redraw, reload, go, address, attempt, tell, ask, soon, signedIn };

function redraw() {
  if (drawing) return;
  drawing = true;
  queueMicrotask(() => {
    drawing = false;
    draw();
  });
}

function draw() {
  if (!shown) return;
  document.title = `${shown.page.title()} · Carillon`;
  const content = shown.page.view(new Date());
  render(
    html`${shell({
      content,
      page: shown.place.name,
      session,
      engine,
      live: live.state,
      onLanguage: () => chosen(switchLanguage),
      onTheme: () => chosen(switchTheme),
      onSignOut: signOut,
      onSkip: focusPage,
    })}
    ${toastList({ toasts, onClose: closeToast })}
    ${question ? questionDialog({ question, onAnswer: question.answer }) : nothing}`,
    root,
  );
}

function chosen(choose) {
  choose();
  redraw();
}

function focusPage() {
  root.querySelector("h1")?.focus();
}

// ── which page ──────────────────────────────────────────────────────────────────────────────────────────────────

async function navigate() {
  const place = placeOf(location.hash);
  if (shown?.page.hasUnsaved?.() && !(await mayLeave(place))) return;
  // The code of a link is a secret: it leaves the address and the history at once.
  if (place.code !== undefined) history.replaceState(null, "", toSignIn);
  const first = shown === undefined;
  shown = { page: PAGES[place.name](app, place), place, hash: location.hash, loading: false, again: false };
  draw();
  if (!first) {
    scrollTo(0, 0);
    focusPage();
  }
  await reload();
}

async function mayLeave() {
  const wanted = location.hash;
  history.replaceState(null, "", shown.hash);
  const yes = await ask({
    title: t("unsaved.title"),
    text: t("unsaved.text"),
    action: t("unsaved.leave"),
    keep: t("unsaved.stay"),
  });
  if (yes) history.replaceState(null, "", wanted);
  return yes;
}

function go(hash, { replace = false } = {}) {
  if (!replace) {
    location.hash = hash;
    return;
  }
  history.replaceState(null, "", hash);
  navigate();
}

/** Notes in the address what the page is narrowed to; the page stays. */
function address(hash) {
  shown.hash = hash;
  history.replaceState(null, "", hash);
}

/** Asks the server again for what is shown; one asking at a time, and the last wish is always met. */
async function reload() {
  const asked = shown;
  asked.again = true;
  if (asked.loading) return;
  asked.loading = true;
  while (asked.again && asked === shown) {
    asked.again = false;
    await attempt(asked.page.load);
    redraw();
  }
  asked.loading = false;
}

// ── who is signed in ────────────────────────────────────────────────────────────────────────────────────────────

async function start() {
  const place = placeOf(location.hash);
  if (place.name !== "sign-in") await attempt(async () => welcome(await api.session()));
  if (shown === undefined) await navigate();
}

function welcome(who) {
  session = who;
  live.open();
  readEngine();
}

function readEngine() {
  api.engine().then(
    (answer) => {
      engine = answer;
      redraw();
    },
    () => {}, // The page itself tells what is wrong.
  );
}

function signedIn(who) {
  welcome(who);
  const next = back ?? toWorkflows;
  back = undefined;
  go(next, { replace: true });
}

function toTheGate() {
  if (shown?.place.name === "sign-in") return;
  back = placeOf(location.hash).name === "sign-in" ? undefined : location.hash || undefined;
  forget();
  go(toSignIn, { replace: true });
}

function forget() {
  session = undefined;
  engine = undefined;
  live.close();
}

async function signOut() {
  const gone = await attempt(async () => {
    await api.signOut();
    return true;
  });
  if (!gone) return;
  forget();
  go(toSignIn, { replace: true });
}

// ── what happened ───────────────────────────────────────────────────────────────────────────────────────────────

/** Does something that the server may refuse, and tells the refusal. */
async function attempt(work) {
  try {
    return await work();
  } catch (problem) {
    if (problem.status === undefined) throw problem;
    if (problem.isSignInNeeded) toTheGate();
    else toast(sentenceOf(problem), true, guideOf(problem), saidOf(problem));
    return undefined;
  }
}

function tell(text, link) {
  toast(text, false, link);
}

function toast(text, bad, link, said = "") {
  const others = toasts.filter((it) => it.text !== text || it.said !== said);
  const until = bad ? Infinity : ticks + TICKS_OF_A_TOAST;
  toasts = [...others, { id: ticks + Math.random(), text, said, bad, link, until }];
  redraw();
}

function closeToast(id) {
  toasts = toasts.filter((it) => it.id !== id);
  redraw();
}

function ask(asked) {
  return new Promise((resolve) => {
    const answer = (yes) => {
      question = undefined;
      redraw();
      resolve(yes);
    };
    question = { ...asked, answer };
    redraw();
  });
}

// ── time ────────────────────────────────────────────────────────────────────────────────────────────────────────

function changed(change) {
  const isWhole = Object.keys(change).length === 0;
  if (isWhole) readEngine();
  if (!isWhole && !shown?.page.concerns(change)) return;
  changePause ??= setTimeout(() => {
    changePause = undefined;
    reload();
  }, CHANGE_PAUSE);
}

/** Does work when nothing more was asked for a moment. */
function soon(work) {
  clearTimeout(typingPause);
  typingPause = setTimeout(() => attempt(work), TYPING_PAUSE);
}

// A browser has few connections for one server: a page that nobody sees gives its own back.
function seen() {
  if (!session) return;
  if (document.hidden) {
    live.close();
  } else {
    live.open();
    reload();
  }
}

function tick() {
  ticks++;
  toasts = toasts.filter((it) => it.until > ticks);
  if (live.isDeaf && ticks % TICKS_OF_A_POLL === 0) {
    live.retry();
    reload();
  }
  if (!document.hidden) redraw();
}

addEventListener("hashchange", navigate);
addEventListener("beforeunload", (event) => shown?.page.hasUnsaved?.() && event.preventDefault());
document.addEventListener("visibilitychange", seen);
setInterval(tick, TICK);
start();
