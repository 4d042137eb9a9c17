package pictures

import (
	"cmp"
	"context"
	"image"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/picture"
	"tarikh.org/tarikh/data/picture/thumbs"
	"tarikh.org/tarikh/ui/library"
)

// This file is what other features do with pictures: all are decoded here, one at a time.

// Fit decodes a picture of the library as large as fits into width times height pixels.
func (f *Feature) Fit(ctx context.Context, store data.Store, p data.Picture, width, height int) (*image.RGBA, error) {
	return fitted(ctx, f.cache, store, p, thumbs.Size{Width: width, Height: height})
}

// Open shows a picture of the library whole, among those of the event, article or story that
// it is of; another file is not opened.
func (f *Feature) Open(id data.ID) {
	library.Load(f.host.Library, &f.opening, func(ctx context.Context, store data.Store) (all []data.Picture, err error) {
		p, err := store.Picture(ctx, id)
		if err != nil || !p.IsImage() {
			return nil, err
		}
		all, err = store.Pictures(ctx, cmp.Or(p.Event, p.Article, p.Story))
		return slices.DeleteFunc(all, func(p data.Picture) bool { return !p.IsImage() }), err
	}, func(all []data.Picture) {
		f.view(all, slices.IndexFunc(all, func(p data.Picture) bool { return p.ID == id }))
	})
}

// Read reads the file of a picture, and makes it small as Fit does.
func (f *Feature) Read(ctx context.Context, path string, width, height int) (data.Picture, data.Page, *image.RGBA, error) {
	p, page, err := readFile(ctx, f.host.Files, path, f.host.Now().Unix())
	if err != nil {
		return p, page, nil, err
	}
	small, err := f.cache.Picture(ctx, p.Hash, thumbs.Size{Width: width, Height: height}, func(context.Context) ([]byte, error) { return page.Body, nil })
	return p, page, small, err
}

// Endings are how the names of the files of pictures end.
func (f *Feature) Endings() []string { return picture.Endings() }
