// Stories: steps over events, and over what a filter leaves, told one by one in a dialog that
// covers the page. #s=1.3 is the third step of the first story.

const percent = (n) => n.toFixed(2) + '%';

// storyButtons are the ways into the stories, below the title of the page.
function storyButtons(app) {
  const stories = app.library.raw.stories || [];
  if (!stories.length) return null;
  const box = make('p', { className: 'intro stories' });
  stories.forEach((story, k) => box.append(make('button', { type: 'button', className: 'quiet', onclick: () => app.telling.open(k, 0) }, '▶ ', make('bdi', {}, story.title))));
  return box;
}

class Telling {
  constructor(app) {
    Object.assign(this, { app, stories: app.library.raw.stories || [], story: -1, at: 0 });
    this.dialog = make('dialog', { className: 'story' });
    this.dialog.addEventListener('close', () => this.closed());
    this.dialog.addEventListener('keydown', (event) => this.key(event));
    this.dialog.addEventListener('pointerdown', (event) => { this.down = event.clientX; });
    this.dialog.addEventListener('pointerup', (event) => this.up(event));
    this.sized = new ResizeObserver(() => this.resize());
    app.body.append(this.dialog);
    if (telling) for (const [name, act] of telling) window.removeEventListener(name, act);
    telling = [['beforeprint', () => this.print(true)], ['afterprint', () => this.print(false)]];
    for (const [name, act] of telling) window.addEventListener(name, act);
  }

  // read opens the step that a link names, and returns whether there is one.
  read(place) {
    const [k, n] = (place || '').split('.').map(Number);
    const story = this.stories[k - 1];
    if (!story) return false;
    this.open(k - 1, Math.min(Math.max((n || 1) - 1, 0), story.steps.length - 1));
    return true;
  }

  open(k, at) {
    this.story = k;
    const { app } = this;
    const { lang } = this.stories[k];
    this.words = lang !== app.words.lang && app.library.raw.words[lang] ? new Words(lang, app.library.raw.words[lang]) : app.words;
    this.dialog.lang = this.words.lang;
    this.dialog.dir = this.words.rtl ? 'rtl' : 'ltr';
    this.dialog.setAttribute('aria-label', this.stories[k].title);
    this.build();
    if (!this.dialog.open) this.dialog.showModal();
    this.stage.focus();
    this.at = -1;
    this.go(at);
  }

  closed() {
    this.sized.disconnect();
    const { event } = this.steps[this.at] || { event: -1 };
    const { app } = this;
    const { lo, hi } = this.steps[this.at] ? this.time(this.steps[this.at]) : { lo: null };
    if (event >= 0 && app.shown(event)) app.choose(event, 'link');
    else if (event < 0 && lo !== null) app.show(app.strip.view.fit(lo, hi, 0, 0));
    app.writeLink();
  }

  get steps() { return this.stories[this.story].steps; }

  // build makes what all steps of a story have.
  build() {
    const { words } = this;
    const tool = (key, act, ...parts) => button(words, key, act, 'quiet', ...parts);
    this.stage = make('div', { className: 'stage', tabIndex: -1, 'aria-live': 'polite' });
    this.back = tool('slide.back', () => this.go(this.at - 1), words.rtl ? '→' : '←');
    this.next = make('button', { type: 'button', className: 'next', onclick: () => this.go(this.at + 1) });
    this.count = make('span', { className: 'meta' });
    this.pin = make('i', { className: 'pin', 'aria-hidden': 'true' });
    this.told = make('i', { className: 'told', 'aria-hidden': 'true' });
    const line = make('div', { className: 'line' }, ...this.ticks(), this.told, this.pin);
    this.dots = this.steps.map((step, at) => {
      const { lo, hi } = this.time(step);
      if (lo === null) return null;
      const name = this.title(step, at);
      const dot = make('button', { type: 'button', className: 'dot', title: name, 'aria-label': name, tabIndex: -1, onclick: () => this.go(at) });
      dot.style.setProperty('--colour', this.colour(step));
      dot.style.insetInlineStart = percent(this.part((lo + hi) / 2));
      line.append(dot);
      return dot;
    });
    this.label = make('span', { className: 'label', 'aria-hidden': 'true' });
    line.append(this.label);
    this.dialog.replaceChildren(make('header', {}, make('bdi', {}, this.stories[this.story].title), tool('slide.leave', () => this.dialog.close(), '×')), ...this.chart(), this.stage,
      make('nav', {}, this.back, this.next, this.count), this.whole ? line : '');
  }

