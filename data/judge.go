package data

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// Validate returns an *InvalidError that names the first field that cannot be
// stored, or nil.
func (e Event) Validate() error { return KindEvent.Shape().check(&e) }

// Validate returns an *InvalidError or nil.
func (r Reference) Validate() error {
	if wrong := validAddress(r.URL); wrong != "" {
		return invalid("event", "links", wrong)
	}
	if err := validText("event", "links", r.URL, MaxTitle); err != nil {
		return err
	}
	return validText("event", "links", r.Title, MaxTitle)
}

// Validate returns an *InvalidError or nil.
func (t Track) Validate() error { return KindTrack.Shape().check(&t) }

// Validate returns an *InvalidError or nil.
func (a Article) Validate() error {
	if err := KindArticle.Shape().check(&a); err != nil {
		return err
	}
	switch {
	case a.Text != "" && blank(a.Text):
		return invalid("article", "text", "is empty")
	case strings.ContainsRune(a.Text, '\r') || strings.HasPrefix(a.Text, "\ufeff"):
		return invalid("article", "text", "holds a carriage return or begins with a byte order mark")
	case a.Hash != sha256.Sum256([]byte(a.Text)):
		return invalid("article", "hash", "is not that of the text")
	}
	return validBlocks("article", a.Text, a.Blocks)
}

// Validate returns an *InvalidError or nil.
func (x Excerpt) Validate() error { return KindExcerpt.Shape().check(&x) }

// Validate returns an *InvalidError or nil.
func (n Annotation) Validate() error {
	if err := KindAnnotation.Shape().check(&n); err != nil {
		return err
	}
	hasTarget := n.Event != (ID{}) || n.Article != (ID{}) || !n.Span.IsZero()
	switch reply := n.Parent != (ID{}); {
	case reply && hasTarget:
		return invalid("annotation", "target", "is that of the note it answers")
	case n.Parent == n.ID:
		return invalid("annotation", "parent", "is the note itself")
	case !reply && !hasTarget:
		return invalid("annotation", "target", "is missing")
	case !n.OnPassage() && blank(n.Text):
		return invalid("annotation", "text", "is empty")
	case !n.OnPassage() && n.Anchor != (anchor.Selector{}):
		return invalid("annotation", "quote", "is of no article")
	case !n.OnPassage() && n.Doubt != (Doubt{}):
		return invalid("annotation", "doubt", "is not of an anchor")
	}
	for _, l := range n.Links {
		if blank(l.Text) || count(l.Event, l.Article, l.Excerpt, l.Note) != 1 {
			return invalid("annotation", "links", "holds a link without words or without one target")
		}
		if err := validText("annotation", "links", l.Text, MaxTitle); err != nil {
			return err
		}
	}
	return nil
}

func count(ids ...ID) (n int) {
	for _, id := range ids {
		if id != (ID{}) {
			n++
		}
	}
	return n
}

// Validate returns an *InvalidError or nil.
func (v Edition) Validate() error {
	if err := KindEdition.Shape().check(&v); err != nil {
		return err
	}
	if v.Hash != sha256.Sum256([]byte(v.Text)) {
		return invalid("edition", "hash", "is not that of the text")
	}
	return validBlocks("edition", v.Text, v.Blocks)
}

// Validate returns an *InvalidError or nil.
func (p Page) Validate() error {
	switch {
	case len(p.Body) == 0:
		return invalid("page", "body", "is empty")
	case len(p.Body) > MaxArticle:
		return invalid("page", "body", "is too long")
	case p.Hash != sha256.Sum256(p.Body):
		return invalid("page", "hash", "is not that of the body")
	}
	if err := validText("page", "media type", p.Media, MaxTitle); err != nil {
		return err
	}
	return validText("page", "url", p.URL, MaxTitle)
}

// Validate returns an *InvalidError or nil.
func (d Dismissal) Validate() error {
	switch {
	case d.Event != ID{} && d.EDTF != "":
		return invalid("dismissal", "date", "is that of a place")
	case d.Event == ID{} && d.Anchor.Part != "":
		return invalid("dismissal", "part", "is not the text")
	}
	return KindDismissal.Shape().check(&d)
}

// Validate returns an *InvalidError or nil.
func (v View) Validate() error {
	if err := KindView.Shape().check(&v); err != nil {
		return err
	}
	if v.Lo > v.Hi {
		return invalid("view", "span", "ends before it begins")
	}
	return nil
}

