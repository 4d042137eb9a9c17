package libraries

import (
	"context"
	"path/filepath"

	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// askAboutLogs asks whether a log beside a library that does not belong to it is to be
// put aside, so that the library can be opened without it.
func (o *opener) askAboutLogs(path string, found error) {
	k := o.host.Kit()
	o.host.Log.Error("a log of another copy", "file", path, "error", found)
	body := control.Column(12, k.Text(k.T("stray.text", "file", filepath.Base(path)), text.LabelStyle{}),
		k.Written(found.Error(), text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNamePlaceHolder, Marks: true}))
	aside := func() bool {
		feature.Background(o.host, func(ctx context.Context) ([]string, error) { return o.Libraries.SetLogsAside(ctx, path) }, func(_ []string, err error) {
			if err != nil {
				o.host.FailFile(path, err)
				return
			}
			o.Open(path)
		})
		return true
	}
	k.ShowDialog(o.host.Canvas, k.T("stray.title"), 640, body,
		control.Action{Text: k.T("stray.aside"), Primary: true, Run: aside}, control.Action{Text: k.T("button.cancel")})
}
