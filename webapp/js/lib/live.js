/**
 * Hears of changes from the server. A stream that breaks is taken up again by the browser; one that the server
 * refuses is closed, and whoever owns the timer opens it again by {@link Live#retry}.
 */
export class Live {
  /** `connecting`, `live`, `reconnecting`, `polling` (the server refused the stream) or `off`. */
  state = "off";
  #source;
  #url;
  #onChange;
  #onState;

  /**
   * @param {URL} url of the stream
   * @param {(change: {run?: string, workflow?: string, schedule?: string}) => void} onChange
   * @param {() => void} onState the state is another
   */
  constructor(url, onChange, onState) {
    this.#url = url;
    this.#onChange = onChange;
    this.#onState = onState;
  }

  /** Begins to listen; does nothing if it already does. */
  open() {
    if (this.#source) return;
    this.#to("connecting");
    this.#listen();
  }

  #listen() {
    const source = new EventSource(this.#url);
    this.#source = source;
    source.addEventListener("open", () => {
      const missedSome = this.state !== "connecting";
      this.#to("live");
      if (missedSome) this.#onChange({});
    });
    source.addEventListener("change", (event) => this.#onChange(parsed(event.data)));
    source.addEventListener("error", () => {
      if (source === this.#source) this.#to(source.readyState === EventSource.CLOSED ? "polling" : "reconnecting");
    });
  }

  /** Opens again a stream that was refused; otherwise does nothing. */
  retry() {
    if (this.state === "polling") this.#listen();
  }

  /** Whether changes have to be asked for. */
  get isDeaf() {
    return this.state === "reconnecting" || this.state === "polling";
  }

  /** Stops listening. A second call does nothing. */
  close() {
    this.#source?.close();
    this.#source = undefined;
    this.#to("off");
  }

  #to(state) {
    if (this.state === state) return;
    this.state = state;
    this.#onState();
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
