// The map: where the events happened that are shown, on a canvas. Places that are near each
// other are one ring, with the tracks' shares and how many there are; what is outside the
// time in view is grey. The plane and the outlines come with the data (equal areas, as in
// package project), so a view is a middle and a scale.

const apart = 22; // CSS pixels between two rings
const closestMap = 40; // CSS pixels to a step of the plane, at most
const mapMargin = 18;

// outlines are the lines of the plane as points, made once for all maps of a library.
function outlines(library) {
  const path = (line) => {
    const points = new Float32Array(line.length);
    let [x, y] = [0, 0];
    for (let k = 0; k < line.length; k += 2) {
      points[k] = x += line[k];
      points[k + 1] = y += line[k + 1];
    }
    return points;
  };
  const { land, coast, border, unsure } = library.raw.map;
  library.outlines = library.outlines || { land: land.map(path), coast: coast.map(path), border: border.map(path), unsure: unsure.map(path) };
  return library.outlines;
}

class WorldMap {
  // host is the app: library, words, dark, selected, shown(i), seen(i), strip, and is told
  // choose(i, 'map').
  constructor(host, canvas, tip) {
    Object.assign(this, { host, canvas, tip, context: canvas.getContext('2d'), data: host.library.raw.map, frame: 0, hits: [], hover: null, pointers: new Map(), moved: 0 });
    Object.assign(this, outlines(host.library));
    canvas.addEventListener('pointerdown', (e) => this.down(e));
    canvas.addEventListener('pointermove', (e) => this.move(e));
    canvas.addEventListener('pointerup', (e) => this.up(e));
    canvas.addEventListener('pointercancel', (e) => this.pointers.delete(e.pointerId));
    canvas.addEventListener('pointerleave', () => this.point(null));
    canvas.addEventListener('wheel', (e) => {
      e.preventDefault();
      this.zoom(e.offsetX, e.offsetY, Math.exp(-e.deltaY * (e.deltaMode === 1 ? 20 : 1) * 0.0022));
    }, { passive: false });
    canvas.addEventListener('keydown', (e) => this.key(e));
  }

  // resize takes the size of the canvas; the first time all places are shown.
  resize() {
    const [width, height] = [this.canvas.clientWidth, this.canvas.clientHeight];
    if (!width || (width === this.width && height === this.height)) return;
    const first = !this.width;
    Object.assign(this, { width, height, ratio: window.devicePixelRatio || 1 });
    this.canvas.width = Math.round(width * this.ratio);
    this.canvas.height = Math.round(height * this.ratio);
    if (first) this.fit(this.host.order);
    else this.draw();
  }

