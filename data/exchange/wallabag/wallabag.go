// Package wallabag reads what wallabag exports as JSON, of its versions 1 and 2: articles
// with their text, tags and annotations.
//
// The one idea behind it: an export of years may be larger than is good to have in memory,
// so its list is gone through entry by entry, and one is read at its place when it is
// chosen.
package wallabag

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/intake/page"
)

// Format returns the format.
func Format() form.Format {
	return container.Format(form.Format{
		Name: "wallabag", Title: "wallabag", Endings: []string{".json"},
		Likeness: func(p *form.Probe) int {
			if p.Array && p.Has("title", "url", "content") && (p.Has("is_archived") || p.Has("domain_name") || p.Has("is_read") || p.Has("created_at", "tags")) {
				return 100
			}
			return 0
		},
	}, open)
}

// entry is an article of an export. Version 1 writes numbers as texts.
type entry struct {
	ID          loose           `json:"id"`
	Title       string          `json:"title"`
	URL         string          `json:"url"`
	GivenURL    string          `json:"given_url"`
	Content     string          `json:"content"`
	Created     string          `json:"created_at"`
	Published   string          `json:"published_at"`
	PublishedBy names           `json:"published_by"`
	Language    string          `json:"language"`
	Domain      string          `json:"domain_name"`
	Tags        names           `json:"tags"`
	Annotations json.RawMessage `json:"annotations"`
}

// annotation is a note on words of an article.
type annotation struct {
	ID      loose  `json:"id"`
	Text    string `json:"text"`
	Quote   string `json:"quote"`
	Created string `json:"created_at"`
	User    string `json:"user"`
}

// loose is a number or a text.
type loose string

// UnmarshalJSON takes what is neither for nothing.
func (l *loose) UnmarshalJSON(raw []byte) error {
	var number json.Number
	if json.Unmarshal(raw, &number) == nil {
		*l = loose(number)
		return nil
	}
	var text string
	_ = json.Unmarshal(raw, &text) // of another kind: nothing
	*l = loose(text)
	return nil
}

// names are words: a list of them, of objects with a label, or one text with commas.
type names []string

// UnmarshalJSON takes what is none of these for nothing.
func (n *names) UnmarshalJSON(raw []byte) error {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		var text string
		if json.Unmarshal(raw, &text) == nil {
			*n = strings.Split(text, ",")
		}
		return nil
	}
	for _, one := range list {
		var text string
		var object struct {
			Label string `json:"label"`
			Slug  string `json:"slug"`
		}
		if json.Unmarshal(one, &text) != nil && json.Unmarshal(one, &object) == nil {
			text = cmp.Or(object.Label, object.Slug)
		}
		*n = append(*n, text)
	}
	return nil
}

// maxEntry is the most bytes of an entry.
const maxEntry = 64 << 20

// budget is a reader of which an entry may take so much.
type budget struct {
	from io.Reader
	left int
}

var errLong = fmt.Errorf("an article has more than %d MB", maxEntry>>20)

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errLong
	}
	n, err := b.from.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// piece is where an entry is, in bytes.
type piece struct{ from, to int64 }

