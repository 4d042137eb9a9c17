package app

import (
	"context"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/picture"
)

// ReadPicture makes a row of the file of a picture, for an event, an article or a story
// that is set then, and the page that brings its bytes. Where the photograph was taken is
// left out of them unless that is to be kept. name is that of the file; now is Unix
// seconds. The error is a *picture.Error.
func ReadPicture(raw []byte, name string, keepPosition bool, now int64) (data.Picture, data.Page, error) {
	info, err := picture.Look(raw)
	if err != nil {
		return data.Picture{}, data.Page{}, err
	}
	if info.HasPosition && !keepPosition {
		raw = picture.WithoutPosition(raw)
	}
	page := data.NewPage(raw, string(info.Type), "", now)
	p := data.Picture{
		ID: data.NewID(), Position: data.Lead, Hash: page.Hash, Type: string(info.Type),
		Width: info.Width, Height: info.Height, Size: int64(len(raw)), Name: name,
	}
	if info.Taken != "" {
		if p.Taken, err = dates.Parse(strings.TrimSuffix(info.Taken, ":00")); err != nil {
			p.Taken, _ = dates.Parse(info.Taken[:len("2006-01-02")]) // zero where that is no date either
		}
	}
	return p, page, nil
}

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
	return l.Apply(ctx, edit)
}
