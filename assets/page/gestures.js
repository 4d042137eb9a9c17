// Gestures moves the strip by pointer and wheel: drag to pan, wheel and two fingers to zoom.
class Gestures {
  constructor(app, canvas) {
    Object.assign(this, { app, canvas, pointers: new Map(), moved: 0 });
    canvas.addEventListener('pointerdown', (e) => this.down(e));
    canvas.addEventListener('pointermove', (e) => this.move(e));
    canvas.addEventListener('pointerup', (e) => this.up(e));
    canvas.addEventListener('pointercancel', (e) => this.pointers.delete(e.pointerId));
    canvas.addEventListener('pointerleave', () => this.hover(null));
    canvas.addEventListener('wheel', (e) => this.wheel(e), { passive: false });
    canvas.addEventListener('dblclick', (e) => {
      const hit = app.strip.at(e.offsetX, e.offsetY);
      if (hit && hit.i >= 0) app.around(hit.i);
      else if (hit && hit.note !== undefined) app.aroundSpan(app.library.spans[hit.note]);
    });
  }

  down(event) {
    if (event.button) return;
    this.pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    if (this.pointers.size === 1) this.moved = 0;
    this.canvas.setPointerCapture(event.pointerId);
  }

  move(event) {
    const { app } = this;
    const was = this.pointers.get(event.pointerId);
    const now = { x: event.offsetX, y: event.offsetY };
    if (!was) {
      if (event.pointerType !== 'touch') this.hover(event);
      return;
    }
    const { view } = app.strip;
    if (this.pointers.size === 1) {
      this.moved += Math.abs(now.x - was.x) + Math.abs(now.y - was.y);
      if (this.moved > 4) app.show(view.pan(now.x - was.x));
    } else if (this.pointers.size === 2) {
      this.moved = 100;
      const other = [...this.pointers.entries()].find(([id]) => id !== event.pointerId)[1];
      const before = Math.max(Math.hypot(was.x - other.x, was.y - other.y), 10);
      const after = Math.max(Math.hypot(now.x - other.x, now.y - other.y), 10);
      app.show(view.pan((now.x - was.x) / 2).zoom((now.x + other.x) / 2, after / before));
    }
    this.pointers.set(event.pointerId, now);
  }

  up(event) {
    const was = this.pointers.delete(event.pointerId);
    if (!was || this.moved > 4) return;
    const { app } = this;
    const hit = app.strip.at(event.offsetX, event.offsetY);
    if (!hit) app.choose(-1);
    else if (hit.i >= 0) app.choose(hit.i, 'strip');
    else if (hit.edge) app.beyond(hit.edge.track, hit.edge.side);
    else if (hit.events) app.zoomTo(hit.events);
    else if (hit.note !== undefined) app.list.revealNote(hit.note);
    else app.show(app.strip.view.zoom(event.offsetX, 4));
  }

  wheel(event) {
    event.preventDefault();
    const { app } = this;
    const { view } = app.strip;
    const step = event.deltaMode === 1 ? 20 : 1;
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (sideways) app.show(view.pan(-(event.deltaX || event.deltaY) * step));
    else app.show(view.zoom(event.offsetX, Math.exp(-event.deltaY * step * 0.0022)));
  }

  // hover names what is under the pointer.
  hover(event) {
    const { app } = this;
    const hit = event && app.strip.at(event.offsetX, event.offsetY);
    const i = hit ? hit.i : -1;
    this.canvas.style.cursor = hit ? 'pointer' : '';
    if (i !== app.strip.hover) {
      app.strip.hover = i;
      app.strip.draw();
    }
    const many = hit && hit.bars ? app.strip.countAt(hit.bars, event.offsetX) : 0;
    app.tip.hidden = i < 0 && many === 0;
    if (app.tip.hidden) return;
    if (many) app.tip.replaceChildren(make('span', {}, app.words.say('page.events', { n: many })));
    else app.tip.replaceChildren(make('strong', { dir: 'auto' }, app.library.name(i).slice(0, 200)), make('span', {}, app.words.date(app.library.edtf(i), true)));
    const x = Math.min(Math.max(event.offsetX + 12, 4), Math.max(app.strip.width - app.tip.offsetWidth - 8, 4));
    app.tip.style.left = x + 'px';
    app.tip.style.top = event.offsetY + 18 + 'px';
  }
}
