package strip

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// signKeys are the messages that say what the signs mean.
var signKeys = map[scene.Sign]string{
	scene.SignImportance: "legend.importance", scene.SignSpan: "legend.span", scene.SignSoft: "legend.soft", scene.SignHollow: "legend.hollow",
	scene.SignSure: "legend.sure", scene.SignSingle: "legend.single", scene.SignUnverified: "legend.unverified",
	scene.SignDisputed: "legend.disputed", scene.SignRefuted: "legend.refuted",
	scene.SignNote: "legend.note", scene.SignSources: "legend.sources", scene.SignMany: "legend.many", scene.SignMore: "legend.more",
	scene.SignBeyond: "legend.beyond", scene.SignSelected: "legend.selected", scene.SignReading: "legend.reading",
	scene.SignFound: "legend.found", scene.SignAccepted: "legend.accepted", scene.SignDismissed: "legend.dismissed", scene.SignOwn: "legend.own",
}

// legendWidth is that of the legend, in units.
const legendWidth = 430

// showLegend says what the signs of the strip mean, in a panel above the window's foot.
func (f *Feature) showLegend() {
	k := f.host.Kit()
	column := control.Column(2, k.Text(k.T("legend.title"), text.LabelStyle{Bold: true}))
	for _, s := range scene.Signs(f.line.ShowsStates()) {
		if s == scene.SignFound {
			column.Add(k.Pad(0, 8, 0, 0, k.Text(k.T("legend.review"), text.LabelStyle{Bold: true})))
		}
		words := k.Text(k.T(signKeys[s]), text.LabelStyle{Size: control.SizeSmall, LineHeight: 19})
		column.Add(k.Row(12, 1, control.Centred(scene.SignWidth, f.line.Sign(s)), k.Pad(0, 4, 0, 4, words)))
	}
	size := f.host.Canvas.Size()
	const foot = 34
	at := fyne.NewPos(size.Width, size.Height-foot)
	if k.RTL() {
		at.X = 0
	}
	k.ShowPopover(f.host.Canvas, at, legendWidth, column)
}
