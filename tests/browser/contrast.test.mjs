// Every pair of colors that text is set in, computed from the style sheets: at least 4.5 to 1, light and dark.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const FOLDER = new URL('../../themes/default/static/css/', import.meta.url);
const LEAST = 4.5;
/** The backgrounds of text that has none of its own. */
const SURFACES = ['paper', 'card', 'sunken', 'note-tint', 'late-tint', 'call-tint'];
/** Text that appears on its own kind of mark only: an arrow beside a word that says the same. */
const SIGNS = ['line-strong'];

const read = (name) => readFileSync(new URL(name, FOLDER), 'utf8').replace(/\/\*[^]*?\*\//g, '');
const tokens = new Map(
  [...read('tokens.css').matchAll(/--([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)/g)].map(([, name, light, dark]) => [
    name,
    { light, dark },
  ]),
);

/** Relative luminance, WCAG 2. */
function luminance(color) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** Pairs of text and its background, with the rule that sets them. */
function pairs() {
  const found = new Map();
  const add = (text, surface, where) => found.set(`${text} on ${surface}`, { text, surface, where });
  for (const name of readdirSync(FOLDER, { recursive: true }).filter((it) => it.endsWith('.css') && it !== 'tokens.css')) {
    for (const [, selector, body] of read(name).matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
      const text = /(?:^|;)\s*(?:color|--\w+-ink):\s*var\(--([\w-]+)\)/.exec(body)?.[1];
      if (!text || !tokens.has(text) || SIGNS.includes(text)) continue;
      const own = /(?:background(?:-color)?|--step):\s*var\(--([\w-]+)\)/.exec(body)?.[1];
      const isInk = text.endsWith('-ink') && tokens.has(text.slice(0, -4));
      const surfaces = own ? [own] : isInk ? [text.slice(0, -4)] : SURFACES;
      for (const surface of surfaces.filter((it) => tokens.has(it))) add(text, surface, `${name}: ${selector.trim()}`);
    }
  }
  for (const name of tokens.keys()) {
    if (name.endsWith('-ink')) add(name, name.slice(0, -4), 'tokens.css');
  }
  return [...found.values()];
}

test('text of every color can be read on what it stands on, light and dark', () => {
  const all = pairs();
  assert.ok(all.length > 30, `${all.length} pairs`);
  const weak = all.flatMap(({ text, surface, where }) =>
    ['light', 'dark'].flatMap((scheme) => {
      const ratio = contrast(tokens.get(text)[scheme], tokens.get(surface)[scheme]);
      return ratio < LEAST ? [`${scheme}: ${text} on ${surface} ${ratio.toFixed(2)} (${where})`] : [];
    }),
  );
  assert.deepEqual(weak, []);
});

test('severities differ by more than color', () => {
  const shapes = new Map();
  for (const [, selector, body] of read('components.css').matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const rank = /^\s*\.badge\.sev-(\w+)\s*$/.exec(selector)?.[1];
    if (!rank) continue;
    const radius = /border-radius:\s*([^;]+)/.exec(body)?.[1] ?? '4px';
    const border = /dashed|dotted/.exec(body)?.[0] ?? (/border-color/.test(body) ? 'solid' : 'none');
    shapes.set(rank, `${radius} ${border}`);
  }
  assert.equal(shapes.size, 6);
  assert.equal(new Set(shapes.values()).size, 6, JSON.stringify([...shapes]));
});
