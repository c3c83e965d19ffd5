import { News } from "../js/lib/news.js";

const change = (workflow) => (workflow === "any" ? {} : { workflow });

/** What is read, and when, of changes to these workflows; `forget`, `read`: all is, and numbers: so much time passes. */
function read(rest, ...heard) {
  const put = new Map();
  const told = [];
  let now = 0;
  let made = 0;
  const news = new News({
    later: (work, ms) => put.set(made, { work, at: now + ms }) && made++,
    never: (id) => put.delete(id),
    onAll: () => told.push(`all at ${now}`),
    onSome: (some) => told.push(`${some} at ${now}`),
  });
  const pass = (ms) => {
    now += ms;
    for (const [id, { work, at }] of [...put]) {
      if (at <= now) {
        put.delete(id);
        work();
      }
    }
  };
  for (const it of heard) {
    if (it === "forget") news.forget();
    else if (it === "read") news.allIsRead();
    else if (typeof it === "number") pass(it);
    else news.hear(change(it), rest);
  }
  return told;
}

export const cases = {
  "what changed is read by itself, and all after the rest": () => [read(900, "a", "b", 250, 650), ["a,b at 250", "all at 900"]],
  "a change that names nothing is read with all": () => [read(900, "any", 250, 650), ["all at 900"]],
  "without a rest there is a pause": () => [read(0, "any", 249, 1, 250), ["all at 250"]],
  "what changes again is read again": () => [read(900, "a", 250, "a", 250), ["a at 250", "a at 500"]],
  "of many only some are read by themselves": () => [read(900, "a", "b", "c", "d", "e", 250), ["a,b,c,d at 250"]],
  "while all is read, what changed is read by itself still": () => [read(0, "a", "read", 250, 250), ["a at 250"]],
  "what is forgotten is not read": () => [read(900, "a", "forget", 900), []],
  "what happens after that is": () => [read(900, "a", "forget", "b", 250, 650), ["b at 250", "all at 900"]],
};
