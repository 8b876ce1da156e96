/* Days in queries: `2026-01-23`, `2026-01`, `2026`, `2026Q1`, `90d`, and the Chinese forms. */

/** @returns {number|null} The day that `text`, folded, names: a date, a month, a year, a quarter, or so long ago. */
function dayOf(text, calendar) {
  const whole = (it) => (/^\+?\d+$/.test(it ?? '1') ? +(it ?? 1) : NaN);
  const ago = /^(\d+)(d|天|日|w|周|星期|m|个月|y|年)$/.exec(text);
  if (ago && (ago[2] !== '年' || +ago[1] < 1000)) {
    const [year, month, day] = calendar.asOf.split('-').map(Number);
    const count = +ago[1];
    const unit = 'd天日w周星期m个月y年'.indexOf(ago[2]);
    if (unit < 6) return inRange(date(year, month, day) - count * (unit < 3 ? 1 : 7));
    const months = year * 12 + month - 1 - count * (unit < 9 ? 1 : 12);
    const [y, m] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
    return inRange(date(y, m, Math.min(day, date(m < 12 ? y : y + 1, (m % 12) + 1, 1) - date(y, m, 1))));
  }
  const quarter = /^([^q]*?)-?q(.*)$/s.exec(text);
  if (quarter) {
    const [year, number] = [whole(quarter[1]), whole(quarter[2])];
    const months = calendar.fiscalYearStart - 1 + (number - 1) * 3;
    if (year >= 1 && year <= 9999 && number >= 1 && number <= 4) {
      return date(year - (calendar.fiscalYearStart > 1) + Math.floor(months / 12), (months % 12) + 1, 1);
    }
  }
  const parts = text.replace(/[年月/.]/g, '-').replace(/[日号-]+$/, '').split('-');
  const [year, month, day] = [whole(parts[0]), whole(parts[1]), whole(parts[2])];
  const found = date(year, month, day);
  const at = new Date(found * DAY);
  return parts[0].length === 4 && parts.length < 4 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? found : null;
}

function date(year, month, day) {
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY;
}

/** A day of the years -9999 to 9999. */
function inRange(day) {
  return day >= date(-9999, 1, 1) ? day : null;
}
