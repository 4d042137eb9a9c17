// Searching: which words of a text a word means, by the rules of package fold: an Arabic word
// with what is written together with it, and with other endings; an English one by its stem
// (Porter's second stemmer). Words that no rule knows come with the data.

const wordLetter = /\p{L}/u;
const wordNumber = /\p{N}/u;
const wordMark = /\p{M}/u;
const wordArabic = /\p{Script=Arabic}/u;
const wordAlone = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u;
const wordKnown = new Map(); // the class of a character
const [noWord, otherWord, arabicWord, aloneWord, markOfWord] = [0, 1, 2, 3, 4];

function wordClass(char) {
  let c = wordKnown.get(char);
  if (c === undefined) {
    c = noWord;
    if (wordLetter.test(char)) c = wordAlone.test(char) ? aloneWord : wordArabic.test(char) ? arabicWord : otherWord;
    else if (wordNumber.test(char)) c = otherWord;
    else if (wordMark.test(char)) c = markOfWord;
    wordKnown.set(char, c);
  }
  return c;
}

// wordsOf returns the words of folded text.
function wordsOf(text) {
  const out = [];
  let word = '';
  let is = noWord;
  for (const char of text) {
    const c = wordClass(char);
    if (c !== markOfWord && (c !== is || c === aloneWord)) {
      if (is !== noWord) out.push(word);
      word = '';
      is = c;
    }
    word += char;
  }
  if (is !== noWord) out.push(word);
  return out;
}

const proclitics = [['', 'ال', 'و', 'ب', 'ل', 'لل', 'وال', 'بال', 'ف', 'ك', 'س'], ['فال', 'كال', 'ول', 'وب', 'وك', 'وس', 'فل', 'فب', 'فس', 'ولل', 'فلل', 'وبال', 'فبال', 'وكال']];
const feminineEndings = ['تهما', 'تهم', 'تهن', 'تها', 'ته', 'تان', 'تين', 'ات'];
const pronounEndings = ['هما', 'هم', 'هن', 'ها', 'ه'];
const dualEndings = ['ان', 'ين', 'ون'];
const nisbaEndings = [...feminineEndings, 'تا', 'تي', ...pronounEndings, ...dualEndings, 'ا'];
const distinct = (list) => [...new Set(list)];

class Stems {
  // lexicon has the words whose beginning or end is their own, and English ones by stem.
  constructor({ endings, own, beginnings, english }) {
    this.endings = new Set(['', ...endings.split(' ')]);
    this.own = new Set(own.split(' '));
    this.beginnings = new Set(beginnings.split(' '));
    this.english = new Map();
    for (const group of english) for (const word of group.split(' ')) this.english.set(word, group.split(' ')[0]);
  }

  keys(word) {
    if (isArabicWord(word)) {
      const { strong, weak } = this.arabic(word);
      return strong === word ? weak : [strong, ...weak];
    }
    const stem = isEnglishWord(word) ? this.stem(word) : word;
    return stem === word ? [] : [stem];
  }

  lookups(word) {
    if (isArabicWord(word)) return distinct(this.readings(word).flatMap((reading) => this.arabicLookups(reading)));
    return [isEnglishWord(word) ? this.stem(word) : word];
  }

  // cores are letters of which each word that is found has some.
  cores(word) {
    if (isEnglishWord(word)) {
      const stem = this.stem(word);
      return [['die', 'lie', 'tie'].includes(stem) ? stem[0] : stem.length < 3 ? stem : stem.slice(0, -1)];
    }
    return this.readings(word).map((reading) => {
      let core = unarticled(reading);
      if (isArabicWord(reading)) for (const key of this.arabicLookups(reading)) if (key.replace(/^[yfnt]/, '').length < core.length) core = key.replace(/^[yfnt]/, '');
      return core;
    });
  }

  readings(word) {
    const out = [word];
    if (!isArabicWord(word)) return out;
    if (this.withoutAnd(word) !== word) out.push(this.withoutAnd(word));
    for (const w of [...out]) for (const preposition of 'بلكف') out.push(this.cutFirst(w, preposition) || w);
    return distinct(out);
  }

  arabicLookups(word) {
    const { strong, weak } = this.arabic(word);
    const out = [];
    const add = (kind, rest) => {
      for (const before of ['', 'ب', 'ل', 'ف', 'ك']) {
        if (before === '' || (rest.length >= 3 && !this.beginsItself(before + rest))) out.push(kind + before + rest);
      }
    };
    add('', strong);
    if (strong.length >= 3) for (const kind of 'fny') add(kind, strong);
    for (const w of weak) {
      add(w[0], w.slice(1));
      if (w[0] !== 't') add('', w.slice(1));
    }
    return distinct(out);
  }

