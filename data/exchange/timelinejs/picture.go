package timelinejs

import (
	"context"
	"encoding/base64"
	"html"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/picture"
)

// The pictures of a file: how large the longer side of each is in pixels, and how many bytes
// all have together, at most.
const (
	imageSide  = 800
	mostImages = 16 << 20
)

// illustrations are the first pictures of events, which a slide has room for, with their pixels in
// their addresses.
type illustrations struct {
	first map[data.ID]data.Picture
	from  form.Taken
	size  int
	shown int
	lost  form.Dropped // those that have a slide and cannot be shown
}

func newIllustrations(from form.Taken) illustrations {
	i := illustrations{first: map[data.ID]data.Picture{}, from: from}
	for _, p := range from.Pictures {
		if _, there := i.first[p.Event]; !there && p.IsImage() && p.Event != (data.ID{}) {
			i.first[p.Event] = p
		}
	}
	return i
}

// media is the picture of an event; nil where it has none, where that cannot be read, and where
// there is no more room.
func (i *illustrations) media(ctx context.Context, event data.ID) (*outMedia, error) {
	p, there := i.first[event]
	if !there || i.size >= mostImages {
		return nil, nil
	}
	page, err := i.from.Page(ctx, p.Hash)
	var small picture.Reduced
	if err == nil {
		small, err = picture.Reduce(ctx, page.Body, imageSide, imageSide)
	}
	if why := form.LosesPicture(err); why != "" {
		i.lost.Lose(why, 1)
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	// The program knows a picture by the end of its address.
	m := &outMedia{
		URL:     "data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(small.JPEG) + "#.jpg",
		Caption: html.EscapeString(form.Line(p.Caption)), Alt: form.Line(p.Alt),
	}
	var by []string
	for _, part := range []string{p.Credit, p.Licence} {
		if part = form.Line(part); part != "" {
			by = append(by, html.EscapeString(part))
		}
	}
	m.Credit = strings.Join(by, ", ")
	i.size += len(m.URL)
	i.shown++
	return m, nil
}
