package tarikhjson

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// reader has what was read of a tarikh-json document. Rows have the names that they
// refer to until all have been read, since members come in any order.
type reader struct {
	*decoder
	files fs.FS
	lang  string
	left  int             // bytes that this import may still read
	names map[string]bool // article files that were read

	tracks      keyed[data.Track]
	articles    keyed[data.Article]
	events      keyed[event]
	annotations []annotation
	notes       map[string]int // the places of annotations that have an id
}

// keyed are the rows of one kind in the file's order, with the file's ids.
type keyed[T any] struct {
	rows []T
	ids  []string
	byID map[string]int
}

// source is where row i is in the file.
func (k *keyed[T]) source(i int, list string) form.Source {
	return form.Source{Key: form.Shorten(k.ids[i], data.MaxForeign), Place: form.Place{Path: fmt.Sprintf("%s[%d]", list, i)}}
}

func (k *keyed[T]) add(d *decoder, id string, row T) error {
	p := d.here()
	if id == "" {
		return d.failAt(p.member("id"), "it is missing")
	}
	if _, there := k.byID[id]; there {
		return d.failAt(p.member("id"), "there is another row %q before it", id)
	}
	if k.byID == nil {
		k.byID = map[string]int{}
	}
	k.byID[id] = len(k.rows)
	k.rows, k.ids = append(k.rows, row), append(k.ids, id)
	return nil
}

func (k *keyed[T]) find(id string) (*T, bool) {
	i, ok := k.byID[id]
	if !ok {
		return nil, false
	}
	return &k.rows[i], true
}

// event and passage, and annotation, are rows whose references are still those of the
// file, and their places in it.
type event struct {
	place
	data.Event
	refs     references
	excerpts []passage
}

// references are the names of rows that a row refers to, by the field.
type references map[string]string

type passage struct {
	place
	article, quote string
	part           string // as in anchor.Selector
	nth            int    // 0: not given
}

// row reads an object whose members are the fields of a row; own reads additional
// members, and those in a different form.
func (r *reader) row(kind data.Kind, row data.Row, refs references, own func(name string) (known bool, err error)) error {
	return r.object(func(name string) error {
		if known, err := own(name); known {
			return err
		}
		fields := kind.Shape().Fields
		i := slices.IndexFunc(fields, func(f data.Field) bool { return f.Name == name })
		if i < 0 || slices.Contains(notExchanged(), kind.String()+"."+name) {
			return errUnknown
		}
		return r.field(fields[i], row, refs)
	})
}

// notExchanged are fields that a file does not have: those that a library computes
// itself, and what the file has in a different form.
func notExchanged() []string {
	return []string{
		"track.order", "article.added", "article.length", "article.text", "annotation.parent", "annotation.article", "annotation.dir",
	}
}

func (r *reader) field(f data.Field, row data.Row, refs references) error {
	switch v := f.At(row).(type) {
	case *string:
		if f.Use == data.UseProse {
			return r.text(v, r.lang)
		}
		return r.str(v)
	case *int:
		return r.count(v)
	case *bool:
		return r.truth(v)
	case *int64:
		if f.Use == data.UseTime {
			return r.time(v)
		}
	case *dates.Date:
		return r.date(v)
	case *[]string:
		return r.tags(v)
	case *data.ID:
		if f.Refers {
			name := ""
			err := r.str(&name)
			refs[f.Name] = name
			return err
		}
	}
	return errUnknown
}

// passageMember reads the members that excerpts and annotations have in common.
func (r *reader) passageMember(p *passage, name string) (known bool, err error) {
	switch name {
	case "article":
		return true, r.str(&p.article)
	case "quote":
		return true, r.str(&p.quote)
	case "part":
		return true, r.str(&p.part)
	case "nth":
		if err := r.count(&p.nth); err != nil {
			return true, err
		}
		if p.nth < 1 {
			return true, r.fail("it counts from 1")
		}
		return true, nil
	}
	return false, nil
}

func (d *decoder) date(to *dates.Date) error {
	s := ""
	if err := d.str(&s); err != nil {
		return err
	}
	date, err := dates.Parse(s)
	if err != nil {
		return d.fail("%w", err)
	}
	*to = date
	return nil
}

func (d *decoder) time(to *int64) error {
	s := ""
	if err := d.str(&s); err != nil {
		return err
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return d.fail("%q is not a time (RFC 3339)", s)
	}
	*to = t.Unix()
	return nil
}

// valid turns an error of a row's Validate into one with the row's place.
func (r *reader) valid(p place, err error) error {
	if bad, ok := errors.AsType[*data.InvalidError](err); ok {
		return r.failAt(p.member(memberOf(bad)), "it %s", bad.Reason)
	}
	return err
}

// memberOf is the name that a field of data has in the file.
func memberOf(bad *data.InvalidError) string {
	kind, ok := data.KindNamed(bad.Kind)
	if !ok {
		return bad.Field
	}
	if bad.Kind == "annotation" && bad.Field == "parent" {
		return "reply_to"
	}
	for _, f := range kind.Shape().Fields {
		if f.Says() == bad.Field {
			return f.Name
		}
	}
	return bad.Field
}

type annotation struct {
	passage
	data.Annotation
	refs        references
	id, replyTo string // as in the file
}

func (r *reader) tags(to *[]string) error {
	return r.array(func() error {
		*to = append(*to, "")
		return r.text(&(*to)[len(*to)-1], r.lang)
	})
}
