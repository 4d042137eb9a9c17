package page

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf16"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/fold"
)

// contents is the data of a page, as assets/page/library.js reads them. What every event
// has is a column in the order of data.Columns; what few have is by the event's place.
type contents struct {
	Version  int                       `json:"version"`
	Title    string                    `json:"title"`
	About    string                    `json:"about,omitempty"`
	Byline   string                    `json:"byline,omitempty"`
	Lang     string                    `json:"lang"`
	Changed  string                    `json:"changed,omitempty"` // EDTF; of the last edit
	Words    map[string]map[string]any `json:"words"`             // messages by language and key
	Lexicon  fold.Lexicon              `json:"lexicon"`
	Tracks   []track                   `json:"tracks"`
	Tags     []string                  `json:"tags,omitempty"`
	Articles []article                 `json:"articles,omitempty"`

	Key    int      `json:"key"`  // characters of each of Keys
	Keys   string   `json:"keys"` // names of the events in links
	Titles []string `json:"titles"`
	Track  []int    `json:"track"`
	Weight []int    `json:"weight"` // importance
	// States are how well events are verified, as places in data.States; none where nothing is.
	States []int `json:"states,omitempty"`
	// Lo in days since 1970, each less the one before, and seconds of the day; and Hi - Lo
	// in the same two parts: so a number holds them exactly.
	Days     []int64       `json:"days"`
	Seconds  map[int]int64 `json:"seconds,omitempty"`
	Lasting  []int64       `json:"lasting"`
	LastingS map[int]int64 `json:"lastingSeconds,omitempty"`
	// Ends are Hi, where it or Lo is beyond what is exact.
	Ends map[int][2]int64 `json:"ends,omitempty"`
	// Dates are in EDTF, of events whose date is not one single day.
	Dates    map[int]string    `json:"dates,omitempty"`
	Core     map[int][5]int64  `json:"core,omitempty"` // days and seconds, twice, and the dates.Doubts
	Places   map[int]string    `json:"places,omitempty"`
	Texts    map[int]string    `json:"texts,omitempty"`
	Sources  map[int]string    `json:"sources,omitempty"`
	Tagged   map[int][]int     `json:"tagged,omitempty"`
	Links    map[int][]link    `json:"links,omitempty"`
	Excerpts map[int][]passage `json:"excerpts,omitempty"`
	Notes    map[int][]note    `json:"notes,omitempty"`
	Spans    []span            `json:"spans,omitempty"` // of time, that have notes, by their beginning
	Pictures []shown           `json:"pictures,omitempty"`
	Pictured map[int][]int     `json:"pictured,omitempty"` // events, by places in Pictures
	Stories  []tale            `json:"stories,omitempty"`
	Map      *worldMap         `json:"map,omitempty"` // where events happened, if any has a place

	theme  string          // see form.Look
	places map[data.ID]int // of pictures in Pictures
}

type track struct {
	Name   string `json:"name"`
	Colour string `json:"colour"`
}

type article struct {
	Title     string `json:"title"`
	Publisher string `json:"publisher,omitempty"`
	Byline    string `json:"byline,omitempty"`
	Date      string `json:"date,omitempty"` // EDTF
	URL       string `json:"url,omitempty"`
	Lang      string `json:"lang,omitempty"`
	// Text is the whole of it, where that is taken; Blocks are its parts.
	Text   string  `json:"text,omitempty"`
	Blocks []block `json:"blocks,omitempty"`
	Notes  []note  `json:"notes,omitempty"`
	// Pictures are in the order of their places.
	Pictures []figure `json:"pictures,omitempty"`
}

// block is a part of a text from Start to End, in UTF-16.
type block struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Kind  string `json:"kind"`
}

// note is what somebody wrote on an event, an article, a passage of one, or a span of time.
type note struct {
	Text   string `json:"text"` // "" for a passage that is only highlighted
	Author string `json:"author,omitempty"`
	Colour string `json:"colour"`
	Quote  string `json:"quote,omitempty"` // the words of the passage
	At     int    `json:"at"`              // where they are, as that of a passage; before the text if they are not in it
	// Links are the events that [[words]] of the text lead to.
	Links   map[string]int `json:"links,omitempty"`
	Replies []note         `json:"replies,omitempty"`
}

// span is a span of time with a note; Lo and Hi are days and seconds of the day.
type span struct {
	Lo   [2]int64 `json:"lo"`
	Hi   [2]int64 `json:"hi"`
	Date string   `json:"date"` // EDTF
	Note note     `json:"note"`
}

type link struct {
	URL   string `json:"url"`
	Title string `json:"title,omitempty"`
}

// passage is the place of its article in contents.Articles, and the words; At is where they
// are in its text, in UTF-16, if that is taken. Those of the title are before the text.
type passage struct {
	Article int    `json:"article"`
	Exact   string `json:"exact"`
	At      int    `json:"at,omitempty"`
}

