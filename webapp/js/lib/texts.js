import { currentLanguage } from "./choices.js";
import { isolated } from "./isolated.js";
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
 * @param {Record<string, string | number>} [values] for the places in braces, which turn none of the words around them
 *     the other way; `n` chooses among plural forms
 */
export function t(key, values = {}) {
  const language = currentLanguage();
  const entry = ALL[language][key];
  if (entry === undefined) throw new Error(`no text ${key}`);
  const form = typeof entry === "string" ? entry : (entry[plurals[language].select(values.n)] ?? entry.other);
  return form.replace(/\{(\w+)\}/g, (_, name) => isolated(String(values[name])));
}

/** Returns the half of a server's `{en, ru}` that the reader wants. */
export const said = (both) => both?.[currentLanguage()] ?? both?.en ?? "";

await learn(currentLanguage());
