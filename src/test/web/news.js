import { News } from "../js/lib/news.js";

const change = (workflow) => (workflow === "any" ? {} : { workflow });

/**
 * What is read, and when, of changes to these workflows; `forget`, `read`: all is, `answer`: what is read by itself is
 * there, and numbers: so much time passes. Each is heard of once whatever the one before led to is done.
 */
async function read({ rest = 0, restOfSome = 0, isSlow = false }, ...heard) {
  const put = new Map();
  const told = [];
  const awaited = [];
  let now = 0;
  let made = 0;
  const news = new News({
    later: (work, ms) => {
      put.set(++made, { work, at: now + ms });
      return made;
    },
    never: (id) => put.delete(id),
    onAll: () => told.push(`all at ${now}`),
    onSome: (some) => {
      told.push(`${some} at ${now}`);
      return new Promise((resolve) => (isSlow ? awaited.push(() => resolve(restOfSome)) : resolve(restOfSome)));
    },
  });
  const pass = (ms) => {
    now += ms;
    for (const [id, { work, at }] of [...put]) {
      if (at > now) continue;
      put.delete(id);
      work();
    }
  };
  for (const it of heard) {
    if (it === "forget") news.forget();
    else if (it === "read") news.allIsRead();
    else if (it === "answer") awaited.splice(0).forEach((answer) => answer());
    else if (typeof it === "number") pass(it);
    else news.hear(change(it), rest);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return told;
}

const LONG = { rest: 900 };

export const cases = {
  "what changed is read by itself, and all after the rest": async () => [
    await read(LONG, "a", "b", 250, 650),
    ["a,b at 250", "all at 900"],
  ],
  "a change that names nothing is read with all": async () => [await read(LONG, "any", 250, 650), ["all at 900"]],
  "without a rest there is a pause": async () => [await read({}, "any", 249, 1, 250), ["all at 250"]],
  "what changes again is read again": async () => [await read(LONG, "a", 250, "a", 250), ["a at 250", "a at 500"]],
  "of many only some are read by themselves": async () => [
    await read(LONG, "a", "b", "c", "d", "e", 250),
    ["a,b,c,d at 250"],
  ],
  "one is read after the other": async () => [
    await read({ ...LONG, isSlow: true }, "a", 250, "b", 250, "answer", 250),
    ["a at 250", "b at 750"],
  ],
  "what takes long is read less often": async () => [
    await read({ ...LONG, restOfSome: 400 }, "a", 250, "b", 250, 150),
    ["a at 250", "b at 650"],
  ],
  "while all is read, what changed is read by itself still": async () => [
    await read({}, "a", "read", 250, 250),
    ["a at 250"],
  ],
  "what is forgotten is not read": async () => [await read(LONG, "a", "forget", 900), []],
  "what happens after that is": async () => [
    await read(LONG, "a", "forget", "b", 250, 650),
    ["b at 250", "all at 900"],
  ],
};