  // chart is the map of the steps, none where nothing happened anywhere.
  chart() {
    const { app } = this;
    this.map = null;
    this.sized.disconnect();
    if (!app.library.raw.map || !this.steps.some((step) => this.placed(step).length)) return [];
    const canvas = make('canvas', { 'aria-hidden': 'true' });
    this.box = make('div', { className: 'chart', hidden: true }, canvas);
    const host = {
      library: app.library, words: this.words, strip: app.strip, shown: () => true, choose: () => {}, selected: -1, now: [], order: [],
      seen: (i) => host.now.includes(i),
      get dark() { return app.dark; },
    };
    this.map = new WorldMap(host, canvas, null);
    this.sized.observe(canvas);
    return [this.box];
  }

  // resize shows the map as large as its place has become.
  resize() {
    if (!this.map || this.box.hidden) return;
    this.map.resize();
    this.map.tell(this.map.host.now, false);
  }

  // placed are the events of a step that happened somewhere.
  placed({ event, found }) {
    const { at } = this.app.library.raw.map || { at: {} };
    return (event >= 0 ? [event] : found || []).filter((i) => at[i]);
  }

  // locate shows where a step happened: on its picture, or in the place of one.
  locate(step, pictured) {
    if (!this.map) return;
    const { host } = this.map;
    const now = this.placed(step);
    this.dialog.classList.toggle('charted', now.length > 0);
    const shape = pictured ? 'chart card' : 'chart';
    const stays = !this.box.hidden && this.box.className === shape;
    Object.assign(this.box, { hidden: !now.length, className: shape });
    if (!now.length) return;
    Object.assign(host, { now, selected: step.event, order: [...new Set(this.steps.flatMap((s) => (s.event >= 0 ? this.placed(s) : [])).concat(now))].sort((a, b) => a - b) });
    this.map.resize();
    this.map.tell(now, stays);
  }

  // time is when a step begins and ends; null where it has no time.
  time({ event, lo, hi }) {
    const { library } = this.app;
    if (event >= 0) {
      const [a, b] = [library.lo[event], library.hi[event]];
      if (a < -horizon && b > horizon) return { lo: null };
      return { lo: a < -horizon ? b : a, hi: b > horizon ? a : b };
    }
    return lo ? { lo: lo[0] * secondsPerDay + lo[1], hi: hi[0] * secondsPerDay + hi[1] } : { lo: null };
  }

  // part is where an instant is on the line, in percent; its ends are those of the whole story.
  part(t) {
    const { lo, hi } = this.whole;
    return 4 + ((t - lo) / Math.max(hi - lo, 1)) * 92;
  }

  // ticks are years on the line, or months where it is short.
  ticks() {
    const times = this.steps.map((step) => this.time(step)).filter((t) => t.lo !== null);
    this.whole = times.length ? { lo: Math.min(...times.map((t) => t.lo)), hi: Math.max(...times.map((t) => t.hi)) } : null;
    if (!this.whole) return [];
    const { lo, hi } = this.whole;
    const [from, to] = [civilFromSeconds(lo), civilFromSeconds(hi)];
    const months = (to.year - from.year) * 12 + to.month - from.month;
    const all = [];
    const add = (year, month, text) => {
      const t = daysFromCivil(year, month, 1) * secondsPerDay;
      if (t < lo || t > hi) return;
      const tick = make('span', { className: 'tick' }, text);
      tick.style.insetInlineStart = percent(this.part(t));
      all.push(tick);
    };
    if (months <= 24) {
      const by = months > 8 ? 3 : 1;
      for (let k = 0; k <= months + by; k += by) {
        const month = (Math.floor((from.month - 1) / by) * by + k) % 12;
        const year = from.year + Math.floor((Math.floor((from.month - 1) / by) * by + k) / 12);
        add(year, month + 1, month ? this.words.monthsAxis[month] : this.words.year(year));
      }
      return all;
    }
    const wide = (to.year - from.year) / 8;
    const ten = 10 ** Math.floor(Math.log10(Math.max(wide, 1)));
    const by = [1, 2, 5, 10].map((k) => k * ten).find((k) => k >= wide);
    for (let year = Math.ceil(from.year / by) * by; year <= to.year; year += by) add(year, 1, this.words.year(year));
    return all;
  }

