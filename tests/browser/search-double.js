// Stands in for the search engine: few documents, among them hostile ones, and every kind of answer on demand.
(function () {
  'use strict';

  const DOCUMENTS = [
    ['INC-2026-0001', 'incident', 'incidents/inc-2026-0001/', 'Payments fail: connection pool is empty', '2026-03-04', 'P0', 'reviewed', 'en', ['payment-service'], 'Every connection of the pool was taken', ['Root cause', 'root-cause']],
    ['INC-2025-0012', 'incident', 'incidents/inc-2025-0012/', '支付服务连接池耗尽', '2025-06-02', 'P1', 'superseded', 'zh-CN', ['payment-service', 'order-service'], '连接池 connection pool 被占满', null],
    ['connection-pool-exhaustion', 'runbook', 'runbooks/connection-pool-exhaustion/', 'Connection pool exhaustion', null, null, null, 'en', [], 'How to free a connection of the pool', ['Steps', 'steps']],
    ['INC-2025-0099', 'incident', 'incidents/', '<img src=x onerror="window.hacked=1"> connection & "pool"', '2025-01-01', '<b>P9</b>', 'draft', 'en', ['<i>x</i>'], '<script>window.hacked=1</script> connection pool', ['<svg onload=alert(1)>', '"><img src=x>']],
    ...Array.from({ length: 30 }, (_, n) => [`INC-2024-${1000 + n}`, 'incident', 'incidents/', `Many number ${n}`, '2024-02-03', 'P3', 'reviewed', 'en', ['search'], 'many of them', null]),
  ];
  const calls = (globalThis.calls = []);
  const wordsOf = (text) => (text.match(/(?:[^\s"]|"[^"]*")+/g) || []).map((it) => it.toLowerCase().replaceAll('"', ''));
  const textOf = (it) => `${it[3]} ${it[9]} ${it[8].map((name) => `service:${name}`).join(' ')} severity:${it[5]} kind:${it[1]}`.toLowerCase();
  const service = (name, found) => [name, name, found.filter((it) => it[8].includes(name)).length];

  globalThis.AfterwordSearch = {
    open: () => ({
      preload: () => Promise.resolve(),
      async search(text, { limit = 10, log = '' } = {}) {
        calls.push(log || text);
        if (log) {
          const telling = ['payment-service', 'connection', 'pool', 'empty'].filter((it) => log.includes(it));
          const all = DOCUMENTS.map((it, ordinal) => ({ ordinal, n: telling.filter((word) => textOf(it).includes(word)).length }));
          const hits = all.filter((it) => it.n).sort((a, b) => b.n - a.n);
          const interpreted = [telling.join(' | '), text].filter(Boolean).join(' ');
          return { query: text, interpreted, total: hits.length, relaxed: false, notice: null, suggestions: [], ordinals: hits.map((it) => it.ordinal), hits: hits.slice(0, limit) };
        }
        if (text.includes('breakdown')) throw new Error('no connection');
        const isRelaxed = text.includes('relaxed');
        const words = wordsOf(text).filter((it) => !it.startsWith('sort:') && it !== 'relaxed' && it !== 'conection');
        const found = DOCUMENTS.map((it, ordinal) => ({ it, ordinal })).filter(({ it }) => words.every((word) => textOf(it).includes(word)));
        if (text.includes('sort:date')) found.reverse();
        const suggestions = [];
        if (text.includes('conection')) suggestions.push({ written: 'conection', meant: 'connection', applied: text.includes('pool') });
        if (text === 'the') return { query: text, interpreted: '', total: 0, relaxed: false, notice: 'only-common-words', suggestions, hits: [], ordinals: [] };
        return {
          query: text, interpreted: text.trim(), total: found.length, relaxed: isRelaxed, notice: null, suggestions,
          ordinals: found.map((it) => it.ordinal), hits: found.slice(0, limit).map(({ ordinal }) => ({ ordinal, score: 1 })),
        };
      },
      async details({ ordinal }) {
        const [id, kind, url, title, date, severity, status, language, services, text, heading] = DOCUMENTS[ordinal];
        const snippet = text.split(/(connection|pool|连接池)/).map((it, idx) => [it, idx % 2 === 1]);
        return { id, kind, url, title, date, severity, status, language, services, causes: [], snippet, heading: heading && { title: heading[0], anchor: heading[1] } };
      },
      async facets(found) {
        const within = found ? found.ordinals.map((it) => DOCUMENTS[it]) : DOCUMENTS;
        const severity = (name) => [name, name, within.filter((it) => it[5] === name).length];
        return { service: ['payment-service', 'order-service', 'search', '<i>x</i>'].map((it) => service(it, within)), severity: ['P0', 'P1', 'P3'].map(severity), cause: [], kind: [] };
      },
    }),
  };
})();
