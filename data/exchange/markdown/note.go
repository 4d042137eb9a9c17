package markdown

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/net/html"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// fields are those in front of a note, by their names: each a list of words.
type fields map[string][]string

func (f fields) text(names ...string) string {
	for _, name := range names {
		if len(f[name]) > 0 && f[name][0] != "" {
			return f[name][0]
		}
	}
	return ""
}

// Limits of what is in front of a note.
const (
	maxFront = 1 << 20
	maxWords = 10_000
)

// front divides a note into its fields and its body; line is where the body begins.
func (v *vault) front(n source) (f fields, body string, line int) {
	text := n.text
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return fields{}, text, 1
	}
	end := strings.Index("\n"+rest, "\n---")
	if end < 0 || end > maxFront {
		return fields{}, text, 1
	}
	after := rest[end:]
	_, body, _ = strings.Cut(after[len("---"):], "\n")
	line = 1 + strings.Count(text[:len(text)-len(body)], "\n")
	return v.fieldsOf(form.Place{Path: n.path, Line: 2}, rest[:end]), body, line
}

// fieldsOf reads YAML; what is none is noted and read line by line.
func (v *vault) fieldsOf(at form.Place, text string) fields {
	f := fields{}
	var doc yaml.Node
	err := yaml.Unmarshal([]byte(text), &doc)
	if err == nil && len(doc.Content) == 1 && doc.Content[0].Kind == yaml.MappingNode {
		content := doc.Content[0].Content
		for i := 0; i+1 < len(content) && i < 2*maxWords; i += 2 {
			f[strings.TrimSpace(content[i].Value)] = wordsOf(content[i+1])
		}
		return f
	}
	if err != nil {
		v.Skip(at, form.Unreadable, err.Error())
		for line := range strings.Lines(text) {
			if name, value, ok := strings.Cut(line, ":"); ok {
				f[strings.TrimSpace(name)] = []string{strings.Trim(strings.TrimSpace(value), `"'`)}
			}
		}
	}
	return f
}

// wordsOf are the words of a value or of the entries of a list.
func wordsOf(n *yaml.Node) []string {
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag == "!!null" {
			return nil
		}
		return []string{n.Value}
	case yaml.SequenceNode:
		var all []string
		for _, c := range n.Content[:min(len(n.Content), maxWords)] {
			if c.Kind == yaml.ScalarNode && c.Tag != "!!null" {
				all = append(all, c.Value)
			}
		}
		return all
	}
	return nil
}

// note reads a note: its events, and the article that it is.
func (v *vault) note(n source) (linked, error) {
	f, body, line := v.front(n)
	at := form.Place{Path: n.path, Line: 1}
	if f.text("edtf") != "" && f.text("id") != "" {
		return linked{path: n.path}, v.own(at, f, body)
	}
	base := strings.TrimSuffix(path.Base(n.path), path.Ext(n.path))
	l := linked{path: n.path, title: base, at: at}
	first := len(v.doc.Events)
	if err := v.dated(at, f, base, body); err != nil {
		return l, err
	}
	if err := v.inline(n, f, body, line); err != nil {
		return l, err
	}
	if err := v.spans(n, f, body, line); err != nil {
		return l, err
	}
	if err := v.article(&l, n, f, base, body); err != nil {
		return l, err
	}
	l.events = v.doc.Events[first:len(v.doc.Events):len(v.doc.Events)]
	v.illustrate(l, body)
	v.report(l)
	return l, nil
}

