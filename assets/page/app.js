// The page: header, strip, filters and list, and what ties them together. The state is what
// is selected, filtered and in view; links hold it after "#".

class App {
  constructor(library) {
    this.library = library;
    this.selected = -1;
    this.hidden = new Set(); // tracks
    this.tag = -1;
    this.query = '';
    this.mask = null;
    this.order = Array.from({ length: library.n }, (_, i) => i);
    this.countTracks();
    const kept = remembered('lang');
    this.langs = [['en', 'English'], ['ar', 'العربية']].filter(([lang]) => lang in library.raw.words);
    const asked = [kept, ...(navigator.languages || []).map((lang) => lang.slice(0, 2)), library.raw.lang];
    this.speak(asked.find((lang) => lang in library.raw.words));
    this.theme(remembered('theme'));
    this.axis = '';
    this.build();
    this.search = debounce(() => this.filter(), 120);
    this.keepLink = debounce(() => this.writeLink(), 300);
    this.listen();
    this.readLink();
    idly(library.n, (i) => library.words(i));
  }

  // ——— What strip and list ask for ———

  shown(i) { return this.mask === null || this.mask[i] === 1; }
  count(track) { return this.lanes[track].shownLo.length; }
  lane(track) { return this.lanes[track]; }
  get axisRTL() { return this.axis === '' ? this.words.rtl : this.axis === 'rtl'; }

  speak(lang) {
    this.words = new Words(lang, this.library.raw.words[lang]);
    document.documentElement.lang = lang;
    document.documentElement.dir = this.words.rtl ? 'rtl' : 'ltr';
  }

  theme(name) {
    if (name === 'light' || name === 'dark') document.documentElement.dataset.theme = name;
    else delete document.documentElement.dataset.theme;
  }

  // ——— Building ———

  // build makes everything, in the language of the page.
  build() {
    const { library, words } = this;
    const say = (key, values) => words.say(key, values);
    const about = [say('page.chronology'), say('page.events', { n: library.n })];
    if (library.articles.length) about.push(say('page.sources', { n: library.articles.length }));
    this.live = make('p', { className: 'hidden', role: 'status', 'aria-live': 'polite' });
    this.canvas = make('canvas', { tabIndex: 0, role: 'application', 'aria-label': say('page.strip'), 'aria-describedby': 'strip-keys' });
    this.tip = make('div', { className: 'tip', hidden: true, 'aria-hidden': 'true' });
    this.plate = make('div', { className: 'plate' }, this.canvas, this.tip);
    this.stripBox = make('div', { className: 'strip' }, this.plate);
    this.root = make('section', { className: 'list', id: 'list', 'aria-label': say('page.list') });
    this.field = make('input', { type: 'search', value: this.query, placeholder: say('page.search', { n: library.n }), 'aria-label': say('page.search', { n: library.n }) });
    this.chips = make('div', { className: 'chips', role: 'group', 'aria-label': say('page.tracks') });
    library.tracks.forEach((track, t) => {
      if (!library.lanes[t].events.length) return;
      const dot = make('i', { className: 'dot', 'aria-hidden': 'true' });
      dot.style.background = 'var(--' + track.colour + ', var(--slate))';
      const count = make('span', { className: 'n' }, words.count(library.lanes[t].events.length));
      this.chips.append(make('button', { type: 'button', className: 'chip', 'aria-pressed': String(!this.hidden.has(t)), onclick: (e) => this.toggle(t, e.currentTarget) }, dot, make('bdi', {}, track.name), count));
    });
    this.tags = make('select', { 'aria-label': say('page.tag'), hidden: library.tags.length === 0 }, make('option', { value: '-1' }, say('page.tag.all')));
    library.tags.map((tag, t) => ({ tag, t })).sort((a, b) => a.tag.localeCompare(b.tag, words.lang)).forEach(({ tag, t }) => this.tags.append(make('option', { value: String(t) }, tag)));
    this.tags.value = String(this.tag);
    const button = (key, sign, act) => make('button', { type: 'button', className: 'quiet', title: say(key), 'aria-label': say(key), onclick: act }, sign);
    const printer = button('page.print', say('page.print'), () => window.print());
    printer.classList.add('wide');
    const languages = make('div', { className: 'switch', role: 'group', 'aria-label': say('page.language') });
    for (const [lang, name] of this.langs) {
      languages.append(make('button', { type: 'button', lang, 'aria-pressed': String(lang === words.lang), onclick: () => this.chooseLanguage(lang) }, name));
    }
    const title = make('h1', {}, library.title);
    this.head = make('header', { className: 'top' }, make('p', { className: 'about' }, about.join(' · ')), make('div', { className: 'tools' },
      button('page.axis', '\u21c4', () => this.turn()), button('page.theme', '\u25d0', () => this.nextTheme()), printer, this.langs.length > 1 ? languages : null));
    const intro = make('div', { className: 'intro' }, title, library.raw.changed ? make('p', { className: 'meta' }, say('page.changed', { date: words.date(library.raw.changed) })) : null);
    const bar = make('div', { className: 'filters', role: 'search' }, this.field, this.chips, this.tags);
    const sources = make('section', { className: 'sources' });
    if (library.articles.length) {
      sources.append(make('h2', {}, say('page.sources.title')));
      const list = make('ul');
      for (const a of library.articles) {
        const item = make('li', {}, a.url ? outside(a.url, a.title) : make('bdi', {}, a.title));
        if (a.publisher) item.append(' · ', make('bdi', {}, a.publisher));
        if (a.date) item.append(' · ', make('bdi', {}, words.date(a.date)));
        list.append(item);
      }
      sources.append(list);
    }
    const foot = make('footer', {}, make('p', {}, say('page.foot')), make('p', { id: 'strip-keys' }, say('page.keys')));
    this.body = make('div', { id: 'page' }, make('a', { className: 'skip', href: '#list', onclick: (e) => { e.preventDefault(); this.focusList(); } }, say('page.skip')),
      this.head, make('main', {}, intro, this.stripBox, bar, this.root, sources), foot, this.live);
    const old = document.getElementById('page');
    if (old) old.replaceWith(this.body);
    else document.body.append(this.body);
    document.title = library.title;
    this.strip = new Strip(this, this.canvas);
    this.strip.restyle();
    this.list = new List(this, this.root);
    this.reader = new Reader(this);
    this.resize();
    const all = library.main(this.order);
    if (all) this.strip.view = this.strip.view.fit(all.lo, all.hi, 40, Math.min(130, this.strip.view.plot / 6));
    this.strip.invalidate();
    this.list.show();
    new Gestures(this, this.canvas);
    this.field.addEventListener('input', () => { this.query = this.field.value; this.search(); });
    this.tags.addEventListener('change', () => { this.tag = Number(this.tags.value); this.filter(); });
    new ResizeObserver(() => this.resize()).observe(this.plate);
  }

