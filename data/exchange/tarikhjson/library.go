package tarikhjson

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
)

// lists are the names of the lists of rows, by kind, in the order in which they are
// written.
var lists = []struct {
	name string
	of   data.Kind
}{
	{"tracks", data.KindTrack},
	{"events", data.KindEvent},
	{"articles", data.KindArticle},
	{"excerpts", data.KindExcerpt},
	{"annotations", data.KindAnnotation},
	{"editions", data.KindEdition},
	{"dismissals", data.KindDismissal},
	{"views", data.KindView},
	{"origins", data.KindOrigin},
	{"entities", data.KindEntity},
	{"mentions", data.KindMention},
	{"relations", data.KindRelation},
	{"stories", data.KindStory},
	{"steps", data.KindStep},
	{"pictures", data.KindPicture},
}

// derived reports whether a field is not written, since it follows from others.
func derived(f data.Field) bool {
	return f.Name == "rev" || f.Use == data.UseHash || f.Use == data.UseDerived
}

// library reads a document of version 2.
type library struct {
	*decoder
	ctx   context.Context
	o     form.Options
	doc   form.Document
	ids   map[data.ID]bool
	pages []packedPage
}

// packedPage is a page whose bytes stay in the file until it is written.
type packedPage struct {
	data.Page
	from, to int64 // of the string in the file
	place    place
}

func readLibrary(ctx context.Context, d *decoder, o form.Options) (form.Document, error) {
	l := &library{decoder: d, ctx: ctx, o: o, ids: map[data.ID]bool{}}
	l.doc.Own = true
	format, version := "", 0
	err := l.object(func(name string) error {
		switch name {
		case "format":
			return l.str(&format)
		case "version":
			return l.count(&version)
		case "revision":
			n := 0
			err := l.count(&n)
			l.doc.Revision = int64(n)
			return err
		case "library":
			return l.settings()
		case "pages":
			return l.array(l.page)
		}
		for _, list := range lists {
			if list.name == name {
				return l.array(func() error { return l.row(list.of) })
			}
		}
		return errUnknown
	})
	if err == nil {
		err = errors.Join(l.headed(format, version, 2), l.end())
	}
	if err != nil {
		return form.Document{}, err
	}
	if l.doc.Library == (data.ID{}) {
		return form.Document{}, l.failAt(place{path: "library"}, "it is missing")
	}
	if len(l.pages) > 0 {
		l.doc.Pages = l.unpacked()
	}
	return l.doc, nil
}

// settings reads what the library says of itself.
func (l *library) settings() error {
	row := &data.Library{}
	if err := l.fields(data.KindLibrary, row); err != nil {
		return err
	}
	l.doc.Library, l.doc.Title = row.ID, row.Title
	l.doc.Rest.Library = []data.Change[data.Library]{data.Insert(*row)}
	return nil
}

// fields reads an object with the fields of a row, and checks it.
func (l *library) fields(of data.Kind, row data.Row) error {
	shape := of.Shape()
	err := l.object(func(name string) error {
		i := slices.IndexFunc(shape.Fields, func(f data.Field) bool { return f.Name == name })
		if i < 0 || derived(shape.Fields[i]) {
			return errUnknown
		}
		return l.field(shape.Fields[i], row)
	})
	if err != nil {
		return err
	}
	if a, ok := row.(*data.Article); ok {
		blocks := a.Blocks
		*a = a.WithText(a.Text)
		a.Blocks = blocks
	}
	if e, ok := row.(*data.Edition); ok {
		blocks := e.Blocks
		made := data.Article{}.WithText(e.Text)
		e.Length, e.Hash, e.Blocks = made.Length, made.Hash, blocks
	}
	if bad, ok := errors.AsType[*data.InvalidError](row.Validate()); ok {
		return l.failAt(l.here().member(memberOf(bad)), "it %s", bad.Reason)
	}
	return nil
}

// progressRows is how often progress is told, and a cancellation seen.
const progressRows = 1000

func (l *library) row(of data.Kind) error {
	shape := of.Shape()
	row := shape.New()
	if err := l.fields(of, row); err != nil {
		return err
	}
	id := shape.ID(row)
	if l.ids[id] {
		return l.failAt(l.here().member("id"), "there is another row with this ID before it")
	}
	l.ids[id] = true
	if len(l.ids)%progressRows == 0 {
		if err := l.ctx.Err(); err != nil {
			return fmt.Errorf("import %s: %w", l.file, err)
		}
		if l.o.Progress != nil {
			l.o.Progress(float64(l.at) / float64(l.raw.Size()))
		}
	}
	source := form.Source{Key: id.String(), Place: form.Place{Path: l.here().path}}
	switch row := row.(type) {
	case *data.Track:
		l.doc.Tracks = append(l.doc.Tracks, *row)
	case *data.Event:
		l.doc.Events = append(l.doc.Events, form.Event{Event: *row, Source: source})
	case *data.Article:
		l.doc.Articles = append(l.doc.Articles, form.Article{Article: *row, Source: source})
	case *data.Excerpt:
		l.doc.Excerpts = append(l.doc.Excerpts, *row)
	case *data.Annotation:
		l.doc.Notes = append(l.doc.Notes, form.Note{Annotation: *row, Source: source})
	default:
		shape.Add(&l.doc.Rest, data.RowChange{After: row})
	}
	return nil
}

