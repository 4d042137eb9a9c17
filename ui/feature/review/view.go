package review

import (
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
)

// view is what the list of candidates and the card of the one that is shown have in
// common, in one language.
type view struct {
	actions
	kit  *control.Kit
	head *control.Scroll   // of the card
	keys []command.Command // of the list
}

func newView(a actions) *view {
	k := a.host.Kit()
	v := &view{actions: a, kit: k, head: k.Scroll()}
	v.keys = a.keyed(v.middle)
	return v
}

// middle is where the menu of what to merge with opens.
func (v *view) middle() fyne.Position {
	at := v.kit.Over(v.head).SubtractXY(0, v.head.Size().Height/2)
	if v.kit.RTL() {
		at.X += v.head.Size().Width
	}
	return at
}

// key is the action of a key, nil where it has none.
func (v *view) key(ev *fyne.KeyEvent) *command.Command {
	typed := command.Plain(command.NameOf(ev))
	if i := slices.IndexFunc(v.keys, func(c command.Command) bool { return slices.Contains(c.Keys, typed) }); i >= 0 {
		return &v.keys[i]
	}
	return nil
}

// menu shows all that can be done with the candidate that is shown.
func (v *view) menu(at fyne.Position) {
	k, readOnly := v.kit, !v.host.Library.Writable()
	c, place := v.model.shown()
	if c == nil {
		return
	}
	off := map[string]bool{
		"found.accept": readOnly, "found.edit": readOnly, "found.merge": readOnly, "found.dismiss": readOnly,
		"found.next": place >= len(c.of.Candidates)-1, "found.previous": place <= 0,
	}
	var items []control.Item
	for _, c := range v.keys {
		if c.ID == "found.next" {
			items = append(items, control.Item{})
		}
		items = append(items, control.Item{Text: k.T(c.Title), Key: c.Keys[0].String(), Disabled: off[c.ID], Run: c.Run})
	}
	k.ShowMenu(v.host.Canvas, at, append(items, control.Item{},
		control.Item{Text: k.T("found.all"), Disabled: readOnly || len(v.sure()) == 0, Run: v.acceptSure}))
}

// confidence puts how likely a candidate is into words, and that its title is to be
// edited.
func confidence(k *control.Kit, c propose.Candidate) string {
	if c.Edit {
		return k.T("found.untitled")
	}
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
