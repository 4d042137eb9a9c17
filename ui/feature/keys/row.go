package keys

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/uax9"
)

// row shows a command with its keys.
type row struct {
	widget.BaseWidget
	title, keys *text.Label
	content     *fyne.Container
}

func newRow(k *control.Kit) *row {
	r := &row{}
	r.title = k.Text("", text.LabelStyle{Lines: 1, LineHeight: 22, Shrink: true})
	r.keys = k.Keys("", text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 22})
	r.content = k.Pad(14, 0, 18, 0, k.Row(12, 0, r.title, container.NewCenter(r.keys)))
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

// show shows a command; keys that were changed stand out.
func (r *row) show(k *control.Kit, n command.Named, keys []command.Key, changed bool) {
	var names []string
	for _, key := range keys {
		names = append(names, key.String())
	}
	ink := fynetheme.ColorNamePlaceHolder
	if changed {
		ink = fynetheme.ColorNameHyperlink
	}
	words := strings.Join(names, "   ")
	style := text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 22, Colour: ink, Base: uax9.LTR}
	if words == "" {
		words, style.Base = k.T("keys.without"), k.Direction()
	}
	r.keys.SetText(words)
	r.keys.SetStyle(style)
	title := n.Names[0]
	if n.Detail != "" {
		title = k.Join(title, k.Given(n.Detail))
	}
	r.title.SetText(title)
	r.content.Refresh()
}