// field reads the value of a field.
func (l *library) field(f data.Field, row data.Row) error {
	switch v := f.At(row).(type) {
	case *string:
		return l.str(v)
	case *int:
		return l.count(v)
	case *bool:
		return l.truth(v)
	case *int64:
		if f.Use == data.UseTime {
			return l.time(v)
		}
		n := 0
		err := l.count(&n)
		*v = int64(n)
		return err
	case *dates.Date:
		return l.date(v)
	case *data.ID:
		return l.id(v)
	case *[32]byte:
		return l.hash(v)
	case *anchor.Selector:
		return l.selector(v)
	case *[]string:
		return l.array(func() error {
			*v = append(*v, "")
			return l.str(&(*v)[len(*v)-1])
		})
	}
	return l.value(f.At(row)) // lists and maps whose types have their own members
}

// value reads a value by the members that its type has.
func (l *library) value(to any) error {
	l.at = l.json.InputOffset()
	if err := l.json.Decode(to); err != nil {
		return l.fail("%w", err)
	}
	return nil
}

func (l *library) id(to *data.ID) error {
	s := ""
	if err := l.str(&s); err != nil {
		return err
	}
	id, err := data.ParseID(s)
	if err != nil {
		return l.fail("%w", err)
	}
	*to = id
	return nil
}

func (l *library) hash(to *[32]byte) error {
	s := ""
	if err := l.str(&s); err != nil {
		return err
	}
	raw, err := hex.DecodeString(s)
	if err != nil || len(raw) != len(to) {
		return l.fail("%q is not a SHA-256 in hexadecimal digits", form.Shorten(s, 100))
	}
	copy(to[:], raw)
	return nil
}

// selector reads a passage; its end follows from its words.
func (l *library) selector(to *anchor.Selector) error {
	err := l.object(func(name string) error {
		switch name {
		case "start":
			return l.count(&to.Start)
		case "exact":
			return l.str(&to.Exact)
		case "prefix":
			return l.str(&to.Prefix)
		case "suffix":
			return l.str(&to.Suffix)
		}
		return errUnknown
	})
	to.End = to.Start + len(to.Exact)
	return err
}

// page reads a page up to its bytes, and notes where these are.
func (l *library) page() error {
	p := packedPage{}
	err := l.object(func(name string) error {
		switch name {
		case "hash":
			return l.hash(&p.Hash)
		case "media":
			return l.str(&p.Media)
		case "url":
			return l.str(&p.URL)
		case "fetched":
			return l.time(&p.Fetched)
		case "body":
			token, err := l.next()
			if err != nil {
				return err
			}
			if _, ok := token.(string); !ok {
				return l.fail("a string is expected, not %s", kind(token))
			}
			p.from, p.to, p.place = l.at, l.json.InputOffset(), l.here()
			return nil
		}
		return errUnknown
	})
	if err == nil && p.to == 0 {
		err = l.failAt(l.here().member("body"), "it is missing")
	}
	l.pages = append(l.pages, p)
	return err
}

// unpacked yields the pages with their bytes.
func (l *library) unpacked() iter.Seq2[data.Page, error] {
	return func(yield func(data.Page, error) bool) {
		for _, p := range l.pages {
			written := make([]byte, p.to-p.from)
			_, err := l.raw.ReadAt(written, p.from)
			if err != nil && !errors.Is(err, io.EOF) {
				yield(data.Page{}, l.failAt(p.place, "%w", err))
				return
			}
			body, err := bodyOf(written)
			made := data.NewPage(body, p.Media, p.URL, p.Fetched)
			if err == nil && made.Hash != p.Hash {
				err = errors.New("its bytes are not those of its hash")
			}
			if err != nil {
				yield(data.Page{}, l.failAt(p.place, "%w", err))
				return
			}
			if !yield(made, nil) {
				return
			}
		}
	}
}

// bodyOf decodes a JSON string of base64, with what stands before it in the object.
func bodyOf(written []byte) ([]byte, error) {
	from := slices.Index(written, '"')
	to := len(written) - 1
	if from < 0 || to <= from {
		return nil, errors.New("it is not a string")
	}
	body := make([]byte, base64.StdEncoding.DecodedLen(to-from-1))
	n, err := base64.StdEncoding.Decode(body, written[from+1:to])
	if err != nil {
		return nil, fmt.Errorf("it is not base64: %w", err)
	}
	return body[:n], nil
}