  listen() {
    window.addEventListener('hashchange', () => this.readLink());
    window.addEventListener('beforeprint', () => this.list.print(true));
    window.addEventListener('afterprint', () => this.list.print(false));
    document.addEventListener('keydown', (event) => this.key(event));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.strip.restyle());
  }

  resize() {
    const width = this.plate.clientWidth;
    if (!width) return;
    const high = window.innerHeight;
    if (width === this.strip.width && high === this.high) return;
    this.high = high;
    this.arrange(width);
  }

  arrange(width) {
    this.strip.resize(width, window.innerHeight * 0.44);
    const sticks = this.strip.height <= window.innerHeight * 0.5;
    this.stripBox.classList.toggle('sticks', sticks);
    document.documentElement.style.setProperty('--strip', (sticks ? this.strip.height : 0) + 'px');
  }

  chooseLanguage(lang) {
    const { view } = this.strip;
    remember('lang', lang);
    this.speak(lang);
    this.build();
    this.strip.show(this.strip.view.with(view.edge, (view.scale * view.plot) / this.strip.view.plot));
    this.filter();
  }

  nextTheme() {
    const dark = getComputedStyle(document.documentElement).getPropertyValue('--dark').trim() === '1';
    const next = dark ? 'light' : 'dark';
    remember('theme', next);
    this.theme(next);
    this.strip.restyle();
  }

  turn() {
    this.axis = this.axisRTL ? 'ltr' : 'rtl';
    this.arrange(this.strip.width);
  }

  // ——— Filters ———

  toggle(track, chip) {
    if (!this.hidden.delete(track)) this.hidden.add(track);
    chip.setAttribute('aria-pressed', String(!this.hidden.has(track)));
    this.filter();
  }

  // tagged shows the events with a tag alone.
  tagged(tag) {
    this.tag = this.tag === tag ? -1 : tag;
    this.tags.value = String(this.tag);
    this.filter();
  }

  filter() {
    const { library } = this;
    const wanted = fold(this.query).split(/[\s,;:.!?،؛؟]+/).filter((w) => w !== '');
    const all = wanted.length === 0 && this.hidden.size === 0 && this.tag < 0;
    this.order = [];
    this.mask = all ? null : new Uint8Array(library.n);
    for (let i = 0; i < library.n; i++) {
      if (!all) {
        if (this.hidden.has(library.track[i])) continue;
        if (this.tag >= 0 && !library.tagged(i).includes(this.tag)) continue;
        if (wanted.length && !wanted.every((w) => library.words(i).includes(w))) continue;
        this.mask[i] = 1;
      }
      this.order.push(i);
    }
    this.countTracks();
    if (this.selected >= 0 && !this.shown(this.selected)) this.choose(-1);
    this.arrange(this.strip.width);
    this.list.show();
    this.live.textContent = this.words.say('page.events', { n: this.order.length });
    this.keepLink();
  }

  // countTracks keeps, by track, the events that are shown and when they begin.
  countTracks() {
    const events = this.library.tracks.map(() => []);
    for (const i of this.order) events[this.library.track[i]].push(i);
    this.lanes = events.map((list) => ({ shown: list, shownLo: Float64Array.from(list, (i) => this.library.lo[i]) }));
  }

  // ——— Moving and selecting ———

  show(view) {
    const all = this.library.n ? this.extent() : null;
    this.strip.show(all ? view.within(all.lo, all.hi) : view);
    this.keepLink();
  }

  extent() {
    if (!this.whole) {
      let [lo, hi] = [Infinity, -Infinity];
      for (let i = 0; i < this.library.n; i++) {
        if (this.library.lo[i] > -horizon) lo = Math.min(lo, this.library.lo[i]);
        if (this.library.hi[i] < horizon) hi = Math.max(hi, this.library.hi[i]);
      }
      this.whole = lo <= hi ? { lo, hi } : { lo: -horizon, hi: horizon };
    }
    return this.whole;
  }

  fit() {
    const all = this.library.main(this.order);
    if (all) this.show(this.strip.view.fit(all.lo, all.hi, 40, Math.min(130, this.strip.view.plot / 6)));
  }

  // choose selects an event: from is where it was chosen, "strip", "list", "link" or "key".
  choose(i, from = '') {
    this.selected = i;
    this.list.mark(i);
    this.strip.invalidate();
    if (i < 0) {
      document.title = this.library.title;
      this.keepLink();
      return;
    }
    const name = this.library.name(i);
    document.title = name.slice(0, 120) + ' – ' + this.library.title;
    this.live.textContent = name.slice(0, 300) + ', ' + this.words.date(this.library.edtf(i), true);
    if (from !== 'strip') this.revealOnStrip(i);
    if (from !== 'list') this.list.reveal(i, false, this.passage);
    this.list.mark(i);
    this.writeLink();
  }

  revealOnStrip(i) {
    let { view } = this.strip;
    const { lo, hi } = this.library;
    const middle = (Math.max(lo[i], -horizon) + Math.min(hi[i], horizon)) / 2;
    const u = view.along(middle);
    if (u < 40 || u > view.plot - 40) view = view.with(middle - (view.plot / 3) * view.scale, view.scale);
    this.strip.show(view);
  }

  // around shows an event with the time around it.
  around(i) {
    const { lo, hi } = this.library;
    const length = hi[i] - lo[i];
    const more = length <= 60 ? secondsPerDay : length <= secondsPerDay ? 15 * secondsPerDay : length * 0.75;
    this.show(this.strip.view.fit(lo[i] - more, hi[i] + more, 0, 0));
  }

  // zoomTo shows several events, each apart.
  zoomTo(events) {
    let [lo, hi] = [Infinity, -Infinity];
    for (const i of events) {
      lo = Math.min(lo, this.library.lo[i]);
      hi = Math.max(hi, this.library.hi[i]);
    }
    const { view } = this.strip;
    if (hi - lo > view.plot * view.scale * 0.5) this.show(view.zoom(view.x((lo + hi) / 2), 2));
    else this.show(view.fit(lo, hi, view.plot / 4, view.plot / 4));
  }

  // beyond goes to the nearest event of a track before the view or after it.
  beyond(track, side) {
    const { shown, shownLo } = this.lanes[track];
    const { view } = this.strip;
    const k = side < 0 ? lowerBound(shownLo, view.edge) - 1 : lowerBound(shownLo, view.end);
    const t = this.library.lo[shown[Math.min(Math.max(k, 0), shown.length - 1)]];
    this.show(view.with(t - view.plot * (side < 0 ? 0.3 : 0.6) * view.scale, view.scale));
  }

  step(by, sameTrack) {
    const { order } = this;
    if (!order.length) return;
    let place = this.selected >= 0 ? order.indexOf(this.selected) : this.nearest() - (by > 0 ? 1 : 0);
    const track = this.selected >= 0 ? this.library.track[this.selected] : -1;
    do place += by; while (order[place] !== undefined && sameTrack && track >= 0 && this.library.track[order[place]] !== track);
    if (order[place] !== undefined) this.choose(order[place], 'key');
  }

  // nearest is the place of the first event in view.
  nearest() {
    const at = this.order.findIndex((i) => this.library.lo[i] >= this.strip.view.edge);
    return at < 0 ? this.order.length : at;
  }

  focusList() {
    if (this.selected >= 0) this.list.reveal(this.selected, true);
    else if (this.order.length) this.list.reveal(this.order[0], true);
  }

  key(event) {
    const { target } = event;
    if (this.reader.dialog.open) return;
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) {
      if (event.key === 'Escape' && target === this.field) {
        this.field.value = this.query = '';
        this.filter();
        this.canvas.focus();
      }
      return;
    }
    const { view } = this.strip;
    const onStrip = target === this.canvas;
    const on = this.axisRTL ? -1 : 1;
    const middle = () => {
      const x = this.selected >= 0 ? view.x((this.library.lo[this.selected] + this.library.hi[this.selected]) / 2) : NaN;
      return x > 0 && x < view.width ? x : view.mirror(view.plot / 2);
    };
    const acts = {
      KeyW: () => this.show(view.zoom(middle(), 2)), Equal: () => this.show(view.zoom(middle(), 2)), NumpadAdd: () => this.show(view.zoom(middle(), 2)),
      KeyS: () => this.show(view.zoom(middle(), 0.5)), Minus: () => this.show(view.zoom(middle(), 0.5)), NumpadSubtract: () => this.show(view.zoom(middle(), 0.5)),
      KeyA: () => this.show(view.pan(view.plot / 4)), KeyD: () => this.show(view.pan(-view.plot / 4)), Digit0: () => this.fit(), Numpad0: () => this.fit(),
      KeyF: () => this.selected >= 0 && this.around(this.selected), Slash: () => this.field.focus(), ArrowRight: () => this.step(on, false), ArrowLeft: () => this.step(-on, false),
      Escape: () => this.choose(-1),
    };
    if (onStrip) {
      Object.assign(acts, {
        ArrowDown: () => this.step(1, true), ArrowUp: () => this.step(-1, true), Enter: () => this.focusList(), NumpadEnter: () => this.focusList(),
        Home: () => this.order.length && this.choose(this.order[0], 'key'), End: () => this.order.length && this.choose(this.order[this.order.length - 1], 'key'),
      });
    }
    const act = acts[event.code];
    if (!act || (!onStrip && target !== document.body && !this.root.contains(target))) return;
    event.preventDefault();
    act();
  }

  // ——— Links ———

  // readLink shows what the address names: e an event, p a passage of it, v a time in view,
  // q words that are searched.
  readLink() {
    const link = new URLSearchParams(location.hash.slice(1));
    if (link.toString() === this.written) return;
    if (link.get('q')) {
      this.query = this.field.value = link.get('q');
      this.filter();
    }
    const span = (link.get('v') || '').split(',').map(Number);
    const spanned = span.length === 2 && span.every(Number.isFinite) && span[0] < span[1];
    if (spanned) this.show(this.strip.view.fit(span[0], span[1], 0, 0));
    const i = this.library.find(link.get('e') || '');
    if (i < 0) return;
    if (!this.shown(i)) {
      this.query = this.field.value = '';
      this.hidden.clear();
      this.tag = -1;
      this.filter();
    }
    this.passage = Number(link.get('p')) || 0;
    this.choose(i, 'link');
    this.passage = 0;
  }

  writeLink() {
    const link = new URLSearchParams();
    const { view } = this.strip;
    if (this.selected >= 0) link.set('e', this.library.key(this.selected));
    if (this.query) link.set('q', this.query);
    link.set('v', Math.round(view.edge) + ',' + Math.round(view.end));
    this.written = link.toString();
    history.replaceState(null, '', '#' + this.written.replace('%2C', ','));
  }
}

