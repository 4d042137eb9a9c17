// The list: all events that are shown, by year, as text. It is the accessible and the
// printable form of the timeline. Of a long one only the parts near the view are there; the
// others are as high as they were, or are likely to be.

const partSize = 50; // events
const mostPrinted = 2000;

// make returns an element with properties, attributes ("aria-…", "data-…", role) and
// children. Text is always put in as text.
function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element && !key.includes('-') && key !== 'role' && key !== 'list') element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((c) => c !== null && c !== ''));
  return element;
}

class List {
  // host has library, words, order, selected, tagged(t), and is told choose(i).
  constructor(host, root) {
    Object.assign(this, { host, root, parts: [] });
    this.watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        const part = this.parts[Number(entry.target.dataset.part)];
        if (!part || part.element !== entry.target) continue;
        if (entry.isIntersecting) this.fill(part);
        else this.empty(part);
      }
    }, { rootMargin: '1200px 0px' });
  }

  // show lists the events of host.order.
  show() {
    this.watcher.disconnect();
    const { order, library } = this.host;
    this.years = new Map();
    for (const i of order) this.years.set(this.year(i), (this.years.get(this.year(i)) || 0) + 1);
    this.parts = [];
    const all = document.createDocumentFragment();
    for (let from = 0; from < order.length; from += partSize) {
      const to = Math.min(from + partSize, order.length);
      let height = 0;
      for (let k = from; k < to; k++) {
        const i = order[k];
        height += 84 + Math.min(library.text(i).length / 80, 8) * 26 + Math.min(library.excerpts(i).length, 3) * 80 + library.pictures(i).length * 400;
      }
      const element = make('div', { className: 'part', 'data-part': String(this.parts.length) });
      element.style.minHeight = Math.round(height) + 'px';
      this.parts.push({ element, from, to, filled: false });
      all.append(element);
    }
    if (order.length === 0) all.append(make('p', { className: 'none' }, this.host.words.say(library.n ? 'page.none' : 'page.events', { n: 0 })));
    this.root.replaceChildren(all);
    if (this.parts.length) this.fill(this.parts[0]); // at once, not when it is seen
    for (const part of this.parts) this.watcher.observe(part.element);
  }

  year(i) {
    const lo = this.host.library.lo[i];
    return lo < -horizon ? null : civilFromSeconds(lo).year;
  }

  fill(part) {
    if (part.filled) return;
    part.filled = true;
    const { order } = this.host;
    for (let k = part.from; k < part.to; k++) {
      const year = this.year(order[k]);
      if (k === 0 || year !== this.year(order[k - 1])) part.element.append(this.heading(year));
      part.element.append(this.entry(order[k], k));
    }
    part.element.style.minHeight = '';
  }

  empty(part) {
    if (!part.filled || part.element.contains(document.activeElement) || this.printing) return;
    part.element.style.minHeight = part.element.offsetHeight + 'px';
    part.element.replaceChildren();
    part.filled = false;
  }

  heading(year) {
    const { words } = this.host;
    return make('h2', {}, year === null ? '…' : words.year(year), ' ', make('small', {}, words.say('page.events', { n: this.years.get(year) })));
  }

  entry(i, place) {
    const { library, words, order } = this.host;
    const key = library.key(i);
    const track = library.tracks[library.track[i]];
    const bar = make('i', { className: 'bar', 'aria-hidden': 'true' });
    bar.style.background = 'var(--' + track.colour + ', var(--slate))';
    const meta = [track.name];
    if (library.place(i)) meta.push(library.place(i));
    const reports = library.reports(i);
    if (reports) meta.push(words.say('page.sources', { n: reports }));
    const line = make('p', { className: 'meta' }, bar);
    meta.forEach((text, k) => line.append(k ? ' · ' : '', make('bdi', {}, text)));
    const state = library.state(i);
    if (state >= 0) line.append(' · ', stateSign(state), ' ', make('bdi', {}, words.say('state.' + states[state])));
    const title = make('a', { href: '#e=' + key }, library.name(i));
    const what = make('div', { className: 'what' }, line, make('h3', { id: 'title-' + key }, title));
    for (const n of library.pictures(i)) what.append(pictureBox(this.host, n));
    for (const text of library.text(i).split('\n')) if (text.trim()) what.append(make('p', { dir: 'auto' }, text));
    if (library.source(i)) what.append(make('p', { className: 'meta', dir: 'auto' }, library.source(i)));
    library.excerpts(i).forEach((x, n) => what.append(this.quote(x, i, n)));
    for (const note of library.notes(i)) what.append(noteBox(this.host, note));
    for (const l of library.links(i)) what.append(make('p', { className: 'meta' }, outside(l.url, l.title || l.url)));
    const tags = library.tagged(i);
    if (tags.length) {
      const list = make('p', { className: 'tags' });
      for (const t of tags) list.append(make('button', { type: 'button', className: 'tag', onclick: () => this.host.tagged(t) }, make('bdi', {}, library.tags[t])));
      what.append(list);
    }
    what.append(button(words, 'page.link.event', () => this.host.copyLink({ event: i }), 'copy', drawing('link')));
    const element = make('article', {
      className: 'entry', id: 'e-' + key, tabIndex: -1, 'aria-labelledby': 'title-' + key, 'aria-posinset': String(place + 1), 'aria-setsize': String(order.length),
    }, this.when(i), what);
    if (i === this.host.selected) element.classList.add('selected');
    title.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      this.host.choose(i, 'list');
    });
    return element;
  }

  // when is the date of an event: of a day or month, which the heading gives the year, the
  // day large and the rest small below it.
  when(i) {
    const { library, words } = this.host;
    const edtf = library.edtf(i);
    const time = make('time');
    if (/^\d{4}(-(0\d|1[0-2])(-\d\d(T[\d:]+(Z|[+-]\d\d:\d\d)?)?)?)?$/.test(edtf) && !edtf.startsWith('0000')) time.dateTime = edtf;
    const d = readDate(edtf);
    const p = d.start;
    if (d.kind === 'point' && p.month && !doubtful(p)) {
      time.append(words.day(p, { noYear: true }), make('span', { className: 'hidden' }, ' ' + words.year(p.year)));
      const rest = [];
      if (p.day && p.year >= gregorian) rest.push(words.weekdays[weekday(daysFromCivil(p.year, p.month, p.day))]);
      if (p.precision >= precisions.minute) rest.push(words.zoned(p, words.clockOf(p)));
      if (rest.length) time.append(make('small', {}, rest.length > 1 ? words.say('list.next', { list: rest[0], next: rest[1] }) : rest[0]));
    } else {
      time.append(words.date(edtf, true));
    }
    return make('p', { className: 'when' }, time);
  }

  quote(x, i, n) {
    const { library, words } = this.host;
    const key = library.key(i);
    const track = library.tracks[library.track[i]];
    const article = library.articles[x.article];
    const quote = make('blockquote', { dir: 'auto', id: 'p-' + key + '-' + (n + 1), tabIndex: -1 }, make('p', {}, x.exact));
    quote.style.borderColor = 'var(--' + track.colour + ', var(--slate))';
    if (article.lang) quote.lang = article.lang;
    const from = make('p', { className: 'from' }, article.url ? outside(article.url, article.title) : make('bdi', {}, article.title));
    if (article.publisher) from.append(' · ', make('bdi', {}, article.publisher));
    if (article.date) from.append(' · ', make('bdi', { lang: words.lang }, words.date(article.date)));
    if (article.text || article.pictures) {
      from.append(make('span', { className: 'screen' }, ' · ', make('button', { type: 'button', className: 'inline', onclick: () => this.host.reader.open(x.article, i, x) }, words.say('page.read'))));
    }
    from.append(button(words, 'page.link.passage', () => this.host.copyLink({ event: i, passage: n + 1 }), 'copy', drawing('link')));
    return make('figure', {}, quote, make('figcaption', {}, from));
  }

  // revealNote brings the note on a span of time into view.
  revealNote(k) {
    const target = document.getElementById('n-' + k);
    target.scrollIntoView({ block: 'start' });
    target.focus({ preventScroll: true });
  }

  // reveal brings an event into view, below what stays at the top of the page.
  reveal(i, focus, passage = 0) {
    const place = this.host.order.indexOf(i);
    if (place < 0) return;
    this.fill(this.parts[Math.floor(place / partSize)]);
    const key = this.host.library.key(i);
    const entry = document.getElementById('e-' + key);
    const target = (passage && document.getElementById('p-' + key + '-' + passage)) || entry;
    target.scrollIntoView({ block: 'start' });
    if (focus) target.focus({ preventScroll: true });
  }

  mark(i) {
    for (const e of this.root.querySelectorAll('.entry.selected')) e.classList.remove('selected');
    if (i < 0) return;
    const entry = document.getElementById('e-' + this.host.library.key(i));
    if (entry) entry.classList.add('selected');
  }

  // print fills in what is printed.
  print(printing) {
    this.printing = printing;
    if (printing) for (const part of this.parts) if (part.from < mostPrinted) this.fill(part);
  }
}

// outside is a link to another page; the address has been judged when the page was written.
function outside(url, text) {
  return make('a', { href: url, target: '_blank', rel: 'noopener noreferrer', dir: 'auto' }, text);
}
