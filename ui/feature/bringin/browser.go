package bringin

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/intake/pagelink"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// Offer asks whether a page that a browser hands over is to be read. The address is shown
// as it is; nothing is fetched before the reader agrees. The next page takes the place of
// one that is asked about.
func (f *Feature) Offer(p pagelink.Page) {
	if f.offered != nil {
		f.offered.Close()
	}
	if !f.host.Library.Writable() {
		f.host.Fail(data.ErrReadOnly)
		return
	}
	k := f.host.Kit()
	where := k.T("bringin.page.fetched")
	if _, here := p.HTML(f.host.Clipboard.Content()); here {
		where = k.T("bringin.page.here")
	}
	address := k.Text(k.Given(p.URL), text.LabelStyle{})
	parts := control.Column(10, k.Field("bringin.page.address", address), k.Muted(where))
	if p.Title != "" {
		parts = control.Column(10, k.Text(k.Given(p.Title), text.LabelStyle{Bold: true}), parts)
	}
	var d *control.Dialog
	d = k.ShowDialog(f.host.Canvas, k.T("bringin.page.title"), 520, parts,
		control.Action{Text: k.T("bringin.page.read"), Primary: true, Run: func() bool {
			d.Close()
			f.BringIn([]intake.Source{f.handed(p)})
			return false
		}}, control.Action{Text: k.T("button.cancel")})
	f.offered = d
	d.OnClosed(func() {
		if f.offered == d {
			f.offered = nil
		}
	})
}

// handed is a page as a source: as the browser shows it where that is in the clipboard,
// else its address.
func (f *Feature) handed(p pagelink.Page) intake.Source {
	if html, here := p.HTML(f.host.Clipboard.Content()); here {
		return intake.Saved(p.URL, "text/html; charset=utf-8", []byte(html))
	}
	return intake.Address(p.URL)
}

// copyBookmarklet puts the address of the bookmark into the clipboard.
func (f *Feature) copyBookmarklet() {
	k := f.host.Kit()
	f.host.Clipboard.SetContent(pagelink.Bookmarklet())
	k.Tell(f.host.Canvas, k.T("command.article.bookmarklet"), k.T("bringin.bookmarklet.copied"), k.T("button.ok"))
}
