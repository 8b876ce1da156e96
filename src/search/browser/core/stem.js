/*
 * English stems: the Snowball stemmer "english" (Porter 2) as of version 3.1.1, for words of three or more letters a-z.
 * https://snowballstem.org/algorithms/english/stemmer.html; the names of the steps are those of that page.
 */

const EXCEPTIONS = pairs(
  'skis:ski skies:sky idly:idl gently:gentl ugly:ugli early:earli only:onli singly:singl ' +
    'sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes',
);
const STEP_2 = pairs(
  'ization:ize ational:ate tional:tion iveness:ive fulness:ful ousness:ous biliti:ble lessli:less alism:al ation:ate ' +
    'ator:ate aliti:al iviti:ive ousli:ous entli:ent fulli:ful alli:al abli:able enci:ence anci:ance izer:ize bli:ble ' +
    'ogist:og',
);
const STEP_3 = pairs('ational:ate tional:tion alize:al icate:ic iciti:ic ical:ic ful: ness:');
const STEP_4 = /(ement|ment|ance|ence|able|ible|ate|ive|ize|iti|al|ism|er|ous|ant|ent|ic|[st]ion)$/;
const REGION = /^[^aeiouy]*[aeiouy]+[^aeiouy]/;
/** Ends in a short syllable. */
const SHORT = /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$|past$/;

/** @type {Map<string, string>} */
const stems = new Map();

/** @returns {Map<string, string>} Of `a:b c:d`. */
function pairs(text) {
  return new Map(text.split(' ').map((it) => it.split(':')));
}

/**
 * @param {string} word Folded, lower-case.
 * @returns {string} Its token.
 */
function stem(word) {
  if (!/^[a-z]{3,}$/.test(word)) return word;
  let known = stems.get(word);
  if (!known) stems.set(word, (known = EXCEPTIONS.get(word) || computedStem(word)));
  return known;
}

function computedStem(written) {
  let word = written.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');
  const special = /^(arsen|commun|emerg|gener|inter|later|organ|past|univers)/.exec(word);
  const r1 = special ? special[0].length : regionAfter(0);
  const r2 = regionAfter(r1);

  function regionAfter(start) {
    const found = REGION.exec(word.slice(start));
    return found ? start + found[0].length : word.length;
  }
  /** The longest suffix that is a key, where it lies in R1, is replaced by its value. */
  function replaceSuffix(suffixes) {
    for (let start = 0; start < word.length; start++) {
      const replacement = suffixes.get(word.slice(start));
      if (replacement !== undefined) {
        if (start >= r1) word = word.slice(0, start) + replacement;
        return true;
      }
    }
    return false;
  }

  // Step 1a
  if (/sses$/.test(word)) word = word.slice(0, -2);
  else if (/ie[ds]$/.test(word)) word = word.slice(0, word.length > 4 ? -2 : -1);
  else if (/[aeiouy].+s$/.test(word) && !/[us]s$/.test(word)) word = word.slice(0, -1);

  // Step 1b
  const [, start, suffix] = /^(.*?)(eed|eedly|ed|edly|ing|ingly)$/.exec(word) || [];
  if (/^ee/.test(suffix)) {
    if (start.length >= r1 && !/^(succ|proc|exc)$/.test(start)) word = start + 'ee';
  } else if (suffix === 'ing' && /^[^aeiouy]y$/.test(start)) {
    word = start[0] + 'ie';
  } else if (suffix && /[aeiouy]/.test(start) && !(suffix === 'ing' && /^(even|cann|inn|earr|herr|out)$/.test(start))) {
    word = start;
    if (/(at|bl|iz)$/.test(word)) word += 'e';
    else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) {
      if (!/^[aeo]..$/.test(word)) word = word.slice(0, -1);
    } else if (word.length === r1 && SHORT.test(word)) word += 'e';
  }

  // Step 1c
  word = word.replace(/(.[^aeiouy])[yY]$/, '$1i');

  // Step 2
  if (!replaceSuffix(STEP_2)) {
    if (/logi$/.test(word)) {
      if (word.length - 3 >= r1) word = word.slice(0, -1);
    } else if (/[cdeghkmnrt]li$/.test(word) && word.length - 2 >= r1) word = word.slice(0, -2);
  }

  // Step 3
  if (/ative$/.test(word)) {
    if (word.length - 5 >= r2) word = word.slice(0, -5);
  } else replaceSuffix(STEP_3);

  // Step 4
  const last = STEP_4.exec(word);
  if (last) {
    const length = /ion$/.test(word) ? 3 : last[0].length;
    if (word.length - length >= r2) word = word.slice(0, -length);
  }

  // Step 5
  const end = word.length - 1;
  if (word[end] === 'e') {
    if (end >= r2 || (end >= r1 && !SHORT.test(word.slice(0, -1)))) word = word.slice(0, -1);
  } else if (/ll$/.test(word) && end >= r2) word = word.slice(0, -1);
  return word.replace(/Y/g, 'y');
}
