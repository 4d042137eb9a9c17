package pdf

import (
	"fmt"
	"strings"
)

// Name gives a place on a page a name that links lead to, y points from its top. The first
// of a name is kept.
func (d *Document) Name(name string, p *Page, y float64) {
	if _, there := d.places[name]; !there {
		d.places[name] = p.destination(y)
	}
}

// Bookmark adds an entry to the outline, below the last one of a lesser level; 0 is the
// topmost. y is in points from the top of the page.
func (d *Document) Bookmark(level int, title string, p *Page, y float64) {
	if title == "" {
		title = "\u2013"
	}
	d.marks = append(d.marks, bookmark{level, title, p.destination(y)})
}

// BookmarkPage is the same for the whole of a page by its place, which may be drawn later.
func (d *Document) BookmarkPage(level int, title string, place int) {
	d.marks = append(d.marks, bookmark{level, title, fmt.Sprintf("[%s /Fit]", d.pages[place].ref)})
}

// outline writes the bookmarks and returns what holds them, 0 without any. Entries below
// others are closed at first.
func (d *Document) outline() Ref {
	if len(d.marks) == 0 {
		return 0
	}
	top := d.file.alloc()
	refs := make([]Ref, len(d.marks))
	for i := range refs {
		refs[i] = d.file.alloc()
	}
	o := outline{d, refs}
	first, last, n := o.write(0, len(d.marks), top)
	d.file.pack(top, fmt.Sprintf("<< /Type /Outlines /First %s /Last %s /Count %d >>", first, last, n))
	return top
}

type outline struct {
	*Document
	refs []Ref
}

// write writes the bookmarks [from, to), of which those of the first one's level or less
// are the children of parent; it returns the first and the last of these, and how many.
func (o outline) write(from, to int, parent Ref) (first, last Ref, n int) {
	var heads []int
	for i := from; i < to; i++ {
		if i == from || o.marks[i].level <= o.marks[from].level {
			heads = append(heads, i)
		}
	}
	for k, at := range heads {
		end := to
		if k+1 < len(heads) {
			end = heads[k+1]
		}
		m := o.marks[at]
		var b strings.Builder
		fmt.Fprintf(&b, "<< /Title %s /Parent %s /Dest %s", text(m.title), parent, m.place)
		if k > 0 {
			fmt.Fprintf(&b, " /Prev %s", o.refs[heads[k-1]])
		}
		if k+1 < len(heads) {
			fmt.Fprintf(&b, " /Next %s", o.refs[heads[k+1]])
		}
		if at+1 < end {
			first, last, below := o.write(at+1, end, o.refs[at])
			fmt.Fprintf(&b, " /First %s /Last %s /Count %d", first, last, -below)
		}
		b.WriteString(" >>")
		o.file.pack(o.refs[at], b.String())
	}
	return o.refs[heads[0]], o.refs[heads[len(heads)-1]], len(heads)
}
