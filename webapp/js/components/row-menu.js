import { html, nothing, render } from "lit";
import { ref } from "lit/directives/ref.js";
import { toEdit, toRuns, toTab, toWorkflow } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { nameOf } from "../lib/wording.js";
import { icon } from "./icon.js";
import { isEditable } from "./origin.js";

/**
 * What may be done to one workflow and where it leads: a layer over the page, which the browser closes at `Esc` and at
 * a press beside it.
 *
 * @param {object} props
 * @param {object} props.workflow as `api.md` describes it
 * @param {boolean} props.mayChange whether the viewer may do more than look
 * @param {boolean} props.mayWrite whether the viewer may save definitions
 * @param {Record<"run" | "pause" | "resume", () => void>} props.on
 */
export function rowMenu(props) {
  const { workflow } = props;
  const layer = `menu-${workflow.id}`;
  const label = t("menu.of", { name: nameOf(workflow) });
  return html`
    <button type="button" class="button is-small menu-button" popovertarget=${layer} aria-label=${label}>${icon("more")}</button>
    <div
      id=${layer}
      class="menu"
      popover="auto"
      role="group"
      aria-label=${label}
      @beforetoggle=${(event) => event.newState === "open" && render(items(props), event.target)}
      @toggle=${toggled}
      ${ref((menu) => menu?.matches(":popover-open") && render(items(props), menu))}
    ></div>`;
}

// Of a long table's menus one is open, if any: what is in it is drawn when it is opened, and with its row after that.
const items = ({ workflow: { schedule, id, ...workflow }, mayChange, mayWrite, on }) => html`
  ${mayChange
    ? html`
        ${act(on.run, t("run.now"), "r")}
        ${schedule?.active && !schedule.pause ? act(on.pause, t("pause.action"), "p") : nothing}
        ${schedule?.pause ? act(on.resume, t("pause.resume"), "p") : nothing}`
    : nothing}
  ${link(toWorkflow(id), t("menu.open"))}
  ${link(toRuns({ workflow: id }), t("menu.runs"))}
  ${schedule ? link(toTab(id, "gaps"), t("gaps.title")) : nothing}
  ${link(toTab(id, "definition"), t("definition.title"))}
  ${mayWrite && isEditable(workflow) ? link(toEdit(id), t("menu.edit")) : nothing}`;

const link = (href, word) => html`<a class="menu-item" href=${href}>${word}</a>`;

const act = (work, word, key) => html`
  <button type="button" class="menu-item" @click=${(event) => chosen(event.currentTarget, work)}>
    <span>${word}</span> <kbd>${key}</kbd>
  </button>`;

// The browser gives the focus back to the button that opened the layer; there a dialog finds it.
function chosen(item, work) {
  item.closest(".menu").hidePopover();
  work();
}

function toggled({ target: menu, newState }) {
  if (newState !== "open") return;
  place(menu, document.querySelector(`[popovertarget="${menu.id}"]`).getBoundingClientRect());
  menu.querySelector(".menu-item").focus();
}

function place(menu, { right, top, bottom }) {
  const { offsetHeight, offsetWidth } = menu;
  const fitsBelow = bottom + offsetHeight < innerHeight || top < offsetHeight;
  const wanted = fitsBelow ? bottom + 4 : top - offsetHeight - 4;
  menu.style.top = `${Math.max(8, Math.min(wanted, innerHeight - offsetHeight - 8))}px`;
  menu.style.left = `${Math.max(8, right - offsetWidth)}px`;
}
