import { Growth } from "../js/lib/growth.js";

/** What is drawn of these lists, one after the other, each letter a row; `later`: what was put off is done. */
function drawn(...lists) {
  const put = [];
  let wished = 0;
  const growth = new Growth(3, (it) => it.toLowerCase(), () => wished++, (work) => put.push(work));
  const wait = () => {
    put.splice(0).forEach((work) => work());
    return `wished ${wished}`;
  };
  return lists.map((list) => (list === "later" ? wait() : growth.of([...list]).join(""))).join();
}

export const cases = {
  "few rows are there at once": () => [drawn("abc", "later"), "abc,wished 0"],
  "of many the first are, and the others a moment later": () => [
    drawn("abcdefghi", "later", "abcdefghi"),
    "abc,wished 1,abcdefghi",
  ],
  "rows that are there stay, and few more come with them": () => [
    drawn("abcdefg", "later", "abcdefg", "abcdef", "abcdefghi"),
    "abc,wished 1,abcdefg,abcdef,abcdefghi",
  ],
  "where many are others, those that were there stay behind the first until all have come": () => [
    drawn("abcdefg", "later", "abcdefg", "tuvwxyz", "later", "tuvwxyz"),
    "abc,wished 1,abcdefg,tuvdefg,wished 2,tuvwxyz",
  ],
  "nothing is there twice, and nothing behind the end": () => [
    drawn("abcdefg", "later", "abcdefg", "GDxyzu"),
    "abc,wished 1,abcdefg,GDxef",
  ],
  "a list that is another again meanwhile is begun anew, and all of it comes once": () => [
    drawn("abcdefg", "later", "abcdefg", "tuvwxyz", "opqrst", "later", "opqrst", "later"),
    "abc,wished 1,abcdefg,tuvdefg,opqdef,wished 2,opqrst,wished 2",
  ],
  "a row about which something is new is the same row": () => [
    drawn("abcdefg", "later", "abcdefg", "ABCDEFG"),
    "abc,wished 1,abcdefg,ABCDEFG",
  ],
  "a list that shrank begins anew": () => [
    drawn("abcdefg", "later", "abcdefg", "a", "abcdefg"),
    "abc,wished 1,abcdefg,a,abc",
  ],
  "an empty list is empty": () => [drawn("", "ab"), ",ab"],
};
