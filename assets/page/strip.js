// The strip: lanes of tracks over an axis, on a canvas. What is laid out reaches over three
// widths of the view, so that a pan draws what is there; a zoom lays out again. Where events
// are too many to be told apart, a lane shows how many as bars, and of the most important
// ones marks with labels, as a map does.

const radii = [0, 3.5, 4, 4.5, 5.5, 7];
const mostRows = 4; // of a lane
const longestLabel = 64; // characters
const cellWidth = 24; // of a crowded lane, in which one event is a candidate for a mark

class Strip extends Painter {
  // host has library, words, shown(i), selected, and is told choose(i) and moved().
  constructor(host, canvas) {
    super();
    Object.assign(this, { host, canvas, context: canvas.getContext('2d'), widths: new Map(), layout: null, hover: -1, frame: 0 });
    this.view = new View(0, 1, 1, 0, false);
    this.times = [];
  }

  // resize takes the width of the canvas and how high it may be.
  resize(width, most) {
    const { library } = this.host;
    const gutter = width >= 1000 ? 150 : width >= 700 ? 124 : 8;
    const name = gutter < 100 ? nameHeight : 0;
    this.bands = library.spans.length ? 1 + Math.max(...library.spans.map((s) => s.row)) : 0;
    const top = axisHeight + this.bands * spanHeight;
    const lanes = library.lanes.map((lane, track) => ({ track, count: this.host.count(track) })).filter((l) => l.count > 0);
    for (const l of lanes) l.rows = 1;
    let spare = Math.floor((most - top - lanes.length * (name + lanePad + rowHeight)) / rowHeight);
    while (spare-- > 0) {
      // The next row is for the lane with the most events in each of its own.
      const fullest = lanes.filter((l) => l.rows < Math.min(mostRows, l.count)).sort((a, b) => b.count / b.rows - a.count / a.rows)[0];
      if (!fullest) break;
      fullest.rows++;
    }
    let y = top;
    this.lanes = lanes.map((l) => {
      const lane = { ...l, y, name };
      lane.height = name + lanePad + lane.rows * rowHeight;
      y += lane.height;
      return lane;
    });
    this.height = Math.max(y, axisHeight + rowHeight);
    this.width = width;
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(this.height * ratio);
    this.canvas.style.height = this.height + 'px';
    const edge = this.view.edge;
    const keep = this.view.width > 1;
    const scale = keep ? (this.view.scale * this.view.plot) / Math.max(width - gutter, 1) : 1;
    this.view = new View(edge, scale, width, gutter, this.host.axisRTL);
    this.invalidate();
  }

  // restyle takes colours and fonts from the style sheet.
  restyle() {
    const style = getComputedStyle(document.documentElement);
    // The style sheet has both palettes: light-dark(light, dark).
    const dark = this.host.dark ? 1 : 0;
    const colour = (name) => (style.getPropertyValue('--' + name).match(/#\w+/g) || [])[dark];
    this.colours = {};
    for (const name of ['ink', 'muted', 'line', 'hair', 'panel', 'accent', 'on-accent', 'on-deep', 'accent-soft', 'today']) this.colours[name] = colour(name);
    const tone = (name) => {
      if (!colour(name)) name = 'slate';
      return { mark: colour(name), soft: colour(name + '-soft'), deep: colour(name + '-deep') };
    };
    this.tones = this.host.library.tracks.map((t) => tone(t.colour));
    this.spanTones = this.host.library.spans.map((s) => tone(s.note.colour));
    const family = style.getPropertyValue('--sans').trim();
    this.fonts = { bold: '700 13.5px ' + family, plain: '13px ' + family, small: '12.5px ' + family, tiny: '11.5px ' + family };
    // From the middle of a line down to its baseline: half the height of small letters and
    // capitals.
    this.drops = new Map(Object.values(this.fonts).map((font) => [font, Number(/([\d.]+)px/.exec(font)[1]) * 0.345]));
    this.widths.clear();
    this.names = null;
    this.invalidate();
  }

  invalidate() {
    this.layout = null;
    this.draw();
    if (this.host.map) this.host.map.draw();
  }

  // show takes another view and draws it. Once it rests, labels are placed again, so that
  // none is cut at an end of the plot.
  show(view) {
    this.view = view;
    this.draw();
    if (this.host.map) this.host.map.draw();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.invalidate(), 180);
  }

  draw() {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.paint());
  }

  // label is the text beside a mark, with its direction and width.
  label(i) {
    let label = this.widths.get(i);
    if (!label) {
      const weight = this.host.library.weight[i];
      const font = weight >= 5 ? this.fonts.bold : weight >= 4 ? this.fonts.plain : this.fonts.small;
      let text = this.host.library.name(i).slice(0, longestLabel * 2).replace(/\s+/g, ' ');
      const chars = [...text];
      if (chars.length > longestLabel) text = chars.slice(0, longestLabel - 1).join('') + '…';
      this.context.font = font;
      const sources = this.host.library.reports(i);
      label = { text, font, width: this.context.measureText(text).width, rtl: isRTL(text), sources: sources > 1 && weight >= 3 ? sources : 0 };
      label.whole = label.width + (label.sources ? 20 : 0);
      this.widths.set(i, label);
    }
    return label;
  }