// Gestures moves the strip by pointer and wheel: drag to pan, wheel and two fingers to zoom.
class Gestures {
  constructor(app, canvas) {
    Object.assign(this, { app, canvas, pointers: new Map(), moved: 0 });
    canvas.addEventListener('pointerdown', (e) => this.down(e));
    canvas.addEventListener('pointermove', (e) => this.move(e));
    canvas.addEventListener('pointerup', (e) => this.up(e));
    canvas.addEventListener('pointercancel', (e) => this.pointers.delete(e.pointerId));
    canvas.addEventListener('pointerleave', () => this.hover(null));
    canvas.addEventListener('wheel', (e) => this.wheel(e), { passive: false });
    canvas.addEventListener('dblclick', (e) => {
      const hit = app.strip.at(e.offsetX, e.offsetY);
      if (hit && hit.i >= 0) app.around(hit.i);
    });
  }

  down(event) {
    if (event.button) return;
    this.pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    if (this.pointers.size === 1) this.moved = 0;
    this.canvas.setPointerCapture(event.pointerId);
  }

  move(event) {
    const { app } = this;
    const was = this.pointers.get(event.pointerId);
    const now = { x: event.offsetX, y: event.offsetY };
    if (!was) {
      if (event.pointerType !== 'touch') this.hover(event);
      return;
    }
    const { view } = app.strip;
    if (this.pointers.size === 1) {
      this.moved += Math.abs(now.x - was.x) + Math.abs(now.y - was.y);
      if (this.moved > 4) app.show(view.pan(now.x - was.x));
    } else if (this.pointers.size === 2) {
      this.moved = 100;
      const other = [...this.pointers.entries()].find(([id]) => id !== event.pointerId)[1];
      const before = Math.max(Math.hypot(was.x - other.x, was.y - other.y), 10);
      const after = Math.max(Math.hypot(now.x - other.x, now.y - other.y), 10);
      app.show(view.pan((now.x - was.x) / 2).zoom((now.x + other.x) / 2, after / before));
    }
    this.pointers.set(event.pointerId, now);
  }

