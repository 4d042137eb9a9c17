package pdf

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// roles are the types of elements that are ours, and the standard ones that they are like.
const roles = "<< /Event /Art >>"

// Root is the element that all others are in.
func (d *Document) Root() *Element { return d.root }

// Add adds an element at the end of another one. The role is a standard structure type
// (14.8.4), or Event.
func (e *Element) Add(role string, about About) *Element {
	child := &Element{doc: e.doc, ref: e.doc.file.alloc(), parent: e.ref, role: role, about: about}
	e.kid(child.ref.String())
	if about.ID != "" {
		e.doc.ids[about.ID] = child.ref.String()
	}
	return child
}

func (e *Element) kid(k string) {
	e.kids = append(append(e.kids, ' '), k...)
	e.count++
}

// content adds marked content of a page.
func (e *Element) content(page Ref, id int) {
	if e.page == 0 {
		e.page = page
	}
	if e.page == page {
		e.kid(strconv.Itoa(id))
		return
	}
	e.kid(fmt.Sprintf("<< /Type /MCR /Pg %s /MCID %d >>", page, id))
}

// Close writes the element; closing it again does nothing.
func (e *Element) Close() {
	if e.closed {
		return
	}
	e.closed = true
	var b strings.Builder
	fmt.Fprintf(&b, "<< /Type /StructElem /S /%s /P %s", e.role, e.parent)
	if e.page != 0 {
		fmt.Fprintf(&b, " /Pg %s", e.page)
	}
	if e.about.Lang != "" {
		b.WriteString(" /Lang " + text(e.about.Lang))
	}
	if e.about.Alt != "" {
		b.WriteString(" /Alt " + text(e.about.Alt))
	}
	if e.about.ID != "" {
		b.WriteString(" /ID " + bytesText(e.about.ID))
	}
	switch {
	case e.about.Box != [4]float64{}:
		box := e.about.Box
		fmt.Fprintf(&b, " /A << /O /Layout /Placement /Block /BBox [%s %s %s %s] >>", number(box[0]), number(box[1]), number(box[2]), number(box[3]))
	case e.about.List != "":
		fmt.Fprintf(&b, " /A << /O /List /ListNumbering /%s >>", e.about.List)
	}
	if e.count > 0 {
		b.WriteString(" /K [")
		b.Write(e.kids)
		b.WriteString(" ]")
	}
	b.WriteString(" >>")
	e.kids = nil
	e.doc.file.pack(e.ref, b.String())
}

// parent keeps a place in the parent tree, and returns its key.
func (d *Document) parentKey(r Ref) int {
	d.parents = append(d.parents, r)
	return len(d.parents) - 1
}

// structure writes the root of the elements, with the trees that lead to them.
func (d *Document) structure() {
	parents := tree(d.file, "Nums", len(d.parents), func(i int) (string, string) { return strconv.Itoa(i), d.parents[i].String() })
	ids := ""
	if len(d.ids) > 0 {
		ids = " /IDTree " + byName(d.file, d.ids).String()
	}
	d.file.pack(d.treeRoot, fmt.Sprintf("<< /Type /StructTreeRoot /K [%s] /ParentTree %s /ParentTreeNextKey %d /RoleMap %s%s >>",
		d.root.ref, parents, len(d.parents), roles, ids))
}

// names writes the places that have names; 0 where there are none.
func (d *Document) names() Ref {
	if len(d.places) == 0 {
		return 0
	}
	return byName(d.file, d.places)
}

// byName writes a name tree (7.9.6).
func byName(f *file, all map[string]string) Ref {
	names := slices.SortedFunc(maps.Keys(all), cmp.Compare[string])
	return tree(f, "Names", len(names), func(i int) (string, string) { return bytesText(names[i]), all[names[i]] })
}

// tree writes a name or number tree of two levels, or more where there is much.
func tree(f *file, entries string, n int, entry func(i int) (key, value string)) Ref {
	type node struct {
		ref         Ref
		first, last string
	}
	var nodes []node
	for from := 0; from < n; from += widest {
		to := min(from+widest, n)
		var b strings.Builder
		var at node
		for i := from; i < to; i++ {
			key, value := entry(i)
			if i == from {
				at.first = key
			}
			at.last = key
			b.WriteString(key + " " + value + " ")
		}
		at.ref = f.add(fmt.Sprintf("<< /Limits [%s %s] /%s [%s] >>", at.first, at.last, entries, b.String()))
		nodes = append(nodes, at)
	}
	for len(nodes) > widest {
		var above []node
		for from := 0; from < len(nodes); from += widest {
			group := nodes[from:min(from+widest, len(nodes))]
			var b strings.Builder
			for _, k := range group {
				b.WriteString(k.ref.String() + " ")
			}
			at := node{first: group[0].first, last: group[len(group)-1].last}
			at.ref = f.add(fmt.Sprintf("<< /Limits [%s %s] /Kids [%s] >>", at.first, at.last, b.String()))
			above = append(above, at)
		}
		nodes = above
	}
	if len(nodes) == 0 {
		return f.add("<< /" + entries + " [] >>")
	}
	var b strings.Builder
	for _, k := range nodes {
		b.WriteString(k.ref.String() + " ")
	}
	return f.add("<< /Kids [" + b.String() + "] >>")
}