func open(ctx context.Context, file form.File, o form.Options) (*container.File, error) {
	c := &container.File{Title: "wallabag"}
	var pieces []piece
	const mark = 3 // bytes of a byte order mark
	begin := int64(0)
	head := make([]byte, mark)
	if n, _ := file.ReadAt(head, 0); bytes.Equal(head[:n], []byte("\ufeff")) {
		begin = mark
	}
	in := &budget{io.NewSectionReader(file, begin, file.Size-begin), maxEntry}
	d := json.NewDecoder(in)
	if token, err := d.Token(); err != nil || token != json.Delim('[') {
		return nil, file.Fail(form.Place{Line: 1}, "a list of articles is expected")
	}
	for n := 0; d.More(); n++ {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("import %s: %w", file.Name, err)
		}
		if o.Progress != nil && n%100 == 0 {
			o.Progress(float64(d.InputOffset()) / float64(file.Size))
		}
		from := begin + d.InputOffset()
		place := form.Place{Path: "[" + strconv.Itoa(n) + "], byte " + strconv.FormatInt(from, 10)}
		in.left = maxEntry
		var e entry
		var kind *json.UnmarshalTypeError
		if err := d.Decode(&e); err != nil && !errors.As(err, &kind) {
			if n == 0 {
				return nil, file.Fail(place, "%w", err)
			}
			c.Skip(place, form.Unreadable, err.Error())
			break // what follows cannot be told
		}
		if len(pieces) >= container.MaxEntries {
			return nil, file.Fail(place, "exports of up to %d articles are read", container.MaxEntries)
		}
		pieces = append(pieces, piece{from, begin + d.InputOffset()})
		c.Entries = append(c.Entries, e.entry(place))
	}
	all := c.Entries
	c.Open = func(_ context.Context, i int) (container.Item, error) {
		raw := make([]byte, pieces[i].to-pieces[i].from)
		if _, err := file.ReadAt(raw, pieces[i].from); err != nil && err != io.EOF {
			return container.Item{}, err
		}
		var e entry
		var kind *json.UnmarshalTypeError
		if err := json.Unmarshal(bytes.TrimLeft(raw, ", \t\r\n"), &e); err != nil && !errors.As(err, &kind) {
			return container.Item{}, err
		}
		return e.item(all[i]), nil
	}
	return c, nil
}

func (e entry) address() string { return form.WebAddress(cmp.Or(e.URL, e.GivenURL)) }

func (e entry) entry(place form.Place) form.Entry {
	made := form.Entry{
		Title: form.Shorten(form.Line(e.Title), data.MaxTitle), URL: e.address(), Date: page.ParseDay(e.Published, e.Language), Saved: container.Stamp(e.Created),
		Size: int64(len(e.Content)), Kind: form.ArticleEntry, Key: form.Shorten(cmp.Or(e.address(), string(e.ID)), data.MaxForeign), Place: place,
	}
	if strings.TrimSpace(e.Content) == "" {
		made.Kind = form.ReferenceEntry
	}
	if made.Title == "" {
		made.Title = form.Shorten(cmp.Or(made.URL, "—"), data.MaxTitle)
	}
	return made
}

func (e entry) item(listed form.Entry) container.Item {
	people := container.People(e.PublishedBy...)
	i := container.Item{
		Known: data.Article{
			Title: listed.Title, URL: listed.URL, Byline: container.Byline(people), Publisher: form.Line(e.Domain), Lang: strings.ReplaceAll(e.Language, "_", "-"), Published: listed.Date,
			Citation: data.Citation{Type: "webpage", Authors: people, Accessed: container.Day(listed.Saved), Keywords: container.Keywords(e.Tags...)},
		},
		Sure: true, Saved: listed.Saved,
	}
	if listed.Kind != form.ReferenceEntry {
		i.Source = intake.PastedHTML([]byte(e.Content))
	}
	var notes []annotation
	_ = json.Unmarshal(e.Annotations, &notes) // of another kind: none
	for n, a := range notes {
		i.Marks = append(i.Marks, container.Mark{
			Quote: a.Quote, Note: a.Text, Author: a.User, Created: cmp.Or(container.Stamp(a.Created), listed.Saved), Key: noteKey(listed.Key, n, a),
			Place: form.Place{Path: listed.Place.Path + ", annotations[" + strconv.Itoa(n) + "]"},
		})
	}
	return i
}

// noteKey tells an annotation apart in its file.
func noteKey(article string, n int, a annotation) string {
	if a.ID != "" {
		return "note " + form.Shorten(string(a.ID), 100)
	}
	return form.Shorten(article, data.MaxForeign-30) + " note " + strconv.Itoa(n)
}
