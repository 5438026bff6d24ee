// What of a text a search looks at, as `letters_of` in people/text.py has it: accents, capitals and apostrophes make no
// difference, ligatures are their letters, and hyphens and points are spaces.
const PLAIN = { œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i", ß: "ss" };
const STROKED = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "g");
const JOINED = /[\p{M}'`\u00AD\u02B9-\u02BD\u02C8\u2018-\u201B\u2032\u2035\u200B-\u200F\u2060\uFEFF]+/gu;
const plain = (text) =>
  text
    .replace(/´/g, "'")
    .toLowerCase()
    .replace(STROKED, (letter) => PLAIN[letter]);
const spaced = (text) => text.replace(JOINED, "").replace(/[^\p{L}\p{N}]+/gu, " ");

export const lettersOf = (text) => spaced(plain(text).normalize("NFKD")).toLowerCase().trim();

// The words of a search: each is found where its letters stand in this order.
export const wordsOf = (typed) => typed.split(/\s+/).map(lettersOf).filter(Boolean);
