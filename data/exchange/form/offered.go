package form

import (
	"iter"
	"slices"

	"tarikh.org/tarikh/data"
)

// Offered is a picture that a file has in itself or beside it. It is taken where the reader
// chooses so, and is then an event's or an article's of the document.
type Offered struct {
	data.Picture
	Page    data.Page
	Fetched bool // from the web, since the reader asked for it: it is taken
}

// Named is a picture that a file names, in a file beside it or within it, which package offer
// reads: what it belongs to and what is said of it.
type Named struct {
	data.Picture
	File  string // a path with slashes
	Where Place
}

// takes reports whether a picture that is offered is taken.
func (d *Document) takes(o Offered) bool { return d.TakeOffered || o.Fetched }

// rest is Rest, with the pictures that are offered where they are taken.
func (d *Document) rest() data.Edit {
	rest := d.Rest
	rest.Pictures = rest.Pictures[:len(rest.Pictures):len(rest.Pictures)]
	for _, o := range d.Offered {
		if d.takes(o) {
			rest.Pictures = append(rest.Pictures, data.Insert(o.Picture))
		}
	}
	return rest
}

// Taken are the rows of Rest and the Pages, with the pictures that are offered where they are
// taken.
func (d *Document) Taken() (rest data.Edit, pages iter.Seq2[data.Page, error]) {
	if !slices.ContainsFunc(d.Offered, d.takes) {
		return d.Rest, d.Pages
	}
	return d.rest(), func(yield func(data.Page, error) bool) {
		for _, o := range d.Offered {
			if d.takes(o) && !yield(o.Page, nil) {
				return
			}
		}
		if d.Pages == nil {
			return
		}
		for page, err := range d.Pages {
			if !yield(page, err) {
				return
			}
		}
	}
}
