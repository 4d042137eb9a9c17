// Package readlater reads what Pocket and Instapaper hand out: addresses that were kept for
// later, with tags and, of Instapaper, passages that were marked.
//
// The one idea behind it: the texts are not in these files, so each address becomes a
// reference, and a passage a note that waits for the text; nothing is fetched unless the
// reader asks for it.
package readlater

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
)

// Formats returns the formats.
func Formats() []form.Format {
	return []form.Format{
		container.Format(form.Format{Name: "pocket", Title: "Pocket", Endings: []string{".csv", ".html"}, Likeness: func(p *form.Probe) int {
			names := header(p)
			lower := bytes.ToLower(p.Head)
			if has(names, "title", "url", "time_added") || bytes.Contains(lower, []byte("<title>pocket export")) || p.Name == "ril_export.html" {
				return 100
			}
			return 0
		}}, openPocket),
		container.Format(form.Format{Name: "instapaper", Title: "Instapaper", Endings: []string{".csv"}, Likeness: func(p *form.Probe) int {
			if has(header(p), "url", "title", "selection", "folder") {
				return 100
			}
			return 0
		}}, openInstapaper),
	}
}

// header are the names of columns in the first line of a file, in lower case.
func header(p *form.Probe) []string {
	lines := p.Lines(1)
	if len(lines) == 0 {
		return nil
	}
	names, err := csv.NewReader(strings.NewReader(strings.ToLower(lines[0]))).Read()
	if err != nil {
		return nil
	}
	return names
}

func has(names []string, wanted ...string) bool {
	return !slices.ContainsFunc(wanted, func(w string) bool { return !slices.Contains(names, w) })
}

// maxFile is the largest file, in bytes.
const maxFile = 64 << 20

// link is an address that was kept.
type link struct {
	url, title string
	saved      int64
	tags       []string
	marks      []container.Mark
	place      form.Place
}

// text reads a file as text.
func text(file form.File) (string, error) {
	raw, err := file.Bytes(maxFile)
	if err != nil {
		return "", err
	}
	words, err := intake.DecodeAs(raw, "")
	if err != nil {
		return "", file.Fail(form.Place{}, "it is not a text: %w", err)
	}
	return strings.TrimPrefix(words, "\ufeff"), nil
}

func openPocket(ctx context.Context, file form.File, _ form.Options) (*container.File, error) {
	words, err := text(file)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(strings.TrimSpace(words), "<") {
		return pocketHTML(ctx, file, words)
	}
	return rows(ctx, file, "Pocket", words, func(field func(string) string, place form.Place) link {
		return link{url: field("url"), title: field("title"), saved: container.StampOrSeconds(field("time_added")), tags: strings.Split(field("tags"), "|"), place: place}
	})
}

