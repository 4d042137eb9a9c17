// The viewport: which time is where, as in package scene. An immutable value; x are CSS
// pixels from the left of the strip.

const horizon = 2 * 13800000000 * 31557600; // twice the age of the universe, in seconds
const closest = 1 / 40; // seconds per pixel

class View {
  // edge is the time at the reading edge of the plot, scale in seconds per pixel, gutter the
  // room of the names of tracks beside it.
  constructor(edge, scale, width, gutter, rtl) {
    Object.assign(this, { edge, scale, width, gutter, rtl });
    this.plot = Math.max(width - gutter, 1);
  }

  with(edge, scale) {
    scale = Math.min(Math.max(scale, closest), (2 * horizon) / this.plot);
    edge = Math.min(Math.max(edge, -horizon), horizon - this.plot * scale);
    return new View(edge, scale, this.width, this.gutter, this.rtl);
  }

  along(t) { return (t - this.edge) / this.scale; }
  mirror(u) { return this.rtl ? this.width - this.gutter - u : this.gutter + u; }
  x(t) { return this.mirror(this.along(t)); }
  time(x) { return this.edge + (this.rtl ? this.width - this.gutter - x : x - this.gutter) * this.scale; }
  get end() { return this.edge + this.plot * this.scale; }

  pan(dx) { return this.with(this.edge + (this.rtl ? dx : -dx) * this.scale, this.scale); }

  zoom(x, factor) {
    const t = this.time(x);
    const scale = Math.min(Math.max(this.scale / factor, closest), (2 * horizon) / this.plot);
    return this.with(t - ((t - this.edge) / this.scale) * scale, scale);
  }

  // fit shows [lo, hi) with room before and after it.
  fit(lo, hi, before, after) {
    if (hi <= lo) hi = lo + 1;
    const room = Math.max(this.plot - before - after, this.plot / 4);
    const scale = Math.min(Math.max((hi - lo) / room, closest), (2 * horizon) / this.plot);
    const shift = (this.plot - (hi - lo) / scale - before - after) / 2 + before;
    return this.with(lo - shift * scale, scale);
  }

  // within keeps the content in sight: at most half of the plot is empty beside it.
  within(lo, hi) {
    const span = Math.max(hi - lo, 3600);
    const scale = Math.min(this.scale, (span * 10) / this.plot);
    const middle = this.edge + (this.plot / 2) * this.scale;
    let v = scale === this.scale ? this : this.with(middle - (this.plot / 2) * scale, scale);
    if (v.along(lo) > v.plot / 2) v = v.with(lo - (v.plot / 2) * v.scale, v.scale);
    else if (v.along(hi) < v.plot / 2) v = v.with(hi - (v.plot / 2) * v.scale, v.scale);
    return v;
  }
}
