/* What this script uses of the one that loads it. */

const {
  K1,
  Ranking,
  WORD,
  WORD_CHAR,
  SPACE,
  countUpTo,
  classOf,
  eachToken,
  foldedText,
  folded,
  pattern,
  word,
  words,
} = parts;
