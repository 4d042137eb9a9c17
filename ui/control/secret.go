package control

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tarikh.org/tarikh/ui/text"
)

// Secret is a field for a password: it shows a dot for each character, and only dots can
// be copied out of it.
type Secret struct {
	Entry *Entry // what is shown
	typed []rune
}

// dot is what is shown of a character.
const dot = '•'

// Secret makes a field for a password.
func (k *Kit) Secret(placeholder string) *Secret {
	s := &Secret{Entry: entry(k, "", text.EditorOptions{Placeholder: placeholder, Lines: 1, Single: true})}
	s.Entry.OnMenu = nil
	s.Entry.OnChanged = s.follow
	return s
}

// Password is what was typed.
func (s *Secret) Password() string { return string(s.typed) }

// follow takes over what was changed in the dots: what is before the caret and is no dot was
// typed, what is behind the caret is as it was.
func (s *Secret) follow(shown string) {
	runes := []rune(shown)
	caret := utf8.RuneCountInString(shown[:s.Entry.Caret()])
	before := slices.IndexFunc(runes[:caret], func(r rune) bool { return r != dot })
	if before < 0 {
		before = caret
	}
	behind := len(runes) - caret
	before = max(0, min(before, len(s.typed)-behind))
	s.typed = slices.Concat(s.typed[:before], runes[before:caret], s.typed[len(s.typed)-behind:])
	dots := strings.Repeat(string(dot), len(s.typed))
	s.Entry.SetText(dots)
	s.Entry.Select(caret*utf8.RuneLen(dot), caret*utf8.RuneLen(dot))
}
