// The frame of the page: what is around strip and list, made of elements with the words of
// a language.

const drawings = {
  print: 'M5 6V2.5h6V6M5 12H3V6h10v6h-2M5 9.5h6v4H5z',
  axis: 'M2 5h11M10 2l3 3-3 3M14 11H3M6 8l-3 3 3 3',
  theme: 'M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5z',
  link: 'M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.3-2.3A2.6 2.6 0 0 0 9 3.3L8 4.3M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l1-1',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.5 10.5l3.5 3.5',
  filter: 'M2.5 3.5h11L9.3 8.5v4l-2.6 1v-5z',
};

// drawing is a small picture of lines, for the eye alone.
function drawing(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  for (const [key, value] of Object.entries({ viewBox: '0 0 16 16', class: 'drawing', 'aria-hidden': 'true' })) svg.setAttribute(key, value);
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', drawings[name]);
  svg.append(path);
  return svg;
}

// frame returns the parts of the page by which the rest refers to them; body has all.
function frame(app) {
  const { library, words } = app;
  const say = (key, values) => words.say(key, values);
  const f = {};
  f.live = make('p', { className: 'hidden', role: 'status', 'aria-live': 'polite' });
  f.canvas = make('canvas', { tabIndex: 0, role: 'application', 'aria-label': say('page.strip'), 'aria-describedby': 'strip-keys' });
  f.tip = make('div', { className: 'tip', hidden: true, 'aria-hidden': 'true' });
  f.plate = make('div', { className: 'plate' }, f.canvas, f.tip);
  f.stripBox = make('div', { className: 'strip' }, f.plate);
  f.inView = make('span');
  f.toast = make('p', { className: 'toast', hidden: true, 'aria-hidden': 'true' });
  f.root = make('section', { className: 'list', id: 'list', 'aria-label': say('page.list') });
  const caption = make('p', { className: 'caption', 'aria-hidden': 'true' }, make('span', {}, say('page.hint')), f.inView);
  f.body = make('div', { id: 'page' }, make('a', { className: 'skip', href: '#list', onclick: (e) => { e.preventDefault(); app.focusList(); } }, say('page.skip')),
    top(app), make('main', {}, intro(app), storyButtons(app), f.stripBox, caption, bar(app, f), mapBox(app, f), f.root, spanNotes(app), sources(app)), foot(app), f.live, f.toast);
  return f;
}

function button(words, key, act, className, ...children) {
  return make('button', { type: 'button', className, title: words.say(key), 'aria-label': words.say(key), onclick: act }, ...children);
}

// tools are at the top of the page, and at its foot where the top has no room for them.
function tools(app, where) {
  const tool = (key, name, act) => button(app.words, key, act, 'quiet round', drawing(name));
  return make('div', { className: 'tools ' + where }, tool('page.link', 'link', () => app.copyLink({})), tool('page.axis', 'axis', () => app.turn()),
    tool('page.theme', 'theme', () => app.nextTheme()),
    make('button', { type: 'button', className: 'quiet', onclick: () => window.print() }, drawing('print'), app.words.say('page.print')));
}

function top(app) {
  const { library, words } = app;
  const about = [words.say('page.events', { n: library.n })];
  if (library.articles.length) about.push(words.say('page.sources', { n: library.articles.length }));
  const languages = make('div', { className: 'switch', role: 'group', 'aria-label': words.say('page.language') });
  for (const [lang, name] of app.langs) {
    languages.append(make('button', { type: 'button', lang, 'aria-pressed': String(lang === words.lang), onclick: () => app.chooseLanguage(lang) }, name));
  }
  const icon = make('img', { src: document.querySelector('link[rel=icon]').href, alt: '', width: 28, height: 28 });
  return make('header', { className: 'top' }, make('p', { className: 'about' }, icon, make('span', {}, words.say('page.chronology'), make('span', { className: 'wide' }, ' · ' + about.join(' · ')))),
    tools(app, 'wide'), app.langs.length > 1 ? languages : null);
}

