package markwhen

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

func loses() []string {
	return []string{form.LosesRange, form.LosesImportance, form.LosesZones, form.LosesLinks, form.LosesArticles, form.LosesNotes}
}

// The years that a range can say: of those before the common era only whole years.
const (
	firstYear = -99_998
	lastYear  = 9999
)

// writeText writes a section for each track. A range has dates alone; what it cannot say, a
// time of day, a doubt, a day before the common era, is in a property "date", which is read
// back.
func writeText(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
	out := &writer{Writer: form.NewWriter(w, from)}
	fmt.Fprintf(out, "title: %s\n", strconv.Quote(unmarked(form.Line(from.Titled()))))
	tags := hashtags(from.Tracks, out.Names)
	for i, track := range from.Tracks {
		r, g, b := form.RGB(track.Colour)
		fmt.Fprintf(out, "#%s: #%02x%02x%02x\n", tags[i], r, g, b)
	}
	of := map[data.ID][]form.TakenEvent{}
	for _, e := range from.Events {
		of[e.Track] = append(of[e.Track], e)
	}
	n := 0
	for i, track := range from.Tracks {
		fmt.Fprintf(out, "\n# %s #%s\n", unmarked(out.Names[track.ID]), tags[i])
		for _, e := range of[track.ID] {
			if n++; n%batch == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			out.event(e)
		}
	}
	out.Lost.Lose(form.LosesNotes, len(from.Notes))
	return out.Finish()
}

type writer struct {
	*form.Writer
}

func (w *writer) event(e form.TakenEvent) {
	said, whole := rangeOf(e.Date, w.From.Edited)
	if said == "" {
		w.Lost.Lose(form.LosesRange, 1)
		return
	}
	title := unmarked(form.Line(e.Title))
	if doneWord.MatchString(title) {
		title = "* " + title
	}
	fmt.Fprintf(w, "\n%s: %s\nid: %s\n", said, title, e.ID)
	if !whole {
		w.property("date", e.Date.EDTF)
	}
	w.property("location", form.Line(e.Place))
	w.property("source", form.Line(e.Event.Source))
	if len(e.Tags) > 0 {
		quoted := make([]string, len(e.Tags))
		for i, tag := range e.Tags {
			quoted[i] = strconv.Quote(form.Line(tag))
		}
		fmt.Fprintf(w, "tags: [%s]\n", strings.Join(quoted, ", "))
	}
	w.text(e.Description)
	for _, l := range e.Links {
		address := form.WebAddress(l.URL)
		w.LoseIf(address == "", form.LosesLinks)
		if address != "" {
			w.link(address, l.Title)
		}
	}
	for _, x := range e.Excerpts {
		a := w.Articles[x.Article]
		w.text("“" + strings.TrimSpace(x.Anchor.Exact) + "”")
		address := form.WebAddress(a.URL)
		if a.URL = ""; address != "" {
			w.link(address, form.SourceOf(a))
		} else {
			w.text("— " + form.SourceOf(a))
		}
	}
	w.LoseIf(e.Zone != "", form.LosesZones)
	w.LoseIf(e.Importance != data.DefaultImportance, form.LosesImportance)
}

func (w *writer) property(name, value string) {
	if value != "" {
		fmt.Fprintf(w, "%s: %s\n", name, strconv.Quote(value))
	}
}

// text writes a text below an empty line, which ends the properties. A line that would
// begin an event, a section or a comment has a sign before it.
func (w *writer) text(text string) {
	if text = form.Clean(text); text == "" {
		return
	}
	w.WriteByte('\n')
	for line := range strings.SplitSeq(text, "\n") {
		line = unmarked(line)
		if begins(line) {
			line = "* " + line
		}
		fmt.Fprintln(w, line)
	}
}

// begins reports whether a line is more than text for the program.
func begins(line string) bool {
	if _, size := dateOf(line, dates.Civil{Year: 2000, Month: 1, Day: 1}); size > 0 {
		return true
	}
	start := strings.TrimSpace(line)
	return comment(start) || strings.HasPrefix(start, "#") || strings.HasPrefix(start, "---") || strings.HasPrefix(start, pageBreak) || olderLine.MatchString(start) ||
		dateLike.MatchString(start)
}

// dateLike are lines that the program may take for a range although this reader does not.
var dateLike = regexp.MustCompile(`^(?:\d|now\b|after\b|before\b|every\b|[!@])[^:]*:`)

// link writes an address with its words, a paragraph of its own.
func (w *writer) link(address, words string) {
	words = strings.NewReplacer("[", "(", "]", ")").Replace(unmarked(form.Line(words)))
	if words == "" {
		words = address
	}
	address = strings.NewReplacer("(", "%28", ")", "%29").Replace(address)
	fmt.Fprintf(w, "\n[%s](%s)\n", words, address)
}

// marks are the signs that begin a tag, an id or a reference, and what is between the words
// and the address of a link.
var marks = strings.NewReplacer(" #", " ＃", " !", " ！", " @", " ＠", "](", "] (")

// unmarked is a line in which the program finds no tags and links.
func unmarked(line string) string {
	return strings.TrimPrefix(marks.Replace(" "+line), " ")
}

// hashtags are the names of tracks as tags, which have letters of ASCII, digits and "_";
// other names, and those that others have, are numbered.
func hashtags(tracks []data.Track, names map[data.ID]string) []string {
	tags, taken := make([]string, len(tracks)), map[string]bool{}
	for i, track := range tracks {
		tag := strings.Map(func(r rune) rune {
			switch {
			case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9':
				return r
			case r < unicode.MaxASCII:
				return '_'
			}
			return -1
		}, names[track.ID])
		if strings.Trim(tag, "_0123456789") == "" || taken[tag] {
			tag = fmt.Sprintf("track_%d", i+1)
		}
		tags[i], taken[tag] = tag, true
	}
	return tags
}

// rangeOf is a date as a range, "" for one that none can say; whole says that it says all
// of it.
func rangeOf(d dates.Date, today time.Time) (said string, whole bool) {
	p := form.PlainOf(d)
	if p.From.Year < firstYear || p.To.Year > lastYear {
		return "", false
	}
	from, to := p.From.DayOnly(), p.To.DayOnly()
	whole = p.Certain && !p.OpenStart && !p.OpenEnd && from == p.From && to == p.To
	if from.Year < 1 || to.Year < 1 {
		whole = whole && from.Month == 0 && to.Month == 0
		if said = year(from.Year); from.Year != to.Year {
			// The program takes the beginning of the last year for the end.
			said, whole = said+" - "+year(to.Year+1), false
		}
	} else if said = from.EDTF(); from != to {
		said += "/" + to.EDTF()
	}
	if p.OpenEnd {
		first, _, _ := strings.Cut(said, "/")
		said = first + "/now"
		if from.Year < 1 { // the program knows no "now" beside these
			said = year(from.Year) + " - " + year(int64(today.Year()))
		}
	}
	return said, whole
}

// year is a year as the program reads those before the common era.
func year(y int64) string {
	if y < 1 {
		return fmt.Sprintf("%d BC", 1-y)
	}
	return fmt.Sprintf("%d AD", y)
}
