import { dropDraft, dropDrafts, findDraft, keepDraft } from "../js/lib/drafts.js";

const HELLO = ["hello", null];

/** Answers what work does where storage refuses everything, or only to take more. */
function without(methods, work) {
  const kept = methods.map((name) => Storage.prototype[name]);
  const refuse = () => {
    throw new DOMException("no storage here", "SecurityError");
  };
  methods.forEach((name) => (Storage.prototype[name] = refuse));
  try {
    return work();
  } finally {
    methods.forEach((name, at) => (Storage.prototype[name] = kept[at]));
    dropDrafts("ada");
  }
}

function whatIsLeft(work) {
  dropDrafts("ada");
  dropDrafts("ada.b");
  keepDraft("ada", HELLO, { text: "one" });
  keepDraft("ada", ["other", null], { text: "two" });
  keepDraft("ada.b", HELLO, { text: "three" });
  work();
  const left = [findDraft("ada", HELLO)?.text, findDraft("ada", ["other", null])?.text, findDraft("ada.b", HELLO)?.text];
  dropDrafts("ada");
  dropDrafts("ada.b");
  return left;
}

export const cases = {
  "each finds what he wrote at a place": () => [whatIsLeft(() => {}), ["one", "two", "three"]],
  "what is written later takes the place": () => [
    whatIsLeft(() => keepDraft("ada", HELLO, { text: "four" })),
    ["four", "two", "three"],
  ],
  "what is dropped is gone, and nothing else": () => [
    whatIsLeft(() => dropDraft("ada", HELLO)),
    [undefined, "two", "three"],
  ],
  "who signs out leaves what others wrote": () => [
    whatIsLeft(() => dropDrafts("ada")),
    [undefined, undefined, "three"],
  ],
  "it stands in the storage of the tab, for a page that is loaded anew": () => {
    keepDraft("ada", HELLO, { text: "one" });
    const stored = Object.keys(sessionStorage).filter((it) => it.startsWith("carillon.draft.")).length;
    dropDrafts("ada");
    return [stored, 1];
  },
  "where storage is forbidden it lasts with the page": () => [
    without(["getItem", "setItem", "removeItem"], () => {
      keepDraft("ada", HELLO, { text: "one" });
      return findDraft("ada", HELLO);
    }),
    { text: "one" },
  ],
  "where storage is full the newest is found, not the last that had room": () => {
    keepDraft("ada", HELLO, { text: "old" });
    return [
      without(["setItem"], () => {
        keepDraft("ada", HELLO, { text: "new" });
        return findDraft("ada", HELLO);
      }),
      { text: "new" },
    ];
  },
};
