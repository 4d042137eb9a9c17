// The page's rules against those of the program: node check.js. It fails at the first ten
// vectors that come out otherwise.
'use strict';
const fs = require('fs');
const path = require('path');

const page = path.join(__dirname, '..');
const read = (...names) => fs.readFileSync(path.join(...names), 'utf8');
const source = ['fold.js', 'stem.js', 'calendar.js', 'edtf.js', 'words.js', 'pack.js'].map((name) => read(page, name)).join('\n');
const rules = new Function(source + '\nreturn { fold, Stems, Sought, formsOf, wordsOf, units, tickBefore, tickAt, tickLabel, tickName, Words, Rows, plainDay };')();
const catalog = (lang) => JSON.parse(read(page, '..', 'translations', lang + '.json'));
const words = { en: new rules.Words('en', catalog('en')), ar: new rules.Words('ar', catalog('ar')) };
const vectors = (name) => JSON.parse(read(__dirname, name + '.json'));

let checked = 0;
let failed = 0;
function same(what, got, want) {
  checked++;
  if (got === want) return;
  if (++failed <= 10) console.error(`${what}: ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
}

for (const v of vectors('fold')) same(`fold ${v.text}`, rules.fold(v.text), v.fold);
const stemmed = vectors('stems');
const stems = new rules.Stems(stemmed.lexicon);
const list = (words) => [...new Set(words)].sort().join(' ');
for (const v of stemmed.words) {
  for (const [what, got] of [['keys', stems.keys(v.word)], ['lookups', stems.lookups(v.word)], ['forms', rules.formsOf(v.word)], ['cores', stems.cores(v.word)]]) {
    same(`${what} of ${v.word}`, list(got), list(v[what]));
  }
}
for (const v of stemmed.texts) same(`words of ${v.word}`, rules.wordsOf(rules.fold(v.word)).join(' '), v.keys.join(' '));
for (const [query, text, found] of [
  ['summits ', 'the summit', true], ['summ', 'the summit', true], ['ummit', 'the summit', false], ['قمة', 'انعقدت القمم', false], ['حكومة ', 'وحكومتها', true],
  ['سوداني', 'وللسودان', true], ['وهان', 'ووهان', true], ['organise vote', 'a vote, organised', true], ['organise', 'organs', false], ['20', 'في2022م', true],
  ['بكين ', 'ببكين', true], ['日', '日本', true], ['import vote', 'an important vote', false], ['', 'x', true],
]) same(`${query} in ${text}`, new rules.Sought(query, stems).in(rules.fold(text)), found);
for (const v of vectors('words')) {
  for (const lang of ['en', 'ar']) same(`${v.edtf} in ${lang}`, words[lang].date(v.edtf, true), v[lang]);
}
for (const v of vectors('lengths')) same(`from ${v.lo} to ${v.hi}`, words.en.between(v.lo, v.hi), v.en);
for (const v of vectors('ticks')) {
  const unit = rules.units[v.unit];
  const what = `tick of ${unit.n} ${unit.of} near ${v.near}`;
  same(what + ', parent', unit.parent, v.parent);
  same(what, rules.tickBefore(unit, v.near), v.k);
  same(what + ', at', rules.tickAt(unit, v.k), v.at);
  same(what + ', next', rules.tickAt(unit, v.k + 1), v.next);
  for (const lang of ['en', 'ar']) {
    same(what + ', label', rules.tickLabel(unit, words[lang], v.k, false), v[lang].label);
    same(what + ', long label', rules.tickLabel(unit, words[lang], v.k, true), v[lang].long);
    if (unit.of === 'clock') continue;
    same(what + ', name', rules.tickName(unit, words[lang], v.k, false), v[lang].name);
    same(what + ', long name', rules.tickName(unit, words[lang], v.k, true), v[lang].whole);
  }
}

// Packing: in no row do two things meet.
let seed = 1;
const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
for (let round = 0; round < 50; round++) {
  const rows = new rules.Rows(3);
  const placed = [];
  for (let i = 0; i < 200; i++) {
    const from = random() * 2000;
    const to = from + random() * 150;
    const row = rows.place(from, to);
    if (row >= 0) placed.push({ row, from, to });
    else same('no free row', [0, 1, 2].some((r) => !placed.some((p) => p.row === r && p.from < to && from < p.to)), false);
  }
  for (const a of placed) {
    same('things that meet', placed.some((b) => a !== b && a.row === b.row && a.from < b.to && b.from < a.to), false);
  }
}

if (failed) {
  console.error(`${failed} of ${checked} failed`);
  process.exit(1);
}
console.log(`${checked} checked`);
