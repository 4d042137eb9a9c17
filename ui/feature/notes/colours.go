package notes

import (
	"strconv"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature/reading"
)

// colourCommands highlight the selected words in the last colour, and colour them or the
// note that is shown by a key for each colour; saved views have these keys otherwise.
func (b *actions) colourCommands(words, active func() bool) []command.Command {
	all := []command.Command{{
		ID: "selection.highlight", Title: "selection.highlight", Keys: []command.Key{command.Plain(fyne.KeyH)},
		Enabled: words, Detail: func() string { return b.tags.ColourName(b.host.State.HighlightColour()) }, Run: func() { b.colour(b.host.State.HighlightColour()) },
	}}
	for i, colour := range data.Colours() {
		digit := strconv.Itoa(i + 1)
		all = append(all, command.Command{
			ID: reading.HighlightCommand(colour), Title: "command.highlight", Keys: []command.Key{command.Plain(fyne.KeyName(digit))}, Before: []string{"view." + digit},
			Enabled: func() bool { return words() || active() }, Detail: func() string { return b.tags.ColourName(colour) }, Run: func() { b.colour(colour) },
		})
	}
	return all
}

// colour highlights the selected words in a colour, or gives it to the note that is
// shown.
func (b *actions) colour(colour string) {
	words, ok := b.reading.Selection()
	if !ok {
		if n := b.Active(); n != nil {
			b.recolour(*n, colour)
		}
		return
	}
	n := b.made(data.Annotation{Article: b.library.Article().ID, Anchor: words, Colour: colour})
	b.library.Do(data.Edit{Label: "edit.highlight.add", Annotations: []data.Change[data.Annotation]{data.Insert(n)}}, nil)
	b.library.Activate(n.ID)
	b.reading.ClearSelection()
	b.chose(colour)
}

// recolour gives a note another colour.
func (b *actions) recolour(old data.Annotation, colour string) {
	b.chose(colour)
	if old.Colour == colour {
		return
	}
	n := old
	n.Colour, n.Changed = colour, b.host.Now().Unix()
	b.library.Do(data.Edit{Label: "edit.note.change", Annotations: []data.Change[data.Annotation]{data.Update(old, n)}}, nil)
}

// chose remembers a colour for the next highlight.
func (b *actions) chose(colour string) {
	if b.host.State.Highlight != colour {
		b.host.State.Highlight = colour
		b.host.Remember()
	}
}
