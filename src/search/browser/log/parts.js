/* What this script uses of the one that loads it. */

const { Ranking, pattern, SPACE } = parts;
