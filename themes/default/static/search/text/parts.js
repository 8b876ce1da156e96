/* What this script uses of the one that loads it. */

const {
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
} = parts;
