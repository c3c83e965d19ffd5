/**
 * What is told beside a page. Good news goes by itself; a refusal stays until it is closed, or, where the server did
 * not answer, until it does.
 */
export class Messages {
  #all = [];
  #made = 0;
  #age = 0;
  #lasts;
  #onChange;

  /**
   * @param {number} lasts after how many ticks good news goes
   * @param {() => void} onChange something is to be drawn anew
   */
  constructor(lasts, onChange) {
    this.#lasts = lasts;
    this.#onChange = onChange;
  }

  /** The messages, the oldest first. @returns {{id: number, text: string, said: string, bad: boolean, link?: object}[]} */
  get all() {
    return this.#all;
  }

  /** Tells good news. */
  tell(text, link) {
    this.#add({ text, link, said: "", bad: false, until: this.#age + this.#lasts });
  }

  /**
   * Tells a refusal; the same one is told once.
   *
   * @param {{text: string, said?: string, link?: object, isSilence: boolean}} refusal `isSilence`: nobody answered
   */
  refuse({ text, said = "", link, isSilence }) {
    this.#add({ text, link, said, isSilence, bad: true, until: Infinity });
  }

  /** Hears that the server answers. */
  answered() {
    this.#keep((it) => !it.isSilence);
  }

  close(id) {
    this.#keep((it) => it.id !== id);
  }

  /** Lets time go on; nothing is drawn for that alone. */
  tick() {
    this.#age++;
    this.#all = this.#all.filter((it) => it.until > this.#age);
  }

  #add(message) {
    const others = this.#all.filter((it) => it.text !== message.text || it.said !== message.said);
    this.#all = [...others, { ...message, id: this.#made++ }];
    this.#onChange();
  }

  #keep(isKept) {
    const kept = this.#all.filter(isKept);
    if (kept.length === this.#all.length) return;
    this.#all = kept;
    this.#onChange();
  }
}
