package app

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"tarikh.org/tarikh/data"
)

// Bounds of a part of a copy: so much is in memory, and is sent again where a line was lost.
const (
	copiedRows  = 500
	copiedBytes = 4 << 20
)

// Copying is a copy of a library to another place, a file or a server.
type Copying struct {
	To string
	// History takes the journal along: its steps that are not undone, with who made them,
	// when and why. Without it the history of edits stays behind.
	History  bool
	Progress func(done float64) // may be nil
}

// Copied is a copy that was made.
type Copied struct {
	Place string // by what it is opened
	// Steps are those of the journal that went along, the newest; Left are those before them,
	// which were left behind since a file keeps no more.
	Steps, Left int
}

// CopyLibrary copies all that a library holds to another place, and compares both in the end.
// A library that others edit meanwhile is copied as it was when that began. What was
// interrupted goes on where it was when the same is copied there again, or begins again where
// the library is another one by now; until it is whole, nobody can open it. Errors: those of
// OpenPlace, ErrExists, and ErrConflict where a file was changed while it was copied.
func (l *Libraries) CopyLibrary(ctx context.Context, from data.Store, c Copying) (made Copied, err error) {
	err = data.AtOneMoment(ctx, from, func(from data.Store) error {
		if made, err = l.copyLibrary(ctx, from, c); errors.Is(err, data.ErrConflict) && ctx.Err() == nil {
			made, err = l.copyLibrary(ctx, from, c) // what was there is gone
		}
		return err
	})
	return made, err
}

func (l *Libraries) copyLibrary(ctx context.Context, from data.Store, c Copying) (made Copied, err error) {
	library, err := from.Library(ctx)
	if err != nil {
		return made, err
	}
	total, err := rowsIn(ctx, from)
	if err != nil {
		return made, err
	}
	copying := &copier{ctx: ctx, from: from, total: max(total, 1), progress: c.Progress, history: c.History}
	fill := func(into data.Store) error { return copying.fill(into, library) }
	if data.IsAddress(c.To) {
		made.Place, err = l.Servers.Fill(ctx, c.To, library, fill)
	} else {
		made.Place, err = c.To, l.Fill(ctx, c.To, library, func(into data.File) error { return fill(into) })
	}
	if err != nil {
		return made, fmt.Errorf("copy to %q: %w", c.To, err)
	}
	made.Steps, made.Left = copying.steps, copying.left
	return made, nil
}

// rowsIn is how many rows a library has.
func rowsIn(ctx context.Context, s data.Store) (n int, err error) {
	for _, shape := range data.Shapes() {
		for _, err := range s.Rows(ctx, shape.Kind) {
			if err != nil {
				return 0, err
			}
			n++
		}
	}
	return n, nil
}

// copier copies the rows of a library.
type copier struct {
	ctx      context.Context
	from     data.Store
	total    int // rows
	done     int
	history  bool
	steps    int // of the journal that went along
	left     int // and were left behind
	progress func(float64)
}

// fill copies all into another library, and compares them.
func (c *copier) fill(into data.Store, library data.Library) error {
	before, err := into.Library(c.ctx)
	if err != nil {
		return err
	}
	after := library
	after.ID, after.Rev = before.ID, before.Rev
	if shape := data.KindLibrary.Shape(); !shape.Same(&before, &after) {
		if _, err := into.Apply(c.ctx, data.Edit{Label: "edit.copy", Library: []data.Change[data.Library]{data.Update(before, after)}}); err != nil {
			return err
		}
	}
	for part, err := range c.parts(into) {
		if err == nil {
			_, err = into.Apply(c.ctx, part)
		}
		if err != nil {
			return err
		}
	}
	if err := c.journal(into); err != nil {
		return err
	}
	was, err := data.ContentHash(c.ctx, c.from)
	if err != nil {
		return err
	}
	is, err := data.ContentHash(c.ctx, into)
	if err == nil && is != was {
		err = fmt.Errorf("%w: the library was changed while it was copied; copy it again", data.ErrConflict)
	}
	return err
}

// journal takes the journal along, where that is wanted.
func (c *copier) journal(into data.Store) error {
	if !c.history {
		return nil
	}
	from, ok := c.from.(data.Journaler)
	to, fits := into.(data.Journaled)
	if !ok || !fits {
		return errors.ErrUnsupported
	}
	library, err := into.Library(c.ctx)
	if err != nil {
		return err
	}
	all, err := from.JournalSteps(c.ctx)
	if err == nil {
		err = to.TakeJournal(c.ctx, journalOf{from, library.ID})
	}
	if err == nil {
		c.steps, err = to.JournalSteps(c.ctx)
	}
	c.left = all - c.steps
	return err
}

// journalOf is the journal of another library as one of this: a file has one of its own.
type journalOf struct {
	data.Journaler
	library data.ID
}

func (j journalOf) Journal(ctx context.Context, skip int) iter.Seq2[data.JournalPart, error] {
	return func(yield func(data.JournalPart, error) bool) {
		for part, err := range j.Journaler.Journal(ctx, skip) {
			part.Edit = part.Edit.OfLibrary(j.library)
			if !yield(part, err) {
				return
			}
		}
	}
}

