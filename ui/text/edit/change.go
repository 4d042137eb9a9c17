package edit

import (
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/ui/text/layout"
)

// Type writes a character, or a line ending, in the place of the selection. It
// reports whether that changed the text, as all edits do.
func (d *Document) Type(r rune) bool {
	text := Clean(string(r), d.options.Single)
	if text == "" || r == '\n' && d.options.Single {
		return false
	}
	start, end := d.Range()
	return d.edit(typing, start, end, text)
}

// Insert puts a text, cleaned, in the place of the selection, as a step of its own.
func (d *Document) Insert(text string) bool {
	start, end := d.Range()
	return d.edit(alone, start, end, Clean(text, d.options.Single))
}

// Erase deletes the selection, or what is before the caret: a mark alone, but a
// picture such as an emoji as a whole, else a character. At the start of a paragraph
// it joins that to the one before.
func (d *Document) Erase() bool {
	if d.deleteSelection() {
		return true
	}
	end := d.head.Offset
	start := d.previous(end)
	if i, local := d.locate(end); local > 0 {
		text := d.paras[i].text
		start = end - erased(text[local-(end-start):local])
	}
	return d.edit(erasing, start, end, "")
}

// Delete deletes the selection, or the grapheme after the caret.
func (d *Document) Delete() bool {
	if d.deleteSelection() {
		return true
	}
	return d.edit(deleting, d.head.Offset, d.next(d.head.Offset), "")
}

// EraseWord deletes the selection, or what is between the caret and the start of the
// word before it.
func (d *Document) EraseWord() bool {
	if d.deleteSelection() {
		return true
	}
	return d.edit(alone, d.wordBackward(d.head.Offset), d.head.Offset, "")
}

// DeleteWord deletes the selection, or what is between the caret and the end of the
// word after it.
func (d *Document) DeleteWord() bool {
	if d.deleteSelection() {
		return true
	}
	return d.edit(alone, d.head.Offset, d.wordForward(d.head.Offset), "")
}

func (d *Document) deleteSelection() bool {
	start, end := d.Range()
	return d.edit(alone, start, end, "")
}

// edit replaces the bytes [start, end) by a clean text and puts the caret behind it.
func (d *Document) edit(k kind, start, end int, text string) bool {
	if start == end && text == "" {
		return false
	}
	if d.moved {
		d.history.pause()
	}
	s := step{kind: k, at: start, removed: d.slice(start, end), inserted: text, before: d.cursor}
	d.replace(start, end, text)
	affinity := layout.Upstream // stays with what was written, or what is left before
	if k == deleting {
		affinity = layout.Downstream
	}
	at := d.snap(start+len(text), text != "")
	d.place(cursor{at, d.attached(at, affinity)})
	s.after, d.moved = d.cursor, false
	d.history.add(s)
	return true
}

// erased is how much Backspace takes of a grapheme: a mark or another last character
// of it, but a picture of several characters as a whole.
func erased(grapheme string) int {
	last, n := utf8.DecodeLastRuneInString(grapheme)
	if n == len(grapheme) || pictorial(last) {
		return len(grapheme)
	}
	for _, r := range grapheme {
		if pictorial(r) {
			return len(grapheme)
		}
	}
	return n
}

// pictorial reports characters that make one picture with their neighbours: emoji
// and their modifiers, flags, keycaps and tags.
func pictorial(r rune) bool {
	switch {
	case r < 0x203c:
		return false
	case r == 0x20e3, r >= 0xfe00 && r <= 0xfe0f, r >= 0x1f000 && r <= 0x1faff, r >= 0xe0020 && r <= 0xe007f:
		return true
	}
	return r < 0x3300 && unicode.Is(unicode.So, r)
}
