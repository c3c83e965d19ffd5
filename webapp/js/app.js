import { html, nothing, render } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { keysHelp } from "./components/keys-help.js";
import { questionDialog } from "./components/question.js";
import { guideOf, saidOf, sentenceOf } from "./components/problem-box.js";
import { shell } from "./components/shell.js";
import { toastList } from "./components/toasts.js";
import * as api from "./lib/api.js";
import { currentLanguage, otherThan, switchLanguage, switchTheme, switchZone } from "./lib/choices.js";
import { Aiming } from "./lib/aiming.js";
import { dropDrafts } from "./lib/drafts.js";
import { movingFocus } from "./lib/focus.js";
import { unturned } from "./lib/isolated.js";
import { Keyboard } from "./lib/keyboard.js";
import { Live } from "./lib/live.js";
import { Messages } from "./lib/messages.js";
import { News } from "./lib/news.js";
import { Pressing } from "./lib/pressing.js";
import { placeOf, toCalendars, toDeliveries, toDoctor, toPlan, toRuns, toSignIn, toUpcoming, toWorkflows } from "./lib/router.js";
import { leaveFilter, moveRow, press, search } from "./lib/rows.js";
import { learn, t } from "./lib/texts.js";
import { Visits } from "./lib/visits.js";
import { PAGES } from "./pages/every.js";
import { awaitedPage, unfetchedPage } from "./pages/unfetched.js";

/*
 * The roof of the dashboard: it knows who is signed in and which page is shown, hears of changes, and has the only
 * clock. A page is `{title, view, load, concerns, quiet}`, made anew for each address; one that is quiet is not asked
 * anew because of its age; one whose loading takes long may `glance` at what changes named before that. One that has
 * something unsaved is left after a question only, and then told to `letGo`.
 */

/** Where somebody who looks at the home page is likely to go. */
const NEXT_PAGES = ["workflow", "runs", "run"];

const TICK = 1000;
const TICKS_OF_A_POLL = 5;
const TICKS_OF_A_TOAST = 8;
/** What takes the server long is asked for less often: of five parts of the time, it is busy with us in one. */
const REST_PER_WORK = 4;
const LONGEST_REST = 35_000;
/** What no event tells, such as what another node did, is seen when what is shown is so old. */
const OLDEST = 30_000;
const TYPING_PAUSE = 400;

const root = document.querySelector("#app");
const keyboard = new Keyboard();
const live = new Live(api.eventsUrl(), changed, streamed);
const pressing = new Pressing(redraw, (work) => setTimeout(work));
const aiming = new Aiming(redraw, (work, ms) => setTimeout(work, ms));

const visits = new Visits();
const messages = new Messages(TICKS_OF_A_TOAST, redraw);
const news = new News({
  later: (work, ms) => setTimeout(work, ms),
  never: (id) => clearTimeout(id),
  onAll: () => reload({ isNews: true }),
  onSome: glance,
});

const scripts = new Map();

let session;
let engine;
let shown;
let back;
let question;
let ticks = 0;
let helped = false;
let drawing = false;
/** Whether what is to be drawn came by itself: it may move nothing that the reader is about to press. */
let unasked = false;
let typingPause;

/** What a page may ask for. */
const app = { redraw, reload: () => reload(), go, address, attempt: fulfil, tell, ask, soon, whileHere, onceSeen, signedIn, mayChange, isAdmin, userName };

function redraw() {
  if (drawing) return;
  drawing = true;
  queueMicrotask(() => {
    drawing = false;
    if (!pressing.isOn && !(unasked && aiming.isOn)) draw();
  });
}

