package pdf

import (
	"fmt"
	"strings"
)

// Close writes the rest of the document. All pages and elements must be closed.
func (d *Document) Close() error {
	d.root.Close()
	pages := d.pageTree()
	d.writeResources()
	outline := d.outline()
	d.structure()
	names := d.names()
	metadata := d.file.alloc()
	d.file.plain(metadata, "/Type /Metadata /Subtype /XML", []byte(d.info.xmp()))

	var catalog strings.Builder
	fmt.Fprintf(&catalog, "<< /Type /Catalog /Version /1.7 /Pages %s /Metadata %s /StructTreeRoot %s /MarkInfo << /Marked true >> /Lang %s", pages, metadata, d.treeRoot, text(d.info.Lang))
	catalog.WriteString(" /ViewerPreferences << /DisplayDocTitle true")
	if d.info.RTL {
		catalog.WriteString(" /Direction /R2L")
	}
	catalog.WriteString(" >>")
	if outline != 0 {
		fmt.Fprintf(&catalog, " /Outlines %s /PageMode /UseOutlines", outline)
	}
	if names != 0 {
		fmt.Fprintf(&catalog, " /Names << /Dests %s >>", names)
	}
	catalog.WriteString(" >>")
	return d.file.finish(d.file.add(catalog.String()), d.file.add(d.info.dictionary()))
}

// pageTree writes the nodes above the pages and returns the topmost. Pages are under
// nodes of the lowest level, whose numbers they were told; see parentOf.
func (d *Document) pageTree() Ref {
	top := d.file.alloc()
	var kids []string
	for from := 0; from < len(d.pages); from += widest {
		group := d.pages[from:min(from+widest, len(d.pages))]
		refs := make([]string, len(group))
		for i, p := range group {
			refs[i] = p.ref.String()
		}
		node := group[0].parent
		d.file.pack(node, fmt.Sprintf("<< /Type /Pages /Parent %s /Count %d /Kids [%s] >>", top, len(group), strings.Join(refs, " ")))
		kids = append(kids, node.String())
	}
	d.file.pack(top, fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(d.pages), strings.Join(kids, " ")))
	return top
}

// writeResources writes what all pages draw with.
func (d *Document) writeResources() {
	var b strings.Builder
	b.WriteString("<< /Font <<")
	d.fonts.each(func(name string, r Ref) { fmt.Fprintf(&b, " /%s %s", name, r) })
	b.WriteString(" >> /ExtGState <<")
	for alpha := range 256 {
		if d.states[alpha] {
			share := number3(float64(alpha) / 255)
			fmt.Fprintf(&b, " /A%d << /ca %s /CA %s >>", alpha, share, share)
		}
	}
	for i, r := range d.fades {
		fmt.Fprintf(&b, " /M%d %s", i, r)
	}
	b.WriteString(" >> /XObject <<")
	for i, r := range d.forms {
		fmt.Fprintf(&b, " /X%d %s", i, r)
	}
	b.WriteString(" >> >>")
	d.file.pack(d.resources, b.String())
}
