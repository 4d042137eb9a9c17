package notes

import (
	"slices"
	"strings"

	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/ui/control"
)

// template is what a new note may begin with: lines to be filled in, and a tag.
type template struct{ name, text, tag string }

// templates are those there are, in the language in use.
func templates(k *control.Kit) []template {
	var all []template
	for _, key := range [...]string{"claim", "question", "check"} {
		key = "note.template." + key
		all = append(all, template{k.T(key), strings.ReplaceAll(k.T(key+".text")+"\n", ":\n", ": \n"), k.T(key + ".tag")})
	}
	return all
}

// slash is the sign that names a template at the beginning of a note.
const slash = "/"

// namedBy are the templates that what is typed may name: a slash at the beginning of the
// text, and the beginning of the name. Nil where it is none.
func namedBy(text string, caret int, all []template) []template {
	if !strings.HasPrefix(text, slash) || caret != len(text) || strings.Contains(text, "\n") {
		return nil
	}
	words := fold.String(text[len(slash):])
	return slices.DeleteFunc(slices.Clone(all), func(t template) bool { return !strings.HasPrefix(fold.String(t.name), words) })
}

// fill puts a template before what is written, in place of what named it, and the caret
// where its first line is filled in.
func (ed *editor) fill(t template) {
	words := ed.text.Text()
	end := 0
	if _, caret := ed.text.Selection(); strings.HasPrefix(words, slash) && len(namedBy(words, caret, templates(ed.actions.host.Kit()))) > 0 {
		end = len(words)
	}
	text := t.text
	if end == len(words) {
		text = strings.TrimSuffix(text, "\n")
	}
	ed.text.Replace(0, end, text)
	line, _, _ := strings.Cut(text, "\n")
	ed.text.Select(len(line), len(line))
	if tag := ed.tags.Known(t.tag); !slices.Contains(ed.tags.Tags(), tag) {
		ed.tags.Set(append(ed.tags.Tags(), tag))
	}
	ed.changed()
	ed.resized()
	ed.actions.host.Canvas.Focus(ed.text)
}

// templateMenu offers the templates.
func (ed *editor) templateMenu() []control.Item {
	var items []control.Item
	for _, t := range templates(ed.actions.host.Kit()) {
		items = append(items, control.Item{Text: t.name, Run: func() { ed.fill(t) }})
	}
	return items
}