  // arabic is a word without what is before and after it, and what is left without endings
  // that may be its own, after the class of the ending: y nisba, f feminine, n dual and
  // plural, t a feminine one after two letters.
  arabic(word) {
    word = this.bare(word);
    if (this.own.has(word)) return { strong: word, weak: [] };
    for (const ending of nisbaEndings) {
      const rest = cut3(word, ending);
      if (rest && rest.endsWith('ي') && rest.length >= 4) return this.nisba(rest);
    }
    word = cut3(word, 'ا') || word;
    if (this.own.has(word)) return { strong: word, weak: [] };
    if (word.endsWith('ي') && word.length >= 4) return this.nisba(word);
    const weak = [];
    const add = (kind, rest) => { if (rest.length >= 3 || kind === 't') weak.push(kind + rest); };
    const ends = (list) => list.find((ending) => word.endsWith(ending) && word.length - ending.length >= 2);
    let ending = ends(feminineEndings);
    if (ending) {
      const rest = word.slice(0, -ending.length);
      add(rest.length >= 3 ? 'f' : 't', rest);
      if (rest.length < 3 && ending.startsWith('ته')) add('f', rest + 'ت');
      return { strong: word, weak };
    }
    ending = ends(pronounEndings);
    if (ending) {
      const rest = word.slice(0, -ending.length);
      add(rest.length === 2 ? 't' : 'f', rest);
      if (rest.length > 2 && 'يوا'.includes(rest[rest.length - 1])) add('n', rest.slice(0, -1));
      return { strong: word, weak };
    }
    for (const dual of dualEndings) if (cut3(word, dual)) add('n', cut3(word, dual));
    return { strong: word, weak };
  }

  nisba(word) {
    return { strong: word, weak: this.own.has(word) ? [] : ['y' + word.slice(0, -1)] };
  }

  bare(word) {
    word = this.withoutAnd(word);
    const article = ['ال', 'وال', 'بال', 'كال', 'فال', 'لل'].find((a) => word.startsWith(a) && word.length - a.length >= 2);
    return article ? word.slice(article.length) : word;
  }

  withoutAnd(word) { return this.cutFirst(word, 'و') || word; }

  cutFirst(word, letter) { return word.startsWith(letter) && word.length > 3 && !this.beginsItself(word) ? word.slice(1) : ''; }

  beginsItself(word) {
    for (let end = word.length; end >= 3; end--) if (this.beginnings.has(word.slice(0, end)) && this.endings.has(word.slice(end))) return true;
    return false;
  }

  stem(word) { return this.english.get(word) || porter(word); }
}

function isArabicWord(word) { return wordClass(String.fromCodePoint(word.codePointAt(0) || 0)) === arabicWord; }
function isEnglishWord(word) { return /^[a-z]+$/.test(word); }
function cut3(word, ending) { return word.endsWith(ending) && word.length - ending.length >= 3 ? word.slice(0, -ending.length) : ''; }

function unarticled(word) {
  const article = ['ال', 'لل'].find((a) => word.startsWith(a) && word.length - a.length >= 3);
  return article ? word.slice(article.length) : word;
}

// formsOf are a word with each of what is written together with it; the first ones are the
// more frequent.
function formsOf(word, rare = true) {
  if (!isArabicWord(word) || word.length < 2) return [word];
  const base = unarticled(word);
  const out = [word, ...(rare ? proclitics.flat() : proclitics[0]).map((before) => before + base)];
  if (rare && base !== word && word.startsWith('ال')) out.push(...['ل', 'ول', 'ال', 'لل', 'وال', 'فال', 'بال', 'كال'].map((before) => before + word));
  return distinct(out);
}

const porterSpecial = Object.fromEntries(('skis ski skies sky dying die lying lie tying tie idly idl gently gentl ugly ugli early earli only onli singly singl ' +
  'innings inning outings outing cannings canning herrings herring earrings earring proceeds proceed proceeded proceed proceeding proceed ' +
  'exceeds exceed exceeded exceed exceeding exceed succeeds succeed succeeded succeed succeeding succeed').match(/\w+ \w+/g).map((pair) => pair.split(' ')));
const porterKept = new Set('sky news howe atlas cosmos bias andes inning outing canning herring earring proceed exceed succeed'.split(' '));
const porterSecond = { ational: 'ate', fulness: 'ful', iveness: 'ive', ization: 'ize', ousness: 'ous', biliti: 'ble', lessli: 'less', tional: 'tion', alism: 'al', aliti: 'al', ation: 'ate', entli: 'ent', fulli: 'ful', iviti: 'ive', ousli: 'ous', anci: 'ance', abli: 'able', alli: 'al', ator: 'ate', enci: 'ence', izer: 'ize', bli: 'ble', ogi: 'og', li: '' };
const porterThird = { ational: 'ate', tional: 'tion', alize: 'al', icate: 'ic', ative: '', iciti: 'ic', ical: 'ic', ful: '', ness: '' };
const porterFourth = 'ement ance ence able ible ment ent ant ism ate iti ous ive ize ion al er ic'.split(' ');

