/* From a pasted log to words: the mirror of `src/search/query/log.rs`. */

const MAX_WORDS = 48;
const MAX_NAMES = 24;
/** Written so only as the level of a line, or as the frame of every log, never as the failure. */
const NOISE =
  /^(apr|aug|caused|com|cst|debug|dec|err|feb|file|fri|gmt|https?|info|jan|java|ju[ln]|line|main|mar|may|mon|most|nov|null|oct|org|recent|sat|sep|sun|thread|thu|traceback|tue|utc|wed|www)$/i;
/** Noise only where they are written in capitals. */
const LEVELS = /^(ERROR|WARN|WARNING|FATAL|CRITICAL|TRACE|SEVERE|NOTICE)$/;
const SEPARATORS = pattern(`[${SPACE}=,;:()[\\]{}<>|"'\`/\\\\*!?&#$%^~@+，。；：（）【】《》“”‘’、！？「」『』]+`);
const HTTP_ERROR = /^[45]\d\d$/;
const ERROR_CODE = /^[A-Z]{2,8}(-\d{3,6}){1,2}$/;
const FRAME = pattern(`^[${SPACE}]*(at|File) `);
const CAPITAL = /[A-Z]/;
const NETWORK_ADDRESS = /^\d{1,3}(\.\d{1,3}){3}$/;
/** `2026-01-23T14`, `30000ms`: a number, and no letters but those of times. */
const MOMENT = /^\d[^a-z]*([dhmstz][^a-z]*)*$/i;

/** @returns {string[]} The words that name a kind of failure, then the names of things. */
function wordsOfLog(text) {
  const found = new Map();
  const names = new Map();
  const lines = text.split('\n');
  // Frames of a stack trace name the code that failed; they count after what went wrong.
  for (const line of [...lines.filter((it) => !FRAME.test(it)), ...lines.filter((it) => FRAME.test(it))]) {
    for (const chunk of line.split(SEPARATORS).map(trimmed)) {
      for (const word of tellingWords(chunk)) add(found, MAX_WORDS, word);
      if (isName(chunk)) add(names, MAX_NAMES, chunk);
    }
  }
  return [...found.values(), ...[...names].filter(([key]) => !found.has(key)).map((it) => it[1])];
}

function add(found, most, word) {
  const key = word.replace(/[A-Z]/g, (it) => it.toLowerCase());
  if (found.size < most && !found.has(key)) found.set(key, word);
}

function trimmed(written) {
  return written.replace(/^[-._…]+|[-._…]+$/g, '');
}

/** `vol-0ab12cd`, `node-7`, `10.12.0.7`: names one thing. Most are in no document and are left out when the query is run. */
function isName(chunk) {
  if (!/^[\0-\x7f]{4,64}$/.test(chunk)) return false;
  return NETWORK_ADDRESS.test(chunk) || (/\d/.test(chunk) && /[a-z]/i.test(chunk) && !MOMENT.test(chunk));
}

/** @returns {string[]} What of one chunk of a log is worth looking for. */
function tellingWords(chunk) {
  if (HTTP_ERROR.test(chunk) || ERROR_CODE.test(chunk) || /[^\0-\x7f]/.test(chunk)) return [chunk];
  // `java.net.SocketTimeoutException`: packages are many, the class is telling.
  const isClass = chunk.includes('.') && CAPITAL.test(chunk);
  const names = isClass ? chunk.split('.').filter((it) => it.length <= 64 && CAPITAL.test(it)) : [chunk];
  return names.map(withoutInstance).filter((it) => /^[^\d]{3,64}$/.test(it) && !LEVELS.test(it) && !NOISE.test(it));
}

/** `payment-service-7d9f8b6c5-x2x4k` is one instance of `payment-service`. */
function withoutInstance(name) {
  return name.replace(/[^-.]*\d.*$/s, '').replace(/[-.]+$/, '');
}