  up(event) {
    const was = this.pointers.delete(event.pointerId);
    if (!was || this.moved > 4) return;
    const { app } = this;
    const hit = app.strip.at(event.offsetX, event.offsetY);
    if (!hit) app.choose(-1);
    else if (hit.i >= 0) app.choose(hit.i, 'strip');
    else if (hit.edge) app.beyond(hit.edge.track, hit.edge.side);
    else if (hit.events) app.zoomTo(hit.events);
    else app.show(app.strip.view.zoom(event.offsetX, 4));
  }

  wheel(event) {
    event.preventDefault();
    const { app } = this;
    const { view } = app.strip;
    const step = event.deltaMode === 1 ? 20 : 1;
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (sideways) app.show(view.pan(-(event.deltaX || event.deltaY) * step));
    else app.show(view.zoom(event.offsetX, Math.exp(-event.deltaY * step * 0.0022)));
  }

  // hover names what is under the pointer.
  hover(event) {
    const { app } = this;
    const hit = event && app.strip.at(event.offsetX, event.offsetY);
    const i = hit ? hit.i : -1;
    this.canvas.style.cursor = hit ? 'pointer' : '';
    if (i !== app.strip.hover) {
      app.strip.hover = i;
      app.strip.draw();
    }
    app.tip.hidden = i < 0;
    if (i < 0) return;
    app.tip.replaceChildren(make('strong', { dir: 'auto' }, app.library.name(i).slice(0, 200)), make('span', {}, app.words.date(app.library.edtf(i), true)));
    const x = Math.min(Math.max(event.offsetX + 12, 4), Math.max(app.strip.width - app.tip.offsetWidth - 8, 4));
    app.tip.style.left = x + 'px';
    app.tip.style.top = event.offsetY + 18 + 'px';
  }
}

function debounce(act, wait) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
}

// idly does something for every event while nothing else is to be done.
function idly(n, act) {
  const wait = window.requestIdleCallback || ((f) => setTimeout(() => f({ timeRemaining: () => 8 }), 30));
  let i = 0;
  const some = (deadline) => {
    while (i < n && deadline.timeRemaining() > 2) act(i++);
    if (i < n) wait(some);
  };
  wait(some);
}

// What is remembered of the reader's choices is the browser's; where it keeps nothing for
// files, nothing is remembered.
function remembered(name) {
  try {
    return localStorage.getItem('tarikh-page-' + name) || '';
  } catch {
    return '';
  }
}

function remember(name, value) {
  try {
    localStorage.setItem('tarikh-page-' + name, value);
  } catch {
    // Nothing is kept.
  }
}

Library.open(document.getElementById('data')).then((library) => {
  const app = new App(library);
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
  window.tarikh = { app }; // for the tests in a browser
}).catch((error) => {
  document.body.append(make('p', { className: 'none', role: 'alert' }, 'This page cannot be shown by this browser: ' + error.message));
});
