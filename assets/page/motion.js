// The way from one step of a story to the next, as in package motion: a pure function of
// where it begins, where it ends and how much of it is gone. A window is its middle and its
// width.

const stepTime = 300; // milliseconds

// ease is how much of a way is gone when a part of its time is.
function ease(t) {
  if (t < 0.5) return 4 * t * t * t;
  return 1 - (2 - 2 * t) ** 3 / 2;
}

// between is the window when a part t of the way is gone. What keeps its place in both keeps
// it all the way; between windows that are far from each other it is wider.
function between(from, to, t) {
  if (t <= 0) return from;
  if (t >= 1) return to;
  const ratio = to.width / from.width;
  const width = from.width * ratio ** t;
  const gone = Math.abs(ratio - 1) > 1e-6 ? (width - from.width) / (to.width - from.width) : t;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const free = Math.hypot(dx, dy) - (from.width + to.width) / 2;
  const rise = free > 0 ? (1 + free / Math.max(from.width, to.width)) ** (Math.sin(Math.PI * t) ** 2 / 2) : 1;
  return { x: from.x + dx * gone, y: from.y + dy * gone, width: width * rise };
}

// calm reports whether people want no motion.
function calm() { return matchMedia('(prefers-reduced-motion: reduce)').matches; }
