package pictures

import (
	"context"
	"image"
	"path/filepath"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/picture"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// edit asks for the words of a picture or another file.
func (f *Feature) edit(p data.Picture) {
	k := f.host.Kit()
	alt, caption, credit := k.Entry(2, p.Alt, ""), k.Entry(2, p.Caption, ""), k.Entry(1, p.Credit, "")
	licence, source := k.Entry(1, p.Licence, ""), k.Entry(1, p.Source, "")
	body, title, first := control.Column(12), "file.edit", caption
	if p.IsImage() {
		title, first = "picture.edit", alt
		body.Add(k.Field("picture.field.alt", alt))
		body.Add(k.Muted(k.T("picture.alt.hint")))
	}
	for _, field := range []struct {
		key   string
		entry *control.Entry
	}{{"picture.field.caption", caption}, {"picture.field.credit", credit}, {"picture.field.licence", licence}, {"picture.field.source", source}} {
		body.Add(k.Field(field.key, field.entry))
	}
	var d *control.Dialog
	save := func() bool {
		after := p
		after.Alt, after.Caption, after.Credit, after.Licence, after.Source = alt.Text(), caption.Text(), credit.Text(), licence.Text(), source.Text()
		if err := after.Validate(); err != nil {
			d.Fail(f.host.Say(err))
			return false
		}
		f.change(p, after)
		return true
	}
	d = k.ShowDialog(f.host.Canvas, k.T(title), 520, body,
		control.Action{Text: k.T("button.save") + "  (Ctrl+Enter)", Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	f.host.Guard(d, func() bool {
		return alt.Text()+caption.Text()+credit.Text()+licence.Text()+source.Text() != p.Alt+p.Caption+p.Credit+p.Licence+p.Source
	})
	entries := []*control.Entry{first}
	for _, e := range []*control.Entry{alt, caption, credit, licence, source} {
		if e != first && (e != alt || p.IsImage()) {
			entries = append(entries, e)
		}
	}
	d.Attach(entries...)
}

// save writes the bytes of a file, as they were received, to a file.
func (f *Feature) save(p data.Picture) {
	k := f.host.Kit()
	library.Load(f.host.Library, &f.saving, func(ctx context.Context, store data.Store) (data.Page, error) { return store.Page(ctx, p.Hash) }, func(page data.Page) {
		title := "file.save"
		if p.IsImage() {
			title = "picture.save"
		}
		name := f.fileName(p)
		f.host.SaveFile(feature.Choice{Title: k.T(title), Name: name, Suffix: []string{filepath.Ext(name)}}, page.Body)
	})
}

// copied is the size of pictures that are copied, in pixels, at most.
const copied = 4096

// copyPicture puts a picture into the clipboard.
func (f *Feature) copyPicture(p data.Picture) {
	library.Load(f.host.Library, &f.saving, func(ctx context.Context, store data.Store) (*image.RGBA, error) {
		page, err := store.Page(ctx, p.Hash)
		if err != nil {
			return nil, err
		}
		return picture.Fit(ctx, page.Body, copied, copied)
	}, func(pixels *image.RGBA) { f.copier.Picture(pixels) })
}

// mostListed is how many pictures are listed.
const mostListed = 200

// undescribed is a picture that is not described, with what it belongs to.
type undescribed struct {
	data.Picture
	of string
}

// listUndescribed lists the pictures that are not described, to describe them.
func (f *Feature) listUndescribed() {
	k := f.host.Kit()
	still := k.Dialogs.Still()
	library.Load(f.host.Library, &f.listing, readUndescribed, func(all []undescribed) {
		if !still() {
			return
		}
		if len(all) == 0 {
			k.Tell(f.host.Canvas, k.T("command.picture.undescribed"), k.T("picture.undescribed.none"), k.T("button.ok"))
			return
		}
		body := control.Column(2, k.Muted(k.Locale.TN("picture.undescribed.count", len(all))))
		var d *control.Dialog
		for _, p := range all[:min(len(all), mostListed)] {
			row := k.Button(control.Quiet, k.Join(k.Given(control.OneLine(f.nameOf(p.Picture), 40)), k.Given(control.OneLine(p.of, 40))), nil, func() {
				d.OnClosed(func() { f.edit(p.Picture) })
				d.Close()
			})
			body.Add(k.Row(0, -1, row))
		}
		d = k.ShowDialog(f.host.Canvas, k.T("command.picture.undescribed"), 560, body, control.Action{Text: k.T("button.close"), Primary: true})
	})
}

// readUndescribed finds the pictures that are not described, and what they belong to.
func readUndescribed(ctx context.Context, store data.Store) (out []undescribed, err error) {
	var events []data.ID
	for row, err := range store.Rows(ctx, data.KindPicture) {
		if err != nil {
			return nil, err
		}
		if p := *row.(*data.Picture); p.IsImage() && p.Alt == "" {
			out = append(out, undescribed{Picture: p})
			events = append(events, p.Event)
		}
	}
	listed := min(len(out), mostListed)
	rows, err := store.EventRows(ctx, events[:listed])
	if err != nil {
		return nil, err
	}
	for i := range out[:listed] {
		if out[i].of = rows[i].Title; out[i].Article != (data.ID{}) {
			a, err := store.Article(ctx, out[i].Article)
			if err != nil {
				return nil, err
			}
			out[i].of = a.Title
		}
	}
	return out, nil
}
