// The page: header, strip, filters and list, and what ties them together. The state is what
// is selected, filtered and in view; links hold it after "#".

class App {
  constructor(library) {
    this.library = library;
    this.selected = -1;
    this.hidden = new Set(); // tracks
    this.tag = -1;
    this.query = '';
    this.measured = null; // the event from which time is measured
    this.mask = null;
    this.order = Array.from({ length: library.n }, (_, i) => i);
    this.countTracks();
    const kept = remembered('lang');
    this.langs = [['en', 'English'], ['ar', 'العربية']].filter(([lang]) => lang in library.raw.words);
    const asked = [kept, ...(navigator.languages || []).map((lang) => lang.slice(0, 2)), library.raw.lang];
    this.speak(asked.find((lang) => lang in library.raw.words));
    this.theme(remembered('theme') || document.documentElement.dataset.theme);
    this.axis = '';
    this.build();
    this.search = debounce(() => this.filter(), 120);
    this.keepLink = debounce(() => {
      this.writeLink();
      this.tellTime();
    }, 300);
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

  // theme is "light", "dark", or "auto": as the system has it.
  theme(name) {
    document.documentElement.dataset.theme = name;
    this.dark = name === 'dark' || (name !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  }

  // ——— Building ———

  // build makes everything, in the language of the page.
  build() {
    const { library, words } = this;
    Object.assign(this, frame(this));
    const old = document.getElementById('page');
    if (old) old.replaceWith(this.body);
    else document.body.append(this.body);
    document.title = library.title;
    this.strip = new Strip(this, this.canvas);
    for (const s of library.spans) s.words = words.date(s.date);
    this.strip.restyle();
    this.list = new List(this, this.root);
    this.reader = new Reader(this);
    this.telling = new Telling(this);
    this.map = this.mapCanvas ? new WorldMap(this, this.mapCanvas, this.mapTip) : null;
    this.resize();
    const all = library.main(this.order);
    if (all) this.strip.view = this.strip.view.fit(all.lo, all.hi, 40, Math.min(130, this.strip.view.plot / 6));
    this.strip.invalidate();
    this.list.show();
    this.tellTime();
    new Gestures(this, this.canvas);
    // In the next frame: what changes sizes while they are told is an error to the browser.
    const sized = (node, resize) => new ResizeObserver(() => requestAnimationFrame(resize)).observe(node);
    sized(this.plate, () => this.resize());
    if (this.map) sized(this.mapCanvas, () => this.map.resize());
  }

  listen() {
    window.addEventListener('hashchange', () => this.readLink());
    window.addEventListener('beforeprint', () => this.list.print(true));
    window.addEventListener('afterprint', () => this.list.print(false));
    document.addEventListener('keydown', (event) => this.key(event));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.theme(document.documentElement.dataset.theme);
      this.strip.restyle();
    });
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
    const next = this.dark ? 'light' : 'dark';
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
    const sought = new Sought(this.query, library.stems);
    const all = sought.empty && this.hidden.size === 0 && this.tag < 0;
    this.order = [];
    this.mask = all ? null : new Uint8Array(library.n);
    for (let i = 0; i < library.n; i++) {
      if (!all) {
        if (this.hidden.has(library.track[i])) continue;
        if (this.tag >= 0 && !library.tagged(i).includes(this.tag)) continue;
        if (!sought.in(library.words(i))) continue;
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

  // tellTime writes which time is in view.
  tellTime() {
    const { edge, end, plot } = this.strip.view;
    const days = (end - edge) / secondsPerDay;
    const point = (t) => {
      const c = civilFromSeconds(t);
      const year = this.words.year(c.year);
      if (days > 4000) return year;
      const month = this.words.say('date.month', { month: this.words.monthsAxis[c.month - 1], year });
      return days > 90 ? month : this.words.say('date.day', { day: String(c.day), month: this.words.monthsShort[c.month - 1], year });
    };
    this.inView.textContent = plot > 1 ? this.words.wide(point(edge), point(end)) : '';
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
    if (i !== this.selected) this.passageAt = 0;
    this.selected = i;
    this.list.mark(i);
    this.strip.invalidate();
    this.toldLength();
    if (i < 0) {
      document.title = this.library.title;
      this.keepLink();
      return;
    }
    const name = this.library.name(i);
    document.title = name.slice(0, 120) + ' – ' + this.library.title;
    const length = this.toast.hidden ? '' : '. ' + this.toast.textContent;
    this.live.textContent = name.slice(0, 300) + ', ' + this.words.date(this.library.edtf(i), true) + length;
    if (from !== 'strip') this.revealOnStrip(i);
    if (from !== 'list') this.list.reveal(i, false, this.passage);
    if (this.map && from !== 'map') this.map.reveal(i);
    this.list.mark(i);
    this.writeLink();
  }

  // seen reports whether an event is in the time in view.
  seen(i) {
    const { view } = this.strip;
    return this.library.lo[i] < view.end && this.library.hi[i] > view.edge;
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

  aroundSpan(span) {
    const more = (span.hi - span.lo) * 0.1;
    this.show(this.strip.view.fit(span.lo - more, span.hi + more, 0, 0));
    this.stripBox.scrollIntoView({ block: 'nearest' });
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

  // stepPassage goes to the next of the passages that report the selected event.
  stepPassage(by) {
    if (this.selected < 0) return;
    const n = this.library.excerpts(this.selected).length;
    const next = (this.passageAt || (by > 0 ? 0 : n + 1)) + by;
    if (next < 1 || next > n) return;
    this.passageAt = next;
    this.list.reveal(this.selected, true, next);
  }

  // measure begins at the selected event, or ends.
  measure() {
    this.measured = this.measured === null && this.selected >= 0 ? this.selected : null;
    this.toldLength();
    if (this.measured !== null) this.tell(this.words.say('page.measure', { title: this.library.name(this.measured).slice(0, 100) }), true);
  }

  // toldLength tells the time between the event that is measured from and the selected one.
  toldLength() {
    const [a, b] = [this.measured, this.selected];
    if (a === null || b < 0 || a === b) {
      this.toast.hidden = true;
      return;
    }
    const { lo } = this.library;
    this.tell(this.words.between(Math.min(lo[a], lo[b]), Math.max(lo[a], lo[b])), true);
  }

  // tell says something aloud and shows it for a while, or until something else is.
  tell(text, stays = false) {
    this.live.textContent = text;
    this.toast.textContent = text;
    this.toast.hidden = false;
    clearTimeout(this.told);
    if (!stays) this.told = setTimeout(() => { this.toast.hidden = true; }, 2500);
  }

  focusList() {
    if (this.selected >= 0) this.list.reveal(this.selected, true);
    else if (this.order.length) this.list.reveal(this.order[0], true);
  }

  key(event) {
    if (this.reader.dialog.open || this.telling.dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      if (event.key !== 'Escape' || event.target !== this.field) return;
      this.field.value = this.query = '';
      this.filter();
      this.canvas.focus();
      return;
    }
    if (keyed(this, event)) event.preventDefault();
  }

  // ——— Links ———

  // copyLink copies the address of the page with a place in it: an event, a passage of it,
  // or what is in view.
  async copyLink({ event = -1, passage = 0 }) {
    const link = new URLSearchParams();
    if (event >= 0) link.set('e', this.library.key(event));
    if (passage) link.set('p', String(passage));
    if (event < 0) {
      this.writeLink();
      link.set('v', Math.round(this.strip.view.edge) + ',' + Math.round(this.strip.view.end));
      if (this.query) link.set('q', this.query);
    }
    const address = location.href.split('#')[0] + '#' + link.toString().replace('%2C', ',');
    try {
      await navigator.clipboard.writeText(address);
      this.tell(this.words.say('page.copied'));
    } catch {
      prompt(this.words.say('page.link'), address);
    }
  }

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
    if (this.telling.read(link.get('s'))) return;
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
    if (this.telling.dialog.open) return;
    if (this.selected >= 0) link.set('e', this.library.key(this.selected));
    if (this.query) link.set('q', this.query);
    link.set('v', Math.round(view.edge) + ',' + Math.round(view.end));
    this.written = link.toString();
    history.replaceState(null, '', '#' + this.written.replace('%2C', ','));
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

// The strip is drawn with the page's own font, which is unpacked while the data are.
Promise.all([Library.open(document.getElementById('data')), document.fonts.load('13px "Tarikh Sans"')]).then(([library]) => {
  const app = new App(library);
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
  window.tarikh = { app }; // for the tests in a browser
}).catch((error) => {
  document.body.append(make('p', { className: 'none', role: 'alert' }, 'This page cannot be shown by this browser: ' + error.message));
});