  // arrange lays out three widths of time around the view. Places are u, pixels from base
  // in the direction of time.
  arrange() {
    const { view } = this;
    const base = view.edge;
    const span = view.plot * view.scale;
    const layout = { base, scale: view.scale, from: base - span, to: base + 2 * span, lanes: [], rtl: view.rtl, plot: view.plot, line: NaN };
    const chosen = this.host.selected;
    if (chosen >= 0) layout.line = ((this.host.library.lo[chosen] + this.host.library.hi[chosen]) / 2 - base) / view.scale;
    for (const lane of this.lanes) layout.lanes.push(this.arrangeLane(lane, layout));
    this.layout = layout;
  }

  // arrangeLane places the events of a lane; where one has room neither as a mark nor in a
  // chip near it, the lane is a crowded one.
  arrangeLane(lane, layout, full = false) {
    const { library } = this.host;
    const events = library.lanes[lane.track];
    const [first, last] = events.range(layout.from, layout.to);
    const crowded = full || last - first > (this.view.plot * 3 * lane.rows) / 30;
    const out = { lane, marks: [], bars: null, more: [], edges: [] };
    const candidates = crowded ? this.sift(events, first, last, layout, out) : [];
    if (!crowded) {
      for (let k = first; k < last; k++) {
        const i = events.events[k];
        if (this.host.shown(i) && library.hi[i] > layout.from) candidates.push(i);
      }
    }
    const chosen = this.host.selected;
    if (crowded && chosen >= 0 && library.track[chosen] === lane.track && this.host.shown(chosen)) candidates.push(chosen);
    const rank = (i) => (i === chosen ? 6 : library.weight[i]);
    candidates.sort((a, b) => rank(b) - rank(a) || a - b);
    const rows = new Rows(crowded && lane.rows > 1 ? lane.rows - 1 : lane.rows);
    const unplaced = [];
    if (candidates[0] !== chosen) this.seatEdges(events, rows, layout, out);
    let before = -1;
    for (const i of candidates) {
      if (i === before) continue; // the selected one may be there twice
      before = i;
      const mark = this.mark(i, layout);
      if (this.seat(mark, rows, layout)) out.marks.push(mark);
      else if (!crowded) unplaced.push(mark);
      if (i === chosen) this.seatEdges(events, rows, layout, out);
    }
    return this.gather(unplaced, rows, out, layout.plot) ? out : this.arrangeLane(lane, layout, true);
  }

  // seatEdges keeps room for what tells how many events lie before and after the view.
  seatEdges(events, rows, layout, out) {
    const { shownLo } = this.host.lane(out.lane.track);
    const last = rows.rows.length - 1;
    const before = lowerBound(shownLo, layout.base) - this.reaching(events, layout.base);
    const after = shownLo.length - lowerBound(shownLo, layout.base + layout.plot * layout.scale);
    for (const [n, side] of [[before, -1], [after, 1]]) {
      if (n <= 0) continue;
      const width = 16 + 7 * String(n).length;
      const from = side < 0 ? 2 : layout.plot - width - 2;
      if (!rows.free(last, from, from + width)) continue; // the selected event is there
      rows.take(last, from, from + width);
      out.edges.push({ n, side, width, row: last });
    }
  }

  // reaching is how many events that began before t are not over then.
  reaching(events, t) {
    const { library } = this.host;
    let n = 0;
    const until = lowerBound(events.lo, t);
    for (let k = lowerBound(events.reach, t); k < until; k++) if (library.hi[events.events[k]] > t && this.host.shown(events.events[k])) n++;
    return n;
  }

  // sift counts the events of a crowded lane in bars and returns the most important one of
  // each cell.
  sift(events, first, last, layout, out) {
    const { library } = this.host;
    const whole = this.view.plot * 3;
    const bars = new Float64Array(Math.ceil(whole / barWidth) + 1);
    const cells = new Int32Array(Math.ceil(whole / cellWidth) + 1).fill(-1);
    const { weight, lo, hi } = library;
    const mask = this.host.mask;
    const { from, scale } = layout;
    for (let k = first; k < last; k++) {
      const i = events.events[k];
      if (mask && !mask[i]) continue;
      let u = ((lo[i] + hi[i]) / 2 - from) / scale;
      if (!(u >= 0 && u < whole)) {
        if (hi[i] <= from) continue;
        u = Math.min(Math.max(u, 0), whole - 1);
      }
      bars[(u / barWidth) | 0]++;
      const cell = (u / cellWidth) | 0;
      if (cells[cell] < 0 || weight[i] > weight[cells[cell]]) cells[cell] = i;
    }
    out.bars = bars;
    out.most = bars.reduce((a, b) => Math.max(a, b), 1);
    return Array.from(cells).filter((i) => i >= 0);
  }