function intro(app) {
  const { library, words } = app;
  const about = [];
  if (library.raw.byline) about.push(words.say('page.byline', { name: '\u2068' + library.raw.byline + '\u2069' }));
  if (library.raw.changed) about.push(words.say('page.changed', { date: words.date(library.raw.changed) }));
  const lines = (library.raw.about || '').split('\n').filter((line) => line.trim());
  return make('div', { className: 'intro' }, make('h1', {}, library.title), ...lines.map((line) => make('p', { className: 'standfirst', dir: 'auto' }, line)),
    about.length ? make('p', { className: 'meta' }, about.join(' · ')) : null);
}

// bar searches and filters.
function bar(app, f) {
  const { library, words } = app;
  const say = (key, values) => words.say(key, values);
  f.field = make('input', { type: 'search', value: app.query, placeholder: say('page.search', { n: library.n }), 'aria-label': say('page.search', { n: library.n }) });
  f.field.addEventListener('input', () => { app.query = f.field.value; app.search(); });
  f.chips = make('div', { className: 'chips', id: 'chips', role: 'group', 'aria-label': say('page.tracks') });
  const used = library.tracks.map((track, t) => t).filter((t) => library.lanes[t].events.length);
  for (const t of used) {
    const track = library.tracks[t];
    const dot = make('i', { className: 'dot', 'aria-hidden': 'true' });
    dot.style.background = 'var(--' + track.colour + ', var(--slate))';
    const count = make('span', { className: 'n' }, words.count(library.lanes[t].events.length));
    f.chips.append(make('button', { type: 'button', className: 'chip', 'aria-pressed': String(!app.hidden.has(t)), onclick: (e) => app.toggle(t, e.currentTarget) }, dot, make('bdi', {}, track.name), count));
  }
  f.tags = make('select', { 'aria-label': say('page.tag'), hidden: library.tags.length === 0 }, make('option', { value: '-1' }, say('page.tag.all')));
  library.tags.map((tag, t) => ({ tag, t })).sort((a, b) => a.tag.localeCompare(b.tag, words.lang)).forEach(({ tag, t }) => f.tags.append(make('option', { value: String(t) }, tag)));
  f.tags.value = String(app.tag);
  f.tags.addEventListener('change', () => { app.tag = Number(f.tags.value); app.filter(); });
  const box = make('div', { className: 'filters', role: 'search' });
  const more = button(words, 'page.tracks', () => more.setAttribute('aria-expanded', String(box.classList.toggle('opened'))), 'quiet more', drawing('filter'), words.count(used.length));
  more.setAttribute('aria-label', say('page.tracks') + ' ' + words.count(used.length));
  more.setAttribute('aria-expanded', 'false');
  more.setAttribute('aria-controls', 'chips');
  box.append(make('label', { className: 'field' }, drawing('search'), f.field), more, f.chips, f.tags, legend(app));
  return box;
}

// legend explains the forms that there are.
function legend(app) {
  const { library, words } = app;
  const doubts = Object.values(library.raw.core || {}).reduce((all, c) => all | c[4], 0);
  const signs = [['hollow', doubts & doubtUncertain], ['soft', doubts & ~doubtUncertain], ['sources', Object.keys(library.raw.excerpts || {}).some((i) => library.reports(i) > 1)]];
  const box = make('p', { className: 'legend' });
  for (const [name, there] of signs) if (there) box.append(make('span', {}, make('i', { className: 'sign of-' + name, 'aria-hidden': 'true' }, name === 'sources' ? '2' : ''), words.say('page.sign.' + name)));
  return box;
}

// spanNotes are the notes on spans of time.
function spanNotes(app) {
  const { library, words } = app;
  if (!library.spans.length) return null;
  const box = make('section', { className: 'sources' }, make('h2', {}, words.say('page.spans')));
  library.spans.forEach((s, k) => box.append(make('article', { className: 'entry', id: 'n-' + k, tabIndex: -1 },
    make('p', { className: 'when' }, make('button', { type: 'button', className: 'inline', onclick: () => app.aroundSpan(s) }, words.date(s.date))), make('div', { className: 'what' }, noteBox(app, s.note)))));
  return box;
}

