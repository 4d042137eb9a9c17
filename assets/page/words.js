// Words: messages, numbers and dates in a language of the page, as package i18n of the
// program puts them. Every word is in the catalog that the page carries.

const gregorian = 1583; // before its first full year days of the week were nobody's
const shownMembers = 8;

class Words {
  // catalog has texts by key, or plural forms by their names in CLDR.
  constructor(lang, catalog) {
    this.lang = lang;
    this.rtl = lang === 'ar';
    this.catalog = catalog;
    this.plural = new Intl.PluralRules(lang);
    const list = (key) => catalog[key].split('|');
    this.months = list('months.long');
    this.monthsAxis = list('months.axis');
    this.monthsShort = list('months.short');
    this.weekdays = list('weekdays.long');
    this.weekdaysShort = list('weekdays.short');
    this.seasons = list('seasons');
    this.quarters = list('quarters');
    this.thirds = list('thirds');
    this.halves = list('halves');
    this.ordinals = list('ordinals');
  }

  // say fills the places of a message.
  say(key, values = {}) {
    let text = this.catalog[key];
    if (text === undefined) return key;
    if (typeof text !== 'string') text = text[this.plural.select(values.n)] || text.other;
    return text.replace(/\{(\w+)(?::plain)?\}/g, (all, name) => {
      const value = values[name];
      if (value === undefined) return all;
      return typeof value === 'number' ? this.count(value) : value;
    });
  }

  // count groups thousands.
  count(n) {
    return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
  }

  // between is the time from lo to hi in its two largest units; months and years are those
  // of the calendar, and are not said of less than four months.
  between(lo, hi) {
    const [a, b] = [civilFromSeconds(lo), civilFromSeconds(hi)];
    const since = (c) => ((c.day * 24 + c.hour) * 60 + c.minute) * 60 + c.second;
    let months = (b.year - a.year) * 12 + b.month - a.month;
    if (since(a) > since(b)) months--;
    const seconds = hi - lo;
    const n = (unit) => Math.floor(seconds / unit);
    let parts = [['days', n(86400)], ['hours', n(3600) % 24], ['minutes', n(60) % 60], ['seconds', n(1) % 60]];
    if (months >= 4) {
      const k = a.year * 12 + a.month - 1 + months;
      const [year, month] = [Math.floor(k / 12), k - Math.floor(k / 12) * 12 + 1];
      const from = daysFromCivil(year, month, Math.min(a.day, daysIn(year, month))) * secondsPerDay + (since(a) % secondsPerDay);
      parts = [['years', Math.floor(months / 12)], ['months', months % 12], ['days', Math.floor(Math.max(hi - from, 0) / secondsPerDay)]];
    }
    const first = parts.findIndex(([, count]) => count > 0);
    if (first < 0) return this.say('length.seconds', { n: 0 });
    const said = ([unit, count]) => this.say('length.' + unit, { n: count });
    const second = parts[first + 1];
    return second && second[1] > 0 ? this.say('length.two', { more: said(parts[first]), less: said(second) }) : said(parts[first]);
  }

  clock(h, m, s, seconds) {
    const two = (n) => String(n).padStart(2, '0');
    return two(h) + ':' + two(m) + (seconds ? ':' + two(s) : '');
  }

  // year is a year as historians count: 0 is 1 BCE.
  year(y) {
    if (y > 99) return this.yearNumber(y);
    if (y > 0) return this.say('date.ce', { year: String(y) });
    if (y <= -10000 && y % 1000 === 0) return this.say('date.bce', { year: this.yearNumber(-y) });
    return this.say('date.bce', { year: this.yearNumber(1 - y) });
  }

  yearNumber(n) {
    if (n >= 1e9 && n % 1e8 === 0) return this.say('year.billion', { n: this.tenths(n / 1e8) });
    if (n >= 1e6 && n % 1e5 === 0) return this.say('year.million', { n: this.tenths(n / 1e5) });
    return n >= 10000 ? this.count(n) : String(n);
  }

  tenths(n) {
    return Math.floor(n / 10) + (n % 10 ? '.' + (n % 10) : '');
  }

