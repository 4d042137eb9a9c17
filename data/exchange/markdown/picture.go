package markdown

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/picture"
)

// picturesFolder is where pictures and other files are.
const picturesFolder = "pictures/"

// gallery writes the pictures and other files of events and articles, each once, as they were received but
// for where they were taken.
type gallery struct {
	into    form.Folder
	from    form.Taken
	owned   map[data.ID][]data.Picture // by the event or the article
	names   map[[32]byte]string        // of files, "" for one that is lost
	written map[data.ID]bool           // pictures whose files are there
	lost    int                        // those whose bytes are not in the library any more
}

func newGallery(into form.Folder, from form.Taken) *gallery {
	g := &gallery{into: into, from: from, owned: map[data.ID][]data.Picture{}, names: map[[32]byte]string{}, written: map[data.ID]bool{}}
	for _, p := range from.Pictures {
		if of := cmp.Or(p.Event, p.Article); of != (data.ID{}) {
			g.owned[of] = append(g.owned[of], p)
		}
	}
	return g
}

// of are the pictures of an event or an article as Markdown; up leads from the note to the folder.
func (g *gallery) of(ctx context.Context, owner data.ID, up string) (string, error) {
	var text strings.Builder
	for _, p := range g.owned[owner] {
		name, there := g.names[p.Hash]
		if !there {
			var err error
			if name, err = g.file(ctx, p); err != nil {
				return "", err
			}
			g.names[p.Hash] = name
		}
		if name == "" {
			g.lost++
			continue
		}
		g.written[p.ID] = true
		mark := ""
		if p.IsImage() {
			mark = "!"
		}
		fmt.Fprintf(&text, "\n%s[%s](<%s>)\n", mark, escaped(cmp.Or(form.Line(p.Alt), form.Line(p.Name))), up+name)
		if caption := form.Line(p.Caption); caption != "" {
			fmt.Fprintf(&text, "*%s*\n", escaped(caption))
		}
		var by []string
		for _, part := range []string{form.Line(p.Credit), form.Line(p.Licence)} {
			if part != "" {
				by = append(by, escaped(part))
			}
		}
		if address := form.WebAddress(p.Source); address != "" {
			by = append(by, "<"+strings.NewReplacer("<", "%3C", ">", "%3E").Replace(address)+">")
		}
		if len(by) > 0 {
			text.WriteString("— " + strings.Join(by, ", ") + "\n")
		}
	}
	return text.String(), nil
}

// fileEnding is what the name of a file ends with, where that is a usual one.
var fileEnding = regexp.MustCompile(`^\.[a-z0-9]{1,5}$`)

// file writes the file of a picture, and returns its name; "" where the library has lost it.
func (g *gallery) file(ctx context.Context, p data.Picture) (string, error) {
	page, err := g.from.Page(ctx, p.Hash)
	if errors.Is(err, data.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	end := picture.Type(p.Type).Ending()
	if end == "" {
		if end = strings.ToLower(path.Ext(p.Name)); !fileEnding.MatchString(end) {
			end = ".bin"
		}
	}
	name := fmt.Sprintf("%s%d%s", picturesFolder, len(g.names)+1, end)
	return name, g.into.Write(name, func(w io.Writer) error {
		_, err := w.Write(picture.WithoutPosition(page.Body))
		return err
	})
}