function sources(app) {
  const { library, words } = app;
  if (!library.articles.length) return null;
  const list = make('ul');
  library.articles.forEach((a, k) => {
    const item = make('li', {}, a.url ? outside(a.url, a.title) : make('bdi', {}, a.title));
    if (a.publisher) item.append(' · ', make('bdi', {}, a.publisher));
    if (a.date) item.append(' · ', make('bdi', {}, words.date(a.date)));
    if (a.text) item.append(make('span', { className: 'screen' }, ' · ', make('button', { type: 'button', className: 'inline', onclick: () => app.reader.open(k) }, words.say('page.whole'))));
    for (const note of a.notes || []) item.append(noteBox(app, note));
    list.append(item);
  });
  return make('section', { className: 'sources' }, make('h2', {}, words.say('page.sources.title')), list);
}

function foot(app) {
  const { words } = app;
  return make('footer', {}, tools(app, 'narrow'), make('p', {}, make('button', { type: 'button', className: 'inline', onclick: () => saveTable(app) }, words.say('page.save'))),
    make('p', { id: 'strip-keys' }, words.say('page.keys')), make('p', {}, words.say('page.foot')));
}

// tableOf is the events that are shown as a table (RFC 4180). What a spreadsheet would take
// for a formula has an apostrophe before it.
function tableOf(app) {
  const { library } = app;
  const cell = (text) => '"' + text.replace(/^[=+\-@\t\r]/, "'$&").replace(/"/g, '""') + '"';
  const rows = [['Date', 'Title', 'Track', 'Place', 'Tags', 'Text', 'Source', 'Quotations']];
  for (const i of app.order) {
    const quotes = library.excerpts(i).map((x) => '“' + x.exact + '” (' + library.articles[x.article].title + ')');
    rows.push([library.edtf(i), library.name(i), library.tracks[library.track[i]].name, library.place(i), library.tagged(i).map((t) => library.tags[t]).join(', '), library.text(i), library.source(i), quotes.join('\n')]);
  }
  // A date before the common era begins with a sign that is none of a formula.
  return '\ufeff' + rows.map(([date, ...rest]) => ['"' + date + '"', ...rest.map(cell)].join(',')).join('\r\n') + '\r\n';
}

function saveTable(app) {
  const link = make('a', { href: URL.createObjectURL(new Blob([tableOf(app)], { type: 'text/csv' })), download: app.library.title.replace(/[^\p{L}\p{N} -]/gu, '').slice(0, 60) + '.csv' });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// noteBox is what somebody wrote, with the words that it is on and what others answered.
function noteBox(app, note) {
  const { words } = app;
  const box = make('div', { className: 'note', role: 'note', 'aria-label': words.say(note.text ? 'page.note' : 'page.highlight') });
  box.style.borderColor = 'var(--' + note.colour + ', var(--slate))';
  if (note.quote) box.append(make('blockquote', { dir: 'auto' }, make('p', {}, note.quote)));
  for (const line of note.text.split('\n')) if (line.trim()) box.append(make('p', { dir: 'auto' }, ...linked(app, line, note.links || {})));
  if (note.author) box.append(make('p', { className: 'meta' }, make('bdi', {}, note.author)));
  for (const reply of note.replies || []) box.append(noteBox(app, reply));
  return box;
}

// linked is a line of a note, with [[words]] as links to the events that they lead to.
function linked(app, line, links) {
  return line.split(/(\[\[[^[\]]+\]\])/).map((part, k) => {
    if (k % 2 === 0) return part;
    const text = part.slice(2, -2);
    if (links[text] === undefined) return text;
    const key = app.library.key(links[text]);
    return make('a', { href: '#e=' + key, onclick: (e) => { e.preventDefault(); app.choose(links[text], 'note'); } }, make('bdi', {}, text));
  });
}
