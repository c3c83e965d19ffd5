/**
 * Hears of changes from the server. A stream that breaks is taken up again by the browser; one that the server
 * refuses is closed, and whoever owns the timer opens it again by {@link Live#retry}.
 */
export class Live {
  /** `connecting`, `live`, `reconnecting`, `polling` (the server refused the stream), `paused` or `off`. */
  state = "off";
  /** Whether the reader wants to hear of nothing; only he ends that. */
  isPaused = false;
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

  /** Begins to listen; does nothing if it already does, or if the reader paused it. */
  open() {
    if (this.#source || this.isPaused) return;
    this.#to("connecting");
    this.#listen();
  }

  // A stream that was given up may still have something to say: only the present one is listened to.
  #listen() {
    const source = new EventSource(this.#url);
    this.#source = source;
    const hear = (name, work) =>
      source.addEventListener(name, (event) => {
        if (source === this.#source) work(event);
      });
    hear("open", () => {
      const missedSome = this.state !== "connecting";
      this.#to("live");
      if (missedSome) this.#onChange({});
    });
    hear("change", (event) => this.#onChange(parsed(event.data)));
    hear("error", () => this.#to(source.readyState === EventSource.CLOSED ? "polling" : "reconnecting"));
  }

  /** Opens again a stream that was refused, unless the last try still waits for its answer. */
  retry() {
    if (this.state === "polling" && this.#source.readyState === EventSource.CLOSED) this.#listen();
  }

  /** Whether changes have to be asked for. */
  get isDeaf() {
    return this.state === "reconnecting" || this.state === "polling";
  }

  /** Stops listening. A second call does nothing. */
  close() {
    this.#source?.close();
    this.#source = undefined;
    this.#to(this.isPaused ? "paused" : "off");
  }

  /** Stops listening until {@link Live#resume}, whoever opens it meanwhile. */
  pause() {
    this.isPaused = true;
    this.close();
  }

  /** Begins to listen again; what happened meanwhile is not told. */
  resume() {
    this.isPaused = false;
    this.open();
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
