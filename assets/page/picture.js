// Pictures: those of events in the list, those of articles in their text. Their pixels are in
// files beside the page, or in blocks of it that no browser runs.

// pictureBox is the picture of a number, with what is said of it; pressed, it is shown large.
function pictureBox(host, n) {
  const { library, words } = host;
  const p = library.raw.pictures[n];
  const alt = p.alt || p.caption || words.say('page.picture.undescribed');
  const open = make('button', { type: 'button', title: words.say('page.picture.open'), onclick: () => showPicture(host, p, alt) }, pictureImage(p, alt, 'lazy'));
  return make('figure', { className: 'picture' }, open, ...pictureWords(p));
}

function pictureImage(p, alt, loading) {
  const image = make('img', { alt, width: p.w, height: p.h, decoding: 'async', loading, dir: 'auto' });
  image.src = p.file || 'data:image/jpeg;base64,' + document.getElementById('picture-' + p.block).textContent;
  return image;
}

// pictureWords are the caption, who made it, and where it is from.
function pictureWords(p) {
  const caption = make('figcaption', {});
  for (const line of (p.caption || '').split('\n')) if (line.trim()) caption.append(make('p', { dir: 'auto' }, line));
  const by = [p.credit, p.licence].filter(Boolean).map((text) => make('bdi', {}, text));
  if (p.source) by.push(outside(p.source, new URL(p.source).hostname));
  const line = make('p', { className: 'meta' });
  by.forEach((part, k) => line.append(k ? ' · ' : '', part));
  if (by.length) caption.append(line);
  return caption.childNodes.length ? [caption] : [];
}

function showPicture(host, p, alt) {
  const dialog = make('dialog', { className: 'viewer', 'aria-label': alt });
  const close = make('button', { type: 'button', className: 'quiet', onclick: () => dialog.close() }, host.words.say('page.close'));
  dialog.append(make('div', { className: 'bar-top' }, close), make('figure', {}, pictureImage(p, alt, 'eager'), ...pictureWords(p)));
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  document.getElementById('page').append(dialog);
  dialog.showModal();
}
