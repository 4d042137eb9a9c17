package libraries

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// The places where a password is kept.
const untilQuit, inKeyring = "", "keyring"

// keeping is the part of a form in which is chosen where a password is kept, and by which one
// that is in the keyring is forgotten.
type keeping struct {
	*opener
	address func() data.Address
	choice  *control.Choice
	note    *text.Label
	kept    *fyne.Container // that one is kept, with the way to forget it
	root    *fyne.Container
	dialog  *control.Dialog // that it is in
}

func (o *opener) keeping(address func() data.Address) *keeping {
	k := o.host.Kit()
	p := &keeping{opener: o, address: address, note: k.Muted(""), kept: control.Column(0)}
	p.choice = k.Words([]string{untilQuit, inKeyring}, []string{k.T("connect.keep.quit"), k.T("connect.keep.keyring")}, untilQuit, p.chosen)
	p.note.Hide()
	p.root = control.Column(6, k.Field("connect.keep", p.choice.Root), p.note, p.kept)
	return p
}

// chosen looks whether there is a keyring, where one is asked for: nobody is told otherwise.
func (p *keeping) chosen(where string) {
	p.say("")
	if where != inKeyring {
		return
	}
	account := p.address().Account()
	feature.Background(p.host, func(ctx context.Context) (string, error) { return p.Keyring.Password(ctx, account) }, func(_ string, err error) {
		if missing(err) && p.choice.Value == inKeyring {
			p.choice.Choose(untilQuit)
			p.say(p.host.Kit().T("connect.keep.none"))
		}
	})
}

// say shows a line below the choice, "" for none.
func (p *keeping) say(words string) {
	p.note.SetText(words)
	if p.note.Hide(); words != "" {
		p.note.Show()
	}
	p.dialog.Refit()
}

// show says whether the password of what is typed is in the keyring: another one is to be
// there, too.
func (p *keeping) show() {
	k, account := p.host.Kit(), p.address().Account()
	p.kept.Objects = nil
	if slices.Contains(p.host.State.Keyring, account) {
		p.choice.Choose(inKeyring)
		p.kept.Objects = []fyne.CanvasObject{k.Row(8, 0, k.Muted(k.T("connect.keep.there", "account", k.Given(account))),
			k.Button(control.Link, k.T("connect.keep.forget"), nil, func() { p.forget(account) }))}
	}
	p.kept.Refresh()
	p.dialog.Refit()
}

// forget drops the password of an account.
func (p *keeping) forget(account string) {
	k := p.host.Kit()
	feature.Background(p.host, func(ctx context.Context) (struct{}, error) { return struct{}{}, p.Keyring.Forget(ctx, account) }, func(_ struct{}, err error) {
		if missing(err) {
			p.say(k.T("connect.keep.none"))
			return
		}
		p.host.State.Keyring = slices.DeleteFunc(p.host.State.Keyring, func(a string) bool { return a == account })
		p.host.Remember()
		p.show()
		p.say(k.T("connect.keep.forgotten"))
	})
}

// done puts a password that the server has taken where it was chosen to be.
func (p *keeping) done(address, password string) {
	a, err := data.ParseAddress(address)
	if p.choice.Value != inKeyring || password == "" || err != nil {
		return
	}
	account := a.Account()
	feature.Background(p.host, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.Keyring.Keep(ctx, account, password)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.host.Inform(p.host.Kit().T("connect.keep.failed"))
			return
		}
		if !slices.Contains(p.host.State.Keyring, account) {
			p.host.State.Keyring = append(p.host.State.Keyring, account)
			p.host.Remember()
		}
	})
}

// missing reports whether there is no keyring that can be used.
func missing(err error) bool { return errors.Is(err, data.ErrNoKeyring) }
