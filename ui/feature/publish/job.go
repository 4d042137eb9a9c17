package publish

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"slices"
	"strings"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/take"
)

// job is what is made to be counted, on another goroutine.
type job struct {
	publisher *app.Publisher
	format    form.Format
	picture   form.Format // that draws what is shown; zero: none
	selection take.Selection
	look      form.Look
	lang      string // of the interface, for a picture of what has several
	progress  func(bytes int64)
}

// made is what came of it.
type made struct {
	app.Measured
	events, sources, passages, notes int
	taken                            form.Taken
	lines                            string // the first ones of a text
	image                            image.Image
}

// Limits of what is shown of a file.
const (
	headBytes    = 6 << 10
	headLines    = 40
	lineRunes    = 160
	pictureBytes = 24 << 20
	pixels       = 40_000_000
)

func (j job) do(ctx context.Context, store data.Store) (m made, err error) {
	taken, err := j.publisher.Take(ctx, store, j.format, j.selection, j.look)
	if err != nil {
		return m, err
	}
	m.taken = taken
	m.events, m.sources, m.notes = len(taken.Events), len(taken.Articles), len(taken.Notes)
	for _, e := range taken.Events {
		m.passages += len(e.Excerpts)
	}
	if m.Measured, err = app.Measure(ctx, j.format, taken, headBytes, j.progress); err != nil {
		return m, err
	}
	m.lines = lines(m.Head)
	if j.picture.Write != nil {
		m.image = j.drawn(ctx, taken)
	}
	return m, ctx.Err()
}

// drawn is the timeline of what was taken, as it is chosen for a picture, else small; nil
// where it cannot be drawn so.
func (j job) drawn(ctx context.Context, taken form.Taken) image.Image {
	taken.Look = j.look.Only(j.picture)
	taken.Look.Scale = 0
	if j.format.Group != form.GroupPicture {
		taken.Look = form.Look{Theme: taken.Look.Theme, Size: form.Size{Width: 900, Height: 420}, Scale: 1}.Only(j.picture)
	}
	if !slices.Contains(j.picture.Speaks, taken.Lang) {
		taken.Lang = j.lang
	}
	made, err := app.Measure(ctx, j.picture, taken, pictureBytes, nil)
	if err != nil {
		return nil
	}
	return decoded(made.Head)
}

// lines are the first lines of a text, each cut where it is long; "" for what is no text.
func lines(head []byte) string {
	for cut := 0; cut < utf8.UTFMax && !utf8.Valid(head) && len(head) > 0; cut++ {
		head = head[:len(head)-1] // a character that was cut
	}
	text := strings.TrimPrefix(string(head), "\ufeff")
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) || strings.HasPrefix(text, "%PDF") {
		return ""
	}
	var all []string
	for line := range strings.Lines(text) {
		if len(all) == headLines {
			break
		}
		if runes := []rune(strings.TrimRight(line, "\r\n")); len(runes) > lineRunes {
			line = string(runes[:lineRunes]) + "…"
		} else {
			line = string(runes)
		}
		all = append(all, line)
	}
	return strings.Join(all, "\n")
}

// decoded is a picture, nil where it is too large to be shown.
func decoded(file []byte) image.Image {
	size, err := png.DecodeConfig(bytes.NewReader(file))
	if err != nil || size.Width*size.Height > pixels {
		return nil
	}
	picture, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		return nil // it was cut
	}
	return picture
}