  ordinal(n) {
    let form = 0;
    if (this.ordinals.length === 4) {
      form = n % 10 >= 1 && n % 10 <= 3 && Math.floor(n / 10) % 10 !== 1 ? (n % 10) - 1 : 3;
    }
    return this.ordinals[form].replace('{n}', String(n));
  }

  // span is the name of the years from y on: a decade, century or millennium.
  span(y, years) {
    let middle = y + Math.trunc(years / 2);
    const bce = middle <= 0;
    if (bce) middle = 1 - middle;
    let name;
    if (years === 10) {
      name = this.say('span.decade', { year: String(middle - (middle % 10)) });
    } else if (years === 100) {
      name = this.say('span.century', { ordinal: this.ordinal(Math.floor((middle - 1) / 100) + 1) });
    } else {
      name = this.say('span.millennium', { ordinal: this.ordinal(Math.floor((middle - 1) / 1000) + 1) });
    }
    return bce ? this.say('date.bce', { year: name }) : name;
  }

  // date is a date in words; long ones name the day of the week.
  date(edtf, long = false) {
    const d = readDate(edtf);
    if (d.kind === 'none') return '';
    if (d.kind === 'one') return this.oneOf(d.members);
    if (d.kind === 'all') return this.allOf(d.members);
    const { start, end } = d;
    const same = start.text === end.text && start.precision <= precisions.day && start.precision !== precisions.none;
    if (d.kind === 'point' || same) return this.point(start, { weekday: long });
    if (start.open && end.open) return this.say('range.always');
    if (start.open) return this.say('range.until', { to: this.point(end) });
    if (start.unknown) return this.say('range.until.unknown', { to: this.point(end) });
    if (end.open) return this.say('range.since', { from: this.point(start) });
    if (end.unknown) return this.say('range.since.unknown', { from: this.point(start) });
    return this.interval(start, end, { weekday: long });
  }

  // brief is a date in as few words as there are: a day with the short name of its month,
  // without its hour.
  brief(edtf) {
    const { kind, start } = readDate(edtf);
    if (kind !== 'point' || !start.day || doubtful(start)) return this.date(edtf);
    return this.say('date.day', { day: String(start.day), month: this.monthsShort[start.month - 1], year: this.year(start.year) });
  }

  wide(from, to) {
    return this.say('range.wide', { from, to });
  }

  tight(from, to) {
    return this.say('range.tight', { from, to });
  }

  // interval joins two points and says only once what they share.
  interval(a, b, parts = {}) {
    if (doubtful(a) || doubtful(b) || overlapsNextYear(a)) return this.wide(this.point(a), this.point(b));
    const timed = a.precision >= precisions.minute;
    if (timed && b.precision >= precisions.minute) return this.times(a, b, parts);
    const sameYear = a.year === b.year;
    if (timed || b.precision >= precisions.minute) return this.wide(this.point(a), this.point(b));
    if (a.precision === precisions.year && b.precision === precisions.year) return this.years(a.year, b.year);
    if (sameYear && a.month === b.month && a.day !== 0 && b.day !== 0) return this.tight(String(a.day), this.point(b));
    if (sameYear && a.precision >= precisions.season && b.precision >= precisions.season) {
      return this.wide(this.point(a, { noYear: true }), this.point(b));
    }
    return this.wide(this.point(a), this.point(b));
  }

  times(a, b, parts) {
    if (a.offset !== b.offset || a.zoned !== b.zoned) return this.wide(this.point(a), this.point(b));
    if (a.year !== b.year) return this.wide(this.point(a, { noZone: true }), this.point(b));
    if (a.month !== b.month || a.day !== b.day) return this.wide(this.point(a, { noYear: true, noZone: true }), this.point(b));
    const clocks = this.tight(this.clockOf(a), this.clockOf(b));
    return this.say('date.time', { date: this.day(b, parts), time: this.zoned(b, clocks) });
  }

  years(a, b) {
    if (a > 99 && b < 10000) return this.tight(String(a), String(b));
    if (b <= 0 && a > -10000) return this.tight(String(1 - a), this.year(b));
    if (a <= 0 && b > 0 && b < 10000) return this.wide(this.year(a), this.say('date.ce', { year: String(b) }));
    return this.wide(this.year(a), this.year(b));
  }

