/** Fold what was typed exactly as the index was folded (see maarad/folding.py); no page is touched here. */

const ELISION = /(^|[^\p{L}\p{N}])(?:l|d|j|n|s|c|t|qu|jusqu|lorsqu|puisqu)['’ʼ‘`](?=[\p{L}\p{N}])/gu;
const JOINED_M = /(^|[^\p{L}\p{N}])m['’ʼ‘`](?=[\p{L}\p{N}])/gu;
const FINAL_HEH = /([\p{L}\p{N}]{2})ه(?![\p{L}\p{N}])/gu;
const NO_WORD = /[^\p{L}\p{N}]+/u;
const ARTICLE = "ال";

/** Give the folded words of a text; `table` is {letters: {from: to}, stop: [word]}. */
export function fold(text, table) {
  const words = wordsOf(text, table.letters).map(withoutArticle);
  const told = words.filter((word) => !table.stop.includes(word) && !isLoneLetter(word));
  return (told.length ? told : words).join(" ");
}

function wordsOf(text, letters) {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const plain = Array.from(bare, (sign) => letters[sign] ?? sign).join("");
  const joined = plain.replace(ELISION, "$1").replace(JOINED_M, "$1m");
  return joined.replace(FINAL_HEH, "$1ة").split(NO_WORD).filter(Boolean);
}

function withoutArticle(word) {
  return word.startsWith(ARTICLE) && word.length > 4 ? word.slice(2) : word;
}

function isLoneLetter(word) {
  return Array.from(word).length === 1 && !/\p{N}/u.test(word);
}
