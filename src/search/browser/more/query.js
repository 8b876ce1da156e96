/* Reading a query: the mirror of `src/search/query`. Never fails; what is not a filter is words. */

/** Names of fields, the canonical one first; of a field up to `has`, the canonical name is that of a facet. */
const FIELDS = (
  'service services 服务 系统|cause causes 根因 原因|severity sev 级别 等级 故障级别|owner 负责人 责任人|team 团队 小组|' +
  'tag tags 标签|status 状态|kind type 类型|lang language 语言|id 编号|is 是|has 有|after since 之后 晚于 自|' +
  'before 之前 早于 至|sort 排序 顺序'
).split('|').map((it) => it.split(' '));
/** Facets of which a document has one value at most: asking for two means either. */
const SINGLE = ['severity', 'status', 'kind', 'lang', 'id'];
/** What fields of fixed values accept. */
const FIXED = { is: { overdue: 'overdue', 逾期: 'overdue' }, has: { runbook: 'runbook', 手册: 'runbook', 应急手册: 'runbook', 预案: 'runbook' } };

const QUOTES = '"＂“”「」『』';
const CLOSING = { '"': '"＂', '＂': '"＂', '“': '“”"', '”': '“”"', '「': '」', '『': '』' };
const LEADING = pattern(`^[${SPACE}」』]+`);
const VALUE = pattern(`^[^${SPACE}${QUOTES},，、]*`);
const WORD_TEXT = pattern(`^[^${SPACE}${QUOTES}]*`);
const FIELD = pattern(`^([^:：${SPACE}${QUOTES}]*)[:：]`);
const COMMAS = /^[,，、]+/;

/**
 * @typedef {{text: string, phrase: boolean, excluded: boolean}} Clause
 * @typedef {{facet: string, values: string[], excluded: boolean}} Filter
 * @typedef {{clauses: Clause[], filters: Filter[], after: number|null, before: number|null, byDate: boolean}} Query Days
 *   since 1970-01-01; `before` does not count any more.
 * @typedef {{asOf: string, fiscalYearStart: number}} Calendar
 */

/**
 * @param {string} text
 * @param {Calendar} calendar
 * @returns {Query}
 */
function parse(text, calendar) {
  /** @type {Query} */
  const query = { clauses: [], filters: [], after: null, before: null, byDate: false };
  let rest = text;

  /** Takes what `regex` finds here. */
  const take = (regex) => {
    const found = regex.exec(rest);
    if (found) rest = rest.slice(found[0].length);
    return found;
  };
  const quoted = () => {
    const closing = CLOSING[rest[0]];
    if (!closing) return null;
    let end = 1;
    while (end < rest.length && !closing.includes(rest[end])) end++;
    const inside = rest.slice(1, end);
    rest = rest.slice(end + 1);
    return inside;
  };
  const filter = (excluded) => {
    const names = take(FIELD);
    const name = names && folded(names[1]);
    const field = FIELDS.findIndex((it) => it.includes(name));
    if (field < 0) return false;
    const values = [];
    do values.push(quoted() ?? take(VALUE)[0]);
    while (take(COMMAS));
    return addFilter(query, FIELDS[field][0], values.filter(singleSpaced), excluded, calendar);
  };

  for (;;) {
    take(LEADING);
    if (!rest) return { ...query, interpreted: interpreted(query) };
    const excluded = !!take(/^[-－]+/);
    if (LEADING.test(rest)) continue;
    const inside = quoted();
    const before = rest;
    if (inside === null) {
      if (filter(excluded)) continue;
      rest = before;
    }
    const clause = inside === null ? take(WORD_TEXT)[0] : singleSpaced(inside.replace(/["＂“”「」『』]/g, ' '));
    if (inside === null) {
      // `is:overdue,"x"`: the word alone is a filter, as it is when read again.
      const behind = rest;
      rest = clause;
      const isFilter = filter(excluded);
      rest = behind;
      if (isFilter) continue;
    }
    if (clause && query.clauses.length < MAX_CLAUSES) query.clauses.push({ text: clause, phrase: inside !== null, excluded });
  }
}

/** @returns {boolean} Whether `values` are values of the field. */
function addFilter(query, field, values, excluded, calendar) {
  if (!values.length) return false;
  if (field === 'after' || field === 'before' || field === 'sort') {
    if (values.length > 1) return false;
    const [value] = values;
    if (field === 'sort') {
      const order = ['date newest 日期 时间', 'relevance score 相关 相关度'].findIndex((it) => it.split(' ').includes(folded(value)));
      if (excluded || order < 0) return false;
      query.byDate = !order;
      return true;
    }
    const day = dayOf(folded(value), calendar);
    if (day === null) return false;
    // "Not after" a day is before it.
    if ((field === 'after') === excluded) query.before = Math.min(day, query.before ?? day);
    else query.after = Math.max(day, query.after ?? day);
    return true;
  }
  const meant = values.map((it) => comparable(field, it)).map((it) => (FIXED[field] ? Object.hasOwn(FIXED[field], it) && FIXED[field][it] : it));
  if (!meant.every(Boolean)) return false;
  const same = excluded || !SINGLE.includes(field) ? null : query.filters.find((it) => it.facet === field && !it.excluded);
  if (same) same.values = [...new Set([...same.values, ...meant])];
  else query.filters.push({ facet: field, values: [...new Set(meant)], excluded });
  return true;
}

/** @returns {string} The query as it was read; reading it gives the same query. */
function interpreted(query) {
  const minus = (it) => (it.excluded ? '-' : '');
  const shown = (value) => (/^[\p{Alphabetic}\p{N}\-_./@#+]*$/u.test(value) ? value : `"${value}"`);
  const date = (name, day) => (day === null ? '' : `${name}:${new Date(day * DAY).toISOString().split('T')[0]}`);
  return [
    ...query.clauses.map((it) => minus(it) + (it.phrase ? `"${it.text}"` : it.text)),
    ...query.filters.map((it) => `${minus(it)}${it.facet}:${it.values.map(shown).join(',')}`),
    date('after', query.after),
    date('before', query.before),
    query.byDate ? 'sort:date' : '',
  ].filter(Boolean).join(' ');
}