function draw() {
  if (!shown) return;
  unasked = shown.isNews;
  document.title = `${unturned(shown.page.title())} · Carillon`;
  const content = shown.page.view(new Date());
  movingFocus(
    () => render(
      html`${shell({
        content,
        page: shown.place.name,
        session,
        engine,
        live: live.state,
        onLanguage: otherLanguage,
        onTheme: () => chosen(switchTheme),
        onZone: () => chosen(switchZone),
        onLive: () => (live.isPaused ? resume() : pause()),
        onKeys: showKeys,
        onSignOut: signOut,
        onSkip: focusPage,
      })}
      ${toastList({ toasts: messages.all, onClose: (id) => messages.close(id) })}
      ${question ? keyed(question, questionDialog({ question, onAnswer: question.answer })) : nothing}
      ${helped ? keysHelp({ onClose: hideKeys }) : nothing}`,
      root,
    ),
    setTimeout,
  );
  scrollBack();
}

function chosen(choose) {
  choose();
  redraw();
}

// The texts come first: a page never speaks half of each language.
function otherLanguage() {
  return attempt(async () => {
    await learn(otherThan(currentLanguage()));
    chosen(switchLanguage);
  });
}

// The reader wants what he looks at to stay as it is: what was to be asked because of news is not asked any more.
function pause() {
  news.forget();
  live.pause();
}

function resume() {
  live.resume();
  readEngine();
  reload();
}

function focusPage() {
  root.querySelector("h1")?.focus({ preventScroll: shown.scrolled !== undefined });
}

// ── which page ──────────────────────────────────────────────────────────────────────────────────────────────────

async function navigate() {
  if (shown && visits.isHere) return;
  const place = placeOf(location.hash);
  if (shown?.page.hasUnsaved?.() && !shown.mayBeLeft && !(await mayLeave())) return;
  if (shown && !session && place.name !== "sign-in" && !(await isKnown())) return;
  // The code of a link is a secret: it leaves the address and the history at once.
  if (place.code !== undefined) visits.put(toSignIn);
  const first = shown === undefined;
  const scrolled = visits.take();
  if (!scripts.has(place.name)) {
    show(awaitedPage(), place);
    const isThere = await fetchScript(place.name);
    // Meanwhile somebody may have gone elsewhere.
    if (shown.place !== place) return;
    if (!isThere) {
      show(unfetchedPage(), place);
      return;
    }
  }
  show(scripts.get(place.name)(app, place), place);
  if (!first) {
    scrollTo(0, 0);
    shown.scrolled = scrolled;
    focusPage();
  }
  await reload();
  if (shown.place === place) scrollBack({ isLast: true });
}

// Whoever is at the gate may have been let in meanwhile, in another tab. Who was not stays there.
async function isKnown() {
  const wanted = location.hash;
  try {
    welcome(await api.session());
  } catch (problem) {
    if (problem.status === undefined) throw problem;
    if (!problem.isSignInNeeded) return true;
    back = wanted;
    visits.put(toSignIn);
    visits.take();
    redraw();
    return false;
  }
  return location.hash === wanted;
}

// A page that is come back to is scrolled as it was once it is that long again, at the latest when all of it is there.
function scrollBack({ isLast = false } = {}) {
  const { scrolled } = shown;
  if (scrolled === undefined) return;
  if (isLast) draw();
  if (!isLast && document.documentElement.scrollHeight - innerHeight < scrolled) return;
  letScroll();
  scrollTo(0, scrolled);
}

// Whoever scrolls or presses something is where he wants to be.
function letScroll() {
  if (shown) shown.scrolled = undefined;
}

// What the page before was to be told is no reason to wait: this one is asked for anyway.
function show(page, place) {
  news.forget();
  shown = { page, place, loading: false, again: false, wished: false, isNews: false, took: 0, at: performance.now() };
  draw();
}

/** Fetches the script of a page, once; false if it does not come. */
async function fetchScript(name) {
  try {
    if (!scripts.has(name)) scripts.set(name, await PAGES[name]());
    return true;
  } catch {
    return false;
  }
}

