// The library: the data of the page, unpacked, as columns. An event is its place in them,
// which is the order of time.

class Library {
  // open unpacks the block of the page.
  static async open(element) {
    const binary = atob(element.textContent.trim());
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Library(await new Response(stream).json());
  }

  constructor(raw) {
    const n = raw.titles.length;
    Object.assign(this, { raw, n, title: raw.title, tracks: raw.tracks || [], tags: raw.tags || [], articles: raw.articles || [] });
    this.lo = new Float64Array(n);
    this.hi = new Float64Array(n);
    this.track = Uint16Array.from(raw.track);
    this.weight = Uint8Array.from(raw.weight);
    const seconds = raw.seconds || {};
    const lasting = raw.lastingSeconds || {};
    let day = 0;
    for (let i = 0; i < n; i++) {
      day += raw.days[i];
      this.lo[i] = day * secondsPerDay + (seconds[i] || 0);
      const end = of(raw.ends, i, null);
      this.hi[i] = end ? end[0] * secondsPerDay + end[1] : this.lo[i] + raw.lasting[i] * secondsPerDay + (lasting[i] || 0);
    }
    this.folded = new Array(n);
    this.stems = new Stems(raw.lexicon);
    this.spans = (raw.spans || []).map((s) => ({ ...s, lo: s.lo[0] * secondsPerDay + s.lo[1], hi: s.hi[0] * secondsPerDay + s.hi[1] }));
    // Spans that meet are in rows of their own, of which there are few.
    const ends = [];
    for (const s of this.spans) {
      const free = ends.findIndex((end) => end <= s.lo);
      s.row = free >= 0 ? free : Math.min(ends.length, 2);
      ends[s.row] = Math.max(s.hi, ends[s.row] || -Infinity);
    }
    this.lanes = this.tracks.map((_, t) => new Lane(this, t));
  }

  name(i) { return this.raw.titles[i]; }
  // state is how well an event is verified, a place in states; -1 where nothing is.
  state(i) { return this.raw.states ? this.raw.states[i] : -1; }
  text(i) { return of(this.raw.texts, i, ''); }
  place(i) { return of(this.raw.places, i, ''); }
  source(i) { return of(this.raw.sources, i, ''); }
  links(i) { return of(this.raw.links, i, []); }
  excerpts(i) { return of(this.raw.excerpts, i, []); }
  notes(i) { return of(this.raw.notes, i, []); }
  pictures(i) { return of(this.raw.pictured, i, []); }
  noted(i) { return this.raw.notes !== undefined && i in this.raw.notes; }
  tagged(i) { return of(this.raw.tagged, i, []); }
  edtf(i) { return of(this.raw.dates, i, '') || plainDay(this.lo[i]); }
  key(i) { return this.raw.keys.substr(i * this.raw.key, this.raw.key); }

  // reports is the number of articles that report an event.
  reports(i) { return new Set(this.excerpts(i).map((x) => x.article)).size; }

  // passages are those of an article that report events or have notes, in its order.
  passages(article) {
    const found = [];
    for (const [i, list] of Object.entries(this.raw.excerpts || {})) {
      for (const x of list) if (x.article === article) found.push({ event: Number(i), at: x.at || 0, exact: x.exact });
    }
    for (const note of this.articles[article].notes || []) if (note.quote) found.push({ event: -1, note, at: note.at || 0, exact: note.quote });
    return found.sort((a, b) => a.at - b.at);
  }

  // core is the part of the date that is certain, and what is in doubt as the bits of
  // dates.Doubts.
  core(i) {
    const c = of(this.raw.core, i, null);
    if (!c) return { lo: this.lo[i], hi: this.hi[i], doubts: 0 };
    return { lo: c[0] * secondsPerDay + c[1], hi: c[2] * secondsPerDay + c[3], doubts: c[4] };
  }

  // find returns the event that a link names, by the beginning of its name; -1 for none.
  find(key) {
    if (key.length < 4) return -1;
    const wanted = key.slice(0, this.raw.key);
    for (let i = 0; i < this.n; i++) {
      if (this.raw.keys.startsWith(wanted, i * this.raw.key) && wanted.length <= this.raw.key) return i;
    }
    return -1;
  }

  // words is what is searched of an event, folded.
  words(i) {
    if (this.folded[i] === undefined) {
      const parts = [this.name(i), this.place(i), this.text(i), this.source(i), this.tracks[this.track[i]].name];
      for (const t of this.tagged(i)) parts.push(this.tags[t]);
      for (const x of this.excerpts(i)) parts.push(x.exact, this.articles[x.article].title, this.articles[x.article].publisher || '');
      for (const n of this.pictures(i)) for (const key of ['alt', 'caption', 'credit']) parts.push(this.raw.pictures[n][key] || '');
      this.folded[i] = fold(parts.join('\n'));
    }
    return this.folded[i];
  }

  // main returns the time of most events: what is so far away that it shrinks all others
  // is left out.
  main(shown) {
    let from = 0;
    let to = shown.length - 1;
    if (to < 0) return null;
    const spare = Math.floor(shown.length / 20);
    const span = (a, b) => Math.max(this.hi[shown[b]] - this.lo[shown[a]], 1);
    for (let cut = 0; cut < spare && to > from; cut++) {
      const whole = span(from, to);
      const [head, tail] = [whole - span(from + 1, to), whole - span(from, to - 1)];
      if (Math.max(head, tail) < whole * 0.3) break;
      if (head > tail) from++;
      else to--;
    }
    let hi = -Infinity;
    for (let k = from; k <= to; k++) if (this.hi[shown[k]] < horizon) hi = Math.max(hi, this.hi[shown[k]]);
    let lo = Infinity;
    for (let k = from; k <= to; k++) if (this.lo[shown[k]] > -horizon) lo = Math.min(lo, this.lo[shown[k]]);
    if (lo > hi) [lo, hi] = [Math.min(lo, hi), Math.max(lo, hi)];
    return { lo: Number.isFinite(lo) ? lo : 0, hi: Number.isFinite(hi) ? hi : 86400 };
  }
}

// Lane is the events of a track in the order of time.
class Lane {
  constructor(library, track) {
    const mine = [];
    for (let i = 0; i < library.n; i++) if (library.track[i] === track) mine.push(i);
    this.events = Int32Array.from(mine);
    this.lo = Float64Array.from(mine, (i) => library.lo[i]);
    // The latest end so far: it never decreases, so what reaches into a view is found by
    // halving.
    this.reach = new Float64Array(mine.length);
    let latest = -Infinity;
    mine.forEach((i, k) => {
      latest = Math.max(latest, library.hi[i]);
      this.reach[k] = latest;
    });
  }

  // range returns the places of what may be in [lo, hi).
  range(lo, hi) {
    return [lowerBound(this.reach, lo), lowerBound(this.lo, hi)];
  }
}

// lowerBound is the first place whose value is at least v.
function lowerBound(sorted, v) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < v) low = middle + 1;
    else high = middle;
  }
  return low;
}

function of(map, i, none) {
  return (map && map[i]) || none;
}
