//go:build linux

package portal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// testBus starts a bus of the test's own and returns its address.
func testBus(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("dbus-daemon"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("dbus-daemon is not installed")
		}
		t.Skip("dbus-daemon is not installed; ./dev test installs it")
	}
	config := filepath.Join(t.TempDir(), "bus.conf")
	const rules = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`
	if err := os.WriteFile(config, []byte(rules), 0o600); err != nil {
		t.Fatal(err)
	}
	daemon := exec.Command("dbus-daemon", "--config-file="+config, "--print-address", "--nofork", "--nopidfile")
	out, err := daemon.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = daemon.Process.Kill()
		_ = daemon.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the bus says no address: %v", err)
	}
	return strings.TrimSpace(address)
}

// fakePortal is a portal whose user answers at once, or never.
type fakePortal struct {
	conn    *dbus.Conn
	code    uint32
	results map[string]dbus.Variant
	silent  bool      // no user answers
	mute    bool      // the portal itself does not answer
	token   string    // of its requests, "" what is asked for
	opened  chan call // each chooser that is opened
	closed  chan any  // told of each that is closed
}

// call is how a chooser was asked for.
type call struct {
	method, parent, title string
	options               map[string]dbus.Variant
}

// startPortal puts a portal on a bus, and returns a chooser that asks it.
func startPortal(t *testing.T, p *fakePortal) *Chooser {
	t.Helper()
	address := testBus(t)
	conn, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	p.conn, p.closed, p.opened = conn, make(chan any, 8), make(chan call, 8)
	for iface, methods := range map[string]any{choosers: choosing{p}, "org.freedesktop.DBus.Properties": properties{p}} {
		if err := conn.Export(methods, object, iface); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := conn.RequestName(service, 0); err != nil {
		t.Fatal(err)
	}
	return &Chooser{address: address, limit: answerLimit}
}

type properties struct{ p *fakePortal }

// Get is that of org.freedesktop.DBus.Properties.
func (f properties) Get(iface, name string) (dbus.Variant, *dbus.Error) {
	if f.p.mute {
		select {}
	}
	if iface != choosers || name != "version" {
		return dbus.Variant{}, dbus.MakeFailedError(errors.New("no such property"))
	}
	return dbus.MakeVariant(uint32(4)), nil
}

type choosing struct{ p *fakePortal }

// OpenFile and SaveFile are those of the portal.
func (f choosing) OpenFile(m dbus.Message, parent, title string, o map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	return f.p.open(m, "OpenFile", parent, title, o)
}

func (f choosing) SaveFile(m dbus.Message, parent, title string, o map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	return f.p.open(m, "SaveFile", parent, title, o)
}

func (p *fakePortal) open(m dbus.Message, method, parent, title string, o map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	sender := m.Headers[dbus.FieldSender].Value().(string)
	token := p.token
	if token == "" {
		token = o["handle_token"].Value().(string)
	}
	path := object + dbus.ObjectPath("/request/"+strings.NewReplacer(":", "", ".", "_").Replace(sender)+"/"+token)
	if err := p.conn.Export(closing{p}, path, request); err != nil {
		return "", dbus.MakeFailedError(err)
	}
	if !p.silent {
		// Before the reply: the fastest that an answer can come. Another's answer comes first.
		other := object + "/request/other/one"
		for _, at := range []dbus.ObjectPath{other, path} {
			code := p.code
			if at == other {
				code = 1
			}
			if err := p.conn.Emit(at, request+".Response", code, p.results); err != nil {
				return "", dbus.MakeFailedError(err)
			}
		}
	}
	p.opened <- call{method, parent, title, o}
	return path, nil
}

type closing struct{ p *fakePortal }

// Close is that of org.freedesktop.portal.Request.
func (f closing) Close() *dbus.Error {
	f.p.closed <- true
	return nil
}

func chose(addresses ...string) map[string]dbus.Variant {
	return map[string]dbus.Variant{"uris": dbus.MakeVariant(addresses)}
}

// What is asked for arrives at the portal, and what is chosen arrives here.
func TestAsk(t *testing.T) {
	p := &fakePortal{results: chose("file:///home/a/%D8%AA%D8%A7%D8%B1%D9%8A%D8%AE%201+2.txt", "file://localhost/tmp/b.HTML")}
	c := startPortal(t, p)
	opened := 0
	paths, err := c.Ask(t.Context(), Question{
		Parent: X11(0x1a00007), Title: "إضافة مقالة", Button: "فتح", Dir: "/home/a", Several: true,
		Filters: []Filter{{Name: "مقالات", Suffixes: []string{".txt", ".7z"}}, {Name: "كل الملفات"}},
	}, func() { opened++ })
	if err != nil || !slices.Equal(paths, []string{"/home/a/تاريخ 1+2.txt", "/tmp/b.HTML"}) || opened != 1 {
		t.Fatalf("chosen are %q, %v; opened %d times", paths, err, opened)
	}
	asked := <-p.opened
	if asked.method != "OpenFile" || asked.parent != "x11:1a00007" || asked.title != "إضافة مقالة" {
		t.Errorf("%s of %q titled %q", asked.method, asked.parent, asked.title)
	}
	got := fmt.Sprintln(asked.options["accept_label"].Value(), asked.options["multiple"].Value(), asked.options["directory"].Value(), string(asked.options["current_folder"].Value().([]byte)), asked.options["filters"].Value())
	if want := "فتح true false /home/a\x00 [[مقالات [[0 *.[tT][xX][tT]] [0 *.7[zZ]]]] [كل الملفات [[0 *]]]]\n"; got != want {
		t.Errorf("asked is\n%q, not\n%q", got, want)
	}
}

// Saving proposes a name; a folder is asked for as such.
func TestAskForSavingAndForAFolder(t *testing.T) {
	p := &fakePortal{results: chose("file:///tmp/x.md")}
	c := startPortal(t, p)
	if paths, err := c.Ask(t.Context(), Question{Save: true, Name: "x.md"}, func() {}); err != nil || !slices.Equal(paths, []string{"/tmp/x.md"}) {
		t.Fatal(paths, err)
	}
	asked := <-p.opened
	if _, several := asked.options["multiple"]; several || asked.method != "SaveFile" || asked.options["current_name"].Value() != "x.md" {
		t.Errorf("%+v", asked)
	}
	if _, err := c.Ask(t.Context(), Question{Folder: true}, func() {}); err != nil {
		t.Fatal(err)
	}
	if asked = <-p.opened; asked.method != "OpenFile" || asked.options["directory"].Value() != true {
		t.Errorf("%+v", asked)
	}
}

// A portal of before version 0.9 chooses the path of the request itself.
func TestAPathOfThePortalsOwn(t *testing.T) {
	c := startPortal(t, &fakePortal{results: chose("file:///tmp/x.md"), token: "t1"})
	if paths, err := c.Ask(t.Context(), Question{}, func() {}); err != nil || len(paths) != 1 {
		t.Fatal(paths, err)
	}
}

// A user who cancels has chosen nothing, which is no error.
func TestCancelledThere(t *testing.T) {
	c := startPortal(t, &fakePortal{code: 1})
	if paths, err := c.Ask(t.Context(), Question{}, func() {}); err != nil || paths != nil {
		t.Fatal(paths, err)
	}
}

// What is cancelled here is closed there.
func TestCancelledHere(t *testing.T) {
	p := &fakePortal{silent: true}
	c := startPortal(t, p)
	ctx, cancel := context.WithCancel(t.Context())
	if paths, err := c.Ask(ctx, Question{}, cancel); !errors.Is(err, context.Canceled) || errors.Is(err, ErrNone) || paths != nil {
		t.Fatal(paths, err)
	}
	select {
	case <-p.closed:
	case <-time.After(10 * time.Second):
		t.Fatal("the chooser stays open")
	}
}

// Where nothing answers, or what answers is no chooser, that is told.
func TestNoChooser(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "bus")
	for name, made := range map[string]func(t *testing.T) *Chooser{
		"no bus":    func(*testing.T) *Chooser { return &Chooser{address: "unix:path=" + gone, limit: answerLimit} },
		"no portal": func(t *testing.T) *Chooser { return &Chooser{address: testBus(t), limit: answerLimit} },
		"a portal that hangs": func(t *testing.T) *Chooser {
			c := startPortal(t, &fakePortal{mute: true})
			c.limit = 50 * time.Millisecond
			return c
		},
		"nothing can be shown": func(t *testing.T) *Chooser { return startPortal(t, &fakePortal{code: ended}) },
		"no files in it":       func(t *testing.T) *Chooser { return startPortal(t, &fakePortal{}) },
		"a file elsewhere":     func(t *testing.T) *Chooser { return startPortal(t, &fakePortal{results: chose("sftp://host/x")}) },
	} {
		t.Run(name, func(t *testing.T) {
			paths, err := made(t).Ask(t.Context(), Question{}, func() {})
			none := name != "no files in it" && name != "a file elsewhere"
			if err == nil || paths != nil || errors.Is(err, ErrNone) != none {
				t.Fatal(paths, err)
			}
		})
	}
}

// A portal that ends while its chooser is open is no longer waited for.
func TestThePortalGoes(t *testing.T) {
	p := &fakePortal{silent: true}
	c := startPortal(t, p)
	if _, err := c.Ask(t.Context(), Question{}, func() { _ = p.conn.Close() }); !errors.Is(err, ErrNone) {
		t.Fatal(err)
	}
}

// The bus is the one that the environment names, and none is started.
func TestNew(t *testing.T) {
	dir := t.TempDir()
	env := map[string]string{"XDG_RUNTIME_DIR": dir}
	if New(func(k string) string { return env[k] }) != nil {
		t.Error("a bus where there is none")
	}
	if err := os.WriteFile(filepath.Join(dir, "bus"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if c := New(func(k string) string { return env[k] }); c == nil || c.address != "unix:path="+dbus.EscapeBusAddressValue(dir)+"/bus" {
		t.Errorf("%+v", c)
	}
	env["DBUS_SESSION_BUS_ADDRESS"] = "unix:abstract=x"
	if c := New(func(k string) string { return env[k] }); c == nil || c.address != "unix:abstract=x" {
		t.Errorf("%+v", c)
	}
}

// manager is a file manager on the bus.
type manager struct{ shown chan []string }

// ShowItems is that of the interface of file managers.
func (m manager) ShowItems(addresses []string, _ string) *dbus.Error {
	m.shown <- addresses
	return nil
}

func TestReveal(t *testing.T) {
	address := testBus(t)
	c := &Chooser{address: address, limit: 5 * time.Second}
	if err := c.Reveal(t.Context(), "file:///tmp/a"); err == nil {
		t.Error("nobody shows it, and that is no error")
	}
	conn, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	m := manager{make(chan []string, 1)}
	if err := conn.Export(m, managerObject, managers); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(managers, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	if err := c.Reveal(t.Context(), "file:///tmp/a"); err != nil {
		t.Fatal(err)
	}
	if got := <-m.shown; !slices.Equal(got, []string{"file:///tmp/a"}) {
		t.Errorf("%q are shown", got)
	}
}
