// Package edit is the model of a text that is being written: its bytes, the caret
// and the selection, what every key does to them, the way back, and where all of it
// stands. It draws nothing and knows no window.
//
// The one idea: a text is a row of paragraphs, and a paragraph is a string with its
// layout. An edit replaces the strings it touches, so a keystroke lays out one
// paragraph, and of a very long one only the lines it moves, whatever the length of
// the rest. Paragraphs out of view are not laid out: their heights are estimates
// that turn real one by one.
//
// Offsets are bytes of the whole text, which is always clean (see Clean) and valid
// UTF-8; paragraphs are divided by "\n". Measures are units. Carets stand between
// graphemes (UAX #29) and have an affinity, as in package layout: where two
// directions meet, one offset has two places on the screen.
package edit