  colour({ event }) {
    const { library } = this.app;
    return 'var(--' + (event >= 0 ? library.tracks[library.track[event]].colour : 'slate') + ', var(--slate))';
  }

  title(step, at) {
    return step.title || (step.event >= 0 ? this.app.library.name(step.event) : this.date(step)) || this.words.count(at + 1);
  }

  date(step) {
    const { library } = this.app;
    const { words } = this;
    if (step.event >= 0) {
      const date = words.date(library.edtf(step.event), true);
      const place = library.place(step.event);
      return place ? words.say('slide.at', { date, place: '\u2068' + place + '\u2069' }) : date;
    }
    const { lo, hi } = this.time(step);
    return lo === null ? '' : words.date(plainDay(lo) + '/' + plainDay(Math.max(hi - 1, lo)));
  }

  // later is how long after one step another begins.
  later(from, to) {
    const [a, b] = [this.steps[from], this.steps[to]].map((step) => (step ? this.time(step).lo : null));
    if (a === null || b === null) return '';
    const [x, y] = [a, b].map((t) => Math.floor(t / secondsPerDay) * secondsPerDay);
    return x === y ? '' : this.words.say(x < y ? 'slide.later' : 'slide.earlier', { time: this.words.between(Math.min(x, y), Math.max(x, y)) });
  }

  // picture is the number of the picture of a step, -1 for none.
  picture({ event, picture }) {
    if (picture >= 0 || event < 0) return picture;
    const [first] = this.app.library.pictures(event);
    return first === undefined ? -1 : first;
  }

  // content is what a step shows.
  content(step, at) {
    const { library } = this.app;
    const { words } = this;
    const say = make('div', { className: 'says' });
    const date = this.date(step);
    if (date) say.append(make('p', { className: 'date' }, date));
    say.firstChild?.style.setProperty('border-color', this.colour(step));
    say.append(make('h2', { dir: 'auto' }, this.title(step, at)));
    for (const text of (step.text || (step.event >= 0 ? library.text(step.event) : '')).split('\n')) if (text.trim()) say.append(make('p', { dir: 'auto' }, text));
    if (step.found) {
      const list = make('ul', {}, ...step.found.map((i) => make('li', {}, make('bdi', {}, words.date(library.edtf(i))), ' · ', make('bdi', {}, library.name(i)))));
      if (step.all > step.found.length) list.append(make('li', {}, words.say('page.story.more', { n: step.all - step.found.length })));
      say.append(list);
    }
    const quotes = step.event >= 0 ? library.excerpts(step.event) : [];
    const quote = quotes.find((x) => library.articles[x.article].lang === words.lang) || quotes[0];
    if (quote) {
      const article = library.articles[quote.article];
      const reports = library.reports(step.event);
      const by = [article.title, article.publisher, article.date && words.date(article.date), reports > 1 && words.say('page.sources', { n: reports })].filter(Boolean);
      const line = make('p', { className: 'meta' });
      by.forEach((text, k) => line.append(k ? ' · ' : '', make('bdi', {}, text)));
      const box = make('blockquote', {}, make('p', { dir: 'auto' }, words.say('quoted', { words: quote.exact })), line);
      box.style.borderColor = this.colour(step);
      say.append(box);
    }
    const n = this.picture(step);
    if (n < 0) return [say];
    const p = library.raw.pictures[n];
    const figure = make('figure', { className: p.w / p.h < 0.9 ? 'tall' : '' }, pictureImage(p, p.alt || p.caption || words.say('page.picture.undescribed'), 'eager'), ...pictureWords(p));
    return [figure, say];
  }

