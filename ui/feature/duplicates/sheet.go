package duplicates

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/text"
)

// sheetWidth is that of the dialog, leastSide that of an event beside others, in units.
const sheetWidth, leastSide = 900, 230

// sheet shows events side by side, with what is to be chosen.
type sheet struct {
	host  *feature.Host
	kit   *control.Kit
	m     *merging
	signs [][]*control.Sign // by question, then side; nil where nothing is asked
	body  *fyne.Container
}

func newSheet(h *feature.Host, m *merging) *sheet {
	s := &sheet{host: h, kit: h.Kit(), m: m}
	s.body = control.Column(14)
	for i, q := range questions() {
		s.signs = append(s.signs, nil)
		s.body.Add(s.row(i, q))
	}
	s.body.Add(s.joined())
	return s
}

// row is a question: the answers side by side, each to be chosen, or the one that all give.
func (s *sheet) row(at int, q question) fyne.CanvasObject {
	k := s.kit
	if !s.m.asks(q) {
		words := s.answer(q, s.m.sides[0].Event)
		if words == "" {
			return control.Gap(0, 0)
		}
		return k.Field(q.key, s.said(q, words, text.LabelStyle{}))
	}
	var cells []fyne.CanvasObject
	for i, side := range s.m.sides {
		sign := control.RadioSign()
		s.signs[at] = append(s.signs[at], sign)
		words := s.answer(q, side.Event)
		style := text.LabelStyle{LineHeight: 22}
		if q.key == "field.title" {
			style.Bold = true
		}
		cell := k.Row(8, 1, k.Pad(0, 3, 0, 0, sign.Root), s.said(q, words, style))
		cells = append(cells, k.TapArea(k.Pad(6, 5, 6, 5, cell), func() {
			s.m.chosen[at] = i
			s.mark()
		}, nil))
	}
	s.mark()
	return control.Column(2, k.Muted(k.T(q.key)), k.Even(14, leastSide, cells...))
}

// said is a label with an answer: our own words, also that there is none, or what people
// wrote.
func (s *sheet) said(q question, words string, style text.LabelStyle) fyne.CanvasObject {
	switch {
	case words == "":
		style.Colour = fynetheme.ColorNamePlaceHolder
		return s.kit.Text(s.kit.T("merge.none"), style)
	case q.key == "field.date" || q.key == "merge.verdict":
		return s.kit.Text(words, style)
	}
	return s.kit.Name(words, style)
}

// mark shows what is chosen.
func (s *sheet) mark() {
	for i, signs := range s.signs {
		for j, sign := range signs {
			sign.Set(j == s.m.chosen[i])
		}
	}
}

// choose takes all answers of a side.
func (s *sheet) choose(side int) {
	if side < len(s.m.sides) {
		s.m.keep(side)
		s.mark()
	}
}

// answer is what an event answers, in words.
func (s *sheet) answer(q question, e data.Event) string {
	k := s.kit
	switch q.key {
	case "field.title":
		return e.Title
	case "field.date":
		own, _ := s.host.Clocks(e.Date, e.Zone)
		return k.Join(own...)
	case "field.track":
		for _, t := range s.host.Library.Tracks() {
			if t.ID == e.Track {
				return t.Name
			}
		}
	case "field.place":
		return e.Place
	case "merge.verdict":
		if state := e.Verdict.State; state != "" {
			return k.Join(k.T("merge.state."+string(state)), k.Given(e.Verdict.Why))
		}
	}
	return ""
}

// joined is what the event has of all: sources side by side, and the counts of the rest.
func (s *sheet) joined() fyne.CanvasObject {
	k := s.kit
	var cells []fyne.CanvasObject
	excerpts, notes := 0, 0
	for _, side := range s.m.sides {
		excerpts, notes = excerpts+len(side.excerpts), notes+side.notes
		cells = append(cells, s.sources(side))
	}
	kept := k.Locale.Counts(i18n.Counted{Key: "count.excerpts", N: excerpts}, i18n.Counted{Key: "count.notes", N: notes})
	column := control.Column(6, control.HLine(), k.Muted(k.T("merge.sources")), k.Even(14, leastSide, cells...))
	if kept != "" {
		column.Add(k.Muted(k.T("merge.kept", "what", kept)))
	}
	return column
}

// fewSources is how many sources of an event are shown.
const fewSources = 4

// sources are those of an event, by time.
func (s *sheet) sources(of side) fyne.CanvasObject {
	k := s.kit
	column := control.Column(8)
	if of.Description != "" {
		column.Add(k.Written(control.OneLine(of.Description, 240), text.LabelStyle{Size: control.SizeSmall, LineHeight: 21, Lines: 3, Shrink: true}))
	}
	for i, x := range of.excerpts {
		if i == fewSources {
			column.Add(k.Muted(k.Locale.TN("merge.more", len(of.excerpts)-i)))
			break
		}
		source := ""
		if a, ok := s.article(x.Article); ok {
			source = feature.SourceLine(k, a)
		}
		column.Add(k.Quote(control.Line, control.Column(0,
			k.Written(control.OneLine(x.Anchor.Exact, 220), text.LabelStyle{Size: control.SizeSmall, LineHeight: 21, Lines: 3, Shrink: true}), k.Muted(source))))
	}
	if len(of.excerpts) == 0 {
		column.Add(k.Muted(k.T("excerpts.none")))
	}
	return column
}

func (s *sheet) article(id data.ID) (data.Article, bool) {
	for _, a := range s.host.Library.Snapshot().Articles {
		if a.ID == id {
			return a, true
		}
	}
	return data.Article{}, false
}
