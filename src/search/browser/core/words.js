/* Texts in the form that is compared. */

const SPACE = '\\p{White_Space}';

const BLANK = /\p{White_Space}/u;

function pattern(source, flags = '') {
  return new RegExp(source, flags + 'u');
}

/** NFKC and lower-case, character by character. */
function folded(text) {
  return [...text.normalize('NFKC')].map((c) => c.toLowerCase()).join('');
}