  // go shows a step.
  go(at) {
    const step = this.steps[at];
    if (!step || at === this.at) return;
    const { words } = this;
    this.at = at;
    const slide = make('section', { className: 'slide' }, ...this.content(step, at));
    const pictured = slide.querySelector('figure') !== null;
    this.locate(step, pictured);
    this.stage.classList.toggle('pictured', pictured || (this.map !== null && !this.box.hidden));
    this.stage.replaceChildren(slide);
    this.back.disabled = at === 0;
    const next = this.steps[at + 1];
    this.next.hidden = !next;
    if (next) this.next.replaceChildren(make('bdi', {}, this.title(next, at + 1)), words.rtl ? ' ‹' : ' ›');
    this.count.textContent = [words.say('slide.count', { n: at + 1, m: this.steps.length }), this.later(at, at + 1)].filter(Boolean).join(' · ');
    this.dots.forEach((dot, k) => {
      if (!dot) return;
      dot.setAttribute('aria-current', String(k === at));
      dot.classList.toggle('comes', k > at);
    });
    const { lo, hi } = this.time(step);
    this.pin.hidden = this.label.hidden = lo === null;
    if (lo !== null) {
      this.label.style.insetInlineStart = percent(this.part((lo + hi) / 2));
      this.pin.style.insetInlineStart = percent(this.part(lo));
      this.pin.style.width = 'calc(28px + ' + percent(this.part(hi) - this.part(lo)) + ')';
      const told = this.steps.slice(0, at + 1).map((s) => this.time(s)).filter((t) => t.lo !== null).map((t) => this.part((t.lo + t.hi) / 2));
      this.told.style.insetInlineStart = percent(Math.min(...told));
      this.told.style.width = percent(Math.max(...told) - Math.min(...told));
      this.label.style.setProperty('--shift', -Math.min(Math.max((((lo + hi) / 2 - this.whole.lo) / Math.max(this.whole.hi - this.whole.lo, 1)) * 100, 5), 95) + '%');
      this.label.textContent = this.title(step, at);
    }
    this.app.written = 's=' + (this.story + 1) + '.' + (at + 1);
    history.replaceState(null, '', '#' + this.app.written);
  }

  // key does what a key means; those of remotes for presenters are among them.
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const on = this.words.rtl ? -1 : 1;
    const last = this.steps.length - 1;
    const press = event.target.tagName === 'BUTTON' && (event.key === ' ' || event.key === 'Enter');
    const to = {
      ArrowRight: this.at + on, ArrowLeft: this.at - on, ArrowDown: this.at + 1, ArrowUp: this.at - 1, PageDown: this.at + 1, PageUp: this.at - 1, ' ': this.at + 1, Enter: this.at + 1,
      Backspace: this.at - 1, Home: 0, End: last,
    }[event.key];
    if (to === undefined || press) return;
    event.preventDefault();
    this.go(to);
  }

  // up goes on where the pointer was drawn across, and where the picture was pressed.
  up(event) {
    const by = event.clientX - this.down;
    if (Math.abs(by) > 50 && event.pointerType !== 'mouse') this.go(this.at + (by < 0 === !this.words.rtl ? 1 : -1));
    else if (event.target.tagName === 'IMG' && Math.abs(by) < 5) this.go(this.at + 1);
  }

  // print puts all steps of the story that is told below each other, for paper.
  print(on) {
    document.documentElement.classList.toggle('telling', on && this.dialog.open);
    document.querySelector('.story-print')?.remove();
    if (!on || !this.dialog.open) return;
    const all = this.steps.map((step, at) => make('section', { className: 'slide' }, ...this.content(step, at)));
    this.app.body.append(make('div', { className: 'story-print', dir: this.dialog.dir }, make('h1', { dir: 'auto' }, this.stories[this.story].title), ...all));
  }
}

let telling = null; // what the last one listens to
