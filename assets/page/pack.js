// Packing: the rows of a lane, and where in them something has room.

// Rows keeps what is taken in each of n rows, as intervals [from, to) in the order of from.
class Rows {
  constructor(n) {
    this.rows = Array.from({ length: n }, () => []);
  }

  // free reports whether a row has room.
  free(row, from, to) {
    const taken = this.rows[row];
    const i = firstFrom(taken, from);
    return (i === 0 || taken[i - 1][1] <= from) && (i === taken.length || taken[i][0] >= to);
  }

  take(row, from, to) {
    const taken = this.rows[row];
    taken.splice(firstFrom(taken, from), 0, [from, to]);
  }

  // place takes the first row that has room and returns it; -1 where none has.
  place(from, to) {
    for (let row = 0; row < this.rows.length; row++) {
      if (this.free(row, from, to)) {
        this.take(row, from, to);
        return row;
      }
    }
    return -1;
  }
}

// firstFrom is the place of the first interval that begins at or after from.
function firstFrom(taken, from) {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (taken[middle][0] < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

// plainDay is the text of a date that is a single day, which the page does not carry.
function plainDay(lo) {
  const c = civilFromSeconds(lo);
  return String(c.year).padStart(4, '0') + '-' + String(c.month).padStart(2, '0') + '-' + String(c.day).padStart(2, '0');
}