  point(p, parts = {}) {
    if (doubtful(p)) parts = { ...parts, weekday: false };
    let text = this.day(p, parts);
    if (p.precision >= precisions.minute) {
      const clock = this.clockOf(p);
      text = this.say('date.time', { date: text, time: parts.noZone ? clock : this.zoned(p, clock) });
    }
    text = this.doubts(p, text);
    switch (p.qualifier) {
      case uncertain:
        return this.say('date.uncertain', { date: text });
      case approximate:
        return this.say('date.approximate', { date: text });
      case uncertain | approximate:
        return this.say('date.uncertain.approximate', { date: text });
    }
    return text;
  }

  // day is the date without time and qualifiers.
  day(p, parts = {}) {
    if (p.significant !== 0) return this.estimate(p);
    if (p.precision === precisions.season) return this.season(p, parts);
    if (p.x !== 0) return this.vague(p);
    if (p.precision === precisions.year) return this.year(p.year);
    const month = this.months[p.month - 1];
    const year = this.year(p.year);
    if (p.day === 0) return parts.noYear ? month : this.say('date.month', { month, year });
    const day = String(p.day);
    const text = parts.noYear ? this.say('date.day.short', { day, month }) : this.say('date.day', { day, month, year });
    if (parts.weekday && p.year >= gregorian) {
      return this.say('date.weekday', { weekday: this.weekdays[weekday(daysFromCivil(p.year, p.month, p.day))], date: text });
    }
    return text;
  }

  clockOf(p) {
    return this.clock(p.hour, p.minute, p.second, p.second !== 0);
  }

  zoned(p, clock) {
    if (!p.zoned) return clock;
    const minutes = Math.abs(Math.trunc(p.offset / 60));
    let offset = minutes === 0 ? '' : (p.offset < 0 ? '\u2212' : '+') + Math.floor(minutes / 60);
    if (minutes % 60) offset += ':' + String(minutes % 60).padStart(2, '0');
    return this.say('date.zone', { time: clock, offset });
  }

  season(p, parts) {
    const s = p.season;
    let name;
    if (s >= 40) name = this.halves[s - 40];
    else if (s >= 37) name = this.thirds[s - 37];
    else if (s >= 33) name = this.quarters[s - 33];
    else name = this.seasons[(s - 21) % 4];
    let text = name;
    if (parts.noYear) {
      // The name alone.
    } else if (s >= 33 || p.x !== 0) {
      text = this.say('date.of', { date: name, period: this.inYear(p) });
    } else {
      const year = overlapsNextYear(p) ? this.years(p.year, p.year + 1) : this.year(p.year);
      text = this.say('date.season', { season: name, year });
    }
    if (s >= 33 || s < 25) return text;
    return this.say(s >= 29 ? 'date.south' : 'date.north', { date: text });
  }

  estimate(p) {
    const [from, to] = yearsOf(p);
    if (from === to) return this.year(p.year);
    return this.say('date.estimate', { year: this.year(p.year), range: this.years(from, to) });
  }

  // vague is a date with digits that are not known.
  vague(p) {
    if (p.precision === precisions.year) return this.vagueYear(p);
    if ((p.x & 0xf0) === 0 && p.day === 0) return this.within(this.months[p.month - 1], p);
    if (p.precision === precisions.month) {
      const { period, certain } = this.inMonth(p);
      return certain ? period : this.say('date.some.month', { period });
    }
    if ((p.x & 0xc0) === 0xc0) return this.say('date.some.day', { period: this.inMonth(p).period });
    const days = this.fitting(31, p.day, p.x >> 6, String);
    const months = numbersFitting(12, p.month, p.x >> 4);
    if (months.length !== 1) return this.say('date.day.some.month', { day: days.text, period: this.inMonth(p).period });
    const text = this.within(this.say('date.day.short', { day: days.text, month: this.months[months[0] - 1] }), p);
    return days.one ? text : this.say('date.some.day', { period: text });
  }

  within(text, p) {
    if ((p.x & 15) === 0) return this.say('date.month', { month: text, year: this.year(p.year) });
    return this.say('date.of', { date: text, period: this.inYear(p) });
  }

  inMonth(p) {
    if ((p.x & 0x30) === 0x30) return { period: this.inYear(p), certain: false };
    const names = this.fitting(12, p.month, p.x >> 4, (m) => this.months[m - 1]);
    return { period: this.within(names.text, p), certain: names.one };
  }

