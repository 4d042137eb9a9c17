package warc

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/intake/page"
)

// capture is a page as it was archived.
type capture struct {
	url   string
	title string
	saved int64
	size  int64
	at    spot
	place form.Place
}

// archive is what is found in the records of an archive.
type archive struct {
	*container.File
	file     form.File
	captures []capture
	byURL    map[string]int  // the place in captures of the newest of an address
	others   int             // records of pages that are elsewhere (revisit)
	pictures map[string]spot // by their addresses
}

// maxPictures is how many pictures of an archive are known.
const maxPictures = 500_000

func newArchive(file form.File) *archive {
	return &archive{File: &container.File{}, file: file, byURL: map[string]int{}, pictures: map[string]spot{}}
}

func openWARC(ctx context.Context, file form.File, o form.Options) (*container.File, error) {
	a := newArchive(file)
	s := &stream{seekable: file, size: file.Size}
	if err := a.scan(ctx, s, func(done int64) {
		if o.Progress != nil {
			o.Progress(float64(done) / float64(file.Size))
		}
	}); err != nil {
		return nil, err
	}
	for _, c := range a.captures {
		a.Entries = append(a.Entries, c.entry())
	}
	a.Open = func(ctx context.Context, i int) (container.Item, error) { return a.read(ctx, a.captures[i]) }
	return a.File, nil
}

// scan notes the pages in the records of a stream.
func (a *archive) scan(ctx context.Context, s *stream, progress func(done int64)) error {
	r, err := s.from(ctx, 0)
	if err != nil {
		return a.file.Fail(form.Place{Path: s.name}, "%w", err)
	}
	defer func() { r.close() }()
	var last spot // of a record that was read
	any := false  // was read
	for n := 1; ; n++ {
		if n%50 == 0 {
			progress(r.done())
		}
		rec, err := r.next()
		if rec.at == last { // what is wrong is its end
			n--
		}
		place := form.Place{Path: s.place(n, rec.at)}
		switch {
		case ctx.Err() != nil:
			return fmt.Errorf("import %s: %w", a.file.Name, ctx.Err())
		case err == io.EOF:
			return nil
		case err != nil && !any:
			return a.file.Fail(place, "%w", err)
		case err != nil:
			a.Skip(place, form.Unreadable, err.Error())
			if errors.Is(err, errNoRecord) || errors.Is(err, errCut) || errors.Is(err, errBroken) {
				r = within(ctx, r, last)
				last = spot{} // once
			}
			if r.resync() != nil {
				return nil // there is no other record
			}
		default:
			last, any = rec.at, true
			a.note(rec, place)
		}
		if len(a.captures) > container.MaxEntries {
			return a.file.Fail(place, "archives of up to %d pages are read", container.MaxEntries)
		}
	}
}

// within goes back into the last record before a fault: where its length is wrong, or the
// member that it is in is cut off, the next one is in it.
func within(ctx context.Context, r *reader, last spot) *reader {
	if r.stream.seekable == nil || last.stream == nil {
		return r
	}
	back, err := r.stream.from(ctx, last.member+1)
	if err != nil {
		return r
	}
	return back
}

// note takes a record that is a page into the list.
func (a *archive) note(rec *record, place form.Place) {
	kind := rec.head.Get("Warc-Type")
	url := strings.Trim(rec.head.Get("Warc-Target-Uri"), "<>")
	if kind == "revisit" {
		a.others++
		return
	}
	if kind != "response" && kind != "resource" || form.WebAddress(url) == "" {
		return
	}
	head, err := rec.peek()
	if err == nil && head.picture() && len(a.pictures) < maxPictures {
		a.pictures[url] = rec.at
		return
	}
	if err != nil || !head.page() {
		return
	}
	c := capture{
		url: form.WebAddress(url), title: head.title(), saved: container.Stamp(rec.head.Get("Warc-Date")), size: rec.length, at: rec.at, place: place,
	}
	address := page.Plain(c.url)
	if i, known := a.byURL[address]; known {
		if a.Drop("older copy of a page"); a.captures[i].saved < c.saved {
			a.captures[i] = c
		}
		return
	}
	a.byURL[address] = len(a.captures)
	a.captures = append(a.captures, c)
}

func (c capture) entry() form.Entry {
	return form.Entry{
		Title: form.Shorten(cmp.Or(c.title, c.url), data.MaxTitle), URL: c.url, Saved: c.saved, Size: c.size, Kind: form.PageEntry,
		Key: form.Shorten(c.url, data.MaxForeign), Place: c.place,
	}
}

// answerAt reads the record at a place.
func answerAt(ctx context.Context, at spot) (answer, error) {
	r, err := at.stream.seek(ctx, at)
	if err != nil {
		return answer{}, err
	}
	rec, err := r.next()
	if err != nil {
		return answer{}, err
	}
	return rec.answer()
}

// read reads a page, whose pictures are those that were archived with it.
func (a *archive) read(ctx context.Context, c capture) (container.Item, error) {
	answer, err := answerAt(ctx, c.at)
	if err != nil {
		return container.Item{}, err
	}
	source := intake.Saved(c.url, answer.media, answer.body)
	source.Embedded = func(address string) ([]byte, bool) {
		at, there := a.pictures[address]
		if !there {
			return nil, false
		}
		answer, err := answerAt(ctx, at)
		return answer.body, err == nil
	}
	return container.Item{
		Source: source, Saved: c.saved,
		Known: data.Article{Title: c.title, URL: c.url, Citation: data.Citation{Type: "webpage", Accessed: container.Day(c.saved)}},
	}, nil
}

// nearest is the capture of an address.
func (a *archive) nearest(address string) int {
	if i, known := a.byURL[page.Plain(address)]; known {
		return i
	}
	return slices.IndexFunc(a.captures, func(c capture) bool { return c.url == address })
}
