/* What this script uses of the one that loads it. */

const {
  WORD_CHAR,
  FIRST_CHAR,
  FIRST_CHAR_IN_PHRASE,
  SPACE,
  eachToken,
  pattern,
} = parts;
