import { placeOf, toEdit, toGuide, toRestored, toRun, toTab, toWorkflow, withSearch } from "../js/lib/router.js";

const named = (fragment) => placeOf(fragment).name;
const ODD = "a/b?c#d e%2Fж&=+";

export const cases = {
  "nothing at all leads to the list": () => [["", "#", "#/"].map(named), ["workflows", "workflows", "workflows"]],
  "a slash at the end changes nothing": () => [
    ["#/workflows/", "#/runs/", "#/workflows/a/", "#/workflows/a/edit/"].map(named),
    ["workflows", "runs", "workflow", "edit"],
  ],
  "a slash at the end is no part of an id": () => [placeOf("#/workflows/a/").id, "a"],
  "a place that is not there is missing": () => [
    ["#/nowhere", "#/workflows/a/b", "#/runs/a/b", "#/Workflows", "#workflows"].map(named),
    Array(5).fill("missing"),
  ],
  "what is asked for keeps its question marks": () => [placeOf("#/workflows?q=a?b").search, { q: "a?b" }],
  "what is asked for keeps its equals signs": () => [placeOf("#/runs?text=a=b").search, { text: "a=b" }],
  "nothing asked for is nothing": () => [placeOf("#/runs?").search, {}],
  "what cannot be decoded stays as it is": () => [placeOf("#/runs/100%").id, "100%"],
  "an id comes back whatever is in it": () => [placeOf(toWorkflow(ODD)).id, ODD],
  "the id of a run comes back whatever is in it": () => [placeOf(toRun(ODD)), { name: "run", path: placeOf(toRun(ODD)).path, id: ODD, search: {} }],
  "what is asked for comes back whatever is in it": () => [placeOf(withSearch("#/runs", { text: ODD })).search, { text: ODD }],
  "what is empty is not asked for": () => [
    [withSearch("#/runs", { text: "", state: undefined }), withSearch("#/runs", {})],
    ["#/runs", "#/runs"],
  ],
  "the first view of a workflow has its plain address": () => [toTab("a", undefined), toWorkflow("a")],
  "an old version is edited at its address": () => [
    [placeOf(toRestored("a b", "1.0.0")).name, placeOf(toRestored("a b", "1.0.0")).id, placeOf(toRestored("a b", "1.0.0")).search],
    ["edit", "a b", { version: "1.0.0" }],
  ],
  "a workflow of the name edit is no editor": () => [named(toWorkflow("edit")), "workflow"],
  "its editor is one": () => [[named(toEdit("edit")), placeOf(toEdit("edit")).id], ["edit", "edit"]],
  "the guide opens at a place or at its beginning": () => [
    [toGuide(), toGuide("keys")].map((it) => placeOf(it).id),
    [undefined, "keys"],
  ],
  "the code of a link is no part of what is asked for": () => [
    [placeOf("#sign-in=bell-7").code, placeOf("#/sign-in?code=bell-7").code, placeOf("#/sign-in?code=bell-7").search],
    ["bell-7", "bell-7", {}],
  ],
  "without a code there is none": () => [placeOf("#/sign-in").code, undefined],
};
