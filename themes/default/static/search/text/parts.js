/* What this script uses of the one that loads it. */

const {
  WORD_CHAR,
  SPACE,
  eachToken,
  pattern,
  word,
} = parts;
