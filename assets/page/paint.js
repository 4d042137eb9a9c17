// What is drawn of the strip: its layout, at the view. Places are CSS pixels; u runs along
// time from the reading edge of the plot, x from the left.

const axisHeight = 28;
const rowHeight = 26;
const spanHeight = 24; // of a row of spans that have notes
const lanePad = 8;
const nameHeight = 17; // of the name of a track, where there is no room beside its lane
const barWidth = 3;
// The bits of dates.Doubts.
const doubtUncertain = 1;
const doubtApproximate = 2;
const doubtOpenStart = 16;
const doubtOpenEnd = 32;

class Painter {
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
    c.textAlign = 'left';
    this.hits = [];
    c.save();
    const [x0, x1] = this.view.rtl ? [0, this.view.plot] : [this.view.gutter, this.width];
    c.beginPath();
    c.rect(x0, 0, x1 - x0, this.height);
    c.clip();
    this.paintAxis(c);
    this.paintSpans(c);
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
    c.fillText(text, x, y + this.drops.get(font));
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
  }

  paintLane(c, of) {
    const { view, layout, colours } = this;
    const { lane } = of;
    const tones = this.tones[lane.track];
    const shift = view.along(layout.base);
    if (of.bars) this.paintBars(c, of, shift, tones);
    for (const mark of of.marks) {
      const [u0, u1] = [mark.u0 + shift, mark.u1 + shift];
      const [l0, l1] = mark.side === 'before' || mark.side === 'after' ? [mark.l0 + shift, mark.l0 + shift + mark.label.whole] : [u0, u1];
      if (Math.max(u1, l1) < 0 || Math.min(u0, l0) > view.plot) continue;
      const y = rowMiddle(lane, mark.row);
      this.paintMark(c, mark, u0, u1, y, tones, shift);
      if (this.host.library.noted(mark.i)) this.paintNoted(c, mark, u0, u1, y);
      if (mark.side) this.paintLabel(c, mark, u0, u1, y, tones, shift);
      const [h0, h1] = [Math.min(u0, l0), Math.max(u1, l1)].map((u) => view.mirror(u));
      this.hits.push({ x0: Math.min(h0, h1) - 3, x1: Math.max(h0, h1) + 3, y0: y - 13, y1: y + 13, i: mark.i });
    }
    for (const chip of of.more) {
      const u = chip.u + shift;
      if (u < -20 || u > view.plot + 20) continue;
      const x = view.mirror(u);
      const y = rowMiddle(lane, chip.row);
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
      const y = rowMiddle(of.lane, edge.row);
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
    const { library } = this.host;
    const { weight } = library;
    const state = library.state(mark.i);
    const chosen = mark.i === this.host.selected;
    if (!mark.span) {
      const x = view.mirror((u0 + u1) / 2);
      if (chosen || mark.i === this.hover) {
        c.beginPath();
        c.arc(x, y, mark.radius + (chosen ? 7 : 3), 0, 2 * Math.PI);
        c.fillStyle = colours['accent-soft'];
        c.fill();
        c.lineWidth = chosen ? 2 : 1;
        c.strokeStyle = colours.accent;
        c.stroke();
      }
      if (state < 0) this.paintPoint(c, x, y, mark, tones.mark);
      else this.paintStanding(c, x, y, mark, state, tones.mark);
      return;
    }
    // Only what is near the view, so that gradients and corners stay exact.
    const [v0, v1] = [Math.max(u0, -40), Math.min(u1, view.plot + 40)];
    const [x0, x1] = [view.mirror(v0), view.mirror(v1)];
    const deep = weight[mark.i] >= 4 && !mark.doubts;
    let fill = deep ? tones.deep : tones.soft;
    const hollow = state < 0 ? mark.doubts & doubtUncertain : hollowState(state);
    if (hollow) [fill, c.lineWidth] = [colours.panel, 2];
    else if (mark.doubts) fill = this.fading(c, mark, v0, v1, shift, tones);
    const inset = hollow ? 1 : 0;
    this.box(c, x0, x1, y - 10 + inset, 20 - 2 * inset, 5, fill, !hollow && (deep || mark.doubts) ? null : tones.mark);
    c.lineWidth = 1;
    if (state >= 0 && Math.abs(x1 - x0) > 24) paintState(c, view.mirror(Math.max(v0, 0) + 10), y, 4.5, state, deep ? colours.panel : tones.mark, deep ? tones.deep : colours.panel, true);
    if (mark.doubts && !hollow && mark.c1 > mark.c0) {
      const [k0, k1] = [Math.max(mark.c0 + shift, v0), Math.min(mark.c1 + shift, v1)];
      if (k1 > k0) this.box(c, view.mirror(k0), view.mirror(k1), y + 8, 2, 0, tones.mark, null);
    }
    if (chosen || mark.i === this.hover) {
      c.lineWidth = chosen ? 2 : 1;
      this.box(c, x0 - (view.rtl ? -3 : 3), x1 + (view.rtl ? -3 : 3), y - 13, 26, 7, null, colours.accent);
      c.lineWidth = 1;
    }
  }

  // paintPoint draws a disc: soft around a small core where the date is approximate, a ring
  // where it is uncertain.
  paintPoint(c, x, y, mark, colour) {
    const disc = (radius, share) => {
      c.globalAlpha = share;
      c.beginPath();
      c.arc(x, y, radius, 0, 2 * Math.PI);
      c.fill();
      c.globalAlpha = 1;
    };
    c.fillStyle = colour;
    let { radius } = mark;
    if (mark.doubts & doubtApproximate || (mark.doubts && !(mark.doubts & doubtUncertain) && mark.c0 >= mark.c1)) {
      disc(radius + 2, 0.16);
      disc(radius, 0.3);
      radius = Math.max(radius - 2, 2);
    }
    if (!(mark.doubts & doubtUncertain)) {
      disc(radius, 1);
      return;
    }
    c.fillStyle = this.colours.panel;
    disc(radius, 1);
    c.lineWidth = 2;
    c.strokeStyle = colour;
    c.beginPath();
    c.arc(x, y, Math.max(radius - 1, 1), 0, 2 * Math.PI);
    c.stroke();
    c.lineWidth = 1;
  }

  // paintStanding draws the form of a state, in a soft disc where the date is not certain.
  paintStanding(c, x, y, mark, state, colour) {
    if (mark.doubts) {
      c.globalAlpha = 0.16;
      c.fillStyle = colour;
      c.beginPath();
      c.arc(x, y, mark.radius + 3, 0, 2 * Math.PI);
      c.fill();
      c.globalAlpha = 1;
    }
    paintState(c, x, y, mark.radius, state, colour, this.colours.panel, false);
  }

  // paintNoted puts a dot at the corner of a mark that has a note.
  paintNoted(c, mark, u0, u1, y) {
    const { view, colours } = this;
    const x = view.mirror(mark.span ? Math.min(Math.max(u1 - 3, u0 + 4), Math.max(view.plot - 8, u0 + 4)) : (u0 + u1) / 2 + mark.radius - 1);
    c.beginPath();
    c.arc(x, y - (mark.span ? 9 : mark.radius), 3.8, 0, 2 * Math.PI);
    c.fillStyle = colours.accent;
    c.fill();
    c.strokeStyle = colours.panel;
    c.lineWidth = 1.5;
    c.stroke();
    c.lineWidth = 1;
  }

  // paintSpans draws the spans of time that have notes: a pill with its words below the
  // axis, and a veil over the lanes.
  paintSpans(c) {
    const { view, colours } = this;
    this.host.library.spans.forEach((s, k) => {
      const [u0, u1] = [Math.max(view.along(s.lo), -20), Math.min(view.along(s.hi), view.plot + 20)];
      if (u1 < 0 || u0 > view.plot) return;
      const tone = this.spanTones[k];
      const y = axisHeight + s.row * spanHeight + 3;
      const [x0, x1] = [view.mirror(u0), view.mirror(Math.max(u1, u0 + 6))];
      c.globalAlpha = 0.06;
      this.box(c, x0, x1, axisHeight, this.height - axisHeight, 0, tone.mark, null);
      c.globalAlpha = 1;
      this.box(c, x0, x1, y, spanHeight - 6, 5, tone.soft, null);
      this.hits.push({ x0: Math.min(x0, x1), x1: Math.max(x0, x1), y0: y, y1: y + spanHeight - 6, i: -1, note: k });
      const left = Math.max(Math.min(x0, x1), view.rtl ? 0 : view.gutter) + 8;
      const right = Math.min(Math.max(x0, x1), view.rtl ? view.plot : this.width) - 8;
      if (right - left < 24) return;
      c.save();
      c.beginPath();
      c.rect(left, y, right - left, spanHeight);
      c.clip();
      const text = s.note.text.split('\n')[0].slice(0, 120) || s.words;
      c.font = this.fonts.tiny;
      const width = c.measureText(text).width;
      this.words(c, text, this.fonts.tiny, colours.ink, view.rtl ? Math.max(right - width, isRTL(text) ? -1e5 : left) : Math.min(left, isRTL(text) ? right - width : left), y + 9, isRTL(text));
      c.restore();
    });
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
    this.words(c, text, this.fonts.tiny, mark.side === 'inside' ? ink : colours.muted, middle, y, false);
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
    const text = this.host.words.brief(this.host.library.edtf(i));
    c.font = this.fonts.bold;
    const width = c.measureText(text).width + 16;
    const [left, right] = view.rtl ? [0, view.plot] : [view.gutter, this.width];
    const x = Math.min(Math.max(view.mirror(u) - width / 2, left + 2), right - width - 2);
    this.box(c, x, x + width, 3, 22, 5, colours.accent, null);
    const at = Math.min(Math.max(view.mirror(u), x + 8), x + width - 8);
    c.beginPath();
    c.moveTo(at - 5, 24.5);
    c.lineTo(at + 5, 24.5);
    c.lineTo(at, 29);
    c.fill();
    this.words(c, text, this.fonts.bold, colours['on-accent'], x + 8, 14, this.host.words.rtl);
  }

  paintHeads(c) {
    const { view, colours } = this;
    const { library, words } = this.host;
    c.fillStyle = colours.line;
    c.fillRect(0, axisHeight - 1, this.width, 1);
    for (const lane of this.lanes) {
      c.fillStyle = colours.line;
      if (lane !== this.lanes[this.lanes.length - 1]) c.fillRect(0, lane.y + lane.height, this.width, 1);
      c.fillStyle = this.tones[lane.track].mark;
      c.fillRect(view.rtl ? this.width - 4 : 0, lane.y + 1, 4, lane.height - 1);
      const room = lane.name ? view.plot - 16 : view.gutter - 30;
      const inset = lane.name ? 12 : 18;
      const write = (text, font, ink, y) => {
        c.font = font;
        text = fitted(c, text, room);
        const { width } = c.measureText(text);
        c.fillStyle = ink;
        c.direction = isRTL(text) ? 'rtl' : 'ltr';
        c.fillText(text, view.rtl ? this.width - inset - width : inset, y + this.drops.get(font));
      };
      const name = [...library.tracks[lane.track].name.slice(0, 120)].slice(0, 60).join('');
      if (lane.name) {
        write(name, this.fonts.tiny, this.tones[lane.track].deep, lane.y + 11);
        continue;
      }
      const y = lane.rows > 1 ? lane.y + 18 : lane.y + lane.height / 2;
      write(name, this.fonts.bold, colours.ink, y);
      if (lane.rows > 1) write(words.say('page.events', { n: lane.count }), this.fonts.tiny, colours.muted, y + 18);
    }
  }
}

// rowMiddle is the middle of a row of a lane, on the canvas.
function rowMiddle(lane, row) {
  return lane.y + lane.name + lanePad / 2 + row * rowHeight + rowHeight / 2;
}

// isRTL is the direction of a text by its first strong letter (UAX #9 rule P2).
// fitted is as much of a text as has room in a width, with an ellipsis where that is not all of
// it; the context has its font.
function fitted(c, text, room) {
  const fits = (words) => c.measureText(words).width <= room;
  if (fits(text)) return text;
  const chars = [...text];
  let least = 0;
  let most = chars.length - 1;
  while (least < most) {
    const middle = (least + most + 1) >> 1;
    if (fits(chars.slice(0, middle).join('') + '…')) least = middle;
    else most = middle - 1;
  }
  return chars.slice(0, least).join('').trimEnd() + '…';
}

function isRTL(text) {
  const strong = /[\p{L}]/u.exec(text);
  return strong !== null && /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(strong[0]);
}