// kinds are all kinds of rows but the library's, each behind those that it refers to.
func kinds() (out []*data.Shape) {
	placed := map[data.Kind]bool{}
	left := data.Shapes()
	for len(left) > 0 {
		var later []*data.Shape
		for _, s := range left {
			ready := true
			for _, f := range s.Fields {
				ready = ready && (!f.Refers || f.To == s.Kind || placed[f.To])
			}
			switch {
			case !ready:
				later = append(later, s)
			case s.Kind != data.KindLibrary:
				out = append(out, s)
				fallthrough
			default:
				placed[s.Kind] = true
			}
		}
		left = later
	}
	return out
}

// Parts are all rows of a library but its own, with their texts and pages, as edits of which
// one is in memory: each row behind those that it refers to. A row that is deleted meanwhile
// is left out.
func Parts(ctx context.Context, from data.Store) iter.Seq2[data.Edit, error] {
	return (&copier{ctx: ctx, from: from, total: 1}).parts(nil)
}

// parts are the rows that a library lacks, as edits; all for none.
func (c *copier) parts(into data.Store) iter.Seq2[data.Edit, error] {
	return func(yield func(data.Edit, error) bool) {
		p := &part{Edit: data.Edit{Label: "edit.copy"}}
		flush := func() bool {
			e := p.Edit
			*p = part{Edit: data.Edit{Label: "edit.copy"}}
			c.tell()
			return e.Empty() || yield(e, nil)
		}
		for _, shape := range kinds() {
			there, err := c.there(into, shape)
			// Rows that refer to others of their kind come behind these.
			for _, later := range []bool{false, true} {
				if err == nil && (!later || ofOwn(shape)) {
					err = c.kind(shape, there, later, p, flush)
				}
			}
			if errors.Is(err, errStopped) {
				return
			}
			if err != nil {
				yield(data.Edit{}, err)
				return
			}
		}
		flush()
	}
}

// part is an edit that grows.
type part struct {
	data.Edit
	rows, bytes int
}

// errStopped says that nobody takes more parts.
var errStopped = errors.New("stopped")

// there are the IDs of the rows that a library has already, nil for none.
func (c *copier) there(into data.Store, shape *data.Shape) (map[data.ID]bool, error) {
	if into == nil {
		return nil, nil
	}
	ids := map[data.ID]bool{}
	for row, err := range into.Rows(c.ctx, shape.Kind) {
		if err != nil {
			return nil, err
		}
		ids[shape.ID(row)] = true
	}
	return ids, nil
}

// kind adds the rows of a kind: those that refer to others of it, or those that do not.
func (c *copier) kind(shape *data.Shape, there map[data.ID]bool, later bool, p *part, flush func() bool) error {
	for row, err := range c.from.Rows(c.ctx, shape.Kind) {
		if err != nil {
			return err
		}
		if refersToOwn(shape, row) != later {
			continue
		}
		if c.done++; there[shape.ID(row)] {
			continue
		}
		row, err = c.whole(shape, row, p)
		if errors.Is(err, data.ErrNotFound) {
			continue // it was deleted meanwhile
		}
		if err != nil {
			return err
		}
		shape.Add(&p.Edit, data.RowChange{After: row})
		if p.rows++; (p.rows >= copiedRows || p.bytes >= copiedBytes) && !flush() {
			return errStopped
		}
	}
	return nil
}

// ofOwn reports whether rows of a kind may refer to others of it.
func ofOwn(shape *data.Shape) bool {
	return slices.ContainsFunc(shape.Fields, func(f data.Field) bool { return f.Refers && f.To == shape.Kind })
}

func refersToOwn(shape *data.Shape, row data.Row) bool {
	for _, f := range shape.Fields {
		if id, ok := f.At(row).(*data.ID); ok && f.Refers && f.To == shape.Kind && *id != (data.ID{}) {
			return true
		}
	}
	return false
}

// whole is a row with its text, and puts the page that it names into the part.
func (c *copier) whole(shape *data.Shape, row data.Row, p *part) (data.Row, error) {
	switch r := row.(type) {
	case *data.Article:
		a, err := c.from.Article(c.ctx, r.ID)
		if err != nil {
			return nil, err
		}
		row, p.bytes = &a, p.bytes+len(a.Text)
	case *data.Edition:
		e, err := c.from.Edition(c.ctx, r.ID)
		if err != nil {
			return nil, err
		}
		row, p.bytes = &e, p.bytes+len(e.Text)
	}
	if hash := shape.Page(row); hash != ([32]byte{}) {
		page, err := c.from.Page(c.ctx, hash)
		if err != nil {
			return nil, err
		}
		p.Pages, p.bytes = append(p.Pages, page), p.bytes+len(page.Body)
	}
	return row, nil
}

func (c *copier) tell() {
	if c.progress != nil {
		c.progress(float64(c.done) / float64(c.total))
	}
}
