package form

import (
	"iter"

	"tarikh.org/tarikh/data"
)

// Offered is a picture that a file has in itself. It is taken where the reader chooses so, and
// is then an event's of the document.
type Offered struct {
	data.Picture
	Page data.Page
}

// rest is Rest, with the pictures that are offered where they are taken.
func (d *Document) rest() data.Edit {
	rest := d.Rest
	if d.TakeOffered {
		rest.Pictures = rest.Pictures[:len(rest.Pictures):len(rest.Pictures)]
		for _, o := range d.Offered {
			rest.Pictures = append(rest.Pictures, data.Insert(o.Picture))
		}
	}
	return rest
}

// Taken are the rows of Rest and the Pages, with the pictures that are offered where they are
// taken.
func (d *Document) Taken() (rest data.Edit, pages iter.Seq2[data.Page, error]) {
	if !d.TakeOffered || len(d.Offered) == 0 {
		return d.Rest, d.Pages
	}
	return d.rest(), func(yield func(data.Page, error) bool) {
		for _, o := range d.Offered {
			if !yield(o.Page, nil) {
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
