package svg

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"github.com/go-text/typesetting/font"

	"tarikh.org/tarikh/ui/print/fontsubset"
	"tarikh.org/tarikh/ui/text/layout"
)

// embedded is the faces whose files go along, with the glyphs that are used.
type embedded struct {
	fonts *layout.Fonts
	used  map[layout.FaceID]*fontsubset.Font
}

func newEmbedded(f *layout.Fonts) *embedded {
	return &embedded{fonts: f, used: map[layout.FaceID]*fontsubset.Font{}}
}

// has reports whether a face may go along: those of the system may not.
func (e *embedded) has(id layout.FaceID) bool {
	return id != layout.Marks && e.fonts.File(id) != nil
}

// use keeps a glyph of a face.
func (e *embedded) use(id layout.FaceID, glyph uint32) error {
	f := e.used[id]
	if f == nil {
		if !e.has(id) {
			return nil
		}
		var err error
		if f, err = fontsubset.Parse(e.fonts.File(id)); err != nil {
			return err
		}
		e.used[id] = f
	}
	f.Use(glyph)
	return nil
}

// style writes the style sheet: the faces, and that texts are set in them.
func (e *embedded) style(out *bufio.Writer) error {
	out.WriteString("<style>")
	var ids []layout.FaceID
	for id := range e.used {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var families []string
	for _, id := range ids {
		face := e.fonts.NewFace(id)
		described := face.Describe()
		family := plain(described.Family)
		weight := "normal"
		if described.Aspect.Weight >= font.WeightSemibold {
			weight = "bold"
		}
		fmt.Fprintf(out, `@font-face{font-family:"%s";font-weight:%s;`, family, weight)
		if scale := e.fonts.Scale(id); scale != 1 {
			fmt.Fprintf(out, "size-adjust:%s%%;", number(100*scale))
		}
		woff, err := e.used[id].WOFF()
		if err != nil {
			return err
		}
		out.WriteString("src:url(data:font/woff;base64,")
		encode := base64.NewEncoder(base64.StdEncoding, out)
		encode.Write(woff)
		encode.Close()
		out.WriteString(`) format("woff")}`)
		if quoted := `"` + family + `"`; !slices.Contains(families, quoted) {
			families = append(families, quoted)
		}
	}
	families = append(families, "sans-serif")
	fmt.Fprintf(out, "text{font-family:%s;unicode-bidi:isolate;white-space:pre;text-rendering:geometricPrecision}</style>", strings.Join(families, ","))
	return nil
}

// plain is a name of a family without what a style sheet or XML would mistake.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == ' ' || r == '-' {
			return r
		}
		return -1
	}, name)
}
