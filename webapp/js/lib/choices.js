/**
 * What a reader chose for this browser: language, theme, and the zone of times. Without a choice the browser's wishes
 * hold. Where storage is forbidden, a choice lasts as long as the page.
 */

const THEMES = ["auto", "light", "dark"];
const LANGUAGES = ["en", "ru"];
const ZONES = ["own", "utc"];
const root = document.documentElement;

function stored(name, allowed) {
  try {
    const value = localStorage.getItem(`carillon.${name}`);
    return allowed.includes(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function store(name, value) {
  try {
    localStorage.setItem(`carillon.${name}`, value);
  } catch {
    // It lasts as long as the page.
  }
}

function wished() {
  const first = navigator.languages.map((it) => it.slice(0, 2)).find((it) => LANGUAGES.includes(it));
  return first ?? "en";
}

let theme = stored("theme", THEMES) ?? "auto";
let language = stored("language", LANGUAGES) ?? wished();
let zone = stored("zone", ZONES) ?? "own";
root.lang = language;

/** The language of all texts: `en` or `ru`. */
export const currentLanguage = () => language;

/** `auto`, `light` or `dark`. */
export const currentTheme = () => theme;

/** The zone in which times are told that have none of their own: `own` is that of the browser, `utc`. */
export const currentZone = () => zone;

/** The one of the two languages that is not this one. */
export const otherThan = (known) => LANGUAGES.find((it) => it !== known);

/** Takes the other language, whose texts must be there. */
export function switchLanguage() {
  language = otherThan(language);
  root.lang = language;
  store("language", language);
}

/** Takes the next theme, in a ring. */
export function switchTheme() {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  store("theme", theme);
}

/** Takes the other zone. */
export function switchZone() {
  zone = ZONES.find((it) => it !== zone);
  store("zone", zone);
}
