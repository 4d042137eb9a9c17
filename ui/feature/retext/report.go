package retext

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// counted shows how many passages stay, move, are in doubt or are lost.
func counted(k *control.Kit, report app.RetextReport) fyne.CanvasObject {
	all := report.All()
	if all.All() == 0 {
		return k.Muted(k.T("retext.none"))
	}
	column := control.Column(3, k.Text(k.Locale.TN("retext.all", all.All()), text.LabelStyle{Bold: true}))
	line := func(key string, n int, colour fyne.ThemeColorName) {
		if n > 0 {
			column.Add(k.Text(k.Locale.TN(key, n), text.LabelStyle{Size: control.SizeSmall, Colour: colour}))
		}
	}
	line("retext.stay", all.Stayed, "")
	line("retext.move", all.Moved, "")
	line("retext.folded", all.Folded, "")
	line("retext.check", all.Check, fynetheme.ColorNameWarning)
	line("retext.orphan", all.Orphan, fynetheme.ColorNameError)
	return column
}

// mostListed bounds how many passages of a state a report lists.
const mostListed = 100

// listed shows the passages whose words are not what they were, with what has changed:
// those in doubt, those that were not found, and those that move silently. It is empty
// where there are none.
func listed(k *control.Kit, report app.RetextReport) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, part := range [...]struct {
		state data.DoubtState
		key   string
	}{{data.CheckMe, "retext.listed.check"}, {data.Orphan, "retext.listed.orphan"}, {data.Sure, "retext.listed.folded"}} {
		passages := report.With(part.state)
		if len(passages) == 0 {
			continue
		}
		out = append(out, k.Text(k.T(part.key), text.LabelStyle{Bold: true, Size: control.SizeSmall}))
		for _, p := range passages[:min(len(passages), mostListed)] {
			column := control.Column(4)
			if why := reasons(k, p.Why); why != "" {
				column.Add(k.Text(why, text.LabelStyle{Size: control.SizeCaption, Bold: true, Colour: fynetheme.ColorNameWarning}))
			}
			column.Add(beside(k, comparison{p.Was, p.Now}))
			out = append(out, column)
		}
		if more := len(passages) - mostListed; more > 0 {
			out = append(out, k.Muted(k.Locale.TN("retext.listed.more", more)))
		}
	}
	return out
}

// Report shows what became of the passages of an article that was given another text.
func (f *Feature) Report(report app.RetextReport) {
	const height = 320
	k := f.host.Kit()
	rows := listed(k, report)
	if len(rows) == 0 {
		return
	}
	scroll := k.Scroll()
	scroll.SetContent(k.Pad(14, 12, 20, 12, control.Column(12, rows...)), true)
	actions := []control.Action{{Text: k.T("button.close")}}
	if report.All().Check > 0 {
		check := control.Action{Text: k.T("command.doubts"), Primary: true, Run: func() bool {
			f.host.Later(func() { f.host.Run("doubts") })
			return true
		}}
		actions = append([]control.Action{check}, actions...)
	}
	k.ShowDialog(f.host.Canvas, k.T("retext.report"), 720, control.Column(10, counted(k, report), k.Well(height, scroll)), actions...)
}
