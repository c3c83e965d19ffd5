import { currentLanguage } from "./choices.js";
import { en } from "./texts/en.js";
import { ru } from "./texts/ru.js";

const ALL = { en, ru };
const plurals = { en: new Intl.PluralRules("en"), ru: new Intl.PluralRules("ru") };

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
  return form.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** Returns the half of a server's `{en, ru}` that the reader wants. */
export const said = (both) => both?.[currentLanguage()] ?? both?.en ?? "";
