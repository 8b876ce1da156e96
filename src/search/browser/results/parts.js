/* What this script uses of the one that loads it. */

const {
  N_STEPS,
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
  wordGroup,
} = parts;
