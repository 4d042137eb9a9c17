package reading

import (
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/control"
)

// Offer is what can be done with a mark: in the bubble beside it while it is framed, and
// in its menu.
type Offer struct {
	Rows []fyne.CanvasObject // of the bubble
	Menu []control.Item
}

// framing is the mark that was pressed last, with what can be done with it.
type framing struct {
	offers map[string]func(id any) Offer // by layer
	framed *Press                        // nil for none
	alone  []Press                       // that lie under it and are offered with it
}

// SetOffer has the marks of a layer offer something, by their IDs.
func (f *Feature) SetOffer(layer string, offer func(id any) Offer) {
	f.model.framing.offers[layer] = offer
}

// Framed is the mark that was pressed last, with its words, while it is the one that
// keys act on.
func (f *Feature) Framed() (Press, anchor.Selector, bool) {
	p := f.model.framing.framed
	if p == nil {
		return Press{}, anchor.Selector{}, false
	}
	m, _ := f.model.layers.mark(*p)
	s, ok := f.words(m)
	return *p, s, ok
}

// Press presses a mark, as with the pointer.
func (f *Feature) Press(p Press) {
	f.reader.press(p)
	f.reader.frame(p, nil)
}

// Unframe lets go of the framed mark, and reports whether there was one.
func (f *Feature) Unframe() bool { return f.reader.unframe() }

// Chosen are the words that a person means: those selected, else those of the framed
// mark, else those of the own mark that is shown.
func (f *Feature) Chosen() (anchor.Selector, bool) {
	if s, ok := f.Selection(); ok {
		return s, true
	}
	if _, s, ok := f.Framed(); ok {
		return s, true
	}
	if m, ok := f.model.layers.active(); ok {
		return f.words(m)
	}
	return anchor.Selector{}, false
}

// words are the words of a mark.
func (f *Feature) words(m Mark) (anchor.Selector, bool) {
	return f.model.selector(f.host.Library.Article(), m.Start, m.End)
}

// frameFloat is the name of the bubble among the floats.
const frameFloat = "frame"

// frame shows what can be done with a mark; alone are those that lie under it and are
// pressed in the bubble.
func (r *reader) frame(p Press, alone []Press) {
	f := &r.model.framing
	m, there := r.model.layers.mark(p)
	offer := f.offers[p.Layer]
	if offer == nil || !there {
		r.unframe()
		return
	}
	f.framed, f.alone = &p, alone
	rows := offer(p.ID).Rows
	if dates := r.aloneRow(); dates != nil {
		rows = append(slices.Clone(rows), dates)
	}
	box := bubble(r.kit, rows...)
	r.floats.set(frameFloat, &Float{Start: m.Start, End: m.End, Object: box, Width: box.MinSize().Width})
}

// aloneRow offers the marks under the framed one.
func (r *reader) aloneRow() fyne.CanvasObject {
	var row []fyne.CanvasObject
	for _, p := range r.model.framing.alone {
		m, _ := r.model.layers.mark(p)
		row = append(row, r.kit.Button(control.Link, m.Title, nil, func() { r.press(p) }))
	}
	if len(row) == 0 {
		return nil
	}
	return r.kit.Row(10, -1, row...)
}

// bubble is rows of what can be done, above the text.
func bubble(k *control.Kit, rows ...fyne.CanvasObject) fyne.CanvasObject {
	return control.Stack(control.NewSurface(control.Raised, control.Line, 10), k.Pad(5, 4, 5, 4, control.Column(2, rows...)))
}

func (r *reader) unframe() bool {
	f := &r.model.framing
	was := f.framed != nil
	f.framed, f.alone = nil, nil
	r.floats.set(frameFloat, nil)
	return was
}

// reframe shows the framed mark as it is now, and none where it is gone.
func (r *reader) reframe() {
	if f := r.model.framing; f.framed != nil {
		r.frame(*f.framed, f.alone)
	}
}

// offered is the mark of some under the pointer that offers something, own ones first;
// false for none.
func (r *reader) offered(on []Press) (first Press, ok bool) {
	for _, p := range on {
		m, there := r.model.layers.mark(p)
		if there && r.model.framing.offers[p.Layer] != nil && (!ok || m.Own) {
			if first, ok = p, true; m.Own {
				break
			}
		}
	}
	return first, ok
}
