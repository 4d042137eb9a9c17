package formtest

import (
	"fmt"
	"html"
	"strings"
	"time"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
)

// Dates draws dates of every kind that EDTF has.
func Dates() *rapid.Generator[dates.Date] {
	return rapid.Custom(func(t *rapid.T) dates.Date {
		text := rapid.OneOf(rapid.SampledFrom(strings.Fields(manyDates)), rapid.Custom(drawPoint), rapid.Custom(func(t *rapid.T) string {
			return drawPoint(t) + "/" + drawPoint(t)
		})).Draw(t, "date")
		d, err := dates.Parse(text)
		if err != nil { // an end before its beginning
			first, _, _ := strings.Cut(text, "/")
			if d, err = dates.Parse(first); err != nil {
				t.Fatalf("%s: %v", text, err)
			}
		}
		return d
	})
}

// manyDates are dates of which drawing would make few.
const manyDates = `1600~ 1600? 1600% 201X 19XX 2022-02-XX 156X-12-25 [1667,1668] [..1984] {1667,1668..1670} 2020-01~/2021 2020/.. ../2020
	2020-21 1950S2 Y-13800000000 Y-13800000000S3 Y170000002 -0043-03-15 0000 -0001/0001 2020/ /2020 2022-?02-15 1984?/2004~ 9999-12-31 0001-01-01
	2022-02-04T10:00/2022-02-04T12:30 2022-02-04T10:00 2022-02-04T10:30:15 2022-02-04T23:30+08:00 2022-02-04T10:00Z 2022-12 -4713-11-24 2022-02-04T00:00 Y-20000 Y-99998`

func drawPoint(t *rapid.T) string {
	year := rapid.OneOf(rapid.Int64Range(1900, 2030), rapid.Int64Range(-9999, 9999)).Draw(t, "year")
	m := form.Moment{Year: year}
	precision := rapid.IntRange(0, 3).Draw(t, "precision")
	if precision > 0 {
		m.Month = rapid.IntRange(1, 12).Draw(t, "month")
	}
	if precision > 1 {
		m.Day = rapid.IntRange(1, dates.DaysIn(year, m.Month)).Draw(t, "day")
	}
	if precision > 2 {
		m.Clock = form.Clock{Said: true, Hour: rapid.IntRange(0, 23).Draw(t, "hour"), Minute: rapid.IntRange(0, 59).Draw(t, "minute")}
	}
	return m.EDTF()
}

// Texts draws texts of one line, or of several, among them those that formats mistake.
func Texts(lines bool) *rapid.Generator[string] {
	words := []string{
		"Summit", "قمة", "</script>", "a;b", "x,y", `back\slash`, `"quoted"`, "=SUM(A1)", "+1", "-1", "@now", "'tis", "R&D", "1 < 2", "&amp;", "[1]", "(2)",
		"2020:", "#tag", "2022-02-04: no", "now: not", "//", "— dash", "é", "日本語", "\u202bx", "key: value", "- item", "]]>", "%", "://", "<b>", "}", "every 2 days", "_x0041_",
	}
	return rapid.Custom(func(t *rapid.T) string {
		between := []string{" "}
		if lines {
			between = []string{" ", "\n", "\n\n"}
		}
		var b strings.Builder
		for i := range rapid.IntRange(1, 8).Draw(t, "words") {
			if i > 0 {
				b.WriteString(rapid.SampledFrom(between).Draw(t, "between"))
			}
			b.WriteString(rapid.SampledFrom(words).Draw(t, "word"))
		}
		return b.String()
	})
}

// Taken draws what may be taken out of a library. Its IDs are the same whenever the same
// is drawn.
func Taken(t *rapid.T) form.Taken {
	taken := form.Taken{
		Library: data.Library{Title: Texts(false).Draw(t, "library")}, Lang: rapid.SampledFrom([]string{"en", "ar", "both"}).Draw(t, "lang"),
		Edited: time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC),
	}
	n := 0
	id := func() (id data.ID) {
		n++
		copy(id[:], fmt.Sprintf("formtest%08d", n))
		return id
	}
	for range rapid.IntRange(1, 3).Draw(t, "tracks") {
		taken.Tracks = append(taken.Tracks, data.Track{
			ID: id(), Name: rapid.SampledFrom([]string{"Summits", "رياضة", "Trade & aid", "2020", "a: b", "#x"}).Draw(t, "track"),
			Colour: rapid.SampledFrom(data.Colours()).Draw(t, "colour"), Order: n,
		})
	}
	article := data.Article{
		ID: id(), Title: Texts(false).Draw(t, "article"), Publisher: "Press", URL: "https://example.org/article?a=1;b", Published: Dates().Draw(t, "published"),
	}
	taken.Articles = []data.Article{article}
	for range rapid.IntRange(0, 5).Draw(t, "events") {
		e := form.TakenEvent{Event: data.Event{
			ID: id(), Title: Texts(false).Draw(t, "title"), Date: Dates().Draw(t, "date"), Importance: rapid.IntRange(data.MinImportance, data.MaxImportance).Draw(t, "importance"),
			Track: rapid.SampledFrom(taken.Tracks).Draw(t, "on").ID, Place: rapid.SampledFrom([]string{"", "بكين", "Paris, =1"}).Draw(t, "place"),
		}}
		if rapid.Bool().Draw(t, "described") {
			e.Description = Texts(true).Draw(t, "description")
			e.Source = rapid.SampledFrom([]string{"", "Xinhua; AP"}).Draw(t, "source")
			e.Tags = rapid.SampledFrom([][]string{nil, {"trade"}, {"two words", "ثانٍ"}, {"a;b", "c,d"}}).Draw(t, "tags")
			e.Links = rapid.SampledFrom([][]data.Reference{nil, {{URL: "https://example.org/a?b=1&c=2", Title: "Page <1>"}, {URL: "https://example.org/p;x.jpg"}}, {{URL: "mailto:a@example.org"}}}).Draw(t, "links")
		}
		if rapid.Bool().Draw(t, "reported") {
			e.Excerpts = []data.Excerpt{{ID: id(), Event: e.ID, Article: article.ID, Anchor: anchor.Selector{Exact: Texts(true).Draw(t, "quote")}}}
		}
		taken.Events = append(taken.Events, e)
	}
	if rapid.Bool().Draw(t, "era") {
		taken.Notes = []data.Annotation{{ID: id(), Span: Dates().Draw(t, "span"), Text: Texts(true).Draw(t, "note"), Colour: "teal"}}
	}
	return taken
}

// Decoded is a text whose entities are read, as formats do whose texts are HTML.
func Decoded(s string) string { return html.UnescapeString(s) }
