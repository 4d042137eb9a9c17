package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Picture is a picture in the main text, as the page refers to it: nothing of it is fetched.
type Picture struct {
	// Addresses are those under which it may be found, the likeliest first: of the web, or as
	// they are in the page, or "data:" with the picture itself.
	Addresses []string
	Position  int // bytes of the text, at the beginning of a line, or its end; -1 above all of it
	Caption   string
	Credit    string
	Alt       string
}

// seen is a picture on the way through the page.
type seen struct {
	Picture
	before int // the place of the paragraph that follows it
	inside mark
	held   bool
	figure bool
}

// Limits of pictures of a page: how many there are, how many addresses each has, and of how
// many bytes, those with the picture itself left aside.
const (
	maxPictures  = 200
	maxAddresses = 12
	maxAddress   = 4000
)

// decoration is how many pixels a picture has on a side at most that is an icon, a button or
// a dot by which readers are counted.
const decoration = 63

// picture takes a picture at the place that the walk has come to.
func (w *walker) picture(n *html.Node) {
	if small(attr(n, "width")) || small(attr(n, "height")) || len(w.seen) == maxPictures {
		return
	}
	p := seen{before: len(w.out) + 1, inside: w.around.inside, held: w.around.held}
	if w.line.Len() > 0 {
		p.before++ // within a paragraph: below it
	}
	if p.Addresses = addresses(n); len(p.Addresses) == 0 {
		return
	}
	p.Alt = oneLine(attr(n, "alt"))
	if box := figure(n); box != nil {
		p.figure = true
		p.Caption, p.Credit = captionOf(box)
	}
	w.seen = append(w.seen, p)
}

// small reports a size of a decoration, in pixels.
func small(size string) bool {
	n, err := strconv.Atoi(strings.TrimSuffix(size, "px"))
	return err == nil && n <= decoration
}

// addresses are those of a picture: its own, those that scripts would put in its place, and
// those for other screens.
func addresses(n *html.Node) (all []string) {
	add := func(address string) {
		data := strings.HasPrefix(address, "data:image/")
		if address != "" && len(all) < maxAddresses && (data || len(address) <= maxAddress) && !slices.Contains(all, address) {
			all = append(all, address)
		}
	}
	of := func(n *html.Node) {
		for _, name := range []string{"data-src", "data-original", "data-lazy-src", "src"} {
			add(attr(n, name))
		}
		for _, name := range []string{"srcset", "data-srcset"} {
			for _, address := range sourceSet(attr(n, name)) {
				add(address)
			}
		}
	}
	of(n)
	if n.Parent != nil && n.Parent.DataAtom == atom.Picture {
		for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Source {
				of(c)
			}
		}
	}
	return all
}

// sourceSet are the addresses of a list (HTML, 4.8.4.2.1), the largest first.
func sourceSet(list string) (all []string) {
	type candidate struct {
		address string
		size    float64
	}
	var found []candidate
	for part := range strings.SplitSeq(list, ", ") {
		address, size, _ := strings.Cut(strings.Trim(part, " ,\t\r\n"), " ")
		n, _ := strconv.ParseFloat(strings.TrimRight(strings.TrimSpace(size), "wxh"), 64)
		if found = append(found, candidate{address, n}); len(found) == maxAddresses {
			break
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		if a.size > b.size {
			return -1
		}
		return 1
	})
	for _, c := range found {
		all = append(all, c.address)
	}
	return all
}

// figure is the element of a picture with its caption, or nil.
func figure(n *html.Node) *html.Node {
	const near = 5
	p := n.Parent
	for range near {
		if p == nil || p.DataAtom == atom.Body {
			return nil
		}
		class := strings.ToLower(attr(p, "class"))
		if p.DataAtom == atom.Figure || strings.Contains(class, "wp-caption") || strings.Contains(class, "thumbinner") {
			return p
		}
		p = p.Parent
	}
	return nil
}

// captionOf is what an element with a picture says of it, and who made it.
func captionOf(box *html.Node) (text, by string) {
	for n := range box.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		class := strings.ToLower(attr(n, "class"))
		named := func(what string) bool {
			return strings.Contains(class, what) || strings.Contains(attr(n, "itemprop"), what)
		}
		switch {
		case by == "" && (named("credit") || named("copyright") || named("photographer") || named("source")):
			by = textOf(n)
		case text == "" && (n.DataAtom == atom.Figcaption || named("caption") && n != box):
			text = textOf(n)
		}
	}
	if by != "" && text != by { // it is a part of the caption
		text = strings.Trim(strings.Replace(text, by, "", 1), " |·—–-/")
	}
	return text, by
}

// inText tells where pictures are in a text: only those among its paragraphs, and those right
// above, belong to it.
func inText(all []paragraph, at []int, size int, pictures []seen) (in []Picture) {
	if len(all) == 0 || all[0].place == 0 {
		return nil
	}
	first, last := all[0].place, all[len(all)-1].place
	for _, p := range pictures {
		above := p.before < first && (p.held || p.figure) && p.before >= first-nearAbove
		below := p.before > last+1
		if p.inside&(junk|foreign) != 0 || below || p.before < first && !above {
			continue
		}
		p.Position = size
		for i, next := range all {
			if next.place >= p.before {
				p.Position = at[i]
				break
			}
		}
		if p.Position == 0 {
			p.Position = -1
		}
		in = append(in, p.Picture)
	}
	return in
}

// absolute makes addresses those of the web, where they lead from the page.
func (p *Picture) absolute(base *url.URL) {
	if base.Host == "" {
		return
	}
	for i, address := range p.Addresses {
		if strings.HasPrefix(address, "data:") || strings.HasPrefix(address, "cid:") {
			continue
		}
		if u, err := base.Parse(address); err == nil {
			p.Addresses[i] = u.String()
		}
	}
}

// leadPicture is the address of the picture that stands for the page, "" where it names none.
func (d *metadata) leadPicture() string {
	for _, name := range []string{"og:image:secure_url", "og:image:url", "og:image", "twitter:image"} {
		for _, address := range d.meta[name] {
			if u, err := d.base.Parse(address); err == nil && (u.Scheme == "https" || u.Scheme == "http") && len(address) <= maxAddress {
				return u.String()
			}
		}
	}
	return ""
}
