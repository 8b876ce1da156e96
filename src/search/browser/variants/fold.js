/* What this script does: from now on every text is folded to simplified characters. */

const { folds, variants } = parts;

folds.clear();
for (const [, from, to] of PAIRS.matchAll(/(\S)(\S)/gu)) variants.set(from, to);
