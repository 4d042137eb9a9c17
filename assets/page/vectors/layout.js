// The strip of a page, laid out without a browser: node layout.js PAGE. Whatever is zoomed to,
// no two things of a row meet, and every event in view is a mark, in a chip or in a bar.
'use strict';
const fs = require('fs');
const path = require('path');

global.window = { devicePixelRatio: 1 };
global.requestAnimationFrame = () => 1;
const read = (name) => fs.readFileSync(path.join(__dirname, '..', name), 'utf8');
const source = ['fold.js', 'stem.js', 'calendar.js', 'edtf.js', 'words.js', 'pack.js', 'library.js', 'view.js', 'paint.js', 'strip.js'].map(read).join('\n');
const { Library, Lane, Strip, lowerBound } = new Function(source + '\nreturn { Library, Lane, Strip, lowerBound };')();
const page = fs.readFileSync(process.argv[2], 'utf8');
const block = /<script type="application\/octet-stream" id="data">([^<]*)<\/script>/.exec(page)[1];

let checked = 0;
function must(holds, ...what) {
  checked++;
  if (!holds) throw new Error(what.join(' '));
}

Library.open({ textContent: block }).then((library) => {
  const context = { measureText: (text) => ({ width: text.length * 6.5 }) };
  const lanes = library.lanes.map((lane) => ({ shown: [...lane.events], shownLo: lane.lo }));
  const host = { library, selected: -1, mask: null, axisRTL: false, shown: () => true, count: (t) => lanes[t].shown.length, lane: (t) => lanes[t] };
  const strip = new Strip(host, { getContext: () => context, style: {} });
  strip.fonts = { bold: '', plain: '', small: '' };
  const all = library.main(Array.from({ length: library.n }, (_, i) => i));
  for (const [width, most] of [[1132, 400], [390, 300], [390, 10]]) {
    for (const selected of [-1, 3, library.n >> 1]) {
      for (let zoom = 1; zoom < 1e6; zoom *= 7) {
        host.selected = selected;
        strip.resize(width, most);
        strip.view = strip.view.fit(all.lo, all.hi, 40, 60).zoom(strip.view.mirror(strip.view.plot / 2), zoom);
        strip.arrange();
        for (const of of strip.layout.lanes) look(library, strip, of, selected);
      }
    }
  }
  console.log(checked + ' checked');
});

// look examines a lane.
function look(library, strip, of, selected) {
  const { view, layout } = strip;
  const found = new Map();
  const rows = new Map();
  const add = (row, from, to, what) => {
    must(row >= 0 && row < of.lane.rows, what, 'is in row', row);
    if (!rows.has(row)) rows.set(row, []);
    for (const [a, b, other] of rows.get(row)) must(to <= a + 1e-6 || b <= from + 1e-6, what, 'meets', other);
    rows.get(row).push([from, to, what]);
  };
  for (const m of of.marks) {
    found.set(m.i, (found.get(m.i) || 0) + 1);
    const labelled = m.side === 'after' || m.side === 'before';
    const [l0, l1] = labelled ? [m.l0, m.l0 + m.label.whole] : [m.u0, m.u1];
    add(m.row, Math.min(m.u0, l0), Math.max(m.u1, l1), library.name(m.i));
    if (labelled) for (const end of [0, view.plot]) must(!(l0 < end - 1e-6 && l1 > end + 1e-6), library.name(m.i), 'is cut at', end);
  }
  for (const c of of.more) {
    add(c.row, c.u - 15, c.u + 15, 'a chip');
    for (const i of c.events) found.set(i, (found.get(i) || 0) + 1);
  }
  if (selected >= 0 && library.track[selected] === of.lane.track && library.hi[selected] > layout.from && library.lo[selected] < layout.to) {
    must(of.marks.some((m) => m.i === selected && (m.span || m.u1 - m.u0 > 2 * m.radius + 14)), 'the selected event has no mark with room for its ring');
  }
  for (const i of library.lanes[of.lane.track].events) {
    if (library.hi[i] <= view.edge || library.lo[i] >= view.end || found.get(i) === 1) continue;
    must(of.bars !== null && !found.has(i), library.name(i), 'is there', found.get(i) || 0, 'times');
  }
}
