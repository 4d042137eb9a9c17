package timelinejs

import (
	"context"
	"encoding/json"
	"html"
	"io"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

func loses() []string {
	return []string{form.LosesTags, form.LosesImportance, form.LosesZones, form.LosesLinks, form.LosesColours, form.LosesArticles, form.LosesNotes}
}

// The years that the program can place on a calendar; beyond them it counts years only.
const (
	humanFirst = -271_820
	humanLast  = 275_760
)

// outSlide is a slide as it is written.
type outSlide struct {
	Start   *outDate  `json:"start_date,omitempty"`
	End     *outDate  `json:"end_date,omitempty"`
	Display string    `json:"display_date,omitempty"`
	Text    outText   `json:"text"`
	Media   *outMedia `json:"media,omitempty"`
	Group   string    `json:"group,omitempty"`
	ID      string    `json:"unique_id,omitempty"`
}

type outText struct {
	Headline string `json:"headline,omitempty"`
	Text     string `json:"text,omitempty"`
}

type outMedia struct {
	URL     string `json:"url"`
	Caption string `json:"caption,omitempty"`
	Credit  string `json:"credit,omitempty"`
	Alt     string `json:"alt,omitempty"`
}

type outDate struct {
	Year   int64 `json:"year"`
	Month  int   `json:"month,omitempty"`
	Day    int   `json:"day,omitempty"`
	Hour   *int  `json:"hour,omitempty"`
	Minute *int  `json:"minute,omitempty"`
	Second *int  `json:"second,omitempty"`
}

// write writes the JSON of version 3, one slide a line. A date that is in doubt has its
// earliest bound and is said in words.
func write(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
	out := &writer{Writer: form.NewWriter(w, from), illustrations: newIllustrations(from)}
	scale := "human"
	for _, e := range from.Events {
		if p := form.PlainOf(e.Date); p.From.Year < humanFirst || p.To.Year > humanLast {
			scale = "cosmological"
		}
	}
	out.WriteString(`{"scale":"` + scale + `",` + "\n" + `"title":`)
	out.json(outSlide{Text: outText{Headline: html.EscapeString(form.Line(from.Titled()))}})
	out.WriteString(",\n\"events\":[")
	for i, e := range from.Events {
		if i%batch == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		out.next(i)
		s := out.slide(e)
		media, err := out.media(ctx, e.ID)
		if err != nil {
			return nil, err
		}
		if media != nil {
			s.Media = media
		}
		out.json(s)
	}
	out.WriteString("\n],\n\"eras\":[")
	eras := from.Eras()
	for i, n := range eras {
		out.next(i)
		out.json(out.dated(outSlide{Text: outText{Headline: html.EscapeString(form.Line(n.Text))}, ID: n.ID.String()}, n.Span))
	}
	out.WriteString("\n]}\n")
	unplaced := len(from.Pictures) - out.shown
	for why, n := range out.lost {
		out.Lost.Lose(why, n)
		unplaced -= n
	}
	out.Lost.Lose(form.LosesPictures, unplaced)
	out.Lost.Lose(form.LosesNotes, len(from.Notes)-len(eras))
	out.Lost.Lose(form.LosesColours, len(from.Tracks))
	return out.Finish()
}

type writer struct {
	*form.Writer
	illustrations
}

// next begins a line of a list.
func (w *writer) next(i int) {
	if i > 0 {
		w.WriteByte(',')
	}
	w.WriteByte('\n')
}

// json writes a value of which encoding cannot fail; "<" is escaped in it, so that it may
// be put into a page.
func (w *writer) json(v any) {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	w.Write(text)
}

func (w *writer) slide(e form.TakenEvent) outSlide {
	s := outSlide{
		Text:  outText{Headline: html.EscapeString(form.Line(e.Title)), Text: w.From.Slide(e, w.Articles)},
		Group: form.SlideGroup(w.Names[e.Track]), ID: e.ID.String(),
	}
	if picture := form.PictureOf(e.Event); picture.URL != "" {
		s.Media = &outMedia{URL: picture.URL, Caption: html.EscapeString(picture.Title)}
	}
	for _, l := range e.Links {
		w.LoseIf(form.WebAddress(l.URL) == "", form.LosesLinks)
	}
	w.Lost.Lose(form.LosesTags, len(e.Tags))
	w.LoseIf(e.Importance != data.DefaultImportance, form.LosesImportance)
	return w.dated(s, e.Date)
}

// dated is a slide with its date.
func (w *writer) dated(s outSlide, d dates.Date) outSlide {
	said := form.SlideDate(d, w.From.Lang)
	s.Start = outDateOf(said.From)
	if said.HasEnd {
		s.End = outDateOf(said.To)
	}
	s.Display = html.EscapeString(said.Display)
	w.LoseIf(said.Zoned(), form.LosesZones)
	return s
}

// outDateOf is a moment in parts: years before 1 are counted without a year 0.
func outDateOf(m form.Moment) *outDate {
	d := &outDate{Year: m.Year, Month: m.Month, Day: m.Day}
	if m.Year <= 0 && m.Year > yearsAgo {
		d.Year--
	}
	if m.Clock.Said {
		d.Hour, d.Minute = &m.Clock.Hour, &m.Clock.Minute
		if m.Clock.Seconds {
			d.Second = &m.Clock.Second
		}
	}
	return d
}
