import { html } from "lit";

const stroke = (d) => `<path d="${d}" fill="none" stroke="currentColor" stroke-width="1.75"
  stroke-linecap="round" stroke-linejoin="round"></path>`;
const ring = `<circle cx="8" cy="8" r="6.1" fill="none" stroke="currentColor" stroke-width="1.75"></circle>`;
const disc = `<circle cx="8" cy="8" r="7" fill="currentColor"></circle>`;
const onDisc = (d) => `<path d="${d}" fill="none" stroke="var(--surface)" stroke-width="1.9"
  stroke-linecap="round" stroke-linejoin="round"></path>`;

// Shapes differ even without colour: a state is never told by colour alone.
const SHAPES = {
  succeeded: [disc, onDisc("M4.9 8.3 7 10.4l4.1-4.6")],
  failed: [
    `<path d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2L5.2 1Z" fill="currentColor"></path>`,
    onDisc("m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6"),
  ],
  running: [
    `<circle cx="8" cy="8" r="6.1" fill="none" stroke="currentColor" stroke-width="1.75" opacity=".3"></circle>`,
    stroke("M8 1.9A6.1 6.1 0 0 1 14.1 8"),
  ],
  waiting: [stroke("M4 1.9h8M4 14.1h8M4.8 1.9c0 4 3.2 4 3.2 6.1s-3.2 2.1-3.2 6.1"),
    stroke("M11.2 1.9c0 4-3.2 4-3.2 6.1s3.2 2.1 3.2 6.1")],
  retrying: [stroke("M13.8 8A5.8 5.8 0 1 1 12 3.8"), stroke("M12.3 1.2v3h-3")],
  canceled: [ring, stroke("M3.9 12.1 12.1 3.9")],
  pending: [`<circle cx="8" cy="8" r="6.1" fill="none" stroke="currentColor" stroke-width="1.75"
    stroke-dasharray="2.4 2.39"></circle>`],
  pause: [ring, stroke("M6.4 5.6v4.8M9.6 5.6v4.8")],
  skipped: [stroke("M3 3.5 7.5 8 3 12.5M8.5 3.5 13 8l-4.5 4.5")],
  play: [`<path d="M4.5 2.6v10.8c0 .6.7 1 1.2.7l8.3-5.4a.8.8 0 0 0 0-1.4L5.7 1.9c-.5-.3-1.2 0-1.2.7Z"
    fill="currentColor"></path>`],
  plus: [stroke("M8 2.5v11M2.5 8h11")],
  stop: [`<rect x="3.2" y="3.2" width="9.6" height="9.6" rx="1.6" fill="currentColor"></rect>`],
  edit: [stroke("M10.5 2.7 13.3 5.5 5.5 13.3l-3.4.6.6-3.4 7.8-7.8Z")],
  more: [`<path d="M3.5 8h.01M8 8h.01M12.5 8h.01" stroke="currentColor" stroke-width="2.6" stroke-linecap="round"></path>`],
  close: [stroke("M3.8 3.8 12.2 12.2M12.2 3.8 3.8 12.2")],
  chevron: [stroke("M5.8 3.2 10.6 8l-4.8 4.8")],
  copy: [`<rect x="5.4" y="5.4" width="8.3" height="8.3" rx="1.5" fill="none" stroke="currentColor"
    stroke-width="1.6"></rect>`, stroke("M10.6 2.9c-.3-.4-.7-.6-1.2-.6H3.8c-.8 0-1.5.7-1.5 1.5v5.6c0 .5.2.9.6 1.2")],
  warning: [stroke("M8 1.9 14.8 13.8H1.2L8 1.9Z"), stroke("M8 6.3v3.2M8 11.6v.1")],
  auto: [ring, `<path d="M8 1.9a6.1 6.1 0 0 1 0 12.2Z" fill="currentColor"></path>`],
  light: [`<circle cx="8" cy="8" r="3" fill="none" stroke="currentColor" stroke-width="1.75"></circle>`,
    stroke("M8 1v1.2M8 13.8V15M1 8h1.2M13.8 8H15M3.05 3.05l.85.85M12.1 12.1l.85.85M12.95 3.05l-.85.85M3.9 12.1l-.85.85")],
  dark: [stroke("M13.6 9.7A6 6 0 0 1 6.3 2.4a6 6 0 1 0 7.3 7.3Z")],
  keyboard: [`<rect x="1" y="3.8" width="14" height="8.4" rx="1.6" fill="none" stroke="currentColor"
    stroke-width="1.6"></rect>`, stroke("M3.9 6.5h.1M6.6 6.5h.1M9.3 6.5h.1M12 6.5h.1M5 9.5h6")],
  exit: [stroke("M6.3 2.3H3.5c-.7 0-1.2.5-1.2 1.2v9c0 .7.5 1.2 1.2 1.2h2.8M10.4 11.2 13.6 8l-3.2-3.2M13.4 8H6.3")],
  back: [stroke("M9.8 3 4.8 8l5 5")],
};

// Each drawing is a template of its own without a part: a long table has hundreds, and each is one copy.
const drawing = (name, shapes) => {
  const text = `<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" data-icon="${name}">${shapes.join("")}</svg>`;
  return html(Object.assign([text], { raw: [text] }));
};

const DRAWINGS = Object.fromEntries(Object.entries(SHAPES).map(([name, shapes]) => [name, drawing(name, shapes)]));

/**
 * A small drawing beside a word; it says nothing that the word does not.
 *
 * @param {keyof typeof SHAPES} name
 */
export const icon = (name) => DRAWINGS[name];
