// The calendar and the ticks of the axis: the proleptic Gregorian calendar on seconds,
// and a table of the distances that ticks may have, as in package scene. Seconds are
// numbers: beyond 285 million years they are exact to a minute only, which no axis shows.

const secondsPerDay = 86400;

// daysFromCivil counts days from 1970-01-01; year 0 is 1 BCE.
function daysFromCivil(year, month, day) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468;
}

function civilFromDays(days) {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const ofEra = z - era * 146097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * ofYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: ofYear - Math.floor((153 * m + 2) / 5) + 1 };
}

function civilFromSeconds(t) {
  const days = Math.floor(t / secondsPerDay);
  const of = t - days * secondsPerDay;
  return { ...civilFromDays(days), hour: Math.floor(of / 3600), minute: Math.floor(of / 60) % 60, second: of % 60 };
}

// weekday is 0 for Sunday.
function weekday(days) {
  return (((days + 4) % 7) + 7) % 7;
}

function daysIn(year, month) {
  return month === 12 ? 31 : daysFromCivil(year, month + 1, 1) - daysFromCivil(year, month, 1);
}

// units are the distances of ticks: n seconds, days of a month, months or years.
const units = (() => {
  const all = [];
  for (const n of [1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10800, 21600, 43200]) all.push({ of: 'clock', n, parent: 12 });
  for (const n of [1, 2, 7]) all.push({ of: 'days', n, parent: 15 });
  for (const n of [1, 3, 6]) all.push({ of: 'months', n, parent: 18 });
  for (let ten = 1; ten <= 1e10; ten *= 10) {
    for (const n of [1, 2, 5]) all.push({ of: 'years', n: n * ten, parent: 18 + Math.floor((all.length - 18) / 3) * 3 + 3 });
  }
  for (const u of all) if (u.parent >= all.length) u.parent = -1;
  return all;
})();

// least is the shortest distance between two ticks, in seconds.
function leastOf(unit) {
  const of = { clock: 1, days: secondsPerDay, months: 28 * secondsPerDay, years: 365 * secondsPerDay };
  return unit.n * of[unit.of];
}

// slots is the number of ticks that a month has; those beyond its last day fall on the
// first of the next.
function slotsOf(unit) {
  return unit.n === 1 ? 31 : unit.n === 2 ? 15 : 4;
}

// tickBefore returns the number of the last tick at or before t.
function tickBefore(unit, t) {
  if (unit.of === 'clock') return Math.floor(t / unit.n);
  const c = civilFromSeconds(t);
  const month = c.year * 12 + c.month - 1;
  if (unit.of === 'days') return month * slotsOf(unit) + Math.min(Math.floor((c.day - 1) / unit.n), slotsOf(unit) - 1);
  if (unit.of === 'months') return Math.floor(month / unit.n);
  if (unit.n === 1) return c.year;
  return Math.floor((c.year >= 1 ? c.year : c.year - 1) / unit.n);
}

// tickCivil returns the date and time of tick k. Ticks of several years are at round
// years as people count them: 100 BCE, 1 CE, 100 CE.
function tickCivil(unit, k) {
  if (unit.of === 'clock') return civilFromSeconds(k * unit.n);
  let year = k * unit.n;
  let month = 1;
  let day = 1;
  if (unit.of === 'days') {
    const of = Math.floor(k / slotsOf(unit));
    day = 1 + (k - of * slotsOf(unit)) * unit.n;
    year = Math.floor(of / 12);
    month = of - year * 12 + 1;
    if (day > daysIn(year, month)) return tickCivil(units[15], of + 1);
  } else if (unit.of === 'months') {
    const of = k * unit.n;
    year = Math.floor(of / 12);
    month = of - year * 12 + 1;
  } else if (unit.n > 1 && k <= 0) {
    year++;
  }
  return { year, month, day, hour: 0, minute: 0, second: 0 };
}

// tickAt returns the instant of tick k.
function tickAt(unit, k) {
  if (unit.of === 'clock') return k * unit.n;
  const c = tickCivil(unit, k);
  return daysFromCivil(c.year, c.month, c.day) * secondsPerDay;
}

// tickLabel returns the words of tick k; long ones say more where there is room.
function tickLabel(unit, words, k, long) {
  const c = tickCivil(unit, k);
  switch (unit.of) {
    case 'clock':
      return words.clock(c.hour, c.minute, c.second, unit.n < 60);
    case 'days':
      return long ? words.weekdaysShort[weekday(daysFromCivil(c.year, c.month, c.day))] + ' ' + c.day : String(c.day);
    case 'months':
      return (long ? words.monthsAxis : words.monthsShort)[c.month - 1];
  }
  return words.year(c.year);
}

// tickName returns the words of the time from tick k on.
function tickName(unit, words, k, long) {
  const c = tickCivil(unit, k);
  if (unit.of === 'days') {
    const name = words.weekdaysShort[weekday(daysFromCivil(c.year, c.month, c.day))] + ' ' + c.day + ' ' + words.monthsShort[c.month - 1];
    return long ? name + ' ' + words.year(c.year) : name;
  }
  if (unit.of === 'months') return words.say('date.month', { month: words.monthsAxis[c.month - 1], year: words.year(c.year) });
  if (unit.n === 1) return words.year(c.year);
  if (unit.n <= 1000) return words.span(c.year, unit.n);
  return words.year(c.year) + ' – ' + words.year(tickCivil(unit, k + 1).year);
}