const (
	secondsPerDay = 86_400
	// exact is up to how many seconds a number of JavaScript is exact.
	exact = 1 << 53
	// leastKey is how many characters name an event in a link at least.
	leastKey = 6
	// checked is after how many events it is looked whether the page is still wanted.
	checked = 1024
)

// collect returns the data of a page.
func collect(ctx context.Context, from form.Taken) (c *contents, err error) {
	c = &contents{
		Version: 1, Title: from.Titled(), About: from.Look.About, Byline: from.Look.Byline, theme: cmp.Or(from.Look.Theme, "auto"), Lang: language(from), Changed: from.Edited.Format("2006-01-02"), Lexicon: fold.Lexical(),
		Titles: []string{}, Track: []int{}, Weight: []int{}, Days: []int64{}, Lasting: []int64{},
		Seconds: map[int]int64{}, LastingS: map[int]int64{}, Ends: map[int][2]int64{}, Dates: map[int]string{}, Core: map[int][5]int64{}, Places: map[int]string{},
		Texts: map[int]string{}, Sources: map[int]string{}, Tagged: map[int][]int{}, Links: map[int][]link{}, Excerpts: map[int][]passage{}, Notes: map[int][]note{}, Pictured: map[int][]int{},
	}
	if c.Words, err = words(from.Lang); err != nil {
		return nil, err
	}
	if err := c.events(ctx, from); err != nil {
		return nil, err
	}
	c.states(from)
	c.notes(from)
	c.Map = mapOf(from)
	return c, nil
}

// states takes how well events are verified, unless nothing is.
func (c *contents) states(from form.Taken) {
	for _, e := range from.Events {
		c.States = append(c.States, max(slices.Index(data.States(), e.State), 0))
	}
	if !slices.ContainsFunc(c.States, func(s int) bool { return s > 0 }) {
		c.States = nil
	}
}

// language is that of a page before its program runs: then one that has both is in the
// reader's.
func language(from form.Taken) string {
	if from.Lang == "ar" {
		return "ar"
	}
	return "en"
}

// words returns the messages that a page says, by language.
func words(lang string) (map[string]map[string]any, error) {
	all, langs := map[string]map[string]any{}, []string{lang}
	if lang != "en" && lang != "ar" {
		langs = []string{"en", "ar"}
	}
	for _, lang := range langs {
		raw, err := fs.ReadFile(assets.Files, "translations/"+lang+".json")
		if err != nil {
			return nil, err
		}
		catalog := map[string]any{}
		if err := json.Unmarshal(raw, &catalog); err != nil {
			return nil, fmt.Errorf("translations of %s: %w", lang, err)
		}
		said := map[string]any{}
		for key, message := range catalog {
			if saidByPage(key) {
				said[key] = message
			}
		}
		all[lang] = said
	}
	return all, nil
}

// saidByPage reports whether a message is one of the page: its own, or one of those that
// dates are put into words with.
func saidByPage(key string) bool {
	first, rest, _ := strings.Cut(key, ".")
	switch first {
	case "page", "slide", "quoted", "state", "span", "length", "seasons", "quarters", "thirds", "halves", "ordinals", "range", "set":
		return true
	case "map":
		return rest == "credits"
	case "months":
		return rest == "long" || rest == "axis" || rest == "short"
	case "weekdays":
		return true
	case "list":
		return rest == "next" || rest == "or"
	case "year":
		return rest == "million" || rest == "billion"
	case "doubt":
		part, _, _ := strings.Cut(rest, ".")
		return slices.Contains([]string{"year", "month", "day", "season"}, part)
	case "date":
		return !strings.HasPrefix(rest, "note.") && !slices.Contains([]string{"hint", "example", "which", "hijri"}, rest)
	}
	return false
}

// sources takes the articles, and returns their places.
func (c *contents) sources(from form.Taken) map[data.ID]int {
	places := make(map[data.ID]int, len(from.Articles))
	for i, a := range from.Articles {
		places[a.ID] = i
		taken := article{Title: a.Title, Publisher: cmp.Or(a.Publisher, a.Citation.Container), Byline: a.Authors(), Date: a.Published.EDTF, URL: web(a.URL), Lang: a.Lang, Text: a.Text}
		at := units{text: a.Text}
		for _, b := range a.Blocks {
			if a.Text != "" {
				taken.Blocks = append(taken.Blocks, block{at.of(b.Start), at.of(b.End), string(b.Kind)})
			}
		}
		c.Articles = append(c.Articles, taken)
	}
	return places
}

// units turns offsets in bytes into those of JavaScript, which counts in UTF-16; the one
// after another is found from there.
type units struct {
	text       string
	byte, unit int
}

func (u *units) of(offset int) int {
	if offset < u.byte {
		u.byte, u.unit = 0, 0
	}
	for _, r := range u.text[u.byte:min(offset, len(u.text))] {
		u.unit += utf16.RuneLen(r)
	}
	u.byte = min(offset, len(u.text))
	return u.unit
}

