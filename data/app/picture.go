package app

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
)

// ReadPicture makes a row of the file of a picture, for an event, an article or a story
// that is set then, and the page that brings its bytes. Where the photograph was taken is
// left out of them unless that is to be kept. name is that of the file; now is Unix
// seconds. The error is a *picture.Error.
func ReadPicture(raw []byte, name string, keepPosition bool, now int64) (data.Picture, data.Page, error) {
	return intake.ReadPicture(raw, name, keepPosition, now)
}

// IsCut reports whether the picture of a page is cut off: what is there of it is shown.
func IsCut(page data.Page) bool { return intake.IsCut(page) }

// AddPictures adds pictures behind those that an event, an article or a story has, as one
// step; each comes with its page.
func (l *Library) AddPictures(ctx context.Context, of data.ID, pictures []data.Picture, pages []data.Page) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	there, err := l.Pictures(ctx, of)
	if err != nil {
		return data.Edit{}, err
	}
	order := 0
	for _, p := range there {
		order = max(order, p.Order+1)
	}
	edit := data.Edit{Label: "edit.picture.add", Pages: pages}
	for i, p := range pictures {
		p.Order = order + i
		edit.Pictures = append(edit.Pictures, data.Insert(p))
	}
	return l.Write(ctx, edit)
}
