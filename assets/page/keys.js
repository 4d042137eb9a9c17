// Keys as in the program. Letters are those of the places on the keyboard, so that they work
// under every layout.

// keyed does what a key means; it returns whether it means anything.
function keyed(app, event) {
  const { target } = event;
  const { view } = app.strip;
  const onStrip = target === app.canvas;
  if (!onStrip && target !== document.body && !app.root.contains(target)) return false;
  const on = app.axisRTL ? -1 : 1;
  const { lo, hi } = app.library;
  const middle = () => {
    const x = app.selected >= 0 ? view.x((lo[app.selected] + hi[app.selected]) / 2) : NaN;
    return x > 0 && x < view.width ? x : view.mirror(view.plot / 2);
  };
  const zoom = (factor) => app.show(view.zoom(middle(), factor));
  const last = app.order.length - 1;
  const strip = {
    ArrowDown: () => app.step(1, true), ArrowUp: () => app.step(-1, true), Enter: () => app.focusList(), NumpadEnter: () => app.focusList(),
    Home: () => last >= 0 && app.choose(app.order[0], 'key'), End: () => last >= 0 && app.choose(app.order[last], 'key'),
  };
  const act = {
    KeyW: () => zoom(2), Equal: () => zoom(2), NumpadAdd: () => zoom(2), KeyS: () => zoom(0.5), Minus: () => zoom(0.5), NumpadSubtract: () => zoom(0.5),
    KeyA: () => app.show(view.pan(view.plot / 4)), KeyD: () => app.show(view.pan(-view.plot / 4)), Digit0: () => app.fit(), Numpad0: () => app.fit(),
    KeyF: () => app.selected >= 0 && app.around(app.selected), Slash: () => app.field.focus(), KeyM: () => app.measure(),
    ArrowRight: () => app.step(on, false), ArrowLeft: () => app.step(-on, false), BracketRight: () => app.stepPassage(1), BracketLeft: () => app.stepPassage(-1),
    Escape: () => (app.measured === null ? app.choose(-1) : app.measure()), ...(onStrip ? strip : {}),
  }[event.code];
  if (act) act();
  return act !== undefined;
}
