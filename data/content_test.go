package data

import (
	"crypto/sha256"
	"testing"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// variants sets a field to values that all differ, one after the other; none for what is
// no content.
func variants(t *testing.T, f Field, row Row) (set []func()) {
	t.Helper()
	switch v := f.at(row).(type) {
	case *string:
		for _, text := range []string{"a", "b", "ab"} {
			set = append(set, func() { *v = text })
		}
	case *int:
		set = append(set, func() { *v = 1 }, func() { *v = -1 })
	case *int64:
		set = append(set, func() { *v = 1 }, func() { *v = -1 })
	case *ID:
		set = append(set, func() { *v = ID{1} }, func() { *v = ID{15: 1} })
	case *hashOf:
		set = append(set, func() { *v = hashOf{1} }, func() { *v = hashOf{31: 1} })
	case *dates.Date:
		set = append(set, func() { *v = dates.Date{EDTF: "2022", Lo: 1} }, func() { *v = dates.Date{EDTF: "2023", Lo: 1} })
	case *anchor.Selector:
		for _, s := range []anchor.Selector{
			{Start: 1}, {End: 1}, {Exact: "a"}, {Prefix: "a"}, {Suffix: "a"}, {Exact: "ab"}, {Exact: "a", Prefix: "b"},
		} {
			set = append(set, func() { *v = s })
		}
	case *Doubt:
		for _, d := range []Doubt{{State: Orphan}, {Was: string(Orphan)}, {Score: 0.5}, {Score: 0.25}, {Method: "a"}} {
			set = append(set, func() { *v = d })
		}
	case *[]string:
		for _, list := range [][]string{{"a"}, {"a", "b"}, {"b", "a"}, {"ab"}, {"a", ""}} {
			set = append(set, func() { *v = list })
		}
	case *[]Reference:
		for _, list := range [][]Reference{{{URL: "a"}}, {{Title: "a"}}, {{URL: "a"}, {URL: "b"}}, {{URL: "a", Title: "b"}}} {
			set = append(set, func() { *v = list })
		}
	case *[]Link:
		for _, list := range [][]Link{{{Text: "a"}}, {{Event: ID{1}}}, {{Article: ID{1}}}, {{Excerpt: ID{1}}}, {{}, {Excerpt: ID{1}}}} {
			set = append(set, func() { *v = list })
		}
	case *[]Block:
		for _, list := range [][]Block{{{Start: 1}}, {{End: 1}}, {{Kind: Heading}}, {{}, {Kind: Heading}}} {
			set = append(set, func() { *v = list })
		}
	case *Citation:
		for _, c := range []Citation{
			{Container: "a"},
			{Volume: "a"},
			{Authors: []Name{{Family: "a"}}},
			{Authors: []Name{{Given: "a"}}},
			{Editors: []Name{{Family: "a"}}},
			{Authors: []Name{{Family: "a"}, {Family: "b"}}},
			{Keywords: []string{"a"}},
			{Keywords: []string{"a", "b"}},
			{Extra: map[string]string{"a": "b"}},
		} {
			set = append(set, func() { *v = c })
		}
	case *Verdict:
		for _, c := range []Verdict{{State: StateRefuted}, {State: StateDisputed}, {By: "a"}, {At: 1}, {Why: "a"}} {
			set = append(set, func() { *v = c })
		}
	case *Claims:
		id := ID{1}
		for _, c := range []Claims{
			{{Subject: "a"}},
			{{Subject: "b"}},
			{{Subject: "a", Value: "b"}},
			{{Subject: "a", Open: true}},
			{{Subject: "a", Why: "b"}},
			{{Subject: "a", By: "b"}},
			{{Subject: "a", At: 1}},
			{{Subject: "a", Excerpts: []ID{id}}},
			{{Subject: "a"}, {Subject: "b"}},
		} {
			set = append(set, func() { *v = c })
		}
	case *EntityNames:
		for _, c := range []EntityNames{{{Text: "a"}}, {{Text: "a", Lang: "ar"}}, {{Text: "a"}, {Text: "b"}}, {{Text: "b"}, {Text: "a"}}} {
			set = append(set, func() { *v = c })
		}
	case *Position:
		for _, c := range []Position{{Radius: 1}, {Lat: 1, Radius: 1}, {Lon: 1, Radius: 1}, {Lat: -1, Radius: 1}} {
			set = append(set, func() { *v = c })
		}
	case *bool:
		set = append(set, func() { *v = true })
	case *map[string]string:
		for _, m := range []map[string]string{{"a": "b"}, {"b": "a"}, {"a": ""}, {"a": "b", "b": "a"}, {"ab": ""}} {
			set = append(set, func() { *v = m })
		}
	default:
		t.Errorf("a field of type %T", v)
	}
	return set
}

// Every field of every kind is in the hash of the content, but for the Rev, what follows
// from others, texts that a hash names, and the library's ID; and a field says which one
// it is. What is empty is as good as none.
func TestContentHasFields(t *testing.T) {
	type value struct {
		kind  Kind
		field string
		which int
	}
	seen := map[[sha256.Size]byte]value{}
	for _, s := range Shapes() {
		hash := func(row Row) (of [sha256.Size]byte) {
			h := contentHasher{sha256.New()}
			h.row(s, row)
			h.Sum(of[:0])
			return of
		}
		none := hash(s.New())
		for i, f := range s.Fields {
			row := s.New()
			for which, set := range variants(t, f, row) {
				set()
				of := hash(row)
				if i == 1 || f.Use == UseBody || f.Use == UseDerived || s.Kind == KindLibrary && i == 0 {
					if of != none {
						t.Errorf("%s of %s is in the hash", f.Name, s.Kind)
					}
					continue
				}
				if other, ok := seen[of]; ok || of == none {
					t.Errorf("%s %d of %s has the hash of %+v", f.Name, which, s.Kind, other)
				}
				seen[of] = value{s.Kind, f.Name, which}
			}
		}
	}
	h := func(e Event) (of [sha256.Size]byte) {
		h := contentHasher{sha256.New()}
		h.row(KindEvent.Shape(), &e)
		h.Sum(of[:0])
		return of
	}
	if h(Event{Tags: []string{}, Links: []Reference{}}) != h(Event{}) {
		t.Error("an empty list is not as good as none")
	}
}

// A caption that the text has as one is not said again beside the picture.
func TestPictureBesideItsText(t *testing.T) {
	text := "First.\nThe quay on 24 February.  Photo: Desk\nThe quay burned.\n"
	at := len("First.\n")
	a := Article{Text: text, Blocks: []Block{{Start: at, End: at + len("The quay on 24 February.  Photo: Desk"), Kind: PictureCaption}}}
	for _, c := range []struct{ caption, credit, wantCaption, wantCredit string }{
		{"The quay on 24 February.", "Photo: Desk", "", ""},
		{"The quay on\n24 February. Photo: Desk", "", "", ""},
		{"The quay burned.", "Desk & Co", "The quay burned.", "Desk & Co"}, // in the text, but no caption
	} {
		if p := (Picture{Caption: c.caption, Credit: c.credit}).Beside(a); p.Caption != c.wantCaption || p.Credit != c.wantCredit {
			t.Errorf("%+v: %q, %q", c, p.Caption, p.Credit)
		}
	}
}
