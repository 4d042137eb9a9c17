// An article with its marked passages and its pictures, where the page has its text or these. It is shown over the
// page; a passage leads back to its event.

class Reader {
  // host has library and words, and is told choose(i).
  constructor(host) {
    this.host = host;
    this.dialog = make('dialog', { className: 'reader' });
    document.getElementById('page').append(this.dialog);
  }

  // open shows an article; passage, of an event, is brought into view.
  open(index, event = -1, passage = {}) {
    const { library, words } = this.host;
    const article = library.articles[index];
    const close = make('button', { type: 'button', className: 'quiet', onclick: () => this.dialog.close() }, words.say('page.close'));
    const about = [article.publisher, article.byline, article.date && words.date(article.date)].filter(Boolean);
    const meta = make('p', { className: 'meta' });
    about.forEach((text, k) => meta.append(k ? ' · ' : '', make('bdi', {}, text)));
    const body = make('div', { className: 'text', lang: article.lang || '' });
    const passages = library.passages(index);
    for (const note of article.notes || []) if (!note.quote || note.at < 0) body.append(noteBox(this.host, note));
    for (const p of this.paragraphs(article, passages)) body.append(p);
    const title = make('h2', { id: 'reader-title', dir: 'auto' }, article.url ? outside(article.url, article.title) : article.title);
    this.dialog.setAttribute('aria-labelledby', 'reader-title');
    this.dialog.replaceChildren(make('div', { className: 'bar-top' }, close), title, meta, body);
    this.dialog.showModal();
    const mark = this.dialog.querySelector(`mark[data-event="${event}"][data-at="${passage.at || 0}"]`);
    if (mark) {
      for (const m of this.dialog.querySelectorAll(`mark[data-event="${event}"][data-at="${passage.at || 0}"]`)) m.classList.add('now');
      mark.scrollIntoView({ block: 'center' });
    }
  }

  // paragraphs are those of the text, with its blocks as what they are.
  paragraphs(article, passages) {
    const names = { heading: 'h3', subheading: 'h4', quotation: 'blockquote', item: 'p', caption: 'p' };
    const out = [];
    let from = 0;
    const pictures = [...(article.pictures || [])];
    for (const line of (article.text || '').split('\n')) {
      const to = from + line.length;
      while (pictures.length && pictures[0].at <= from && line.trim() !== '') out.push(pictureBox(this.host, pictures.shift().picture));
      if (line.trim() !== '') {
        const block = (article.blocks || []).find((b) => b.start <= from && to <= b.end);
        const p = make(block ? names[block.kind] || 'p' : 'p', { dir: 'auto', className: block ? block.kind : '' });
        this.marked(p, line, from, passages);
        out.push(p);
        for (const x of passages) if (x.note && x.note.text && x.at >= from && x.at < to) out.push(noteBox(this.host, { ...x.note, quote: '' }));
      }
      from = to + 1;
    }
    for (const p of pictures) out.push(pictureBox(this.host, p.picture));
    return out;
  }

  // marked puts a line into a paragraph, cut where passages begin and end.
  marked(p, line, from, passages) {
    const here = passages.filter((x) => x.at < from + line.length && from < x.at + x.exact.length);
    const cuts = new Set([0, line.length]);
    for (const x of here) for (const at of [x.at - from, x.at + x.exact.length - from]) if (at > 0 && at < line.length) cuts.add(at);
    const places = [...cuts].sort((a, b) => a - b);
    for (let k = 0; k + 1 < places.length; k++) {
      const text = line.slice(places[k], places[k + 1]);
      const x = here.find((one) => one.at - from <= places[k] && places[k + 1] <= one.at + one.exact.length - from);
      if (!x) {
        p.append(text);
        continue;
      }
      const { library } = this.host;
      if (x.note) {
        const mark = make('mark', { className: 'noted', title: x.note.text.slice(0, 200) }, text);
        mark.style.background = 'var(--' + x.note.colour + '-soft, var(--slate-soft))';
        p.append(mark);
        continue;
      }
      const mark = make('mark', { title: library.name(x.event).slice(0, 200), 'data-event': String(x.event), 'data-at': String(x.at) }, text);
      mark.style.borderColor = 'var(--' + library.tracks[library.track[x.event]].colour + ', var(--slate))';
      mark.addEventListener('click', () => {
        this.dialog.close();
        this.host.choose(x.event, 'article');
      });
      p.append(mark);
    }
  }
}
