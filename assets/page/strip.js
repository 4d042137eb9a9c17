// The strip: lanes of tracks over an axis, on a canvas. What is laid out reaches over three
// widths of the view, so that a pan draws what is there; a zoom lays out again. Where events
// are too many to be told apart, a lane shows how many as bars, and of the most important
// ones marks with labels, as a map does.

const axisHeight = 28;
const rowHeight = 26;
const lanePad = 8;
const radii = [0, 3.5, 4, 4.5, 5.5, 7];
const longestLabel = 64; // characters
const cellWidth = 24; // of a crowded lane, in which one event is a candidate for a mark
const barWidth = 3;
const doubtOpenStart = 16;
const doubtOpenEnd = 32;

class Strip {
  // host has library, words, shown(i), selected, and is told choose(i) and moved().
  constructor(host, canvas) {
    Object.assign(this, { host, canvas, context: canvas.getContext('2d'), widths: new Map(), layout: null, hover: -1, frame: 0 });
    this.view = new View(0, 1, 1, 0, false);
    this.times = [];
  }

  // resize takes the width of the canvas and how high it may be.
  resize(width, most) {
    const { library } = this.host;
    const gutter = width >= 1000 ? 150 : width >= 700 ? 124 : 8;
    const lanes = library.lanes.map((lane, track) => ({ track, count: this.host.count(track) })).filter((l) => l.count > 0);
    let rows = 4;
    const height = () => axisHeight + lanes.reduce((h, l) => h + lanePad + rowHeight * Math.min(rows, Math.max(l.count, 1)), 0) + 1;
    while (rows > 1 && height() > most) rows--;
    let y = axisHeight;
    this.lanes = lanes.map((l) => {
      const lane = { ...l, y, rows: Math.min(rows, l.count) };
      lane.height = lanePad + lane.rows * rowHeight;
      y += lane.height;
      return lane;
    });
    this.height = Math.max(y + 1, axisHeight + rowHeight);
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
    const colour = (name) => style.getPropertyValue('--' + name).trim();
    this.colours = {};
    for (const name of ['ink', 'muted', 'faint', 'line', 'hair', 'panel', 'ground', 'accent', 'on-accent', 'on-deep', 'accent-soft', 'today']) this.colours[name] = colour(name);
    this.tones = this.host.library.tracks.map((t) => {
      const name = colour(t.colour) ? t.colour : 'slate';
      return { mark: colour(name), soft: colour(name + '-soft'), deep: colour(name + '-deep') };
    });
    const family = style.getPropertyValue('--sans').trim();
    this.fonts = { bold: '700 13.5px ' + family, plain: '13px ' + family, small: '12.5px ' + family, tiny: '11px ' + family };
    this.widths.clear();
    this.names = null;
    this.invalidate();
  }

  invalidate() {
    this.layout = null;
    this.draw();
  }