  // fitting lists the numbers up to last that fit: "10–19", "5, 15 or 25".
  fitting(last, pattern, x, name) {
    const found = numbersFitting(last, pattern, x);
    const n = found.length;
    if (n === 0) return { text: '', one: false };
    if (n === 1) return { text: name(found[0]), one: true };
    if (found[n - 1] - found[0] === n - 1) return { text: this.tight(name(found[0]), name(found[n - 1])), one: false };
    let text = name(found[0]);
    for (const f of found.slice(1, n - 1)) text = this.say('list.next', { list: text, next: name(f) });
    return { text: this.say('list.or', { list: text, next: name(found[n - 1]) }), one: false };
  }

  vagueYear(p) {
    const n = vagueYears(p);
    if (n === 0) return this.say('date.year.pattern', { year: this.yearDigits(p) });
    if (n === 10000) return this.say('date.year.unknown');
    return this.span(yearsOf(p)[0], n);
  }

  inYear(p) {
    const n = vagueYears(p);
    if (n === 0) return this.say('date.year.some.pattern', { year: this.yearDigits(p) });
    if (n === 1) return this.say('date.year.in', { year: this.year(p.year) });
    if (n === 10000) return this.say('date.year.some');
    return this.say('date.span.in', { span: this.vagueYear(p) });
  }

  // yearDigits is a year as it was written, isolated where letters run the other way.
  yearDigits(p) {
    const digits = [...String(Math.abs(p.year)).padStart(4, '0')].map((d, i) => (p.x & (1 << (3 - i)) ? 'X' : d)).join('');
    const text = (p.year < 0 || p.minus ? '-' : '') + digits;
    return this.rtl ? '\u2068' + text + '\u2069' : text;
  }

  doubts(p, text) {
    let list = '';
    ['year', p.precision === precisions.season ? 'season' : 'month', 'day'].forEach((part, i) => {
      const kind = { [uncertain]: 'uncertain', [approximate]: 'approximate', [uncertain | approximate]: 'both' }[p.parts[i]];
      if (!kind) return;
      const doubt = this.say('doubt.' + part + '.' + kind);
      list = list === '' ? doubt : this.say('list.next', { list, next: doubt });
    });
    return list === '' ? text : this.say('date.doubts', { date: text, doubts: list });
  }

  oneOf(members) {
    const list = this.members(members, 'one', 'or');
    let years = true;
    for (const m of members) {
      const open = m.start.open || m.end.open;
      if (members.length === 1 && (open || !m.range)) return list;
      for (const p of [m.start, m.end]) years = years && !open && p.precision === precisions.year && !doubtful(p);
    }
    return this.say(years ? 'set.one.years' : 'set.one', { list });
  }

  allOf(members) {
    const list = this.members(members, 'all', 'and');
    return members.length === 1 ? list : this.say('set.all', { list });
  }

  members(members, kind, joint) {
    const shown = members.length > shownMembers ? members.slice(0, shownMembers - 1) : members;
    let list = '';
    shown.forEach((m, i) => {
      const next = this.member(m, joint);
      if (i === 0) list = next;
      else list = this.say('set.' + kind + (i === members.length - 1 ? '.last' : '.next'), { list, next });
    });
    return shown.length < members.length ? this.say('set.more', { list, n: this.count(members.length) }) : list;
  }

  member(m, joint) {
    if (!m.range) return this.point(m.start);
    if (m.start.open) return this.say('date.' + joint + '.earlier', { date: this.point(m.end) });
    if (m.end.open) return this.say('date.' + joint + '.later', { date: this.point(m.start) });
    return this.interval(m.start, m.end);
  }
}

function doubtful(p) {
  return p.qualifier !== 0 || p.parts.some((q) => q !== 0) || p.x !== 0 || p.significant !== 0;
}

// overlapsNextYear reports whether a point is a season of two years.
function overlapsNextYear(p) {
  if (p.precision !== precisions.season) return false;
  const [first, n] = seasonMonths(p.season);
  return first + n > 13;
}

function numbersFitting(last, pattern, x) {
  const found = [];
  for (let n = 1; n <= last; n++) if (fits(n, pattern, x)) found.push(n);
  return found;
}