// common is what the fields say besides dates.
func (v *vault) common(at form.Place, f fields) form.Draft {
	d := form.Draft{
		At: at, Key: at.Path, Place: f.text("place", "location"), Source: f.text("source", "publisher"),
		Importance: importance(f.text("importance")),
	}
	timelines := f[v.settings.timelines]
	if name := f.text("track", "group", "category"); name != "" {
		timelines = append([]string{name}, timelines...)
	}
	if len(timelines) == 0 && path.Dir(at.Path) != "." {
		timelines = []string{path.Base(path.Dir(at.Path))}
	}
	if len(timelines) > 0 {
		d.Track, d.Tags = timelines[0], slices.Clone(timelines[1:])
	}
	for _, tags := range [][]string{f["tags"], f["tag"]} {
		if len(tags) == 1 && strings.ContainsAny(tags[0], ",") {
			tags = strings.Split(tags[0], ",")
		}
		for _, t := range tags {
			if t = strings.TrimPrefix(strings.TrimSpace(t), "#"); t != "" {
				d.Tags = append(d.Tags, t)
			}
		}
	}
	for _, name := range []string{"url", "link", "links", "source_url", v.settings.picture, "image"} {
		for _, address := range f[name] {
			if web := form.WebAddress(address); web != "" {
				d.Links = append(d.Links, form.Link{URL: web})
			} else if name == v.settings.picture || name == "image" {
				if n, ok := named(at.Path, form.Line(address)); ok {
					d.Pictures = append(d.Pictures, n)
					continue
				}
				d.More = append(d.More, form.Said("Picture", form.Line(address)))
			}
		}
	}
	return d
}

func importance(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < data.MinImportance || n > data.MaxImportance {
		return 0
	}
	return n
}

// dated adds the event that the fields or the name of a note date, if they do.
func (v *vault) dated(at form.Place, f fields, base, body string) error {
	d := v.common(at, f)
	d.Title = unlinked(cmp.Or(f.text(v.settings.title), f.text(v.settings.otherTitle...), base))
	d.Text = unlinked(cmp.Or(f.text(v.settings.body), opening(v.plain(body))))
	var ok bool
	start := f.text("edtf", "date", "start", "when")
	switch other := f.text(v.settings.otherStart...); {
	case f.text(v.settings.start) != "":
		var more []string
		d.Date, more, ok = v.aatDate(at, f)
		d.More = append(d.More, more...)
	case other != "":
		d.Date, ok = v.obDate(at, other, f.text(v.settings.otherEnd...), "")
	case start != "":
		if d.Date, ok = v.free(start); !ok {
			v.Skip(at, form.BadDate, start)
			return nil
		}
		if end := f.text("end", "until", "to"); end != "" && f.text("edtf") == "" {
			if last, okEnd := v.free(end); okEnd {
				d.Date, ok = v.until(at, d.Date.EDTF, last.EDTF)
			} else {
				v.Skip(at, form.BadDate, end)
			}
		}
	default:
		m := inName.FindStringSubmatch(base)
		if m == nil {
			return nil
		}
		moment, isDate := form.ISO(m[1])
		if !isDate {
			return nil
		}
		if f.text("title") == "" {
			d.Title = cmp.Or(m[2], heading(body), base)
		}
		d.Date, ok = v.DatedBy(at, moment.EDTF(), "")
	}
	if !ok {
		return nil
	}
	return v.Event(d)
}

// inline adds the events that are written into the text of a note.
func (v *vault) inline(n source, f fields, body string, line int) error {
	open := "%%" + v.settings.inline
	for from := 0; ; {
		begin := strings.Index(body[from:], open)
		if begin < 0 {
			return nil
		}
		begin += from + len(open)
		end := strings.Index(body[begin:], "%%")
		if end < 0 {
			return nil
		}
		end += begin
		at := form.Place{Path: n.path, Line: line + strings.Count(body[:begin], "\n")}
		own := v.fieldsOf(at, body[begin:end])
		rest := body[end+2:]
		for _, marker := range []string{v.settings.endOfBody, open} {
			if i := strings.Index(rest, marker); i >= 0 {
				rest = rest[:i]
			}
		}
		from = end + 2
		if own.text(v.settings.start) == "" {
			v.Skip(at, form.NoDate, "")
			continue
		}
		all := fields{"tags": f["tags"]}
		for name, words := range own {
			all[name] = words
		}
		d := v.common(at, all)
		d.Key = at.Path + "#" + own.text(v.settings.start) + " " + own.text(v.settings.title)
		text := v.plain(rest)
		d.Title = unlinked(cmp.Or(own.text(v.settings.title), heading(rest), form.Shorten(form.Line(text), 120), path.Base(n.path)))
		d.Text = unlinked(cmp.Or(own.text(v.settings.body), opening(text)))
		date, more, ok := v.aatDate(at, own)
		if !ok {
			continue
		}
		d.Date, d.More = date, append(d.More, more...)
		if err := v.Event(d); err != nil {
			return err
		}
	}
}

