// Invented postmortems in English and Chinese, for indexing.

import { chooser, random } from './random.mjs';

const SUBJECTS = `connection pool|payment callback|order queue|thread pool|cache cluster|primary database|certificate
message broker|retry storm|rate limiter|config push|feature flag|load balancer|disk volume|search replica|dns resolver
login token|audit log|batch import|canary release|schema migration|memory limit|circuit breaker|health check`.split(/[|\n]/);
const VERBS = `exhausted|timed out|was rejected|restarted|filled up|leaked|failed over|drained|was misconfigured|stalled
overflowed|expired|deadlocked|was throttled|lagged behind|corrupted records|refused connections`.split(/[|\n]/);
const WORDS = `after before during deploy rollback engineers alerted customers dashboard latency requests failing errors
increase threshold replica leader election backup restore runbook escalation mitigated detected resolved timeline impact
region traffic clients upstream downstream consumer producer partition offset commit transaction isolation generous
generation operational operators optimisation organised relational relatively analysis caching cached caches flying tries
running stopping happily quickly hopping controllers controlled studies universal university past paste news skies dying`.split(/\s+/);
const NAMES = `payment-service order-service auth-service api-gateway inventory_service HikariPool-1 MySQL PostgreSQL
maxConnections OOMKilled lockChainTopic java.net.SocketTimeoutException ORA-12514 k8s gRPC v2.14.1 10.0.3.17 TLSv1.3
e-mail on-call read-only fail-over PaymentCallbackHandler order_no http2 S3 café naïve`.split(/\s+/);
const CHINESE = `连接池 耗尽 支付 回调 超时 数据库 主从 切换 缓存 雪崩 证书 过期 磁盘 写满 消息 积压 配置 推送 回滚 恢复 登录 令牌
失效 限流 熔断 网关 订单 库存 扣减 重复 死锁 慢查询 索引 内存 泄漏 重启 告警 值班 升级 影响 用户 下单 失败 监控 延迟 抖动
副本 选主 分区 消费者 根因 改进 措施 演练 变更 灰度 发布`.split(/\s+/);
const GLUE = ['，', '。', '的', '了', '在', '与', '导致', '后', '、', '：', ' '];
const SERVICES = ['payment-service', 'order-service', 'auth-service', 'api-gateway', 'search-service', 'inventory', '支付服务'];
const CAUSES = ['capacity/pool', 'capacity/disk', 'config/value', 'config/drift', 'time/expiry', 'code/concurrency', 'dependency/dns'];
const OWNERS = ['@li', '@zhang', 'Wang Wei', '@o.kim', '陈'];
const TAGS = ['redis', 'mysql', 'night', 'peak hours', '大促'];

/**
 * `n` documents as the example program `search_oracle` reads them; the same every time.
 *
 * @param {number} n
 */
export function corpus(n, seed = 1) {
  const { below, one, common, some, chance } = chooser(random(seed));
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  // Rare words, as in every real text: what is misspelt, or occurs in one document.
  const rare = some(600, () => some(3 + below(7), () => letters[below(26)]).join(''));

  const english = () => some(6 + below(14), () => (chance(0.08) ? common(rare) : chance(0.12) ? one(NAMES) : chance(0.1) ? one(SUBJECTS) : common(WORDS))).join(' ');
  const chinese = () => some(6 + below(14), () => (chance(0.3) ? one(GLUE) : chance(0.06) ? one(NAMES) : common(CHINESE))).join('');
  const line = (isChinese) => (chance(isChinese ? 0.8 : 0.1) ? chinese() : `${english()}.`);
  const title = (isChinese) => (isChinese ? some(3 + below(3), () => one(CHINESE)).join('') : `${one(SUBJECTS)} ${one(VERBS)}`);

  return some(n, () => null).map((_, nr) => {
    const isChinese = chance(0.4);
    const kind = chance(0.06) ? 'runbook' : chance(0.04) ? 'page' : 'incident';
    const year = 2019 + below(7);
    const services = [...new Set(some(1 + below(2), () => one(SERVICES)))];
    const cause = one(CAUSES);
    return {
      id: kind === 'incident' ? `INC-${year}-${String(nr).padStart(4, '0')}` : `${one(['redis', 'mysql', 'pool'])}-${kind}-${nr}`,
      kind,
      title: title(isChinese),
      date: kind === 'page' || chance(0.03) ? null : `${year}-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`,
      severity: kind === 'incident' && chance(0.9) ? `P${below(5)}` : null,
      status: kind === 'incident' ? one(['reviewed', 'draft', 'in-review']) : null,
      language: isChinese ? 'zh-CN' : 'en',
      labels: [...services, cause, cause.replace('/', ' '), ...(chance(0.5) ? ['连接池耗尽', 'Connection pool exhausted'] : [])],
      headings: isChinese ? ['概述', '时间线', '根因'] : ['Summary', 'Timeline', 'Root cause'],
      body: some(3 + below(12), () => line(isChinese)),
      also: chance(0.3) ? some(1 + below(3), () => one([...SUBJECTS, '连接池', '主从切换', '内存泄漏', '消息队列'])) : [],
      service: services,
      cause: [cause],
      owner: [one(OWNERS)],
      tag: chance(0.5) ? [one(TAGS)] : [],
      is: chance(0.1) ? ['overdue'] : [],
      has: chance(0.2) ? ['runbook'] : [],
    };
  });
}

/**
 * `n` queries of every kind over the documents.
 *
 * @returns {{text: string, log: string|undefined, prefix: boolean, kind: string}[]} With `log`, what looks for its words.
 */