// Until it is known, the browser is back where the unsaved text stands, with all places before and after it.
async function mayLeave() {
  const left = shown;
  const steps = visits.steps();
  const wanted = location.hash;
  if (steps === 0) visits.put(visits.hash);
  else await visits.go(-steps);
  const yes = await askToLeave();
  if (yes) left.page.letGo?.();
  if (yes && steps === 0) visits.put(wanted);
  if (!yes || steps === 0) return yes;
  // The place is reached by going there, and then shown.
  left.mayBeLeft = true;
  visits.go(steps);
  return false;
}

const askToLeave = () =>
  ask({ title: t("unsaved.title"), text: t("unsaved.text"), action: t("unsaved.leave"), keep: t("unsaved.stay") });

function go(hash, { replace = false } = {}) {
  if (!replace) {
    location.hash = hash;
    return;
  }
  visits.put(hash);
  navigate();
}

/** Notes in the address what the page is narrowed to; the page stays. */
function address(hash) {
  visits.put(hash);
  visits.take();
}

/**
 * Asks the server again for what is shown; one asking at a time, and the last wish is always met.
 *
 * @param {{isNews?: boolean}} why whether something happened, or may have, rather than the reader wishes it
 */
async function reload({ isNews = false } = {}) {
  const asked = shown;
  asked.again = true;
  asked.wished ||= !isNews;
  if (asked.loading) return;
  asked.loading = true;
  while (asked.again && asked === shown) {
    const isNews = !asked.wished;
    Object.assign(asked, { again: false, wished: false, isNews });
    unasked = isNews;
    // What was to be asked later is asked now.
    news.allIsRead();
    const begun = performance.now();
    await attempt(() => asked.page.load({ isNews }));
    asked.at = performance.now();
    asked.took = asked.at - begun;
    asked.isNews = false;
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

/** Whether who is signed in may do more than look. */
function mayChange() {
  return session !== undefined && session.role !== "viewer";
}

/** Whether who is signed in may do everything: change definitions, and see secrets and who changed what. */
function isAdmin() {
  return session?.role === "admin";
}

/** The name of who is signed in. */
function userName() {
  return session?.name;
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
  const left = shown;
  if (left.page.hasUnsaved?.() && !(await askToLeave())) return;
  // Also where the session turns out to be over: what was written is not for who comes next.
  const name = session?.name;
  const gone = await attempt(async () => {
    await api.signOut();
    return true;
  });
  if (gone || !session) dropDrafts(name);
  if (!gone) return;
  left.mayBeLeft = true;
  forget();
  go(toSignIn, { replace: true });
}

// ── what happened ───────────────────────────────────────────────────────────────────────────────────────────────

/** Does something that the server may refuse, and tells the refusal. */
async function attempt(work) {
  const asker = session;
  try {
    return await work();
  } catch (problem) {
    if (problem.status === undefined) throw problem;
    // Who has signed in since is not turned away by what was asked before.
    if (problem.isSignInNeeded && session === asker) toTheGate();
    if (!problem.isSignInNeeded) refuse(problem);
    return undefined;
  }
}

/** Does what the reader wishes: what comes of it is shown at once, and whatever else is new with it. */
async function fulfil(work) {
  unasked = false;
  try {
    return await attempt(work);
  } finally {
    unasked = false;
    redraw();
  }
}

function refuse(problem) {
  messages.refuse({
    text: sentenceOf(problem),
    said: saidOf(problem),
    link: guideOf(problem),
    isSilence: problem.isSilence,
  });
}

function tell(text, link) {
  messages.tell(text, link);
}

function ask(asked) {
  question?.answer(false);
  return new Promise((resolve) => {
    const mine = { ...asked, answer };
    // A dialog that was taken away says so a moment later, when another question may be asked already.
    function answer(yes) {
      if (question === mine) question = undefined;
      redraw();
      resolve(yes);
    }
    question = mine;
    redraw();
  });
}

// ── keys ────────────────────────────────────────────────────────────────────────────────────────────────────────

const WISHES = {
  help: showKeys,
  search,
  next: () => moveRow(1),
  previous: () => moveRow(-1),
  run: () => press("r"),
  pause: () => press("p"),
  select: () => press("x"),
  "previous-run": () => press("["),
  "next-run": () => press("]"),
  "go-workflows": () => go(toWorkflows),
  "go-runs": () => go(toRuns()),
  "go-upcoming": () => go(toUpcoming()),
  "go-calendars": () => go(toCalendars),
  "go-plan": () => go(toPlan),
  "go-deliveries": () => go(toDeliveries),
  "go-doctor": () => go(toDoctor),
};

// A dialog that is closed tells so a moment later; the next key may come before.
function pressed(event) {
  if (!session || document.querySelector("dialog[open]")) return;
  // The browser would empty the field and tell nobody.
  if (event.key === "Escape" && leaveFilter(event.target)) event.preventDefault();
  const wish = WISHES[keyboard.read(event)];
  if (!wish) return;
  event.preventDefault();
  // A menu that is open gives the focus back to its row, which the wish is about.
  document.querySelector(".menu:popover-open")?.hidePopover();
  wish();
}

function showKeys() {
  helped = true;
  redraw();
}

function hideKeys() {
  helped = false;
  redraw();
}

// ── time ────────────────────────────────────────────────────────────────────────────────────────────────────────

function changed(change) {
  const isWhole = Object.keys(change).length === 0;
  if (isWhole) readEngine();
  if (!isWhole && !shown?.page.concerns(change)) return;
  news.hear(shown?.page.glance ? change : {}, rest());
}

async function glance(workflows) {
  const asker = shown;
  const begun = performance.now();
  await attempt(() => asker.page.glance(workflows));
  if (asker === shown) {
    // While what the reader wished for is still coming, it may be drawn at once.
    unasked ||= !asker.loading || asker.isNews;
    redraw();
  }
  return REST_PER_WORK * (performance.now() - begun);
}

// A stream that is refused does not say why: whoever was signed out elsewhere is told by asking who he is.
function streamed() {
  redraw();
  if (live.state !== "polling") return;
  attempt(() => api.session().catch((problem) => problem.isSignInNeeded && Promise.reject(problem)));
}

const rest = () => Math.min(LONGEST_REST, REST_PER_WORK * (shown?.took ?? 0));

function isOld() {
  if (!session || live.isPaused || document.hidden || !shown || shown.loading || shown.page.quiet) return false;
  return performance.now() - shown.at >= Math.max(OLDEST, rest());
}

/** Does work when nothing more was asked for a moment. */
function soon(work) {
  clearTimeout(typingPause);
  typingPause = setTimeout(() => fulfil(work), TYPING_PAUSE);
}

/** Does work a moment later, unless the page that asks is left by then. */
function whileHere(work) {
  const asker = shown;
  setTimeout(() => asker === shown && attempt(work), TYPING_PAUSE);
}

/** Does work once what is drawn now is seen. */
function onceSeen(work) {
  requestAnimationFrame(() => setTimeout(work));
}

// A browser has few connections for one server: a page that nobody sees gives its own back.
function seen() {
  if (!session) return;
  if (document.hidden) {
    live.close();
  } else {
    live.open();
    if (!live.isPaused) reload({ isNews: true });
  }
}

function tick() {
  ticks++;
  messages.tick();
  if (live.isDeaf && ticks % TICKS_OF_A_POLL === 0) {
    live.retry();
    reload({ isNews: true });
  }
  if (isOld()) reload({ isNews: true });
  if (session && ticks === 2) NEXT_PAGES.forEach(fetchScript);
  if (!document.hidden) redraw();
}

addEventListener("hashchange", navigate);
addEventListener("keydown", pressed);
for (const act of ["wheel", "pointerdown", "keydown"]) addEventListener(act, letScroll, { passive: true });
addEventListener("beforeunload", (event) => shown?.page.hasUnsaved?.() && event.preventDefault());
document.addEventListener("visibilitychange", seen);
setInterval(tick, TICK);
api.whenAnswered(() => messages.answered());
start();
