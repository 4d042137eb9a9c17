package libraries

import (
	"context"
	"errors"
	"maps"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// connection is the form in which a library on a server is chosen.
type connection struct {
	*opener
	dialog                 *control.Dialog
	server, database, user *control.Entry
	password               *control.Secret
	keep                   *keeping
	trust, history         *control.Choice
	meaning                *text.Label // of the trust that is chosen
	root                   string      // the file of the authority that signs for the server, "" for those that the machine knows
	authority              *fyne.Container
	found                  *fyne.Container
	libraries              *control.Choice // nil until they have been asked for
	rest                   data.Address    // what the form has no field for
	named                  bool            // the address that was typed names its library
	button                 string          // words of the main one, until there are libraries to choose from
	busy                   bool
	share                  bool // the open library goes to the server
}

// connect asks for a server and a library on it. What was used last is filled in, but for
// the password.
func (o *opener) connect() { o.ask(false) }

// shareLibrary asks for a server, and copies the open library to it.
func (o *opener) shareLibrary() { o.ask(true) }

func (o *opener) ask(share bool) {
	k := o.host.Kit()
	c := &connection{opener: o, found: control.Column(4), authority: control.Column(0), share: share}
	title, intro, button := "command.library.connect", "connect.intro", "connect.connect"
	if share {
		title, intro, button = "command.library.share", "share.intro", "share.share"
	}
	c.button = k.T(button)
	for _, place := range o.host.State.Recent {
		if last, err := data.ParseAddress(place); err == nil {
			c.rest = last
			break
		}
	}
	c.server, c.database, c.user = k.Entry(1, c.rest.Server, "db.example.org"), k.Entry(1, c.rest.Database, ""), k.Entry(1, c.rest.User, "")
	c.root = c.rest.Rest.Get(rootFile)
	c.password = k.Secret(k.T("connect.password.kept"))
	c.keep = o.keeping(func() data.Address { return c.address() })
	c.meaning = k.Muted("")
	modes := []data.Trust{data.Verified, data.Encrypted, data.Plain}
	values, words := make([]string, len(modes)), make([]string, len(modes))
	for i, mode := range modes {
		values[i], words[i] = string(mode), k.T(trustKey(mode))
	}
	c.trust = k.Words(values, words, string(c.rest.Trust), func(string) { c.changed(); c.explain() })
	for _, e := range []*control.Entry{c.server, c.database, c.user} {
		e.OnChanged = func(string) { c.changed() }
	}
	c.history = k.Words([]string{"", "yes"}, []string{k.T("share.history.behind"), k.T("share.history.along")}, "", nil)
	body := control.Column(12, k.Muted(k.T(intro)),
		k.Field("connect.server", c.server),
		control.Pair(k, 12, k.Field("connect.database", c.database), k.Field("connect.user", c.user)),
		k.Field("connect.password", c.password.Entry), c.keep.root,
		k.Field("connect.trust", control.Column(6, c.trust.Root, c.meaning, c.authority)), c.found)
	if share {
		body.Add(k.Field("share.history", c.history.Root))
	}
	c.dialog = k.ShowDialog(o.host.Canvas, k.T(title), 540, body,
		control.Action{Text: c.button, Primary: true, Run: c.submit}, control.Action{Text: k.T("button.cancel")})
	c.keep.dialog = c.dialog
	c.keep.show()
	c.explain()
	c.dialog.Attach(c.server, c.database, c.user, c.password.Entry)
}

// trustKey names a mode in messages.
func trustKey(mode data.Trust) string {
	switch mode {
	case data.Verified:
		return "connect.trust.verified"
	case data.Encrypted:
		return "connect.trust.encrypted"
	}
	return "connect.trust.plain"
}

// explain says what the trust that is chosen means.
func (c *connection) explain() {
	c.meaning.SetText(c.host.Kit().T(trustKey(data.Trust(c.trust.Value)) + ".means"))
	c.showAuthority()
}

// rootFile is the parameter of an address that names the file of an authority.
const rootFile = "sslrootcert"

// showAuthority shows whose certificates are believed, where the server is checked, and the way
// to choose another file. PostgreSQL checks it by a file that is named also where it is only to be encrypted.
func (c *connection) showAuthority() {
	k := c.host.Kit()
	c.authority.Objects = nil
	choose := k.Button(control.Link, k.T("connect.authority.choose"), nil, c.chooseAuthority)
	switch {
	case data.Trust(c.trust.Value) == data.Plain, c.root == "" && data.Trust(c.trust.Value) != data.Verified:
	case c.root == "":
		c.authority.Objects = []fyne.CanvasObject{k.Row(8, 1, choose, control.Gap(1, 1))}
	default:
		known := k.Button(control.Link, k.T("connect.authority.known"), nil, func() { c.believe("") })
		c.authority.Objects = []fyne.CanvasObject{k.Muted(k.T("connect.authority.file", "file", k.Given(filepath.Base(c.root)))), k.Row(8, 2, choose, known, control.Gap(1, 1))}
	}
	c.authority.Refresh()
	c.dialog.Refit()
}

func (c *connection) chooseAuthority() {
	k := c.host.Kit()
	what := feature.Choice{Title: k.T("connect.authority.choose"), Button: k.T("button.choose"), Suffix: []string{".crt", ".pem", ".cer"}, Kind: k.T("connect.authority.files")}
	if c.root != "" {
		what.Dir = filepath.Dir(c.root)
	}
	c.host.ChooseFile(what, c.believe)
}

// believe checks the server by another file, or by what the machine knows.
func (c *connection) believe(file string) {
	c.root = file
	c.changed()
	c.showAuthority()
}

// whole fills the form with a whole address, as others send it, where that was written as the
// server; false if it cannot be read.
func (c *connection) whole() bool {
	words := strings.TrimSpace(c.server.Text())
	if !data.IsAddress(words) {
		return true
	}
	a, err := data.ParseAddress(words)
	if err != nil {
		c.dialog.Fail(c.host.SayOf(words, err))
		return false
	}
	c.rest = a
	c.server.SetText(a.Server)
	c.database.SetText(a.Database)
	c.user.SetText(a.User)
	c.trust.Choose(string(a.Trust))
	c.root = a.Rest.Get(rootFile)
	c.changed()
	c.explain()
	c.named = a.Library != ""
	return true
}

// changed forgets what was found for what was typed before.
func (c *connection) changed() {
	c.libraries, c.found.Objects, c.named = nil, nil, false
	c.dialog.Relabel(c.button)
	c.dialog.Fail("")
	c.keep.show()
}

// address is what is typed.
func (c *connection) address() data.Address {
	a := c.rest
	a.Server, a.Database, a.User = strings.TrimSpace(c.server.Text()), strings.TrimSpace(c.database.Text()), strings.TrimSpace(c.user.Text())
	if a.Library, a.Trust = "", data.Trust(c.trust.Value); a.Server != c.rest.Server {
		a.Rest = nil
	}
	if a.Rest = maps.Clone(a.Rest); a.Rest == nil {
		a.Rest = url.Values{}
	}
	if a.Rest.Del(rootFile); c.root != "" && a.Trust != data.Plain {
		a.Rest.Set(rootFile, c.root)
	}
	return a
}

// submit lists the libraries of the server and opens the only one, or the one that is
// chosen of them.
func (c *connection) submit() bool {
	if c.busy || !c.whole() {
		return false
	}
	k, a := c.host.Kit(), c.address()
	switch {
	case c.libraries != nil && c.libraries.Value != "":
		c.Notes.Leave(func() {
			c.dialog.Close()
			c.open(c.libraries.Value)
		}, func() {})
		return false
	case a.Server == "":
		c.dialog.Fail(k.T("connect.noserver"))
		return false
	}
	address := a.String()
	if password := c.password.Password(); password != "" {
		if err := c.Libraries.Servers.Unlock(address, password); err != nil {
			c.dialog.Fail(c.host.SayOf(address, err))
			return false
		}
	}
	if c.dialog.Fail(""); c.share {
		c.send(address)
		return false
	}
	c.busy = true
	c.note(k.T("connect.busy"))
	feature.Background(c.host, func(ctx context.Context) ([]data.HostedLibrary, error) { return c.Libraries.Servers.List(ctx, address) }, c.listed)
	return false
}

// send copies the open library to the server, and opens it there.
func (c *connection) send(address string) {
	c.busy = true
	c.copyTo(address, c.history.Value != "", func(made app.Copied, err error) {
		switch c.busy = false; {
		case errors.Is(err, context.Canceled):
			c.dialog.Fail(c.host.Kit().T("share.cancelled"))
			return
		case err != nil:
			c.dialog.Fail(c.host.SayOf(address, err))
			return
		}
		c.keep.done(made.Place, c.password.Password())
		c.dialog.Close()
		c.tellShared(made)
		c.Open(made.Place)
	})
}

// tellShared says, once it is open, that the library is on the server now, with what came along
// of its history, and with the way to let others in.
func (c *connection) tellShared(made app.Copied) {
	var stop func()
	stop = c.host.Library.Subscribe(func(change library.Change) {
		if change.Kind != library.Opened {
			return
		}
		if stop(); c.host.Library.Place() == made.Place {
			c.host.Post(func() {
				k := c.host.Kit()
				_, where := c.host.State.Called(made.Place)
				words := k.T("share.done", "where", k.Given(where))
				if made.Steps > 0 {
					words = k.Locale.TN("library.copied.history", made.Steps) + " " + words // the command is named last
				}
				c.host.Tell(words, c.host.Item("people"))
			})
		}
	})
}

// copyTo copies the open library, with its history or without it, and shows how far it is.
func (o *opener) copyTo(to string, history bool, done func(made app.Copied, err error)) {
	store, made := o.host.Library.Store(), app.Copied{}
	o.host.Wait(o.host.Kit().T("library.copying"), func(ctx context.Context, tell func(float64)) (err error) {
		made, err = o.Libraries.CopyLibrary(ctx, store, app.Copying{To: to, History: history, Progress: tell})
		return err
	}, func(err error) { done(made, err) })
}

// note shows a line in the place of the libraries.
func (c *connection) note(words string) {
	c.found.Objects = []fyne.CanvasObject{c.host.Kit().Muted(words)}
	c.dialog.Refit()
}

// listed shows the libraries of the server, or opens the only one.
func (c *connection) listed(all []data.HostedLibrary, err error) {
	k := c.host.Kit()
	c.busy, c.found.Objects = false, nil
	switch {
	case c.host.Kit().Dialogs.Top() != c.dialog: // it was cancelled
		return
	case err != nil:
		c.dialog.Fail(c.host.SayOf(c.address().String(), err))
		if errors.Is(err, data.ErrPassword) {
			c.host.Canvas.Focus(c.password.Entry)
		}
		return
	}
	var values, titles []string
	trouble := error(nil) // of one that cannot be opened
	for _, l := range all {
		if why := l.Trouble(); why != nil {
			trouble = why
		} else {
			values, titles = append(values, l.Address), append(titles, k.Given(l.Title))
		}
	}
	switch {
	case len(values) == 0 && trouble != nil:
		c.dialog.Fail(c.host.SayOf(c.address().String(), trouble))
	case len(values) == 0:
		c.dialog.Fail(k.T("connect.none"))
	default:
		c.keep.done(values[0], c.password.Password())
		wanted := slices.IndexFunc(values, func(address string) bool {
			a, err := data.ParseAddress(address)
			return err == nil && a.Library == c.rest.Library
		})
		if wanted < 0 {
			wanted = slices.Index(titles, k.Given(c.rest.Library))
		}
		c.libraries = k.Words(values, titles, values[max(wanted, 0)], func(string) {})
		c.found.Objects = []fyne.CanvasObject{k.Field("connect.library", c.libraries.Root)}
		c.dialog.Relabel(k.T("button.open"))
		c.dialog.Refit()
		if len(values) == len(all) && len(values) == 1 || c.named && wanted >= 0 {
			c.submit()
		}
	}
}

// askPassword asks for the password of a library's user, and opens the library with it; wrong:
// one was given that the server did not take.
func (o *opener) askPassword(address string, wrong bool) {
	k := o.host.Kit()
	secret := k.Secret("")
	keep := o.keeping(func() data.Address {
		a, _ := data.ParseAddress(address) // it was opened
		return a
	})
	name, where := o.host.State.Called(address)
	var d *control.Dialog
	unlock := func() bool {
		if secret.Password() == "" {
			return false
		}
		if err := o.Libraries.Servers.Unlock(address, secret.Password()); err != nil {
			d.Fail(o.host.SayOf(address, err))
			return false
		}
		o.Notes.Leave(func() {
			o.openThen(address, true, func() { keep.done(address, secret.Password()) })
		}, func() {})
		return true
	}
	d = k.ShowDialog(o.host.Canvas, k.T("connect.password"), 440, control.Column(10,
		k.Text(k.T("connect.password.ask", "library", k.Given(name), "where", k.Given(where)), text.LabelStyle{}), secret.Entry, keep.root),
		control.Action{Text: k.T("button.open"), Primary: true, Run: unlock}, control.Action{Text: k.T("button.cancel")})
	keep.dialog = d
	keep.show()
	d.Attach(secret.Entry)
	if wrong {
		d.Fail(k.T("connect.password.wrong"))
	}
}