  // mark is an event in the layout, without a row yet.
  mark(i, layout) {
    const { library } = this.host;
    const u = (t) => Math.min(Math.max((t - layout.base) / layout.scale, -1e7), 1e7);
    const core = library.core(i);
    const radius = radii[library.weight[i]] || 4.5;
    const [u0, u1] = [u(library.lo[i]), u(library.hi[i])];
    const span = u1 - u0 > 2 * radius + 4;
    const middle = (u0 + u1) / 2;
    const half = radius + (i === this.host.selected ? 8 : 0); // with the ring around it
    return {
      i, radius, span, u0: span ? u0 : middle - half, u1: span ? u1 : middle + half, c0: u(core.lo), c1: u(core.hi), doubts: core.doubts,
      label: this.label(i), row: 0, side: '', l0: 0,
    };
  }

  // seat finds a row for a mark with its label: inside it, after it or before it; else for
  // the mark alone. No label is cut at an end of the plot.
  seat(mark, rows, { plot, line }) {
    const { label, u0, u1 } = mark;
    const gap = 4;
    // Only landmarks may cross the line of the selected event.
    const landmark = this.host.library.weight[mark.i] >= 5;
    const whole = (from, to) => !(from < 0 && to > 0) && !(from < plot && to > plot) && (landmark || !(from < line && to > line));
    if (mark.span && label.whole + 16 <= u1 - u0) {
      const row = rows.place(u0 - gap, u1 + gap);
      // Long spans keep their label in view: it is placed when it is drawn.
      return this.take(mark, row, 'inside', u0 + 8);
    }
    const [l0, l1] = [u0 - 6 - label.whole, u1 + 6 + label.whole];
    if (whole(u1, l1)) {
      const after = rows.place(u0 - gap, l1 + 10);
      if (after >= 0) return this.take(mark, after, 'after', u1 + 6);
    }
    if (whole(l0, u0)) {
      const before = rows.place(l0 - 10, u1 + gap);
      if (before >= 0) return this.take(mark, before, 'before', l0);
    }
    return this.take(mark, rows.place(u0 - 1, u1 + 1), '', 0);
  }

  take(mark, row, side, l0) {
    if (row < 0) return false;
    Object.assign(mark, { row, side, l0 });
    return true;
  }

  // gather makes chips of the marks without a place, one for those that are near each other,
  // and reports whether all have room. One without is part of its neighbour.
  gather(unplaced, rows, out, plot) {
    const apart = 60;
    const furthest = 240;
    unplaced.sort((a, b) => a.u0 - b.u0);
    const chips = [];
    for (const mark of unplaced) {
      const u = (mark.u0 + mark.u1) / 2;
      const last = chips[chips.length - 1];
      if (last && u <= last.first + apart) last.events.push(mark.i);
      else chips.push({ u, first: u, events: [mark.i] });
    }
    let carried = null;
    for (const chip of chips) {
      if (carried) {
        if (chip.first > carried.first + furthest) return false;
        chip.events = carried.events.concat(chip.events);
        chip.first = carried.first;
        carried = null;
      }
      if (this.seatChip(chip, rows, plot)) {
        out.more.push(chip);
        continue;
      }
      const last = out.more[out.more.length - 1];
      if (last && chip.first <= last.u + furthest) last.events = last.events.concat(chip.events);
      else carried = chip;
    }
    return carried === null;
  }

  // seatChip finds room for a chip near its place, in view where that is.
  seatChip(c, rows, plot) {
    for (let away = 0; away <= 120; away += 15) {
      for (const to of [c.u + away, c.u - away]) {
        const u = c.u > 0 && c.u < plot ? Math.min(Math.max(to, 18), plot - 18) : to;
        c.row = rows.place(u - 17, u + 17);
        if (c.row < 0) continue;
        c.u = u;
        return true;
      }
    }
    return false;
  }

  // countAt is how many events the bar at x stands for.
  countAt(of, x) {
    const { layout, view } = this;
    if (!layout) return 0; // it is laid out again with the next frame
    return of.bars[Math.floor((view.time(x) - layout.from) / layout.scale / barWidth)] || 0;
  }

  stale() {
    const { layout, view } = this;
    return !layout || layout.scale !== view.scale || layout.rtl !== view.rtl || view.edge < layout.from || view.end > layout.to;
  }

  // at returns what is at a place of the canvas: an event, a chip, bars, or undefined.
  at(x, y) {
    const all = this.hits || [];
    for (let k = all.length - 1; k >= 0; k--) {
      const h = all[k];
      if (!h.bars && x >= h.x0 && x <= h.x1 && y >= h.y0 && y <= h.y1) return h;
    }
    return all.find((h) => h.bars && y >= h.y0 && y <= h.y1);
  }
}