  // bounds is the box around the places of some events, from above its end where there are none.
  bounds(events) {
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const i of events) {
      for (const s of this.places(i)) {
        const { x, y, r } = this.data.sites[s];
        [x0, y0, x1, y1] = [Math.min(x0, x - r), Math.min(y0, y - r), Math.max(x1, x + r), Math.max(y1, y + r)];
      }
    }
    return [x0, y0, x1, y1];
  }

  // widest is the scale at which the whole world is seen, in pixels to a step.
  get widest() {
    const { steps } = this.data;
    return Math.min((this.width - 2 * mapMargin) / (2 * 2.7067 * steps), (this.height - 2 * mapMargin) / (2 * 1.3174 * steps));
  }

  show(x, y, scale) {
    Object.assign(this, this.within(x, y, scale));
    this.draw();
  }

  // within is the nearest view in which there is enough of the world.
  within(x, y, scale) {
    const { steps } = this.data;
    const k = Math.min(Math.max(scale, this.widest), closestMap);
    const keep = (v, half, seen) => {
      const most = Math.max(half * steps - seen / 2 / k, 0);
      return Math.min(Math.max(v, -most), most);
    };
    return { x: keep(x, 2.75, this.width), y: keep(y, 1.36, this.height), scale: k };
  }

  // fit shows the places of some events.
  fit(events) {
    if (!this.width) return;
    const [x0, y0, x1, y1] = this.bounds(events);
    if (x0 > x1) this.show(0, 0, 0);
    else this.show((x0 + x1) / 2, (y0 + y1) / 2, Math.min((this.width - 120) / Math.max(x1 - x0, 1), (this.height - 90) / Math.max(y1 - y0, 1), 1.5));
  }

  // tell shows where some events happened with much of the world around, as the step of a
  // story; in motion, unless it comes newly into view.
  tell(events, moving) {
    cancelAnimationFrame(this.flying);
    if (!this.width) return;
    const { steps } = this.data;
    const [x0, y0, x1, y1] = this.bounds(events);
    const closest = (Math.max(this.width, this.height) * 6371) / 4000 / steps; // 4000 km are seen
    const to = this.within((x0 + x1) / 2, (y0 + y1) / 2, Math.min((this.width - 96) / Math.max(x1 - x0, 1), (this.height - 96) / Math.max(y1 - y0, 1), closest));
    if (!moving || calm()) {
      this.show(to.x, to.y, to.scale);
      return;
    }
    const side = Math.min(this.width, this.height);
    const [a, b] = [this, to].map(({ x, y, scale }) => ({ x, y, width: side / scale }));
    const began = performance.now();
    const frame = (now) => {
      const t = Math.min((now - began) / stepTime, 1);
      const w = between(a, b, ease(Math.max(t, 0)));
      this.show(w.x, w.y, side / w.width);
      if (t < 1) this.flying = requestAnimationFrame(frame);
    };
    this.flying = requestAnimationFrame(frame);
  }

  places(i) { return this.data.at[i] || []; }
  on(x, y) { return [this.width / 2 + (x - this.x) * this.scale, this.height / 2 - (y - this.y) * this.scale]; }

  zoom(sx, sy, factor) {
    const scale = Math.min(Math.max(this.scale * factor, this.widest), closestMap);
    const [x, y] = [this.x + (sx - this.width / 2) / this.scale, this.y - (sy - this.height / 2) / this.scale];
    this.show(x - (sx - this.width / 2) / scale, y + (sy - this.height / 2) / scale, scale);
  }

  // reveal brings the places of an event into view, where they are not.
  reveal(i) {
    const out = this.width && this.places(i).some((s) => {
      const [x, y] = this.on(this.data.sites[s].x, this.data.sites[s].y);
      return x < 10 || y < 10 || x > this.width - 10 || y > this.height - 10;
    });
    if (out) this.fit([i]);
    this.draw();
  }

  draw() {
    if (!this.frame) this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.width && !this.canvas.closest('[hidden]')) this.paint();
    });
  }

  // clusters joins the places of what is shown, the largest first: a place that is too near
  // to a larger one is a part of it.
  clusters() {
    const sites = this.data.sites.map(() => null);
    for (const i of this.host.order) {
      const seen = this.host.seen(i);
      for (const s of this.places(i)) {
        if (!sites[s]) {
          const [x, y] = this.on(this.data.sites[s].x, this.data.sites[s].y);
          sites[s] = { x, y, sites: [s], events: [], beyond: [] };
        }
        sites[s][seen ? 'events' : 'beyond'].push(i);
      }
    }
    return this.joined(sites.filter((k) => k));
  }

  joined(all) {
    all.sort((a, b) => b.events.length - a.events.length || b.beyond.length - a.beyond.length || a.sites[0] - b.sites[0]);
    const [taken, rings] = [new Map(), []];
    const square = (k, dx, dy) => (Math.floor(k.x / apart) + dx) * 65536 + Math.floor(k.y / apart) + dy;
    for (const k of all) {
      let near = null;
      for (let dx = -2; dx <= 2 && !near; dx++) {
        for (let dy = -2; dy <= 2 && !near; dy++) {
          near = (taken.get(square(k, dx, dy)) || []).find((o) => Math.hypot(o.x - k.x, o.y - k.y) < Math.max(apart, radiusOf(o) + radiusOf(k) + 1)) || null;
        }
      }
      if (near) {
        near.sites.push(...k.sites);
        near.events.push(...k.events);
        near.beyond.push(...k.beyond);
        continue;
      }
      const at = square(k, 0, 0);
      if (!taken.has(at)) taken.set(at, []);
      taken.get(at).push(k);
      rings.push(k);
    }
    for (const k of rings) for (const name of ['events', 'beyond']) k[name] = [...new Set(k[name])].sort((a, b) => a - b);
    return rings;
  }

  // ——— Painting ———

  paint() {
    const { context: c, host } = this;
    const { colours, fonts, tones } = host.strip;
    const style = getComputedStyle(document.documentElement);
    const own = (name) => style.getPropertyValue('--' + name).match(/#\w+/g)[host.dark ? 1 : 0];
    c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    c.direction = 'ltr';
    c.fillStyle = own('sea');
    c.fillRect(0, 0, this.width, this.height);
    c.fillStyle = own('land');
    this.trace(this.land, true);
    c.fill();
    c.strokeStyle = colours.line;
    for (const [lines, width, dash] of [[this.coast, 0.8, []], [this.border, 1, []], [this.unsure, 1.2, [3, 3]]]) {
      c.lineWidth = width;
      c.setLineDash(dash);
      this.trace(lines, false);
      c.stroke();
    }
    c.setLineDash([]);
    const rings = this.clusters();
    const room = new Room();
    for (const k of rings) room.take(k.x, k.y, radiusOf(k) + 2);
    this.selection(c, colours);
    this.hits = rings;
    for (let k = rings.length - 1; k >= 0; k--) this.ring(c, rings[k], colours, tones, fonts);
    this.labels(c, rings, room, colours, fonts);
  }

  trace(paths, closed) {
    const { context: c, scale } = this;
    const [ox, oy] = [this.width / 2 - this.x * scale, this.height / 2 + this.y * scale];
    c.beginPath();
    for (const p of paths) {
      c.moveTo(ox + p[0] * scale, oy - p[1] * scale);
      for (let k = 2; k < p.length; k += 2) c.lineTo(ox + p[k] * scale, oy - p[k + 1] * scale);
      if (closed) c.closePath();
    }
  }

  // selection draws how far around its middle a place may be, and joins several of the
  // selected event, over the date line where that is shorter.
  selection(c, colours) {
    const { selected } = this.host;
    if (selected < 0 || !this.host.shown(selected)) return;
    c.strokeStyle = colours.accent;
    c.lineWidth = 1.6;
    let before = null;
    for (const s of this.places(selected)) {
      const { x, y, r } = this.data.sites[s];
      const [sx, sy] = this.on(x, y);
      if (r * this.scale > 12) {
        c.setLineDash([4, 4]);
        c.beginPath();
        c.arc(sx, sy, r * this.scale, 0, 2 * Math.PI);
        c.stroke();
      }
      c.setLineDash([2, 5]);
      if (before) {
        const world = 2 * 2.7067 * this.data.steps * Math.cos((y / this.data.steps) * 0.6);
        const turn = Math.abs(x - before.x) > world / 2 ? Math.sign(x - before.x) * world : 0;
        for (const by of turn ? [0, turn] : [0]) {
          const [ax, ay] = this.on(before.x + by, before.y);
          const [bx, by2] = this.on(x - turn + by, y);
          c.beginPath();
          c.moveTo(ax, ay);
          c.quadraticCurveTo((ax + bx) / 2, Math.min(ay, by2) - Math.abs(bx - ax) * 0.12, bx, by2);
          c.stroke();
        }
      }
      before = { x, y };
    }
    c.setLineDash([]);
  }

  ring(c, k, colours, tones, fonts) {
    const { library, selected } = this.host;
    const r = radiusOf(k);
    const disc = (radius, fill, stroke, width) => {
      c.beginPath();
      c.arc(k.x, k.y, radius, 0, 2 * Math.PI);
      if (fill) { c.fillStyle = fill; c.fill(); }
      if (stroke) { c.strokeStyle = stroke; c.lineWidth = width; c.stroke(); }
    };
    if (k.events.includes(selected) || k.beyond.includes(selected)) disc(r + 6, colours['accent-soft'], colours.accent, 2);
    else if (this.hover === k.sites[0]) disc(r + 4, null, colours.muted, 1);
    if (!k.events.length) return disc(r, colours.panel, colours.muted, 1.2);
    if (k.events.length === 1) return disc(r, tones[library.track[k.events[0]]].mark);
    disc(r, colours.panel);
    const shares = new Map();
    for (const i of k.events) shares.set(library.track[i], (shares.get(library.track[i]) || 0) + 1);
    let from = -Math.PI / 2;
    c.lineWidth = 4;
    for (const [track, n] of [...shares].sort((a, b) => a[0] - b[0])) {
      const to = from + (2 * Math.PI * n) / k.events.length;
      const gap = shares.size > 1 ? 0.75 / r : 0;
      c.beginPath();
      c.arc(k.x, k.y, r - 2, from + gap, Math.max(to - gap, from + gap));
      c.strokeStyle = tones[track].mark;
      c.stroke();
      from = to;
    }
    c.font = fonts.tiny;
    c.fillStyle = colours.ink;
    c.textAlign = 'center';
    c.fillText(this.host.words.count(k.events.length), k.x, k.y + 4);
  }

  // labels names rings, then countries, where there is room.
  labels(c, rings, room, colours, fonts) {
    const { lang, rtl } = this.host.words;
    c.direction = rtl ? 'rtl' : 'ltr';
    c.fillStyle = colours.ink;
    c.font = fonts.small;
    c.textAlign = 'left';
    for (const k of rings) {
      if (!k.events.length && !k.beyond.includes(this.host.selected)) continue;
      const names = [...new Set(k.sites.map((s) => this.data.sites[s].names[lang]))].slice(0, 2).join(' · ');
      const width = c.measureText(names).width;
      const gap = radiusOf(k) + (k.events.concat(k.beyond).includes(this.host.selected) ? 11 : 5);
      const sides = [k.x + gap, k.x - gap - width];
      for (const x of rtl ? sides.reverse() : sides) {
        if (x < 2 || x + width > this.width - 2 || !room.free(x, k.y - 8, x + width, k.y + 8)) continue;
        room.boxes.push([x, k.y - 8, x + width, k.y + 8]);
        c.fillText(names, x, k.y + 4.5);
        break;
      }
    }
    c.fillStyle = colours.muted;
    c.font = fonts.tiny;
    c.textAlign = 'center';
    for (const { names, x, y, r } of this.data.names) {
      if (r * this.scale < 20) break;
      const [sx, sy] = this.on(x, y);
      const half = c.measureText(names[lang]).width / 2 + 3;
      if (2 * half > 2.4 * r * this.scale || sx < half || sx > this.width - half || !room.free(sx - half, sy - 8, sx + half, sy + 8)) continue;
      room.boxes.push([sx - half, sy - 8, sx + half, sy + 8]);
      c.fillText(names[lang], sx, sy + 4);
    }
    c.textAlign = 'left';
  }

  // ——— What the reader does ———

  at(x, y) {
    let best = null;
    for (const k of this.hits) {
      const d = Math.hypot(k.x - x, k.y - y);
      if (d <= radiusOf(k) + 4 && (!best || d < best.d)) best = { k, d };
    }
    return best && best.k;
  }

  down(event) {
    if (event.button) return;
    this.pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    if (this.pointers.size === 1) this.moved = 0;
    this.canvas.setPointerCapture(event.pointerId);
  }

  move(event) {
    const was = this.pointers.get(event.pointerId);
    const now = { x: event.offsetX, y: event.offsetY };
    if (!was) return event.pointerType === 'touch' ? undefined : this.point(event);
    this.moved += Math.abs(now.x - was.x) + Math.abs(now.y - was.y);
    this.pointers.set(event.pointerId, now);
    if (this.moved <= 4) return undefined;
    this.tip.hidden = true;
    const n = this.pointers.size;
    this.show(this.x - (now.x - was.x) / this.scale / n, this.y + (now.y - was.y) / this.scale / n, this.scale);
    if (n === 2) {
      const other = [...this.pointers].find(([id]) => id !== event.pointerId)[1];
      const before = Math.max(Math.hypot(was.x - other.x, was.y - other.y), 10);
      this.zoom((now.x + other.x) / 2, (now.y + other.y) / 2, Math.max(Math.hypot(now.x - other.x, now.y - other.y), 10) / before);
    }
    return undefined;
  }

  up(event) {
    if (!this.pointers.delete(event.pointerId) || this.moved > 4) return;
    const k = this.at(event.offsetX, event.offsetY);
    if (k) this.open(k);
    else this.host.choose(-1);
  }

  // open selects the event of a ring, the next one where one of it is selected and the
  // ring is one place, or comes closer.
  open(k) {
    const { host } = this;
    const events = k.events.length ? k.events : k.beyond;
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const s of k.sites) {
      const { x, y } = this.data.sites[s];
      [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
    }
    if (events.length > 1 && this.scale < closestMap && Math.max(x1 - x0, y1 - y0) > 0) {
      const scale = Math.min((this.width - 160) / Math.max(x1 - x0, 1), (this.height - 120) / Math.max(y1 - y0, 1));
      this.show((x0 + x1) / 2, (y0 + y1) / 2, Math.max(Math.min(scale, this.scale * 8), this.scale * 1.5));
      return;
    }
    host.choose(events[(events.indexOf(host.selected) + 1) % events.length], 'map');
  }

  // point names what is under the pointer.
  point(event) {
    const k = event && this.at(event.offsetX, event.offsetY);
    const hover = k ? k.sites[0] : null;
    this.canvas.style.cursor = k ? 'pointer' : '';
    if (hover !== this.hover) {
      this.hover = hover;
      this.draw();
    }
    this.tip.hidden = !k;
    if (!k) return;
    const { library, words } = this.host;
    const events = k.events.length ? k.events : k.beyond;
    const lines = events.slice(0, 5).map((i) => make('span', { dir: 'auto' }, library.name(i).slice(0, 120) + ' · ' + words.date(library.edtf(i))));
    const more = events.length > 5 ? make('span', {}, words.say('page.events', { n: events.length })) : null;
    this.tip.replaceChildren(make('strong', { dir: 'auto' }, this.data.sites[k.sites[0]].names[words.lang]), ...lines, ...(more ? [more] : []));
    this.tip.style.left = Math.min(Math.max(event.offsetX + 12, 4), Math.max(this.width - this.tip.offsetWidth - 8, 4)) + 'px';
    this.tip.style.top = Math.min(event.offsetY + 18, Math.max(this.height - this.tip.offsetHeight - 4, 4)) + 'px';
  }

  key(event) {
    const step = 60 / this.scale;
    const act = {
      ArrowLeft: () => this.show(this.x - step, this.y, this.scale), ArrowRight: () => this.show(this.x + step, this.y, this.scale),
      ArrowUp: () => this.show(this.x, this.y + step, this.scale), ArrowDown: () => this.show(this.x, this.y - step, this.scale),
      '+': () => this.zoom(this.width / 2, this.height / 2, 1.6), '=': () => this.zoom(this.width / 2, this.height / 2, 1.6),
      '-': () => this.zoom(this.width / 2, this.height / 2, 1 / 1.6), 0: () => this.fit(this.host.order),
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}

// radiusOf is that of a ring, by how many events it stands for.
function radiusOf(k) {
  const n = k.events.length;
  if (!n) return 3;
  return n === 1 ? 5 : Math.min(8 + 3.4 * Math.log2(n), 26);
}

// Room is where on the map something is already.
class Room {
  constructor() { this.boxes = []; }
  take(x, y, r) { this.boxes.push([x - r, y - r, x + r, y + r]); }
  free(x0, y0, x1, y1) { return this.boxes.every((b) => x0 >= b[2] || x1 <= b[0] || y0 >= b[3] || y1 <= b[1]); }
}

// mapBox is the map with what is around it; f gets what the rest refers to.
function mapBox(app, f) {
  const { words, library } = app;
  if (!library.raw.map) return null;
  const say = (key, values) => words.say(key, values);
  f.mapCanvas = make('canvas', { tabIndex: 0, role: 'application', 'aria-label': say('page.map'), 'aria-describedby': 'map-keys' });
  f.mapTip = make('div', { className: 'tip', hidden: true, 'aria-hidden': 'true' });
  const tools = make('div', { className: 'tools' });
  for (const [sign, key, act] of [['+', 'page.map.in', () => app.map.zoom(app.map.width / 2, app.map.height / 2, 1.6)], ['−', 'page.map.out', () => app.map.zoom(app.map.width / 2, app.map.height / 2, 1 / 1.6)], ['⤢', 'page.map.fit', () => app.map.fit(app.order)]]) {
    tools.append(button(words, key, act, 'quiet round', sign));
  }
  const inside = make('div', { className: 'world' }, f.mapCanvas, tools, f.mapTip);
  const credits = make('p', { className: 'meta', id: 'map-keys' }, say('page.map.keys'), ' ', say('map.credits'));
  const box = make('details', { className: 'map' }, make('summary', {}, say('page.map'), ' ', make('small', {}, say('page.map.placed', { n: Object.keys(library.raw.map.at).length }))), inside, credits);
  box.open = (remembered('map') || (window.innerWidth > 900 ? 'open' : 'shut')) === 'open';
  box.addEventListener('toggle', () => {
    remember('map', box.open ? 'open' : 'shut');
    app.map.resize();
    app.map.draw();
  });
  return box;
}
