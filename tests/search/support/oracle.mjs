// The two implementations that are held against each other: the Rust one as a program, the script in a context of Node.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const root = path.join(fileURLToPath(new URL('.', import.meta.url)), '../../..');
const target = process.env.CARGO_TARGET_DIR ?? path.join(root, 'target');

/** The example program; `SEARCH_ORACLE` names one that was built with other settings. */
const program = process.env.SEARCH_ORACLE ?? path.join(target, 'debug/examples/search_oracle');

/** Builds the example program where none is named. */
export function buildOracle() {
  if (process.env.SEARCH_ORACLE) return;
  const { status } = spawnSync('cargo', ['build', '--locked', '--quiet', '--example', 'search_oracle'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('the example program `search_oracle` does not build');
}

/** What the Rust implementation answers to every line. */
export function ask(args, lines) {
  const input = lines.map((it) => `${JSON.stringify(it)}\n`).join('');
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 2 ** 31 - 1 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout.split('\n').filter(Boolean).map((it) => JSON.parse(it));
}

/** A folder that is gone when the tests end. */
export function temporaryFolder(t) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-search-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The documents indexed below `folder`, and what Rust finds in them. */
export function indexed(folder, documents, queries) {
  const file = path.join(folder, 'documents.json');
  fs.writeFileSync(file, JSON.stringify(documents));
  return ask(['documents', file, folder], queries);
}

/** Where the site below `site` has its script `name`. */
export function scriptPath(site, name = 'search') {
  const folder = path.join(site, 'assets');
  return path.join(folder, fs.readdirSync(folder).find((it) => new RegExp(`^${name}-[0-9a-f]{8}\\.js$`).test(it)));
}

/**
 * The script of the site below `site`, opened as a page opens it.
 *
 * @param {(name: string, text: string) => void} [log] Called for every file that is loaded.
 * @param {() => void} [starts] Called when a file is requested, `ends` when it is there.
 * @param {(name: string, text: string) => string|null} [replace] What a server answers instead; null: nothing.
 */
export function open(site, { log = () => {}, starts, ends, replace = (name, text) => text, ...options } = {}) {
  const context = vm.createContext({});
  const run = (file, name) => {
    const text = replace(name, fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null);
    if (text === null) return false;
    log(name, text);
    vm.runInContext(text, context, { filename: file });
    return true;
  };
  const script = (url, done, failed) => {
    const [, name] = /^site:([^?]*)/.exec(url) ?? [];
    const file = name ? path.join(site, 'search', name) : path.join(site, 'assets', url);
    starts?.();
    setImmediate(() => {
      ends?.();
      (run(file, name ?? url) ? done : failed)();
    });
  };
  run(scriptPath(site), path.basename(scriptPath(site)));
  return { engine: context.AfterwordSearch.open({ base: 'site:', script, ...options }), context };
}
