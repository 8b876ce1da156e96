/* What this script uses of the one that loads it. */

const {
  Files,
  Ranking,
  WORD,
  WORD_CHAR,
  SPACE,
  countUpTo,
  classOf,
  eachToken,
  foldedText,
  integers,
  folded,
  pattern,
  word,
  words,
  wordGroup,
} = parts;