// porter is the stem of an English word in small letters.
function porter(word) {
  if (word.length <= 2 || porterKept.has(word)) return word;
  if (porterSpecial[word]) return porterSpecial[word];
  let w = word.replace(/^y|([aeiouy])y/g, (m, before) => (before || '') + 'Y');
  const region = (from) => {
    const m = /[aeiouy][^aeiouy]/.exec(w.slice(from));
    return m ? from + m.index + 2 : w.length;
  };
  const r1 = /^(gener|commun|arsen)/.test(w) ? /^(gener|commun|arsen)/.exec(w)[0].length : region(0);
  const r2 = region(r1);
  const ends = (list) => list.find((ending) => w.endsWith(ending)) || '';
  const change = (ending, to) => { w = w.slice(0, w.length - ending.length) + to; };
  const within = (ending, from) => w.length - ending.length >= from;
  const short = (text) => (text.length === 2 ? /^[aeiouy][^aeiouy]$/ : /[^aeiouy][aeiouy][^aeiouywxY]$/).test(text);

  let ending = ends(['sses', 'ied', 'ies', 'us', 'ss', 's']);
  if (ending === 'sses') change(ending, 'ss');
  else if (ending === 'ied' || ending === 'ies') change(ending, w.length > 4 ? 'i' : 'ie');
  else if (ending === 's' && /[aeiouy]/.test(w.slice(0, -2))) change(ending, '');

  ending = ends(['eedly', 'ingly', 'edly', 'ing', 'eed', 'ed']);
  if (ending.startsWith('eed')) {
    if (within(ending, r1)) change(ending, 'ee');
  } else if (ending && /[aeiouy]/.test(w.slice(0, -ending.length))) {
    change(ending, '');
    if (/(at|bl|iz)$/.test(w)) w += 'e';
    else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(w)) w = w.slice(0, -1);
    else if (w.length <= r1 && short(w)) w += 'e';
  }
  if (w.length > 2 && /[^aeiouy][yY]$/.test(w)) change('y', 'i');

  ending = ends(Object.keys(porterSecond));
  if (ending && within(ending, r1)) {
    if (ending === 'li' ? /[cdeghkmnrt]li$/.test(w) : ending === 'ogi' ? /logi$/.test(w) : true) change(ending, porterSecond[ending]);
  }
  ending = ends(Object.keys(porterThird));
  if (ending && within(ending, r1) && (ending !== 'ative' || within(ending, r2))) change(ending, porterThird[ending]);
  ending = ends(porterFourth);
  if (ending && within(ending, r2) && (ending !== 'ion' || /[st]ion$/.test(w))) change(ending, '');
  if (w.endsWith('e') && (w.length > r2 || (w.length > r1 && !short(w.slice(0, -1))))) change('e', '');
  else if (w.endsWith('ll') && w.length > r2) change('l', '');
  return w.toLowerCase();
}

// Sought is what is searched: texts that have all of its words. The last one may go on.
class Sought {
  constructor(query, stems) {
    const words = wordsOf(fold(query));
    this.asked = words.map((word, k) => {
      const typed = k === words.length - 1;
      const begun = typed && [...word].length < 4;
      const forms = formsOf(word);
      if (!begun) for (const reading of stems.readings(word).slice(1)) forms.push(...formsOf(reading));
      const cores = begun ? [unarticled(word)] : stems.cores(word);
      const shortest = forms.reduce((a, b) => (b.length < a.length ? b : a));
      return {
        forms: new Set(forms), beginnings: typed ? formsOf(word, false) : [], keys: new Set(begun ? [] : stems.lookups(word)),
        cores: cores.some((core) => shortest.includes(core)) ? cores : [...cores, shortest], stems, seen: new Map(),
      };
    });
  }

  get empty() { return this.asked.length === 0; }

  // in reports whether folded text has all words.
  in(text) { return this.asked.every((asked) => asked.cores.some((core) => foundAt(text, core, asked))); }
}

function foundAt(text, core, asked) {
  for (let at = text.indexOf(core); at >= 0; at = text.indexOf(core, at + 1)) {
    const word = wordAround(text, at);
    let means = asked.seen.get(word);
    if (means === undefined) {
      means = asked.forms.has(word) || asked.beginnings.some((b) => word.startsWith(b)) || asked.keys.has(word) || asked.stems.keys(word).some((key) => asked.keys.has(key));
      if (asked.seen.size < 10000) asked.seen.set(word, means);
    }
    if (means) return true;
  }
  return false;
}

// wordAround is the word that a place of a text is in.
function wordAround(text, at) {
  const is = wordClass(text[at]);
  const same = (k) => k >= 0 && k < text.length && (wordClass(text[k]) === is || wordClass(text[k]) === markOfWord);
  if (is === aloneWord) return text[at];
  let [from, to] = [at, at + 1];
  while (same(from - 1)) from--;
  while (same(to)) to++;
  return text.slice(from, to);
}
