import { Loaded } from "../js/lib/loaded.js";
import { Problem } from "../js/lib/problem.js";

const down = () => Promise.reject(new Problem(503));
const told = ({ state, value, problem }) => [state, value, problem?.status];

function later() {
  let done;
  const promise = new Promise((resolve, reject) => (done = { resolve, reject }));
  return { promise, ...done };
}

async function after(...answers) {
  const loaded = new Loaded();
  for (const it of answers) await loaded.take(it());
  return told(loaded);
}

const value = (it) => () => Promise.resolve(it);

export const cases = {
  "at first it is awaited": () => [told(new Loaded()), ["loading", undefined, undefined]],
  "what was answered is ready": async () => [await after(value(1)), ["ready", 1, undefined]],
  "nothing but a problem has failed": async () => [await after(down), ["failed", undefined, 503]],
  "old news stay with the problem": async () => [await after(value(1), down), ["stale", 1, 503]],
  "an answer takes the problem away": async () => [await after(value(1), down, value(2)), ["ready", 2, undefined]],
  "an answer of null is an answer": async () => [await after(value(null)), ["ready", null, undefined]],
  "an older answer that comes last is passed over": async () => {
    const loaded = new Loaded();
    const old = later();
    const first = loaded.take(old.promise);
    await loaded.take(Promise.resolve("new"));
    old.resolve("old");
    await first;
    return [told(loaded), ["ready", "new", undefined]];
  },
  "an older problem that comes last is passed over": async () => {
    const loaded = new Loaded();
    const old = later();
    const first = loaded.take(old.promise);
    await loaded.take(Promise.resolve("new"));
    old.reject(new Problem(503));
    await first;
    return [told(loaded), ["ready", "new", undefined]];
  },
  "a missing sign-in is thrown on": async () => {
    const loaded = new Loaded();
    const status = await loaded.take(Promise.reject(new Problem(401, { type: "/problems/sign-in-needed" }))).catch((it) => it.status);
    return [[status, ...told(loaded)], [401, "loading", undefined, undefined]];
  },
  "what is broken here is thrown on": async () => {
    const loaded = new Loaded();
    const broken = await loaded.take(Promise.reject(new TypeError("ours"))).catch((it) => it.message);
    return [[broken, loaded.state], ["ours", "loading"]];
  },
  "a part is shown until the whole is there": async () => {
    const loaded = new Loaded();
    loaded.grow([1]);
    loaded.grow([1, 2]);
    const part = told(loaded);
    await loaded.take(Promise.resolve([1, 2, 3]));
    loaded.grow([1]);
    return [[part, told(loaded)], [["ready", [1, 2], undefined], ["ready", [1, 2, 3], undefined]]];
  },
  "a whole that fails leaves its part as old news": async () => {
    const loaded = new Loaded();
    loaded.grow([1]);
    await loaded.take(down());
    return [told(loaded), ["stale", [1], 503]];
  },
};
