/**
 * A request that did not get what it asked for. Its texts come from the server and are English; where there is no
 * answer at all, `status` is 0 and a page says so in the reader's language.
 */
export class Problem extends Error {
  /**
   * @param {number} status of HTTP; 0 if there was no answer
   * @param {object} [document] as in RFC 9457, with its extra members
   */
  constructor(status, document = {}) {
    super(document.detail ?? document.title ?? `HTTP ${status}`);
    this.status = status;
    this.document = document;
  }

  /** Whether the server itself did not answer, which is over with its next answer. */
  isSilence = false;

  /** The last part of the stable type, such as `no-cron`; empty if it has none. */
  get kind() {
    return (this.document.type ?? "").split("/").pop();
  }

  get title() {
    return this.document.title ?? "";
  }

  get detail() {
    return this.document.detail ?? "";
  }

  /** Whether nobody is signed in (any more). */
  get isSignInNeeded() {
    return this.status === 401 && this.kind !== "signature-refused";
  }
}
