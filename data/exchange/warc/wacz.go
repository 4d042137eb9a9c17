package warc

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
)

// listed is a page of a list of pages.
type listed struct {
	URL   string `json:"url"`
	Title string `json:"title"`
	Time  string `json:"ts"`
	ID    string `json:"id"`
}

// Limits of a WACZ: files in it, and bytes of a line of a list of pages.
const (
	maxFiles    = 100_000
	maxPageLine = 16 << 20 // it may have the text of the page
)

func openWACZ(ctx context.Context, file form.File, o form.Options) (*container.File, error) {
	z, err := zip.NewReader(file, file.Size)
	if err != nil {
		return nil, file.Fail(form.Place{}, "the archive is damaged: %w", err)
	}
	if len(z.File) > maxFiles {
		return nil, file.Fail(form.Place{}, "it has more than %d files", maxFiles)
	}
	a := newArchive(file)
	var pages []listed
	var all, done int64
	for _, f := range z.File {
		if isArchive(f.Name) {
			all += int64(f.CompressedSize64)
		}
	}
	for _, f := range z.File {
		switch {
		case f.Name == "datapackage.json":
			a.Title = nameOf(f)
		case strings.HasPrefix(f.Name, "pages/") && path.Ext(f.Name) == ".jsonl":
			if pages, err = a.list(f, pages); err != nil {
				return nil, err
			}
		case isArchive(f.Name):
			s := streamOf(file, f)
			if err := a.scan(ctx, s, func(read int64) {
				if o.Progress != nil {
					o.Progress(min(1, float64(done+read)/float64(max(all, 1))))
				}
			}); err != nil {
				return nil, err
			}
			done += int64(f.CompressedSize64)
		}
	}
	a.listPages(pages)
	return a.File, nil
}

func isArchive(name string) bool {
	return strings.HasPrefix(name, "archive/") && (strings.HasSuffix(name, ".warc") || strings.HasSuffix(name, ".warc.gz"))
}

// streamOf is a file of records in a zip; one that is not packed again is read where it
// is.
func streamOf(file form.File, f *zip.File) *stream {
	s := &stream{name: f.Name, open: f.Open, size: int64(f.UncompressedSize64)}
	if at, err := f.DataOffset(); err == nil && f.Method == zip.Store {
		s.seekable = io.NewSectionReader(file, at, int64(f.CompressedSize64))
	}
	return s
}

// nameOf is what the whole is called.
func nameOf(f *zip.File) string {
	var d struct {
		Title string `json:"title"`
	}
	const limit = 16 << 20
	r, err := f.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	if err := json.NewDecoder(io.LimitReader(r, limit)).Decode(&d); err != nil {
		return ""
	}
	return form.Shorten(form.Line(d.Title), data.MaxTitle)
}

// list reads a list of pages, whose first line is its head.
func (a *archive) list(f *zip.File, pages []listed) ([]listed, error) {
	r, err := f.Open()
	if err != nil {
		return nil, a.file.Fail(form.Place{Path: f.Name}, "%w", err)
	}
	defer r.Close()
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), maxPageLine)
	for n := 1; lines.Scan(); n++ {
		var p listed
		place := form.Place{Path: f.Name, Line: n}
		if line := bytes.TrimSpace(lines.Bytes()); len(line) == 0 {
			continue
		} else if err := json.Unmarshal(line, &p); err != nil {
			a.Skip(place, form.Unreadable, err.Error())
			continue
		}
		if p.URL = form.WebAddress(p.URL); p.URL == "" {
			continue // the head of the list
		}
		if pages = append(pages, p); len(pages) > container.MaxEntries {
			return nil, a.file.Fail(place, "lists of up to %d pages are read", container.MaxEntries)
		}
	}
	if err := lines.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			err = fmt.Errorf("a line has more than %d MB", maxPageLine>>20)
		}
		a.Skip(form.Place{Path: f.Name}, form.Unreadable, err.Error())
	}
	return pages, nil
}

// listPages makes the entries: the pages of the list, in its order, or all pages of the
// archive where there is no list. One whose page is not in the archive is a reference.
func (a *archive) listPages(pages []listed) {
	var places []int // in captures; -1 for a reference
	used := map[int]bool{}
	seen := map[string]bool{}
	for _, p := range pages {
		i := a.nearest(p.URL)
		switch {
		case seen[p.URL] || used[i]:
			continue
		case i >= 0:
			used[i] = true
			c := &a.captures[i]
			c.title = cmp.Or(form.Shorten(form.Line(p.Title), data.MaxTitle), c.title)
			a.Entries = append(a.Entries, c.entry())
		default:
			saved := container.Stamp(p.Time)
			a.Entries = append(a.Entries, form.Entry{
				Title: form.Shorten(cmp.Or(form.Line(p.Title), p.URL), data.MaxTitle), URL: p.URL, Saved: saved, Kind: form.ReferenceEntry,
				Key: form.Shorten(p.URL, data.MaxForeign), Place: form.Place{Path: "pages/pages.jsonl, " + form.Shorten(p.URL, 100)},
			})
		}
		seen[p.URL] = true
		places = append(places, i)
	}
	if len(pages) == 0 {
		for i, c := range a.captures {
			places, a.Entries = append(places, i), append(a.Entries, c.entry())
		}
	} else if n := len(a.captures) - len(used); n > 0 {
		for range n {
			a.Drop("page that the list of pages does not name")
		}
	}
	entries := slices.Clone(a.Entries)
	a.Open = func(ctx context.Context, i int) (container.Item, error) {
		if places[i] >= 0 {
			return a.read(ctx, a.captures[places[i]])
		}
		e := entries[i]
		return container.Item{Saved: e.Saved, Known: data.Article{
			Title: e.Title, URL: e.URL, Citation: data.Citation{Type: "webpage", Accessed: container.Day(e.Saved)},
		}}, nil
	}
}
