package svg

import (
	"context"
	"encoding/base64"

	"tarikh.org/tarikh/ui/print/poster"
)

// pictures draws the pictures of events, whose files are in the drawing.
func (d *drawing) pictures(ctx context.Context, set *poster.Set) error {
	for _, p := range set.Pictures {
		if err := ctx.Err(); err != nil {
			return err
		}
		file, _, _, err := set.JPEG(p)
		if err != nil {
			return err
		}
		if file == nil {
			d.rect(&p.Rect)
			continue
		}
		d.body.WriteString("<image")
		d.measure("x", p.X)
		d.measure("y", p.Y)
		d.measure("width", p.W)
		d.measure("height", p.H)
		d.attribute("xlink:href", "data:image/jpeg;base64,"+base64.StdEncoding.EncodeToString(file))
		d.body.WriteString("><title>" + escaped(set.Alt(p.Event)) + "</title></image>\n")
	}
	return nil
}