// web returns the address of a page that a browser may be sent to, "" for others.
func web(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}

// events takes the events with the passages that report them. A passage that is no longer
// in its article is left out.
func (c *contents) events(ctx context.Context, from form.Taken) error {
	tracks := make(map[data.ID]int, len(from.Tracks))
	for i, t := range from.Tracks {
		tracks[t.ID] = i
		c.Tracks = append(c.Tracks, track{t.Name, t.Colour})
	}
	articles, at := c.sources(from), make([]units, len(from.Articles))
	for i, a := range from.Articles {
		at[i].text = a.Text
	}
	tags := map[string]int{}
	ids := make([]data.ID, len(from.Events))
	before := int64(0)
	for i, e := range from.Events {
		if i%checked == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		ids[i] = e.ID
		before = c.event(i, e.Event, before)
		c.Track = append(c.Track, tracks[e.Track])
		for _, tag := range e.Tags {
			if _, known := tags[tag]; !known {
				tags[tag] = len(c.Tags)
				c.Tags = append(c.Tags, tag)
			}
			c.Tagged[i] = append(c.Tagged[i], tags[tag])
		}
		for _, x := range e.Excerpts {
			place, taken := articles[x.Article]
			if !taken || x.Doubt.State == data.Orphan {
				continue
			}
			p := passage{Article: place, Exact: x.Anchor.Exact}
			switch {
			case at[place].text == "":
			case x.Anchor.Part == data.OfTitle:
				p.At = -len(p.Exact) - 1
			default:
				p.At = at[place].of(x.Anchor.Start)
			}
			c.Excerpts[i] = append(c.Excerpts[i], p)
		}
	}
	c.Key, c.Keys = keys(ids)
	return nil
}

// event takes what an event itself says, and returns the day on which it begins; before is
// that of the one before.
func (c *contents) event(i int, e data.Event, before int64) int64 {
	c.Titles, c.Weight = append(c.Titles, e.Title), append(c.Weight, e.Importance)
	day, second := parted(e.Date.Lo)
	c.Days = append(c.Days, day-before)
	if second != 0 {
		c.Seconds[i] = second
	}
	var lasting, seconds int64
	if e.Date.Lo < -exact || e.Date.Hi > exact {
		endDay, endSecond := parted(e.Date.Hi)
		c.Ends[i] = [2]int64{endDay, endSecond}
	} else {
		lasting, seconds = parted(e.Date.Hi - e.Date.Lo)
	}
	c.Lasting = append(c.Lasting, lasting)
	if seconds != 0 {
		c.LastingS[i] = seconds
	}
	if !plainDay(e.Date) {
		c.Dates[i] = e.Date.EDTF
	}
	if lo, hi, doubts := e.Date.Core(); doubts != 0 {
		loDay, loSecond := parted(lo)
		hiDay, hiSecond := parted(hi)
		c.Core[i] = [5]int64{loDay, loSecond, hiDay, hiSecond, int64(doubts)}
	}
	keep(c.Places, i, e.Place)
	keep(c.Texts, i, e.Description)
	keep(c.Sources, i, e.Source)
	for _, l := range e.Links {
		if address := web(l.URL); address != "" {
			c.Links[i] = append(c.Links[i], link{address, l.Title})
		}
	}
	return day
}

func keep(by map[int]string, i int, text string) {
	if text != "" {
		by[i] = text
	}
}

// parted returns whole days and the seconds that are left, 0 to 86,399.
func parted(seconds int64) (days, rest int64) {
	days, rest = seconds/secondsPerDay, seconds%secondsPerDay
	if rest < 0 {
		return days - 1, rest + secondsPerDay
	}
	return days, rest
}

// plainDay reports whether a date is a single day of a year of four digits, which the page
// writes by itself.
func plainDay(d dates.Date) bool {
	c := dates.CivilFromUnix(d.Lo)
	return d.Hi-d.Lo == secondsPerDay && d.EDTF == fmt.Sprintf("%04d-%02d-%02d", c.Year, c.Month, c.Day)
}

// keys returns a name for each event, all of n characters of base64url, made of its ID
// alone: links stay right when the page is written again with other events. As many
// characters are taken as tell all events apart; the page takes the beginning of a name for
// it, too.
func keys(ids []data.ID) (n int, joined string) {
	whole := make([]string, len(ids))
	for i, id := range ids {
		sum := sha256.Sum256(id[:])
		whole[i] = base64.RawURLEncoding.EncodeToString(sum[:])
	}
	for n = leastKey; ; n++ {
		seen := make(map[string]bool, len(ids))
		for _, key := range whole {
			seen[key[:n]] = true
		}
		if len(seen) == len(ids) {
			break
		}
	}
	var all strings.Builder
	for _, key := range whole {
		all.WriteString(key[:n])
	}
	return n, all.String()
}
