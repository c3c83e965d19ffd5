import { currentLanguage } from "./choices.js";
import { Problem } from "./problem.js";

// Nobody reads two languages at a time: the other one is fetched when it is chosen.
const FILES = { en: async () => (await import("./texts/en.js")).en, ru: async () => (await import("./texts/ru.js")).ru };
const ALL = {};
const plurals = { en: new Intl.PluralRules("en"), ru: new Intl.PluralRules("ru") };

/**
 * Fetches the texts of a language, if they are not here.
 *
 * @throws {Problem} if they do not come
 */
export async function learn(language) {
  try {
    ALL[language] ??= await FILES[language]();
  } catch {
    throw new Problem(0);
  }
}

/**
 * Returns a text in the reader's language.
 *
 * @param {string} key as in `texts/en`; always written as a literal, so that a test finds it
 * @param {Record<string, string | number>} [values] for the places in braces; `n` chooses among plural forms
 */
export function t(key, values = {}) {
  const language = currentLanguage();
  const entry = ALL[language][key];
  if (entry === undefined) throw new Error(`no text ${key}`);
  const form = typeof entry === "string" ? entry : (entry[plurals[language].select(values.n)] ?? entry.other);
  return form.replace(/\{(\w+)\}/g, (_, name) => isolated(String(values[name])));
}

// What turns the direction of a text, or is written from the right. It is not to turn the words around it.
const TURNING = /[\u0590-\u08FF\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC]/;

// Whatever such a text opens and does not close, or closes and did not open, its own brackets stay the outermost ones.
function isolated(value) {
  if (!TURNING.test(value)) return value;
  let open = 0;
  let stray = 0;
  for (const [sign] of value.matchAll(/[\u2066-\u2069]/g)) {
    if (sign !== "\u2069") open++;
    else if (open > 0) open--;
    else stray++;
  }
  return "\u2068".repeat(stray + 1) + value + "\u2069".repeat(open + 1);
}

/** Returns the half of a server's `{en, ru}` that the reader wants. */
export const said = (both) => both?.[currentLanguage()] ?? both?.en ?? "";

await learn(currentLanguage());
