// Folding: what readers take for the same word becomes the same text, by the rules of
// package fold. Here without the way back: the page searches and does not mark.

const foldIgnored = [
  [0xad, 0xad], [0x640, 0x640], [0x61c, 0x61c], [0xfeff, 0xfeff], [0x6d6, 0x6ed], [0x200b, 0x200f],
  [0x202a, 0x202e], [0x2060, 0x206f], [0xe0000, 0xe0fff],
];
const foldPresented = [[0xfb00, 0xfb06], [0xfb1d, 0xfdff], [0xfe70, 0xfefc], [0xff01, 0xff5e]];
const foldMark = /\p{Mn}|\p{Me}/u;
const foldOptional = /\p{Script=Inherited}|\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Cyrillic}/u;
const foldAccented = /\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}|\p{Script=Arabic}|\p{Script=Hebrew}/u;
const foldDigit = /\p{Nd}/u;
const foldSpace = /\p{Zs}/u;
const foldLetters = new Map(Object.entries({
  '\u0671': 'ا', '\u0672': 'ا', '\u0673': 'ا', 'ى': 'ي', 'ی': 'ي', 'ے': 'ي', 'ک': 'ك', 'ڪ': 'ك',
  'ة': 'ه', 'ۃ': 'ه', 'ہ': 'ه', 'ھ': 'ه', 'ە': 'ه', 'ß': 'ss', 'ẞ': 'ss', 'æ': 'ae', 'Æ': 'ae',
  'œ': 'oe', 'Œ': 'oe', 'ø': 'o', 'Ø': 'o', 'đ': 'd', 'Đ': 'd', 'ð': 'd', 'Ð': 'd', 'ł': 'l', 'Ł': 'l',
}));
const foldKnown = new Map(); // what became of a character

// fold returns the folded text; what is said in one form is found in every other.
function fold(text) {
  let out = '';
  for (const char of text) {
    let to = foldKnown.get(char);
    if (to === undefined) {
      to = foldChar(char);
      foldKnown.set(char, to);
    }
    out += to;
  }
  return out;
}

function within(ranges, code) {
  return ranges.some(([from, to]) => from <= code && code <= to);
}

function foldDropped(char) {
  const code = char.codePointAt(0);
  if (code < 0xad) return false;
  if (within(foldIgnored, code)) return true;
  if (code === 0x3099 || code === 0x309a) return false;
  return foldMark.test(char) && foldOptional.test(char);
}

function foldChar(char) {
  if (foldDropped(char)) return '';
  const code = char.codePointAt(0);
  let text = char;
  if (within(foldPresented, code)) {
    text = char.normalize('NFKD');
  } else if (code >= 0xc0 && foldAccented.test(char)) {
    text = char.normalize('NFD');
  }
  let out = '';
  for (const part of text) {
    // The forms of vowel signs that stand alone decompose into a space and the sign.
    if (foldDropped(part) || (part === ' ' && out === '' && char !== ' ')) continue;
    out += foldLetter(part);
  }
  return out;
}

function foldLetter(char) {
  const to = foldLetters.get(char);
  if (to !== undefined) return to;
  if (foldDigit.test(char)) {
    // Unicode keeps the digits of a script together in tens that begin with zero.
    let first = char.codePointAt(0);
    const code = first;
    while (foldDigit.test(String.fromCodePoint(first - 1))) first--;
    return String((code - first) % 10);
  }
  if (foldSpace.test(char)) return ' ';
  const upper = char.toUpperCase();
  const lower = (one(upper) ? upper : char).toLowerCase();
  return one(lower) ? lower : char;
}

function one(text) {
  return [...text].length === 1;
}
