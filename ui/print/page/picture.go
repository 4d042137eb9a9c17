package page

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/picture"
)

// shown is a picture of the page. Its pixels are in a file beside the page, or in the block of
// that number.
type shown struct {
	Width   int    `json:"w"`
	Height  int    `json:"h"`
	File    string `json:"file,omitempty"`
	Block   int    `json:"block,omitempty"` // from 1 on
	Alt     string `json:"alt,omitempty"`
	Caption string `json:"caption,omitempty"`
	Credit  string `json:"credit,omitempty"`
	Licence string `json:"licence,omitempty"`
	Source  string `json:"source,omitempty"`
}

// figure is a picture in an article: its place in contents.Pictures, and where in the text it
// is, in UTF-16, or -1 for one that is above it.
type figure struct {
	Picture int `json:"picture"`
	At      int `json:"at"`
}

// gallery is where the pixels of pictures go.
type gallery interface {
	// side is how many pixels the longer side of each of n pictures has at most.
	side(n int) int
	// add takes the JPEG file of a picture, and tells where it is then: see shown. It reports false where
	// there is no room for it.
	add(jpeg []byte) (file string, block int, ok bool, err error)
}

// blocks is the gallery of a page that is one file: blocks of base64 that no browser runs.
type blocks struct {
	n    int
	text strings.Builder
}

// mostBlocks is how many bytes the pictures of a page that is one file have together.
const mostBlocks = 24 << 20

func (*blocks) side(n int) int {
	switch {
	case n <= 60:
		return 1280
	case n <= 200:
		return 800
	}
	return 480
}

func (b *blocks) add(jpeg []byte) (string, int, bool, error) {
	if b.text.Len()+base64.StdEncoding.EncodedLen(len(jpeg)) > mostBlocks {
		return "", 0, false, nil
	}
	b.n++
	fmt.Fprintf(&b.text, "<script type=\"application/octet-stream\" id=\"picture-%d\">%s</script>\n", b.n, base64.StdEncoding.EncodeToString(jpeg))
	return "", b.n, true, nil
}

// filed is the gallery of a page that is a folder.
type filed struct {
	into form.Folder
	n    int
}

func (*filed) side(int) int { return 1600 }

func (f *filed) add(jpeg []byte) (string, int, bool, error) {
	f.n++
	name := fmt.Sprintf("pictures/%d.jpg", f.n)
	return name, 0, true, f.into.Write(name, func(w io.Writer) error {
		_, err := w.Write(jpeg)
		return err
	})
}

// pictures takes the pictures of events and of articles, where one that has no text here shows these alone. It counts
// the pictures and other files that are lost.
func (c *contents) pictures(ctx context.Context, from form.Taken, into gallery, lost *form.Dropped) error {
	events, articles := map[data.ID]int{}, map[data.ID]int{}
	for i, e := range from.Events {
		events[e.ID] = i
	}
	at := make([]units, len(from.Articles))
	for i, a := range from.Articles {
		at[i].text, articles[a.ID] = a.Text, i
	}
	steps := map[data.ID]bool{}
	for _, s := range from.Steps {
		steps[s.Picture] = true
	}
	hangs := func(p data.Picture) bool {
		_, event := events[p.Event]
		_, article := articles[p.Article]
		return p.IsImage() && (event || article || p.Story != data.ID{} && steps[p.ID])
	}
	n := 0
	for _, p := range from.Pictures {
		if hangs(p) {
			n++
		}
	}
	c.places = map[data.ID]int{}
	side := into.side(n)
	there := map[[32]byte]placed{} // the pixels of a file, once
	for _, p := range from.Pictures {
		if !hangs(p) {
			lost.Lose(form.LosesPictures, 1)
			continue
		}
		is, known := there[p.Hash]
		if !known {
			var err error
			if is, err = reduced(ctx, from, p, side, into); err != nil {
				return err
			}
			there[p.Hash] = is
		}
		if is.lost != "" {
			lost.Lose(is.lost, 1)
			continue
		}
		s := is.shown
		if i, is := articles[p.Article]; is {
			p = p.Beside(from.Articles[i])
		}
		s.Alt, s.Caption, s.Credit, s.Licence, s.Source = form.Line(p.Alt), p.Caption, p.Credit, p.Licence, web(p.Source)
		c.places[p.ID] = len(c.Pictures)
		c.Pictures = append(c.Pictures, s)
		if p.Story != (data.ID{}) {
			continue
		}
		if i, is := events[p.Event]; is {
			c.Pictured[i] = append(c.Pictured[i], len(c.Pictures)-1)
			continue
		}
		i := articles[p.Article]
		f := figure{len(c.Pictures) - 1, data.Lead}
		if p.Position != data.Lead {
			f.At = at[i].of(p.Position)
		}
		c.Articles[i].Pictures = append(c.Articles[i].Pictures, f)
	}
	for _, a := range c.Articles {
		slices.SortStableFunc(a.Pictures, func(a, b figure) int { return a.At - b.At })
	}
	return nil
}

// placed is a picture whose pixels are in the gallery, or why they are not.
type placed struct {
	shown
	lost string // the key of a message
}

// reduced puts the pixels of a picture into a gallery.
func reduced(ctx context.Context, from form.Taken, p data.Picture, side int, into gallery) (placed, error) {
	page, err := from.Page(ctx, p.Hash)
	var small picture.Reduced
	if err == nil {
		small, err = picture.Reduce(ctx, page.Body, side, side)
	}
	if why := form.LosesPicture(err); why != "" {
		return placed{lost: why}, nil
	}
	if err != nil {
		return placed{}, err
	}
	file, block, ok, err := into.add(small.JPEG)
	if err != nil || !ok {
		return placed{lost: form.LosesPictures}, err
	}
	return placed{shown: shown{Width: small.Width, Height: small.Height, File: file, Block: block}}, nil
}
