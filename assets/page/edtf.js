// Reading EDTF: the calendar fields of dates that package dates has already judged, so
// that anything it writes is read, and nothing is checked again.

const uncertain = 1;
const approximate = 2;
const precisions = { none: 0, year: 1, season: 2, month: 3, day: 4, minute: 5, second: 6 };
const qualifiers = { '?': uncertain, '~': approximate, '%': uncertain | approximate };

// readDate returns the kind of a date, its two ends and the members of a set.
function readDate(text) {
  if (text === '') return { kind: 'none', members: [] };
  if (text[0] === '[' || text[0] === '{') {
    const members = text.slice(1, -1).split(',').map((part) => {
      const [from, to] = part.split('..');
      if (to === undefined) {
        const point = readPoint(from);
        return { start: point, end: point, range: false };
      }
      return { start: readPoint(from || '..'), end: readPoint(to || '..'), range: true };
    });
    return { kind: text[0] === '[' ? 'one' : 'all', members };
  }
  const [from, to] = text.split('/');
  const start = readPoint(from);
  return { kind: to === undefined ? 'point' : 'interval', start, end: to === undefined ? start : readPoint(to), members: [] };
}

// readPoint returns one date or date-time. x is a set of digits that were written X: bits
// 0 to 3 of the year, 4 and 5 of the month, 6 and 7 of the day, the last digit first.
function readPoint(text) {
  const p = {
    text, year: 0, significant: 0, season: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, offset: 0, precision: precisions.none,
    qualifier: 0, parts: [0, 0, 0], x: 0, minus: false, zoned: false, open: text === '..', unknown: text === '',
  };
  if (p.open || p.unknown) return p;
  const cut = text.indexOf('T');
  const date = cut < 0 ? text : text.slice(0, cut);
  const match = /^([?~%]?)(-?[\dX]{4}|Y-?\d+(?:E\d+)?)(?:S(\d+))?([?~%]?)(?:-([?~%]?)([\dX]{2})([?~%]?)(?:-([?~%]?)([\dX]{2})([?~%]?))?)?$/.exec(date);
  if (!match) return p;
  readYear(p, match[2]);
  p.significant = Number(match[3] || 0);
  p.precision = precisions.year;
  const doubts = [qualifiers[match[1]] | qualifiers[match[4]]];
  if (match[6] !== undefined) {
    const month = readPair(match[6]);
    doubts.push(qualifiers[match[5]] | 0);
    group(doubts, match[7]);
    if (month.x === 0 && month.n > 12) {
      p.season = month.n;
      p.precision = precisions.season;
    } else {
      p.month = month.n;
      p.x |= month.x << 4;
      p.precision = precisions.month;
    }
  }
  if (match[9] !== undefined) {
    const day = readPair(match[9]);
    doubts.push(qualifiers[match[8]] | 0);
    group(doubts, match[10]);
    p.day = day.n;
    p.x |= day.x << 6;
    p.precision = precisions.day;
  }
  p.qualifier = doubts.reduce((all, q) => all & q, uncertain | approximate);
  doubts.forEach((q, i) => { p.parts[i] = q & ~p.qualifier; });
  if (cut >= 0) readTime(p, text.slice(cut + 1));
  return p;
}

// group lets a qualifier after a part count for that part and all before it.
function group(doubts, sign) {
  for (let i = 0; i < doubts.length; i++) doubts[i] |= qualifiers[sign];
}

function readYear(p, text) {
  const long = /^Y(-?\d+)(?:E(\d+))?$/.exec(text);
  if (long) {
    p.year = Number(long[1]) * 10 ** Number(long[2] || 0);
    return;
  }
  const digits = text.replace('-', '');
  for (let i = 0; i < 4; i++) if (digits[3 - i] === 'X') p.x |= 1 << i;
  p.year = Number(digits.replace(/X/g, '0'));
  if (text[0] === '-') {
    p.minus = p.year === 0;
    p.year = p.year === 0 ? 0 : -p.year;
  }
}

function readPair(text) {
  return { n: Number(text.replace(/X/g, '0')), x: (text[1] === 'X' ? 1 : 0) | (text[0] === 'X' ? 2 : 0) };
}

function readTime(p, text) {
  const match = /^(\d\d):(\d\d)(?::(\d\d))?(?:(Z)|([+-])(\d\d)(?::?(\d\d))?)?$/.exec(text);
  if (!match) return;
  p.hour = Number(match[1]);
  p.minute = Number(match[2]);
  p.second = Number(match[3] || 0);
  p.precision = match[3] === undefined ? precisions.minute : precisions.second;
  p.zoned = match[4] !== undefined || match[5] !== undefined;
  if (match[5]) p.offset = (match[5] === '-' ? -1 : 1) * (Number(match[6]) * 3600 + Number(match[7] || 0) * 60);
}

// fits reports whether a number may be the one with digits that were written X.
function fits(n, pattern, x) {
  return ((x & 1) !== 0 || n % 10 === pattern % 10) && ((x & 2) !== 0 || Math.floor(n / 10) === Math.floor(pattern / 10));
}

// vagueYears is how many years a year may be one of, where X are its last digits alone;
// 0 where a digit follows an X.
function vagueYears(p) {
  return { 0: 1, 1: 10, 3: 100, 7: 1000, 15: 10000 }[p.x & 15] || 0;
}

// yearsOf returns the first and last year that the digits of a point allow.
function yearsOf(p) {
  if (p.significant !== 0) {
    const digits = String(Math.abs(p.year)).length;
    const step = 10 ** (digits - p.significant);
    const from = Math.floor(Math.abs(p.year) / step) * step;
    const to = Math.min(from + step - 1, 13800000000);
    return p.year < 0 ? [-to, -from] : [from, to];
  }
  let most = 0;
  for (let i = 0; i < 4; i++) if (p.x & (1 << i)) most += 9 * 10 ** i;
  if (p.year < 0 || p.minus) return [p.year - most, p.year === 0 ? -1 : p.year];
  return [p.year, p.year + most];
}

// seasonMonths returns the first month of a part of the year and how many it has.
function seasonMonths(season) {
  if (season >= 40) return [1 + 6 * (season - 40), 6];
  if (season >= 37) return [1 + 4 * (season - 37), 4];
  if (season >= 33) return [1 + 3 * (season - 33), 3];
  if (season >= 29) return [1 + ((8 + 3 * (season - 29)) % 12), 3];
  return [3 + 3 * ((season - 21) % 4), 3];
}
