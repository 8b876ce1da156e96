/* What this script uses of the one that loads it. */

const {
  EXACT,
  Ranking,
  SPACE,
  MAX_CLAUSES,
  DAY,
  countUpTo,
  foldedText,
  folded,
  integers,
  pattern,
  runsOf,
  stem,
  sums,
  word,
  wordGroup,
  words,
} = parts;