export function queries(documents, n, seed = 7) {
  const { below, one, some, chance } = chooser(random(seed));
  const cut = (text, length) => {
    const chars = [...text];
    const start = below(Math.max(1, chars.length - length));
    return chars.slice(start, start + length).join('');
  };
  const line = () => one(one(documents).body);
  const wordsOf = (text) => text.split(/[\s，。、：.]+/).filter((it) => it && !/["“”「」『』:：]/.test(it));
  const word = () => {
    const found = wordsOf(chance(0.4) ? one(documents).title : line());
    const it = found.length ? one(found) : '连接';
    return /[\u4e00-\u9fff]/.test(it) ? cut(it, 1 + below(6)) : it;
  };
  const words = (most) => some(1 + below(most), word).join(' ');
  const phrase = () => {
    const text = line();
    if (/[\u4e00-\u9fff]/.test(text)) return `"${cut(text, 1 + below(7)).replace(/["“”「」『』]/g, '')}"`;
    const all = wordsOf(text);
    const start = below(all.length);
    return `"${all.slice(start, start + 1 + below(4)).join(' ')}"`;
  };
  const typo = () => {
    const it = word().toLowerCase();
    if (it.length < 4) return it;
    const at = 1 + below(it.length - 2);
    return one([it.slice(0, at) + it.slice(at + 1), it.slice(0, at) + it[at + 1] + it[at] + it.slice(at + 2), `${it.slice(0, at)}x${it.slice(at)}`, `${it.slice(0, at)}e${it.slice(at + 1)}`]);
  };
  const filter = () => {
    const it = one(documents);
    const value = (text) => (/\s/.test(text) ? `"${text}"` : text);
    return one([
      () => `service:${value(one(it.service))}`,
      () => `服务：${one(SERVICES)},${one(SERVICES)}`,
      () => `cause:${one([...CAUSES, 'capacity', 'config', 'capasity'])}`,
      () => `severity:${one(['P0', 'p1', 'P2,P3', 'P9'])}`,
      () => `owner:${value(one(OWNERS))}`,
      () => `tag:${value(one([...TAGS, 'nigth']))}`,
      () => `status:${one(['reviewed', 'draft', 'missing'])}`,
      () => `kind:${one(['incident', 'runbook', 'page'])}`,
      () => `lang:${one(['zh', 'en', 'zh-CN'])}`,
      () => `id:${it.id}`,
      () => `after:${one(['2021', '2023-06', '2024Q2', '90d', '3y', '2022-02-30'])}`,
      () => `before:${one(['2022年3月', '2023/5/1', '2025q1', '18m', '1w'])}`,
      () => one(['is:overdue', 'has:runbook', '是:逾期', '-has:runbook', '-severity:p0', 'sort:date', '排序:时间', 'sev:P0 sev:P1']),
    ])();
  };
  const logLines = () => some(1 + below(3), () => `2024-05-0${1 + below(9)}T10:00:00Z ERROR [${one(NAMES)}] ${line()} id=${below(1e9).toString(16)}`).join('\n');
  const kinds = {
    words: () => words(3),
    one: word,
    prefix: () => {
      const it = words(2);
      return it.slice(0, Math.max(2, it.length - below(4)));
    },
    phrase,
    'phrase and word': () => `${phrase()} ${word()}`,
    filters: () => some(1 + below(2), filter).join(' '),
    'filter and words': () => `${words(2)} ${filter()}`,
    exclusion: () => `${word()} -${one([word, phrase, () => one(NAMES)])()}`,
    id: () => {
      const { id } = one(documents);
      return one([id, id.toLowerCase(), id.replace(/^INC-/, ''), id.replaceAll('-', ' '), id.replace(/-0+/, ' ')]);
    },
    day: () => {
      const [year, month, day] = (one(documents).date ?? '2024-03-05').split('-');
      const name = ['Jan', 'February', 'Mar', 'April', 'May', 'June', 'Jul', 'August', 'Sep', 'October', 'Nov', 'December'][month - 1];
      return one([`${year}年${+month}月${+day}日`, `${day} ${name} ${year}`, `${name} ${+day}, ${year}`, `${year}/${month}/${day} ${word()}`, `${year}年${+month}月`]);
    },
    traditional: () => one(['連接池', '資料庫', '緩存 雪崩', '"連接"', '證書過期', '庫', '訂單 超時', '-連接 支付']),
    Chinese: () => cut(one(documents.filter((it) => it.language === 'zh-CN')).body.join(''), 1 + below(8)),
    typo: () => `${typo()}${chance(0.3) ? ` ${word()}` : ''}`,
    identifier: () => one([(it) => it, (it) => it.toLowerCase(), (it) => it.replace(/[-_.]/g, ' '), (it) => it.replace(/[-_.]/g, '')])(one(NAMES)),
    mixed: () => [words(2), chance(0.4) ? phrase() : '', chance(0.5) ? filter() : '', chance(0.3) ? `-${word()}` : ''].filter(Boolean).join(' '),
    strange: () => some(1 + below(6), () => one(['the', 'is', '-', '"', '“', '」', ':', 'service:', 'a', '连', ' ', 'Ｐay', 'after:', '２０２４', 'sort:x', 'İ', 'ß', '𠀀𠀁', '--', '_', word()])).join(''),
  };
  const names = [...Object.keys(kinds), 'log'];
  return some(n, () => null).map((_, nr) => {
    const kind = names[nr % names.length];
    if (kind === 'log') return { text: chance(0.3) ? one(['severity:P0', 'service:payment-service after:2021', 'sort:date', '-has:runbook before:2024']) : '', log: logLines(), prefix: false, kind };
    return { text: kinds[kind](), prefix: kind === 'prefix' || chance(0.25), kind };
  });
}
