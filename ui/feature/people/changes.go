package people

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// roleKey is the key of a role's name.
func roleKey(r data.Role) string { return "people.role." + string(r) }

// roles lets another role be chosen.
func (d *dialog) roles(m data.Member, at fyne.Position) {
	var items []control.Item
	for _, r := range data.Roles() {
		items = append(items, control.Item{Text: d.kit.T(roleKey(r) + ".means"), Checked: r == m.Role, Run: func() {
			if r != m.Role {
				d.host.Later(func() { d.ask(m, r) })
			}
		}})
	}
	d.kit.ShowMenu(d.host.Canvas, at, items)
}

// ask gives a role, after asking where one would shut oneself out by that.
func (d *dialog) ask(m data.Member, role data.Role) {
	if m.Login != d.me() {
		d.give(m, role)
		return
	}
	k := d.kit
	k.Confirm(d.host.Canvas, k.T("people.self"), k.T("people.self.role"), k.T("people.self.yes"), k.T("button.cancel"), func() { d.give(m, role) })
}

// give gives a role in place of another one.
func (d *dialog) give(m data.Member, role data.Role) {
	k, after := d.kit, m
	after.Role = role
	var undo func()
	if m.Login != d.me() {
		undo = func() { d.give(after, m.Role) }
	}
	d.do(func(ctx context.Context) error { return d.store.Admit(ctx, after, "") },
		k.T(roleKey(role)+".done", "who", k.Given(m.Login)), undo, nil)
}

// remove takes all roles away, after asking.
func (d *dialog) remove(m data.Member) {
	k := d.kit
	words := k.T("people.remove.text", "who", k.Given(m.Login))
	if m.Login == d.me() {
		words = k.T("people.remove.self")
	}
	back := func() {
		d.do(func(ctx context.Context) error { return d.store.Admit(ctx, m, "") }, k.T("people.back", "who", k.Given(m.Login)), nil, nil)
	}
	k.Confirm(d.host.Canvas, k.T("people.remove"), words, k.T("people.remove"), k.T("button.cancel"), func() {
		d.do(func(ctx context.Context) error { return d.store.Dismiss(ctx, m.Login) }, k.T("people.removed", "who", k.Given(m.Login)), back, nil)
	})
}

// rename asks for another login of a person.
func (d *dialog) rename(m data.Member) {
	k := d.kit
	if m.Login == d.me() {
		d.dialog.Fail(k.T("people.rename.self"))
		return
	}
	entry := k.Entry(1, m.Login, "")
	entry.Do(text.SelectAll)
	var form *control.Dialog
	save := func() bool {
		name := strings.TrimSpace(entry.Text())
		if name == "" {
			form.Fail(k.T("error.field.login"))
			return false
		}
		if name != m.Login {
			form.Close()
			d.call(m.Login, name)
		}
		return true
	}
	form = k.ShowDialog(d.host.Canvas, k.T("people.rename"), 440, control.Column(8, entry, k.Muted(k.T("people.rename.hint"))),
		control.Action{Text: k.T("button.save"), Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	form.Attach(entry)
}

// call gives a login another name.
func (d *dialog) call(login, name string) {
	k := d.kit
	d.do(func(ctx context.Context) error {
		err := d.store.Rename(ctx, login, name)
		if errors.Is(err, data.ErrExists) {
			err = &data.InvalidError{Kind: "person", Field: "login.taken", Reason: "is another's already"}
		}
		return err
	}, k.T("people.renamed", "who", k.Given(login), "name", k.Given(name)), func() { d.call(name, login) }, func(error) {
		place, _ := d.address(d.me())
		d.handOver("people.rename", d.kit.T("people.rename.lacking"), "tarikh server rename-user "+shellWord(place)+" "+shellWord(login)+" --name "+shellWord(name)+"\n")
	})
}

// shellWord is a word as shells take it.
func shellWord(word string) string {
	if strings.IndexFunc(word, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("_-.", r))
	}) < 0 && word != "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
