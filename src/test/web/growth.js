import { Growth } from "../js/lib/growth.js";

/** How many rows are drawn of lists of these lengths, one after the other; `later`: what was put off is done. */
function drawn(...lengths) {
  const put = [];
  let wished = 0;
  const growth = new Growth(3, () => wished++, (work) => put.push(work));
  const wait = () => {
    put.splice(0).forEach((work) => work());
    return `wished ${wished}`;
  };
  return lengths.map((length) => (length === "later" ? wait() : growth.of(Array(length).fill({})).length));
}

export const cases = {
  "few rows are there at once": () => [drawn(3, "later"), [3, "wished 0"]],
  "of many the first are, and the others a moment later": () => [drawn(9, "later", 9), [3, "wished 1", 9]],
  "rows that are there stay": () => [drawn(9, "later", 9, 8, 9), [3, "wished 1", 9, 8, 9]],
  "a list that shrank begins anew": () => [drawn(9, "later", 9, 1, 9), [3, "wished 1", 9, 1, 4]],
  "an empty list is empty": () => [drawn(0, 2), [0, 2]],
};
