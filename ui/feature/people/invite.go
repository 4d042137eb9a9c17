package people

import (
	"context"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// invite asks who is to be let in, and does that or says who can.
func (d *dialog) invite() {
	k := d.kit
	login, password := k.Entry(1, "", k.T("people.login.example")), k.Secret(k.T("people.password.example"))
	roles := data.Roles()
	values, words := make([]string, len(roles)), make([]string, len(roles))
	for i, r := range roles {
		values[i], words[i] = string(r), k.T(roleKey(r))
	}
	meaning := k.Muted("")
	var form *control.Dialog
	explain := func(role string) { meaning.SetText(k.T(roleKey(data.Role(role)) + ".means")) }
	role := k.Words(values, words, string(data.Writer), func(role string) {
		explain(role)
		form.Refit()
	})
	explain(role.Value)
	busy := false
	member := func() (data.Member, bool) {
		m := data.Member{Login: strings.TrimSpace(login.Text()), Role: data.Role(role.Value)}
		for _, known := range d.all {
			if known.Login == m.Login {
				form.Fail(k.T("people.known", "who", k.Given(m.Login)))
				return m, false
			}
		}
		if m.Login == "" {
			form.Fail(k.T("error.field.login"))
		}
		return m, m.Login != ""
	}
	byOthers := k.Button(control.Link, k.T("people.byothers"), nil, func() {
		if m, ok := member(); ok {
			d.handInvitation(m)
		}
	})
	admit := func() bool {
		m, ok := member()
		if !ok || busy {
			return false
		}
		busy = true
		form.Fail("")
		feature.Background(d.host, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, d.store.Admit(ctx, m, password.Password())
		}, func(_ struct{}, err error) {
			if busy = false; k.Dialogs.Top() != form {
				d.load() // it was closed meanwhile
				return
			}
			d.admitted(form, m, err)
		})
		return false
	}
	body := control.Column(12, k.Muted(k.T("people.invite.intro")), k.Field("people.login", login), k.Field("people.password", password.Entry),
		k.Field("people.role", control.Column(6, role.Root, meaning)), byOthers)
	form = k.ShowDialog(d.host.Canvas, k.T("people.invite.title"), 500, body,
		control.Action{Text: k.T("people.invite.yes"), Primary: true, Run: admit}, control.Action{Text: k.T("button.cancel")})
	form.Attach(login, password.Entry)
}

// admitted goes on after somebody was let in, or could not be.
func (d *dialog) admitted(form *control.Dialog, m data.Member, err error) {
	k := d.kit
	switch {
	case lacks(err):
		form.Close()
		d.handInvitation(m)
	case err != nil:
		form.Fail(d.host.Say(err))
	default:
		form.Close()
		d.done, d.undo = k.T("people.invited", "who", k.Given(m.Login)), nil
		d.load()
		d.handAddress(m)
	}
}

// address is the library as another person writes it, and the file of the authority that its
// server is checked by, see data.Address.
func (d *dialog) address(login string) (place, authority string) {
	place = d.host.Library.Place()
	if a, err := data.ParseAddress(place); err == nil { // it was opened by it
		a, authority = a.For(login)
		place = a.String()
	}
	return place, authority
}

// handAddress shows the address that a person opens.
func (d *dialog) handAddress(m data.Member) {
	place, authority := d.address(m.Login)
	intro := d.kit.T("people.address")
	if authority != "" {
		intro += "\n\n" + d.kit.T("people.address.authority", "file", d.kit.Given(authority))
	}
	d.handOver("people.invited.title", intro, place)
}

// handInvitation shows what an administrator of the server runs to let a person in.
func (d *dialog) handInvitation(m data.Member) {
	place, _ := d.address(d.me())
	line := "tarikh server add-user " + shellWord(place) + " " + shellWord(m.Login) + " --role " + string(m.Role)
	d.handOver("people.invite.title", d.kit.T("people.statements"), "# "+d.kit.T("people.shell")+"\n"+line+"\n\n-- psql\n"+d.store.Statements(m))
}

// handOver shows words to be given to another person, with a way to copy them.
func (d *dialog) handOver(title, intro, words string) {
	k := d.kit
	const height = 150
	shown := k.Scroll()
	shown.SetContent(k.Pad(12, 10, 12, 10, k.Keys(words, text.LabelStyle{Size: control.SizeSmall})), true)
	var view *control.Dialog
	view = k.ShowDialog(d.host.Canvas, k.T(title), 620, control.Column(12, k.Text(intro, text.LabelStyle{}), k.Well(height, shown)),
		control.Action{Text: k.T("selection.copy"), Primary: true, Run: func() bool {
			d.host.Clipboard.SetContent(words)
			view.Close()
			d.host.Inform(k.T("people.copied"))
			return false
		}}, control.Action{Text: k.T("button.close")})
}
