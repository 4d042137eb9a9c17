package pdftest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// check checks what a file says of itself.
func (f *File) check() error {
	if err := f.references(); err != nil {
		return err
	}
	root := f.Root()
	for _, key := range []Name{"Pages", "Metadata", "StructTreeRoot", "Lang", "MarkInfo"} {
		if root[key] == nil {
			return fmt.Errorf("the catalog has no %s", key)
		}
	}
	pages := f.Pages()
	if n := f.Dict(root["Pages"])["Count"]; n != float64(len(pages)) {
		return fmt.Errorf("%v pages are counted, there are %d", n, len(pages))
	}
	s := &structure{File: f, marked: map[Ref]map[int]Ref{}, links: map[Ref]Ref{}}
	if err := s.element(f.Array(f.Dict(root["StructTreeRoot"])["K"])[0].(Ref), root["StructTreeRoot"].(Ref), 0); err != nil {
		return err
	}
	for i, p := range pages {
		if err := s.page(p); err != nil {
			return fmt.Errorf("page %d: %w", i+1, err)
		}
	}
	return f.outline(f.Dict(root["Outlines"]), pages)
}

// references checks that every reference leads to an object.
func (f *File) references() error {
	var look func(v any) error
	look = func(v any) error {
		switch v := v.(type) {
		case Ref:
			if _, ok := f.Objects[v]; !ok {
				return fmt.Errorf("there is no object %d", v)
			}
		case Array:
			for _, w := range v {
				if err := look(w); err != nil {
					return err
				}
			}
		case Dict:
			for key, w := range v {
				if err := look(w); err != nil {
					return fmt.Errorf("%s: %w", key, err)
				}
			}
		}
		return nil
	}
	for r, v := range f.Objects {
		if err := look(v); err != nil {
			return fmt.Errorf("object %d: %w", r, err)
		}
	}
	return nil
}

// structure is what the elements say belongs to them.
type structure struct {
	*File
	marked   map[Ref]map[int]Ref // by page and MCID
	links    map[Ref]Ref         // by annotation
	headings []int
}

// roles are the structure types that the project uses.
var roles = []Name{
	"Document", "Part", "Sect", "Event", "H1", "H2", "H3", "H4", "P", "BlockQuote", "L", "LI", "Lbl", "LBody", "Span", "Link", "Reference", "Note", "Figure", "Caption", "TOC", "TOCI",
}

func (s *structure) element(r, parent Ref, level int) error {
	d := s.Dict(r)
	role, _ := d["S"].(Name)
	if d["Type"] != Name("StructElem") || d["P"] != parent || !slices.Contains(roles, role) {
		return fmt.Errorf("element %d (%s) has parent %v, not %d", r, role, d["P"], parent)
	}
	if err := s.says(r, role, d); err != nil {
		return err
	}
	linked := false
	for _, kid := range s.Array(d["K"]) {
		switch kid := kid.(type) {
		case float64:
			if err := s.mark(d["Pg"], int(kid), r); err != nil {
				return err
			}
		case Dict:
			if kid["Type"] == Name("OBJR") {
				s.links[kid["Obj"].(Ref)] = r
				linked = true
				continue
			}
			if err := s.mark(kid["Pg"], int(kid["MCID"].(float64)), r); err != nil {
				return err
			}
		case Ref:
			if err := s.element(kid, r, level+1); err != nil {
				return err
			}
		}
	}
	if role == "Link" && !linked {
		return fmt.Errorf("link %d has no annotation", r)
	}
	return nil
}

// says checks what an element must say beside its role.
func (s *structure) says(r Ref, role Name, d Dict) error {
	if role == "Figure" && Text(d["Alt"]) == "" {
		return fmt.Errorf("figure %d has no words that stand for it", r)
	}
	if role == "Note" && d["ID"] == nil {
		return fmt.Errorf("note %d has no ID", r)
	}
	if len(role) == 2 && role[0] == 'H' { // no level of headings is left out (PDF/UA-1, 7.4.2)
		n := int(role[1] - '0')
		last := 0
		if len(s.headings) > 0 {
			last = s.headings[len(s.headings)-1]
		}
		if n > last+1 {
			return fmt.Errorf("heading %d of level %d follows one of level %d", r, n, last)
		}
		s.headings = append(s.headings, n)
	}
	return nil
}

func (s *structure) mark(page any, id int, element Ref) error {
	p, ok := page.(Ref)
	if !ok {
		return fmt.Errorf("element %d has contents on no page", element)
	}
	if s.marked[p] == nil {
		s.marked[p] = map[int]Ref{}
	}
	if _, twice := s.marked[p][id]; twice {
		return fmt.Errorf("content %d of page object %d belongs to two elements", id, p)
	}
	s.marked[p][id] = element
	return nil
}

