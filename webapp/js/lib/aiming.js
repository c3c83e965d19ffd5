/**
 * Whether the reader is about to press something in a list: the pointer moves over its rows. Rows that come or go then
 * put another one under it. Who presses a key or a button has aimed, and is to see at once what there is.
 */
const ROWS = "tbody, .main ol, .main ul";
const REST_MS = 700;

export class Aiming {
  #moved = -Infinity;
  #isWaiting = false;
  #onRest;
  #later;

  /**
   * Listens from now on.
   *
   * @param {() => void} onRest the pointer rests, or is elsewhere
   * @param {(work: () => void, ms: number) => void} later does work after that time
   */
  constructor(onRest, later) {
    this.#onRest = onRest;
    this.#later = later;
    addEventListener("pointermove", (event) => this.#move(event), true);
    for (const end of ["pointerdown", "keydown"]) addEventListener(end, () => this.#end(), true);
    document.documentElement.addEventListener("pointerleave", () => this.#end());
  }

  get isOn() {
    return this.#left > 0;
  }

  get #left() {
    return this.#moved + REST_MS - performance.now();
  }

  // A pointer that is held down is no aim: it presses, drags or scrolls.
  #move({ target, buttons }) {
    if (buttons !== 0) return;
    if (!target.closest?.(ROWS)) {
      this.#end();
      return;
    }
    this.#moved = performance.now();
    if (!this.#isWaiting) this.#wait();
  }

  #wait() {
    this.#isWaiting = true;
    this.#later(() => {
      this.#isWaiting = false;
      if (this.isOn) this.#wait();
      else this.#onRest();
    }, this.#left);
  }

  #end() {
    if (!this.isOn) return;
    this.#moved = -Infinity;
    this.#onRest();
  }
}
