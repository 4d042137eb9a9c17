// Package edit is the model of a long text that is read or written: its bytes, the
// caret and the selection, what every key does to them, undo, and the layout of its
// paragraphs. It draws nothing and knows no window.
//
// The one idea: a text is a row of paragraphs, and a paragraph is a string with its
// layout. An edit replaces the strings it touches, so a keystroke lays out one
// paragraph, and of a very long one only the lines it moves, whatever the length of
// the rest. Paragraphs out of view are not laid out: their heights are estimates
// that are replaced one by one.
//
// There are three layers: Body is the text with its layout, Selection adds the caret
// and what is selected, Document adds edits. A text that is only read is a Selection.
//
// Offsets are bytes of the whole text; paragraphs are divided by "\n". What is
// written is always clean (see Clean) and valid UTF-8; what is read stays as it is,
// and its long paragraphs are laid out in blocks. Measures are units. Carets are
// between graphemes (UAX #29) and have an affinity, as in package layout: where two
// directions meet, one offset has two places on the screen.
package edit
