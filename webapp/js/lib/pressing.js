/**
 * Whether a pointer is pressed. What is drawn anew under a pressed pointer moves away from under it, and the press is
 * lost: the browser makes a click only where the pointer went down and came up on the same thing.
 */
const LONGEST_MS = 20_000;

export class Pressing {
  #since;
  #onRelease;
  #later;

  /**
   * Listens from now on.
   *
   * @param {() => void} onRelease the press is over, and its click was dealt with
   * @param {(work: () => void) => void} later does work after the events of now
   */
  constructor(onRelease, later) {
    this.#onRelease = onRelease;
    this.#later = later;
    // Before anybody else hears of them: what is asked for meanwhile has to wait.
    addEventListener("pointerdown", (event) => this.#press(event), true);
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => this.#release(), true);
    // Not caught on its way down: each thing that loses the focus is blurred, the window only when it is left.
    addEventListener("blur", () => this.#release());
  }

  /** A press whose end never came, as over the list of a field, is over after a few seconds. */
  get isOn() {
    return this.#since !== undefined && performance.now() - this.#since < LONGEST_MS;
  }

  #press({ isPrimary, button }) {
    if (isPrimary && button === 0) this.#since = performance.now();
  }

  // The click comes right after, and is to meet what was pressed; by then something else may be pressed.
  #release() {
    const released = this.#since;
    if (released === undefined) return;
    this.#later(() => {
      if (this.#since !== released) return;
      this.#since = undefined;
      this.#onRelease();
    });
  }
}
