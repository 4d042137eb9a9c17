//go:build !windows && !darwin

package portal

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

// Names of the portal on the bus.
const (
	service  = "org.freedesktop.portal.Desktop"
	object   = dbus.ObjectPath("/org/freedesktop/portal/desktop")
	choosers = "org.freedesktop.portal.FileChooser"
	request  = "org.freedesktop.portal.Request"
	bus      = "org.freedesktop.DBus"
)

// Limits of time.
const (
	// answerLimit is how long the portal may take to say that it is there and that the
	// chooser opens; it is started for that where it does not run yet.
	answerLimit = 3 * time.Second
	// hand is what a person takes at least to answer: a chooser that has ended sooner
	// could not be opened.
	hand = 200 * time.Millisecond
	// closeLimit is how long the portal may take to close a chooser.
	closeLimit = time.Second
)

// Chooser is the desktop's file chooser.
type Chooser struct {
	address string // of the session's bus
	limit   time.Duration
}

// New returns the chooser of the session that the environment names, nil where it names
// none.
func New(getenv func(string) string) *Chooser {
	if address := getenv("DBUS_SESSION_BUS_ADDRESS"); address != "" {
		return &Chooser{address: address, limit: answerLimit}
	}
	if dir := getenv("XDG_RUNTIME_DIR"); dir != "" {
		socket := filepath.Join(dir, "bus")
		if _, err := os.Stat(socket); err == nil {
			return &Chooser{address: "unix:path=" + dbus.EscapeBusAddressValue(socket), limit: answerLimit}
		}
	}
	return nil
}

// Ask opens the chooser, calls opened once that is under way, and returns the paths that
// were chosen: none if the user has cancelled. The error wraps ErrNone where no chooser
// could be opened, or it has gone without an answer. Ending the context closes the
// chooser.
func (c *Chooser) Ask(ctx context.Context, q Question, opened func()) ([]string, error) {
	alive, end := context.WithCancel(context.Background())
	defer end()
	late := time.AfterFunc(c.limit, end) // closes the connection, and with it all that waits
	defer late.Stop()
	defer context.AfterFunc(ctx, func() {
		if late.Stop() { // it is not open yet, so there is nothing to close
			end()
		}
	})()
	conn, err := dbus.Connect(c.address, dbus.WithContext(alive))
	if err != nil {
		return nil, none(ctx, err)
	}
	defer func() { _ = conn.Close() }() // there is nothing to lose in it
	if _, err := conn.Object(service, object).GetProperty(choosers + ".version"); err != nil {
		return nil, none(ctx, err)
	}
	r, err := open(conn, q)
	if err != nil {
		return nil, none(ctx, err)
	}
	late.Stop()
	if ctx.Err() != nil {
		return nil, r.close(ctx)
	}
	opened()
	return r.wait(ctx)
}

// none is the error where no chooser has opened; if the context has ended, its own.
func none(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("%w: %w", ErrNone, err)
}

// asked is a chooser that is open.
type asked struct {
	conn    *dbus.Conn
	path    dbus.ObjectPath // of the request
	signals chan *dbus.Signal
	since   time.Time
}

// open asks the portal to open the chooser.
func open(conn *dbus.Conn, q Question) (*asked, error) {
	// Signals are listened to before anything is asked: the answer may come at once. They
	// are for this connection alone, so the path tells whether one is the answer.
	r := &asked{conn: conn, signals: make(chan *dbus.Signal, 8)}
	conn.Signal(r.signals)
	if err := conn.AddMatchSignal(dbus.WithMatchInterface(request), dbus.WithMatchMember("Response")); err != nil {
		return nil, err
	}
	if err := conn.AddMatchSignal(dbus.WithMatchInterface(bus), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, service)); err != nil {
		return nil, err
	}
	method := choosers + ".OpenFile"
	if q.Save {
		method = choosers + ".SaveFile"
	}
	err := conn.Object(service, object).Call(method, 0, q.Parent, q.Title, options(q)).Store(&r.path)
	r.since = time.Now()
	return r, err
}

// rule and listed are a filter as D-Bus has it, (sa(us)).
type (
	rule struct {
		Kind    uint32 // 0: a glob
		Pattern string
	}
	listed struct {
		Name  string
		Rules []rule
	}
)

func options(q Question) map[string]dbus.Variant {
	o := map[string]dbus.Variant{
		"handle_token": dbus.MakeVariant("tarikh" + rand.Text()),
		"modal":        dbus.MakeVariant(true),
	}
	if q.Button != "" {
		o["accept_label"] = dbus.MakeVariant(q.Button)
	}
	if q.Dir != "" {
		o["current_folder"] = dbus.MakeVariant(append([]byte(q.Dir), 0))
	}
	if q.Save && q.Name != "" {
		o["current_name"] = dbus.MakeVariant(q.Name)
	}
	if !q.Save {
		o["multiple"] = dbus.MakeVariant(q.Several)
		o["directory"] = dbus.MakeVariant(q.Folder)
	}
	var filters []listed
	for _, f := range q.Filters {
		l := listed{Name: f.Name}
		for _, s := range f.Suffixes {
			l.Rules = append(l.Rules, rule{Pattern: pattern(s)})
		}
		if len(f.Suffixes) == 0 {
			l.Rules = []rule{{Pattern: "*"}}
		}
		filters = append(filters, l)
	}
	if len(filters) > 0 {
		o["filters"] = dbus.MakeVariant(filters)
	}
	return o
}

// wait waits for the answer.
func (r *asked) wait(ctx context.Context) ([]string, error) {
	for {
		select {
		case <-ctx.Done():
			return nil, r.close(ctx)
		case s, there := <-r.signals:
			switch {
			case !there:
				return nil, fmt.Errorf("%w: the bus has gone", ErrNone)
			case s.Name == request+".Response" && s.Path == r.path:
				return r.answer(s.Body)
			case s.Name == bus+".NameOwnerChanged" && gone(s.Body):
				return nil, fmt.Errorf("%w: the portal has gone", ErrNone)
			}
		}
	}
}

// gone reports whether a name has no owner any more, by what the bus says of it.
func gone(body []any) bool {
	var name, before, after string
	return dbus.Store(body, &name, &before, &after) == nil && name == service && after == ""
}

// close closes the chooser, and returns why.
func (r *asked) close(ctx context.Context) error {
	short, end := context.WithTimeout(context.Background(), closeLimit)
	defer end()
	// A portal that has gone meanwhile has closed it.
	_ = r.conn.Object(service, r.path).CallWithContext(short, request+".Close", 0).Err
	return ctx.Err()
}

// Codes of an answer.
const (
	chosen uint32 = 0
	ended  uint32 = 2 // neither chosen nor cancelled: a window that was closed, or could not be opened
)

func (r *asked) answer(body []any) ([]string, error) {
	var code uint32
	var results map[string]dbus.Variant
	if err := dbus.Store(body, &code, &results); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	}
	if code == ended && time.Since(r.since) < hand {
		return nil, fmt.Errorf("%w: it could not be opened", ErrNone)
	}
	if code != chosen {
		return nil, nil
	}
	addresses, ok := results["uris"].Value().([]string)
	if !ok || len(addresses) == 0 {
		return nil, errors.New("the desktop's file chooser returned no files")
	}
	paths := make([]string, len(addresses))
	var failed error
	for i, a := range addresses {
		path, err := filePath(strings.TrimRight(a, "\x00"))
		paths[i], failed = path, errors.Join(failed, err)
	}
	if failed != nil {
		return nil, failed
	}
	return paths, nil
}
