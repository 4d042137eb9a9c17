package reading

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// Setting is how the reader wants texts set.
type Setting interface{ Reading() text.Reading }

// model is what the reader shows of the open article, in any language.
type model struct {
	host     *feature.Host
	setting  Setting
	article  data.ID                // whose text is shown, zero for none
	left     map[data.ID]text.Place // where articles were left
	hash     [32]byte
	title    string
	anchors  *anchor.Text // of the text that is shown
	titled   *anchor.Text // of its title
	layers   layers
	finds    []text.Found
	find     int // that is looked at, -1 for none
	numbers  numbers
	question *Question // nil where none is asked
	framing  framing
	menus    []func(offset int) []control.Item // of what others do at a byte of the text

	pressed library.Subscribers[Press]
	pointed library.Subscribers[[]Press]
	moved   library.Subscribers[struct{}]
}

// take follows the open article, and reports whether its text is another than the one
// that is shown: then nothing is marked in it yet.
func (m *model) take(a *library.ArticleView) (another bool) {
	switch {
	case a == nil && m.article == (data.ID{}), a != nil && m.article == a.ID && m.hash == a.Hash:
		return false
	case a == nil:
		m.article, m.hash, m.anchors = data.ID{}, [32]byte{}, nil
		m.retitle("")
	default:
		m.article, m.hash, m.anchors = a.ID, a.Hash, anchor.NewText(a.Text)
		m.retitle(a.Title)
	}
	m.layers.clear()
	m.finds, m.find, m.numbers.all = nil, -1, nil
	m.framing.framed, m.framing.alone = nil, nil
	return true
}

// retitle follows the title of the open article, and reports whether it is another.
func (m *model) retitle(title string) (another bool) {
	if title == m.title {
		return false
	}
	m.title, m.titled = title, anchor.NewText(title)
	return true
}

// shows reports whether what is shown is an article as it is.
func (m *model) shows(a *library.ArticleView) bool {
	return a != nil && m.article == a.ID && m.hash == a.Hash && m.title == a.Title
}

// passage is where a passage is in what is shown, in bytes of the text, those of the title
// before it (see text.View.SetTextWith); false for one that was not found, which is listed
// and never shown at a place.
func (m *model) passage(s anchor.Selector, doubt data.Doubt) (start, end int, ok bool) {
	if m.anchors == nil || doubt.State == data.Orphan {
		return 0, 0, false
	}
	in := m.anchors
	if s.Part == data.OfTitle {
		in = m.titled
	}
	found, ok := in.Resolve(s)
	start, end = m.shown(s.Part, found.Start, found.End)
	return start, end, ok
}

// shown is where bytes of a part of the article are in what is shown.
func (m *model) shown(part string, start, end int) (int, int) {
	if part == data.OfTitle {
		before := len(m.title) + 1
		return start - before, end - before
	}
	return start, end
}

// selector is the passage at some bytes of what is shown, without white space at its ends;
// false for none.
func (m *model) selector(a *library.ArticleView, start, end int) (anchor.Selector, bool) {
	if !m.shows(a) {
		return anchor.Selector{}, false
	}
	whole, part := a.Text, ""
	if start < 0 {
		whole, part = a.Title, data.OfTitle
		start, end = start+len(whole)+1, end+len(whole)+1
	}
	if start < 0 || start >= end || end > len(whole) {
		return anchor.Selector{}, false
	}
	words := whole[start:end] // by keys, with white space at the ends
	start += len(words) - len(strings.TrimLeftFunc(words, unicode.IsSpace))
	s, err := anchor.Make(whole, start, start+len(strings.TrimSpace(words)))
	s.Part = part
	return s, err == nil
}

// asked is the question that is asked in the open article, or nil.
func (m *model) asked() *Question {
	if q := m.question; q != nil && m.article == q.Article {
		return q
	}
	return nil
}

// parts are objects by the names of those that show them, in the order in which these
// showed something first.
type parts struct {
	names   []string
	objects []fyne.CanvasObject
}

// set replaces an object; nil shows none.
func (p *parts) set(name string, o fyne.CanvasObject) {
	i := slices.Index(p.names, name)
	if i < 0 {
		i = len(p.names)
		p.names, p.objects = append(p.names, name), append(p.objects, nil)
	}
	p.objects[i] = o
}

// shown are the objects that there are.
func (p *parts) shown() []fyne.CanvasObject {
	return slices.DeleteFunc(slices.Clone(p.objects), func(o fyne.CanvasObject) bool { return o == nil })
}

func (p *parts) clear() { clear(p.objects) }
