package review

import (
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/input"
)

// view is what the list of candidates and the card of the one that is shown have in
// common, in one language.
type view struct {
	actions
	kit  *control.Kit
	body *fyne.Container
	keys []command.Command // of the list
}

func newView(a actions) *view {
	v := &view{actions: a, kit: a.host.Kit(), body: control.Stack()}
	v.keys = a.keyed(v.middle)
	return v
}

// middle is where the menu of what to merge with opens.
func (v *view) middle() fyne.Position {
	at := v.kit.Over(v.body).SubtractXY(0, v.body.Size().Height*2/3)
	if v.kit.RTL() {
		at.X += v.body.Size().Width
	}
	return at
}

// key is the action of a key, nil where it has none.
func (v *view) key(ev *fyne.KeyEvent) *command.Command {
	pressed, ok := command.FromKey(ev, input.Held())
	if !ok {
		return nil
	}
	if i := slices.IndexFunc(v.keys, func(c command.Command) bool { return slices.Contains(c.Keys, pressed) }); i >= 0 {
		return &v.keys[i]
	}
	return nil
}

// menu shows all that can be done with the candidate that is shown.
func (v *view) menu(at fyne.Position) {
	k := v.kit
	c, place := v.model.shown()
	if c == nil {
		return
	}
	fixed := !v.host.Library.Writable() || !c.open()
	off := map[string]bool{
		"found.accept": fixed, "found.edit": fixed, "found.merge": fixed, "found.dismiss": fixed,
		"found.next": place >= len(v.model.items)-1, "found.previous": place <= 0,
		"found.all": !v.host.Library.Writable() || len(v.sure()) == 0,
	}
	var items []control.Item
	for _, c := range v.keys {
		if c.ID == "found.next" || c.ID == "found.all" {
			items = append(items, control.Item{})
		}
		items = append(items, control.Item{Text: k.T(c.Title), Key: c.Keys[0].String(), Disabled: off[c.ID], Run: c.Run})
	}
	k.ShowMenu(v.host.Canvas, at, items)
}

// confidence puts how likely a candidate is into words, and that its title is to be
// edited.
func confidence(k *control.Kit, c propose.Candidate) string {
	if c.Edit {
		return k.T("found.untitled")
	}
	return level(k, &c)
}

// level puts how likely a candidate is into a word.
func level(k *control.Kit, c *propose.Candidate) string {
	return k.T([...]string{propose.Doubtful: "found.doubtful", propose.Likely: "found.likely", propose.Sure: "found.sure"}[c.Level()])
}

// why says why a find is the date that it is: what sort of words name it, where there
// is but one way to read them.
func why(k *control.Kit, f find.Find) string {
	if f.Why == find.NoteWords {
		return k.T("found.kind." + string(f.Kind))
	}
	return k.Locale.DateNote(f.Why)
}
