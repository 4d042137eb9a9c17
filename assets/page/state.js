// How well events are verified, by form, as the program's timeline shows it: a ring, a ring
// with a dot, a disc, a half-filled diamond, and a faint ring with a cross.

// states are the names of data.States, as messages have them.
const states = ['unverified', 'single', 'corroborated', 'confirmed', 'disputed', 'refuted'];
const [stateUnverified, stateSingle, , , stateDisputed, stateRefuted] = states.keys();

function hollowState(state) { return state === stateUnverified || state === stateSingle || state === stateRefuted; }

// paintState draws the form of a state around a place; on a bar, which is itself hollow or
// filled, only what tells more.
function paintState(c, x, y, radius, state, ink, ground, bar) {
  const disc = (r) => {
    c.beginPath();
    c.arc(x, y, r, 0, 2 * Math.PI);
  };
  const ring = (line) => {
    disc(Math.max(radius - line / 2, 1));
    c.fillStyle = ground;
    c.fill();
    c.lineWidth = line;
    c.strokeStyle = ink;
    c.stroke();
  };
  const corners = (half, left) => {
    c.beginPath();
    c.moveTo(x, y - half);
    if (!left) c.lineTo(x + half, y);
    c.lineTo(x, y + half);
    c.lineTo(x - half, y);
    c.closePath();
  };
  c.save();
  if (state === stateUnverified) {
    if (!bar) ring(2);
  } else if (state === stateSingle) {
    if (!bar) ring(1.5);
    disc(radius * (bar ? 0.7 : 0.38));
    c.fillStyle = ink;
    c.fill();
  } else if (state === stateDisputed) {
    corners(radius * 1.28, false);
    c.fillStyle = ground;
    c.fill();
    c.lineWidth = 1.5;
    c.strokeStyle = ink;
    c.stroke();
    corners(radius * 1.28, true);
    c.fillStyle = ink;
    c.fill();
  } else if (state === stateRefuted) {
    c.globalAlpha = 0.55;
    if (!bar) ring(1.3);
    const out = radius * 0.82;
    c.lineWidth = 1.3;
    c.strokeStyle = ink;
    c.beginPath();
    c.moveTo(x - out, y - out);
    c.lineTo(x + out, y + out);
    c.moveTo(x - out, y + out);
    c.lineTo(x + out, y - out);
    c.stroke();
  } else if (!bar) {
    disc(radius);
    c.fillStyle = ink;
    c.fill();
  }
  c.restore();
}

// stateForms are the same as paths of a picture of 14 by 14, filled and stroked.
const stateForms = [
  ['', 'M2.5 7a4.5 4.500 0 1 0 9 0a4.500 4.500 0 1 0-9 0'], ['M5 7a2 2 0 1 0 4 0a2 2 0 1 0-4 0', 'M2 7a5 5 0 1 0 10 0a5 5 0 1 0-10 0'],
  ['M2 7a5 5 0 1 0 10 0a5 5 0 1 0-10 0', ''], ['M2 7a5 5 0 1 0 10 0a5 5 0 1 0-10 0M4.600 7.200l1-1 1 1 2.600-2.700 1 1-3.600 3.700z', ''],
  ['M7 1v12L1 7z', 'M7 1.500 12.500 7 7 12.500 1.500 7z'], ['', 'M2.500 7a4.500 4.500 0 1 0 9 0a4.500 4.500 0 1 0-9 0M3.500 3.500l7 7M3.500 10.500l7-7'],
];

// stateSign is the form of a state beside its name.
function stateSign(state) {
  const space = 'http://www.w3.org/2000/svg';
  const picture = document.createElementNS(space, 'svg');
  for (const [name, value] of [['viewBox', '0 0 14 14'], ['class', 'state'], ['aria-hidden', 'true']]) picture.setAttribute(name, value);
  stateForms[state].forEach((d, stroked) => {
    if (!d) return;
    const path = document.createElementNS(space, 'path');
    path.setAttribute('d', d);
    path.setAttribute('fill', stroked ? 'none' : 'currentColor');
    path.setAttribute('fill-rule', 'evenodd');
    if (stroked) path.setAttribute('stroke', 'currentColor');
    picture.append(path);
  });
  if (state === stateRefuted) picture.style.opacity = '0.55';
  return picture;
}
