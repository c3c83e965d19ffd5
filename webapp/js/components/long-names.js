import { html } from "lit";

const NAME = /[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+/g;

/**
 * A text whose names of settings may break after an underscore, where a line is too short for them.
 *
 * @param {string} text
 */
export function longNames(text) {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(NAME)) {
    parts.push(text.slice(at, found.index), breaking(found[0]));
    at = found.index + found[0].length;
  }
  return [...parts, text.slice(at)];
}

const breaking = (name) =>
  name.split("_").map((word, place) => (place === 0 ? word : html`_<wbr />${word}`));