// spans adds the events that the elements of obsidian-timelines in a note are.
func (v *vault) spans(n source, f fields, body string, line int) error {
	if !strings.Contains(body, "ob-timelines") {
		return nil
	}
	z := html.NewTokenizer(strings.NewReader(body))
	z.SetMaxBuf(maxNote)
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return nil
		}
		raw := strings.Count(string(z.Raw()), "\n")
		at := form.Place{Path: n.path, Line: line}
		line += raw
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		t := z.Token()
		attr := map[string]string{}
		for _, a := range t.Attr {
			attr[a.Key] = strings.TrimSpace(a.Val)
		}
		if (t.Data != "span" && t.Data != "div") || !slices.Contains(strings.Fields(attr["class"]), "ob-timelines") {
			continue
		}
		var inner string
		if kind == html.StartTagToken {
			for z.Next() == html.TextToken {
				line += strings.Count(string(z.Raw()), "\n")
				inner += string(z.Text())
			}
			line += strings.Count(string(z.Raw()), "\n")
		}
		if err := v.span(at, f, attr, inner); err != nil {
			return err
		}
	}
}

// span adds an event that an element says.
func (v *vault) span(at form.Place, f fields, attr map[string]string, inner string) error {
	start := cmp.Or(attr["data-date"], attr["data-start-date"])
	if start == "" {
		v.Skip(at, form.NoDate, attr["data-title"])
		return nil
	}
	d := v.common(at, f)
	d.Tags = slices.DeleteFunc(d.Tags, func(t string) bool { return t == "timeline" })
	d.Title = unlinked(cmp.Or(attr["data-title"], strings.TrimSuffix(path.Base(at.Path), ending)))
	d.Text = unlinked(form.Clean(inner))
	d.Key = at.Path + "#" + start + " " + d.Title
	if d.Colour = form.Colour(cmp.Or(attr["data-color"], attr["data-class"])); d.Track == "" {
		d.Colour = ""
	}
	if web := form.WebAddress(attr["data-img"]); web != "" {
		d.Links = append(d.Links, form.Link{URL: web})
	} else if n, ok := named(at.Path, attr["data-img"]); ok {
		d.Pictures = append(d.Pictures, n)
	} else {
		d.More = append(d.More, form.Said("Picture", attr["data-img"]))
	}
	var ok bool
	if d.Date, ok = v.obDate(at, start, cmp.Or(attr["data-end"], attr["data-end-date"]), attr["data-type"]); !ok {
		return nil
	}
	if attr["data-type"] == "background" {
		return v.Era(d)
	}
	return v.Event(d)
}

// own adds an event or an era that was written here, as it was.
func (v *vault) own(at form.Place, f fields, body string) error {
	d := v.common(at, f)
	d.Key, d.Title = f.text("id"), f.text("title")
	d.Colour = f.text("colour")
	d.Tags, d.Links = f["keywords"], nil
	for i, address := range f["links"] {
		link := form.Link{URL: address}
		if titles := f["link-titles"]; i < len(titles) {
			link.Title = titles[i]
		}
		d.Links = append(d.Links, link)
	}
	text, quotes, _ := strings.Cut(body, endOfBody)
	d.Text, d.Pictures = unescaped(text), shownIn(at.Path, quotes)
	for range strings.Count(quotes, "\n> —") {
		v.Drop("quotations of sources")
	}
	date, err := dates.Parse(f.text("edtf"))
	if err != nil {
		v.Skip(at, form.BadDate, f.text("edtf"))
		return nil
	}
	d.Date = date
	if !slices.Contains(data.Colours(), d.Colour) {
		d.Colour = ""
	}
	if f.text("kind") == "era" {
		d.Title = ""
		return v.Era(d)
	}
	return v.Event(d)
}

var headingLine = regexp.MustCompile(`(?m)^#{1,6}[ \t]+(.+?)[ \t]*#*$`)

// heading is the first heading of a text, "" for none.
func heading(body string) string {
	m := headingLine.FindStringSubmatch(body)
	if m == nil {
		return ""
	}
	return form.Line(unlinked(comment.ReplaceAllString(m[1], "")))
}
