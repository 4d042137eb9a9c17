package retext

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// mostParagraphs bounds how many changed paragraphs a difference shows.
const mostParagraphs = 300

// difference shows what has changed between two texts: the paragraphs that differ, with
// the removed and added words marked, and how many paragraphs are unchanged between
// them.
func difference(k *control.Kit, old, now string) fyne.CanvasObject {
	column := control.Column(10)
	shown := 0
	for _, part := range diffText(old, now) {
		if part.same > 0 {
			column.Add(k.Muted(k.Locale.TN("diff.same", part.same)))
			continue
		}
		if shown++; shown > mostParagraphs {
			column.Add(k.Muted(k.T("diff.more")))
			break
		}
		label := k.Written(part.text, text.LabelStyle{LineHeight: 25})
		label.SetSpans(part.spans)
		column.Add(label)
	}
	if shown == 0 {
		return k.Muted(k.T("diff.none"))
	}
	return column
}