// parent is an entry of the parent tree.
func (f *File) parent(key int) any {
	var find func(v any) any
	find = func(v any) any {
		d := f.Dict(v)
		nums := f.Array(d["Nums"])
		for i := 0; i+1 < len(nums); i += 2 {
			if nums[i] == float64(key) {
				return nums[i+1]
			}
		}
		for _, kid := range f.Array(d["Kids"]) {
			if limits := f.Array(f.Dict(kid)["Limits"]); limits[0].(float64) <= float64(key) && float64(key) <= limits[1].(float64) {
				return find(kid)
			}
		}
		return nil
	}
	return find(f.Dict(f.Root()["StructTreeRoot"])["ParentTree"])
}

// page checks that what is drawn on a page belongs to the elements that say so, that all
// of it belongs to one or to none, and that its links do.
func (s *structure) page(r Ref) error {
	d := s.Dict(r)
	var parents Array
	if key, ok := d["StructParents"].(float64); ok {
		parents = s.Array(s.parent(int(key)))
	}
	if len(parents) != len(s.marked[r]) {
		return fmt.Errorf("%d elements have contents on it, it has %d", len(s.marked[r]), len(parents))
	}
	for id, p := range parents {
		if s.marked[r][id] != p {
			return fmt.Errorf("content %d belongs to element %v, and says %v", id, s.marked[r][id], p)
		}
	}
	if err := balanced(string(s.Content(r))); err != nil {
		return err
	}
	return s.annotations(d)
}

// balanced checks that all that is drawn belongs to one element or artifact, and that
// these, and saved states, end.
func balanced(content string) error {
	open, saved := 0, 0
	for _, line := range strings.Split(content, "\n") {
		op := line[strings.LastIndexByte(line, ' ')+1:]
		switch op {
		case "BDC", "BMC":
			open++
		case "EMC":
			open--
		case "q":
			saved++
		case "Q":
			if !strings.HasPrefix(line, "q ") {
				saved--
			}
		case "TJ", "f", "S", "B", "Do":
			if open != 1 {
				return fmt.Errorf("%q is drawn within %d elements or artifacts", line, open)
			}
		}
		if open < 0 || open > 1 || saved < 0 {
			return fmt.Errorf("after %q %d elements are open and %d states are saved", line, open, saved)
		}
	}
	if open != 0 || saved != 0 {
		return fmt.Errorf("%d elements are left open and %d states are saved", open, saved)
	}
	return nil
}

// annotations checks that the links of a page belong to elements and lead somewhere.
func (s *structure) annotations(d Dict) error {
	for _, a := range s.Array(d["Annots"]) {
		annotation := s.Dict(a)
		key, _ := annotation["StructParent"].(float64)
		if element, ok := s.links[a.(Ref)]; !ok || s.parent(int(key)) != element {
			return fmt.Errorf("a link belongs to element %v, and says %v", element, s.parent(int(key)))
		}
		if Text(annotation["Contents"]) == "" {
			return fmt.Errorf("a link says nothing")
		}
		if name, ok := annotation["Dest"].([]byte); ok && s.Place(string(name)) == nil {
			return fmt.Errorf("a link leads to %q, which is nowhere", name)
		}
	}
	return nil
}

// Place is the destination of a name, nil without one.
func (f *File) Place(name string) Array {
	var find func(v any) Array
	find = func(v any) Array {
		d := f.Dict(v)
		names := f.Array(d["Names"])
		for i := 0; i+1 < len(names); i += 2 {
			if string(names[i].([]byte)) == name {
				return f.Array(names[i+1])
			}
		}
		for _, kid := range f.Array(d["Kids"]) {
			if limits := f.Array(f.Dict(kid)["Limits"]); limits == nil || bytes.Compare(limits[0].([]byte), []byte(name)) <= 0 && bytes.Compare(limits[1].([]byte), []byte(name)) >= 0 {
				if found := find(kid); found != nil {
					return found
				}
			}
		}
		return nil
	}
	return find(f.Dict(f.Root()["Names"])["Dests"])
}

// outline checks that bookmarks are chained both ways and lead to pages.
func (f *File) outline(d Dict, pages []Ref) error {
	var before any
	for at := d["First"]; at != nil; at = f.Dict(at)["Next"] {
		b := f.Dict(at)
		if b["Prev"] != before {
			return fmt.Errorf("bookmark %v has %v before it, not %v", at, b["Prev"], before)
		}
		if to := f.Array(b["Dest"]); len(to) == 0 || !slices.Contains(pages, to[0].(Ref)) {
			return fmt.Errorf("bookmark %v leads to no page", at)
		}
		if err := f.outline(b, pages); err != nil {
			return err
		}
		before = at
	}
	if d["Last"] != before {
		return fmt.Errorf("the last bookmark is %v, not %v", before, d["Last"])
	}
	return nil
}

// Bookmarks are the titles of the outline in order, each after as many tabs as its level.
func (f *File) Bookmarks() []string {
	var all []string
	var walk func(d Dict, level int)
	walk = func(d Dict, level int) {
		for at := d["First"]; at != nil; at = f.Dict(at)["Next"] {
			all = append(all, strings.Repeat("\t", level)+Text(f.Dict(at)["Title"]))
			walk(f.Dict(at), level+1)
		}
	}
	walk(f.Dict(f.Root()["Outlines"]), 0)
	return all
}