// pocketHTML reads the older form of Pocket's export, a page of links.
func pocketHTML(ctx context.Context, file form.File, words string) (*container.File, error) {
	l := &links{File: &container.File{Title: "Pocket"}}
	z := html.NewTokenizer(strings.NewReader(words))
	z.SetMaxBuf(1 << 20)
	var open *link
	for n := 0; ; n++ {
		if n%1000 == 0 && ctx.Err() != nil {
			return nil, fmt.Errorf("import %s: %w", file.Name, ctx.Err())
		}
		switch z.Next() {
		case html.ErrorToken:
			if err := z.Err(); !errors.Is(err, io.EOF) {
				l.Skip(form.Place{Path: "a[" + strconv.Itoa(len(l.all)) + "]"}, form.Unreadable, err.Error())
			}
			return l.container(), nil
		case html.StartTagToken:
			if t := z.Token(); t.DataAtom == atom.A {
				open = &link{url: attribute(t, "href"), saved: container.StampOrSeconds(attribute(t, "time_added")), tags: strings.Split(attribute(t, "tags"), ",")}
				open.place = form.Place{Path: "a[" + strconv.Itoa(len(l.all)) + "]"}
			}
		case html.TextToken:
			if open != nil {
				open.title += string(z.Text())
			}
		case html.EndTagToken:
			if t := z.Token(); t.DataAtom == atom.A && open != nil {
				l.add(*open)
				open = nil
			}
		}
	}
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// The folders that every reader of Instapaper has.
var usualFolders = []string{"", "unread", "archive", "starred", "read later"}

func openInstapaper(ctx context.Context, file form.File, _ form.Options) (*container.File, error) {
	words, err := text(file)
	if err != nil {
		return nil, err
	}
	return rows(ctx, file, "Instapaper", words, func(field func(string) string, place form.Place) link {
		l := link{url: field("url"), title: field("title"), saved: container.StampOrSeconds(field("timestamp")), place: place}
		l.tags = strings.Split(strings.Trim(field("tags"), "[]"), ",")
		for i, t := range l.tags {
			l.tags[i] = strings.Trim(t, `"' `)
		}
		if folder := field("folder"); !slices.Contains(usualFolders, strings.ToLower(strings.TrimSpace(folder))) {
			l.tags = append(l.tags, folder)
		}
		if selection := field("selection"); strings.TrimSpace(selection) != "" {
			l.marks = append(l.marks, container.Mark{Quote: selection, Created: l.saved, Place: place})
		}
		return l
	})
}

// rows reads a table of addresses.
func rows(ctx context.Context, file form.File, title, words string, read func(field func(string) string, place form.Place) link) (*container.File, error) {
	l := &links{File: &container.File{Title: title}}
	r := csv.NewReader(strings.NewReader(words))
	r.LazyQuotes, r.FieldsPerRecord = true, -1
	names, err := r.Read()
	if err != nil {
		return nil, file.Fail(form.Place{Line: 1}, "the names of its columns cannot be read: %w", err)
	}
	for n := 2; ; n++ {
		if n%1000 == 0 && ctx.Err() != nil {
			return nil, fmt.Errorf("import %s: %w", file.Name, ctx.Err())
		}
		cells, err := r.Read()
		place := form.Place{Row: n}
		if errors.Is(err, io.EOF) {
			return l.container(), nil
		}
		if err != nil {
			l.Skip(place, form.Unreadable, err.Error())
			return l.container(), nil
		}
		l.add(read(func(name string) string {
			for i, have := range names {
				if strings.EqualFold(strings.TrimSpace(have), name) && i < len(cells) {
					return cells[i]
				}
			}
			return ""
		}, place))
		if len(l.all) > container.MaxEntries {
			return nil, file.Fail(place, "lists of up to %d addresses are read", container.MaxEntries)
		}
	}
}

// links are the addresses of a file, each once.
type links struct {
	*container.File
	all []link
	at  map[string]int
}

func (l *links) add(n link) {
	n.url = form.WebAddress(n.url)
	if n.url == "" || len(n.url) > data.MaxTitle {
		l.Skip(n.place, form.Unsupported, "an address that is not of the web: "+n.title)
		return
	}
	if n.title = form.Shorten(form.Line(n.title), data.MaxTitle); n.title == "" {
		n.title = n.url
	}
	if l.at == nil {
		l.at = map[string]int{}
	}
	for i := range n.marks {
		n.marks[i].Key = form.Shorten(n.url, data.MaxForeign-100) + " " + form.Shorten(form.Line(n.marks[i].Quote), 80)
	}
	if i, known := l.at[n.url]; known { // a row for each passage
		l.all[i].marks = append(l.all[i].marks, n.marks...)
		l.all[i].tags = append(l.all[i].tags, n.tags...)
		return
	}
	l.at[n.url] = len(l.all)
	l.all = append(l.all, n)
}

// container makes the list of the addresses.
func (l *links) container() *container.File {
	for _, n := range l.all {
		l.Entries = append(l.Entries, form.Entry{
			Title: n.title, URL: n.url, Saved: n.saved, Kind: form.ReferenceEntry, Key: form.Shorten(n.url, data.MaxForeign), Place: n.place,
		})
	}
	l.Open = func(_ context.Context, i int) (container.Item, error) {
		n := l.all[i]
		return container.Item{
			Known: data.Article{Title: n.title, URL: n.url, Citation: data.Citation{
				Type: "webpage", Accessed: container.Day(n.saved), Keywords: container.Keywords(n.tags...),
			}},
			Saved: n.saved, Marks: n.marks,
		}, nil
	}
	return l.File
}
