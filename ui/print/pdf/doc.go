// Package pdf writes documents as PDF files whose text is found, copied and read aloud as
// it was written, in Arabic too. It draws paragraphs that package layout has set.
//
// The one idea behind it: what programs take out of a PDF file are the codes of its
// glyphs, in the order of their places, so every cluster of a text is one code that says
// exactly that text.
//
//   - A code stands for a pair of a glyph and its text, as one glyph is "(" in one direction
//     and ")" in the other.
//   - A cluster of several glyphs (a letter with its points and vowel signs) becomes one
//     composed glyph of the font, so nothing is told twice or in another order.
//   - Programs turn the codes of a right-to-left run around, and the characters of each
//     code with them: so they are given the other way round (lam-alef).
//
// The structure of a document (headings, paragraphs, lists, links: PDF/UA-1) is told beside
// it by elements. Everything is written while it is made: what is kept are references, the
// glyphs that were used, bookmarks and names of places.
//
// Source: ISO 32000-1 (PDF 1.7), ISO 14289-1 (PDF/UA-1).
package pdf