  // show takes another view and draws it. Once it rests, labels are placed again, so that
  // none is cut at an end of the plot.
  show(view) {
    this.view = view;
    this.draw();
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
    return {
      i, radius, span, u0: span ? u0 : middle - radius, u1: span ? u1 : middle + radius, c0: u(core.lo), c1: u(core.hi), doubts: core.doubts,
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

  stale() {
    const { layout, view } = this;
    return !layout || layout.scale !== view.scale || layout.rtl !== view.rtl || view.edge < layout.from || view.end > layout.to;
  }

  paint() {
    this.frame = 0;
    if (!this.lanes || !this.colours) return;
    const began = performance.now();
    if (this.stale()) this.arrange();
    const c = this.context;
    const ratio = this.canvas.width / this.width;
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.fillStyle = this.colours.panel;
    c.fillRect(0, 0, this.width, this.height);
    c.textBaseline = 'middle';
    c.textAlign = 'left';
    this.hits = [];
    c.save();
    const [x0, x1] = this.view.rtl ? [0, this.view.plot] : [this.view.gutter, this.width];
    c.beginPath();
    c.rect(x0, 0, x1 - x0, this.height);
    c.clip();
    this.paintAxis(c);
    this.paintSelection(c);
    for (const lane of this.layout.lanes) this.paintLane(c, lane);
    this.paintFlag(c);
    c.restore();
    this.paintHeads(c);
    this.times.push(performance.now() - began);
    if (this.times.length > 600) this.times.shift();
  }

  // box fills and strokes a rectangle between two places of time.
  box(c, x0, x1, y, h, radius, fill, stroke) {
    c.beginPath();
    c.roundRect(Math.min(x0, x1), y, Math.max(Math.abs(x1 - x0), 1), h, radius);
    if (fill) {
      c.fillStyle = fill;
      c.fill();
    }
    if (stroke) {
      c.strokeStyle = stroke;
      c.stroke();
    }
  }

  words(c, text, font, ink, x, y, rtl) {
    c.font = font;
    c.fillStyle = ink;
    c.direction = rtl ? 'rtl' : 'ltr';
    c.fillText(text, x, y);
  }

  // unit chooses the finest ticks whose labels have room, and whether their long ones have.
  unit() {
    const { words } = this.host;
    const c = this.context;
    const { scale, edge, end } = this.view;
    c.font = this.fonts.small;
    const wide = (texts) => Math.max(...texts.map((t) => c.measureText(t).width));
    const widest = (u, long) => {
      if (u.of === 'clock') return wide([words.clock(23, 59, 59, u.n < 60)]);
      if (u.of === 'days') return wide([22, 23, 24, 25, 26, 27, 28].map((d) => (long ? words.weekdaysShort[d % 7] + ' ' : '') + d));
      if (u.of === 'months') return wide(long ? words.monthsAxis : words.monthsShort);
      return wide([tickLabel(u, words, tickBefore(u, edge)), tickLabel(u, words, tickBefore(u, end))]);
    };
    for (let i = 0; i < units.length; i++) {
      const u = units[i];
      const space = leastOf(u) / scale;
      if (space < 56) continue;
      const p = u.parent >= 0 ? units[u.parent] : null;
      if (p && leastOf(p) / scale < c.measureText(tickName(p, words, tickBefore(p, edge))).width * 1.2 + 20) continue;
      if (space < widest(u, false) + 20) continue;
      return [u, u.n === 1 && (u.of === 'days' || u.of === 'months') && space >= widest(u, true) + 40];
    }
    return [units[units.length - 1], false];
  }

  paintAxis(c) {
    const { view, colours } = this;
    const { words } = this.host;
    if (!this.names || this.names.scale !== view.scale || this.names.words !== words) this.names = { scale: view.scale, words, unit: this.unit() };
    const [unit, long] = this.names.unit;
    const parent = unit.parent >= 0 ? units[unit.parent] : null;
    let taken = -Infinity;
    const write = (text, font, ink, u) => {
      c.font = font;
      const width = c.measureText(text).width;
      if (u < taken || u + width > view.plot - 4) return 0;
      const x = view.rtl ? view.mirror(u) - width : view.mirror(u);
      this.words(c, text, font, ink, x, axisHeight / 2, isRTL(text));
      taken = u + width + 12;
      return width;
    };
    c.lineWidth = 1;
    const first = tickBefore(unit, view.edge);
    if (parent) {
      const k = tickBefore(parent, view.edge);
      const next = view.along(tickAt(parent, k + 1));
      const name = tickName(parent, words, k);
      c.font = this.fonts.bold;
      if (next > c.measureText(name).width + 30) write(name, this.fonts.bold, colours.ink, 8);
    }
    for (let k = first; k < first + 400; k++) {
      const t = tickAt(unit, k);
      if (t >= view.end) break;
      const u = view.along(t);
      if (tickAt(unit, k + 1) === t) continue;
      const begins = parent && tickAt(parent, tickBefore(parent, t)) === t;
      if (u >= 0) {
        const x = Math.round(view.mirror(u)) + 0.5;
        c.strokeStyle = begins ? colours.line : colours.hair;
        c.beginPath();
        c.moveTo(x, axisHeight);
        c.lineTo(x, this.height);
        c.stroke();
        let at = u + 6;
        if (begins) {
          const width = write(tickName(parent, words, tickBefore(parent, t)), this.fonts.bold, colours.ink, at);
          at += width ? width + 7 : 0;
          if (width) taken -= 6;
          if (unit.of === 'clock' || at + 40 > view.along(tickAt(unit, k + 1))) continue;
        }
        if (!begins || unit.of !== 'years') write(tickLabel(unit, words, k, long), this.fonts.small, colours.muted, at);
      }
    }
    const now = Date.now() / 1000;
    if (now > view.edge && now < view.end) {
      c.strokeStyle = colours.today;
      c.beginPath();
      c.moveTo(view.x(now), axisHeight);
      c.lineTo(view.x(now), this.height);
      c.stroke();
    }
    c.fillStyle = colours.line;
    c.fillRect(0, axisHeight - 1, this.width, 1);
  }

  paintLane(c, of) {
    const { view, layout, colours } = this;
    const { lane } = of;
    const tones = this.tones[lane.track];
    const shift = view.along(layout.base);
    c.fillStyle = colours.line;
    c.fillRect(0, lane.y + lane.height, this.width, 1);
    if (of.bars) this.paintBars(c, of, shift, tones);
    for (const mark of of.marks) {
      const [u0, u1] = [mark.u0 + shift, mark.u1 + shift];
      const [l0, l1] = mark.side === 'before' || mark.side === 'after' ? [mark.l0 + shift, mark.l0 + shift + mark.label.whole] : [u0, u1];
      if (Math.max(u1, l1) < 0 || Math.min(u0, l0) > view.plot) continue;
      const y = lane.y + lanePad / 2 + mark.row * rowHeight + rowHeight / 2;
      this.paintMark(c, mark, u0, u1, y, tones, shift);
      if (mark.side) this.paintLabel(c, mark, u0, u1, y, tones, shift);
      const [h0, h1] = [Math.min(u0, l0), Math.max(u1, l1)].map((u) => view.mirror(u));
      this.hits.push({ x0: Math.min(h0, h1) - 3, x1: Math.max(h0, h1) + 3, y0: y - 13, y1: y + 13, i: mark.i });
    }
    for (const chip of of.more) {
      const u = chip.u + shift;
      if (u < -20 || u > view.plot + 20) continue;
      const x = view.mirror(u);
      const y = lane.y + lanePad / 2 + chip.row * rowHeight + rowHeight / 2;
      this.box(c, x - 15, x + 15, y - 9, 18, 9, colours.panel, tones.mark);
      const text = '+' + chip.events.length;
      c.font = this.fonts.tiny;
      this.words(c, text, this.fonts.tiny, tones.mark, x - c.measureText(text).width / 2, y, false);
      this.hits.push({ x0: x - 16, x1: x + 16, y0: y - 11, y1: y + 11, i: -1, events: chip.events });
    }
    this.paintEdges(c, of, tones);
  }

  paintEdges(c, of, tones) {
    const { view, colours } = this;
    for (const edge of of.edges) {
      const y = of.lane.y + lanePad / 2 + edge.row * rowHeight + rowHeight / 2;
      const from = edge.side < 0 ? 2 : view.plot - edge.width - 2;
      const [a, b] = [view.mirror(from), view.mirror(from + edge.width)];
      const left = Math.min(a, b);
      this.box(c, a, b, y - 8, 16, 8, colours.panel, tones.mark);
      const text = (edge.side < 0) === view.rtl ? edge.n + ' \u203a' : '\u2039 ' + edge.n;
      c.font = this.fonts.tiny;
      this.words(c, text, this.fonts.tiny, tones.mark, left + (edge.width - c.measureText(text).width) / 2, y, false);
      this.hits.push({ x0: left, x1: left + edge.width, y0: y - 10, y1: y + 10, i: -1, edge: { track: of.lane.track, side: edge.side } });
    }
  }

  paintBars(c, of, shift, tones) {
    const { view, layout } = this;
    const { lane, bars, most } = of;
    const foot = lane.y + lane.height - 2;
    const high = lane.rows > 1 ? rowHeight - 4 : 9; // alone in its lane a row has words over the bars
    const first = view.along(layout.from);
    const from = Math.max(Math.floor(-first / barWidth), 0);
    const to = Math.min(Math.ceil((view.plot - first) / barWidth), bars.length);
    c.fillStyle = tones.mark;
    c.globalAlpha = 0.45;
    c.beginPath();
    for (let k = from; k < to; k++) {
      if (!bars[k]) continue;
      const h = Math.max((high * Math.log1p(bars[k])) / Math.log1p(most), 2);
      const x = view.mirror(first + k * barWidth);
      c.rect(view.rtl ? x - barWidth : x, foot - h, barWidth - 0.5, h);
    }
    c.fill();
    c.globalAlpha = 1;
    this.hits.push({ x0: 0, x1: this.width, y0: foot - high, y1: foot, i: -1, bars: of });
  }

  paintMark(c, mark, u0, u1, y, tones, shift) {
    const { view, colours } = this;
    const { weight } = this.host.library;
    const chosen = mark.i === this.host.selected;
    if (!mark.span) {
      const x = view.mirror((u0 + u1) / 2);
      if (chosen || mark.i === this.hover) {
        c.beginPath();
        c.arc(x, y, mark.radius + (chosen ? 6 : 3), 0, 2 * Math.PI);
        c.fillStyle = colours['accent-soft'];
        c.fill();
        c.lineWidth = chosen ? 2 : 1;
        c.strokeStyle = colours.accent;
        c.stroke();
      }
      c.beginPath();
      c.arc(x, y, mark.radius - (mark.doubts ? 1 : 0), 0, 2 * Math.PI);
      c.lineWidth = 2;
      if (mark.doubts) {
        c.fillStyle = colours.panel;
        c.fill();
        c.strokeStyle = tones.mark;
        c.stroke();
      } else {
        c.fillStyle = tones.mark;
        c.fill();
      }
      c.lineWidth = 1;
      return;
    }
    // Only what is near the view, so that gradients and corners stay exact.
    const [v0, v1] = [Math.max(u0, -40), Math.min(u1, view.plot + 40)];
    const [x0, x1] = [view.mirror(v0), view.mirror(v1)];
    const deep = weight[mark.i] >= 4 && !mark.doubts;
    let fill = deep ? tones.deep : tones.soft;
    if (mark.doubts) fill = this.fading(c, mark, v0, v1, shift, tones);
    this.box(c, x0, x1, y - 10, 20, 5, fill, deep || mark.doubts ? null : tones.mark);
    if (mark.doubts && mark.c1 > mark.c0) {
      const [k0, k1] = [Math.max(mark.c0 + shift, v0), Math.min(mark.c1 + shift, v1)];
      if (k1 > k0) this.box(c, view.mirror(k0), view.mirror(k1), y + 8, 2, 0, tones.mark, null);
    }
    if (chosen || mark.i === this.hover) {
      c.lineWidth = chosen ? 2 : 1;
      this.box(c, x0 - (view.rtl ? -3 : 3), x1 + (view.rtl ? -3 : 3), y - 13, 26, 7, null, colours.accent);
      c.lineWidth = 1;
    }
  }

  // fading goes from nothing at an end that is not certain to the colour of the core.
  fading(c, mark, v0, v1, shift, tones) {
    const { view } = this;
    const gradient = c.createLinearGradient(view.mirror(v0), 0, view.mirror(v1), 0);
    const stop = (u) => Math.min(Math.max((u - v0) / Math.max(v1 - v0, 1), 0), 1);
    let [k0, k1] = [mark.c0 + shift, mark.c1 + shift];
    if (mark.doubts & doubtOpenStart) k0 = Math.max(k0, v0 + 60);
    if (mark.doubts & doubtOpenEnd) k1 = Math.min(k1, v1 - 60);
    const clear = tones.soft + '00';
    const starts = k0 > mark.u0 + shift + 1 || mark.doubts & doubtOpenStart;
    const ends = k1 < mark.u1 + shift - 1 || mark.doubts & doubtOpenEnd;
    gradient.addColorStop(0, starts ? clear : tones.soft);
    gradient.addColorStop(Math.min(stop(k0), stop(k1)), tones.soft);
    gradient.addColorStop(Math.max(stop(k0), stop(k1)), tones.soft);
    gradient.addColorStop(1, ends ? clear : tones.soft);
    return gradient;
  }

  paintLabel(c, mark, u0, u1, y, tones, shift) {
    const { view, colours } = this;
    const { label } = mark;
    const weight = this.host.library.weight[mark.i];
    let from = mark.l0 + shift;
    let ink = weight >= 4 || mark.i === this.host.selected ? colours.ink : colours.muted;
    if (mark.side === 'inside') {
      ink = weight >= 4 && !mark.doubts ? colours['on-deep'] : colours.ink;
      from = Math.min(Math.max(from, 8), Math.max(u1 - label.whole - 8, from));
    }
    // Words run in the direction of the axis from u on; the box of sources follows them.
    const x = view.rtl ? view.mirror(from) - label.width : view.mirror(from);
    this.words(c, label.text, label.font, ink, x, y, label.rtl);
    if (!label.sources) return;
    const s0 = from + label.width + 4;
    this.box(c, view.mirror(s0), view.mirror(s0 + 15), y - 7.5, 15, 4, null, mark.side === 'inside' ? ink : colours.line);
    c.font = this.fonts.tiny;
    const text = String(label.sources);
    const middle = view.mirror(s0 + 7.5) - c.measureText(text).width / 2;
    this.words(c, text, this.fonts.tiny, mark.side === 'inside' ? ink : colours.muted, middle, y + 0.5, false);
  }

  paintSelection(c) {
    const i = this.host.selected;
    if (i < 0) return;
    const { view, colours } = this;
    const { lo, hi } = this.host.library;
    const [u0, u1] = [Math.max(view.along(lo[i]), -2), Math.min(view.along(hi[i]), view.plot + 2)];
    if (u1 - u0 > 16) {
      c.globalAlpha = 0.07;
      this.box(c, view.mirror(u0), view.mirror(u1), axisHeight, this.height, 0, colours.accent, null);
      c.globalAlpha = 1;
      return;
    }
    const x = view.mirror((u0 + u1) / 2);
    c.fillStyle = colours.accent;
    c.fillRect(x - 0.75, axisHeight - 2, 1.5, this.height);
  }

  // paintFlag writes the date of the selected event on the axis.
  paintFlag(c) {
    const i = this.host.selected;
    if (i < 0) return;
    const { view, colours } = this;
    const { lo, hi } = this.host.library;
    const u = (Math.max(view.along(lo[i]), 0) + Math.min(view.along(hi[i]), view.plot)) / 2;
    if (view.along(hi[i]) < 0 || view.along(lo[i]) > view.plot) return;
    const text = this.host.words.date(this.host.library.edtf(i));
    c.font = this.fonts.bold;
    const width = c.measureText(text).width + 16;
    const [left, right] = view.rtl ? [0, view.plot] : [view.gutter, this.width];
    const x = Math.min(Math.max(view.mirror(u) - width / 2, left + 2), right - width - 2);
    this.box(c, x, x + width, 3, 22, 5, colours.accent, null);
    this.words(c, text, this.fonts.bold, colours['on-accent'], x + 8, 14.5, this.host.words.rtl);
  }

  paintHeads(c) {
    const { view, colours } = this;
    const { library, words } = this.host;
    for (const lane of this.lanes || []) {
      const edge = view.rtl ? this.width - 4 : 0;
      c.fillStyle = this.tones[lane.track].mark;
      c.fillRect(edge, lane.y + 1, 4, lane.height - 1);
      if (view.gutter < 100) continue;
      const room = view.gutter - 26;
      c.font = this.fonts.bold;
      const name = library.tracks[lane.track].name.slice(0, 60);
      const write = (text, font, ink, y) => {
        c.font = font;
        const width = Math.min(c.measureText(text).width, room);
        const x = view.rtl ? this.width - 16 - width : 16;
        c.font = font;
        c.fillStyle = ink;
        c.direction = isRTL(text) ? 'rtl' : 'ltr';
        c.fillText(text, x, y, room);
      };
      const y = lane.rows > 1 ? lane.y + 17 : lane.y + lane.height / 2;
      write(name, this.fonts.bold, colours.ink, y);
      if (lane.rows > 1) write(words.say('page.events', { n: lane.count }), this.fonts.tiny, colours.muted, y + 17);
    }
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

// isRTL is the direction of a text by its first strong letter (UAX #9 rule P2).
function isRTL(text) {
  const strong = /[\p{L}]/u.exec(text);
  return strong !== null && /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(strong[0]);
}
