// Package layout sets paragraphs of mixed direction: it shapes them, breaks them into
// lines, and says where a caret is, what a point hits and which areas a selection
// covers. It draws nothing and knows no window.
//
// The one idea: a paragraph is shaped once, in logical order and in font units, and
// everything after that only slices the result. So a line break never depends on the
// pixels of the screen, text looks the same wherever it is broken, and every offset
// is a byte of the text that was given: white space is kept (CSS pre-wrap) and hangs
// outside the line where it ends one.
//
// The steps, with their sources:
//
//   - embedding levels (UAX #9), then runs of one level, script and face, which never
//     divide a grapheme (UAX #29);
//   - HarfBuzz shapes each run with the text around it as context; it also mirrors
//     brackets, so these are not mirrored before;
//   - greedy lines at the opportunities of UAX #14; a word longer than a line breaks
//     between graphemes, and its letters keep their joined forms;
//   - rules L1 and L2 of UAX #9 on each line.
//
// A character is set in the first face that has it: of the style's family, of the other
// families, and finally of the system, whose fonts are loaded in the background (see
// System). All are on one baseline, and a line is as high as the style says.
package layout