// Validate returns an *InvalidError or nil.
func (o Origin) Validate() error {
	if err := KindOrigin.Shape().check(&o); err != nil {
		return err
	}
	if len(o.Base) > maxBase {
		return invalid("origin", "base", "has too many fields")
	}
	for field, hash := range o.Base {
		if blank(field) || len(field) > maxBaseText || len(hash) > maxBaseText {
			return invalid("origin", "base", "holds a field without a name, or a long name or hash")
		}
		if err := validText("origin", "base", field+hash, 2*maxBaseText); err != nil {
			return err
		}
	}
	return nil
}

// Validate returns an *InvalidError or nil.
func (l Library) Validate() error {
	if err := KindLibrary.Shape().check(&l); err != nil {
		return err
	}
	for colour, name := range l.ColourNames {
		if !slices.Contains(Colours(), colour) {
			return invalid("library", "colour", "is not one of the palette")
		}
		if blank(name) {
			return invalid("library", "colour name", "is empty")
		}
		if err := validText("library", "colour name", name, MaxTitle); err != nil {
			return err
		}
	}
	return nil
}

// Validate returns an *InvalidError for the first row that cannot be stored, or nil.
func (e Edit) Validate() error {
	if err := validText("edit", "label", e.Label, MaxTitle); err != nil {
		return err
	}
	if len(e.Library) > 1 {
		return invalid("edit", "library", "is changed twice")
	}
	for _, c := range e.Library {
		if c.Before == nil || c.After == nil {
			return invalid("edit", "library", "can be neither inserted nor deleted")
		}
	}
	for _, s := range shapes {
		if err := s.validate(&e); err != nil {
			return err
		}
	}
	for _, p := range e.Pages {
		if err := p.Validate(); err != nil {
			return err
		}
	}
	return validText("edit", "merge", e.Merge, MaxTitle)
}

// validate checks the changes of a kind.
func (s *Shape) validate(e *Edit) error {
	kind := s.Kind.String()
	seen := make(map[ID]bool, s.Count(e))
	for c := range s.Changes(e) {
		if c.Row() == nil {
			return invalid(kind, "change", "is empty")
		}
		id := s.ID(c.Row())
		if c.Before != nil && s.ID(c.Before) != id {
			return invalid(kind, "id", "differs before and after")
		}
		if seen[id] {
			return invalid(kind, "id", "is changed twice in one edit")
		}
		seen[id] = true
		if c.After != nil {
			if err := c.After.Validate(); err != nil {
				return err
			}
		}
	}
	return nil
}

// CheckListed returns an *InvalidError for the first field of a row without its long text
// that cannot be stored, or nil.
func (s *Shape) CheckListed(row Row) error {
	for _, f := range s.Fields {
		if f.Use == UseBody {
			continue
		}
		if err := f.check(s.Kind.String(), row); err != nil {
			return err
		}
	}
	return nil
}

// check returns an *InvalidError for the first field of a row that cannot be stored,
// or nil.
func (s *Shape) check(row Row) error {
	kind := s.Kind.String()
	for _, f := range s.Fields {
		if err := f.check(kind, row); err != nil {
			return err
		}
	}
	return nil
}

func (f Field) check(kind string, row Row) error {
	name := f.says
	switch v := f.at(row).(type) {
	case *ID:
		if f.Needed && *v == (ID{}) {
			return invalid(kind, name, "is missing")
		}
	case *string:
		return f.checkText(kind, *v)
	case *int:
		if (f.Least != 0 || f.Most != 0) && (*v < f.Least || *v > f.Most) {
			return invalid(kind, name, fmt.Sprintf("is not between %d and %d", f.Least, f.Most))
		}
	case *dates.Date:
		if f.Needed || !v.IsZero() {
			return validDate(kind, name, *v)
		}
	case *anchor.Selector:
		switch {
		case v.Exact != "":
			return validAnchor(kind, *v)
		case f.Needed:
			return invalid(kind, "quote", "is empty")
		}
	case *Doubt:
		return validDoubt(kind, *v)
	case *[]string:
		return validTags(kind, *v)
	case *[]Reference:
		return validReferences(*v)
	case Composite:
		return v.Validate()
	}
	return nil
}

func (f Field) checkText(kind, text string) error {
	switch {
	case f.Needed && blank(text):
		return invalid(kind, f.says, "is empty")
	case f.Among != nil && !slices.Contains(f.Among, text):
		return invalid(kind, f.says, f.other)
	case f.Zone && text != "" && !dates.IsZone(text):
		return invalid(kind, f.says, "is not the name of a time zone")
	}
	return validText(kind, f.says, text, f.Max)
}
