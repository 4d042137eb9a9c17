package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/ui/library"
)

// holder is an open library that takes orders, as the one of a window does.
type holder struct {
	*orders
	testing.TB
	q    queue
	dir  string // XDG_RUNTIME_DIR
	path string
}

func newHolder(t *testing.T) *holder {
	t.Helper()
	l, q := opened(t)
	h := &holder{TB: t, q: q, dir: t.TempDir(), path: l.Path()}
	p := newProgram(afero.NewOsFs(), io.Discard, io.Discard)
	p.sockets = filepath.Join(h.dir, "tarikh")
	h.orders = &orders{p: p, library: l, post: q.post, log: slog.New(slog.DiscardHandler)}
	h.follow(library.Change{Kind: library.Opened})
	t.Cleanup(h.stop)
	if h.listener == nil {
		t.Fatal("it does not listen")
	}
	settle(t, h.listener)
	return h
}

// tarikh runs the program in a process of its own, in a folder.
func (h *holder) tarikh(folder string, args ...string) (code int, out, said string) {
	h.Helper()
	command := exec.Command(os.Args[0], args...)
	command.Env = append(os.Environ(), asProgram+"=1", "XDG_RUNTIME_DIR="+h.dir)
	command.Dir = folder
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	ended := false
	go func() {
		_ = command.Run()
		h.q.post(func() { ended = true })
	}()
	h.q.until(h, "the command ends", func() bool { return ended })
	return command.ProcessState.ExitCode(), stdout.String(), stderr.String()
}

func (h *holder) articles() int { return h.library.Snapshot().Counts.Articles }

// A command on a library that a window holds is done by the window, in its history.
func TestCommandsAreHandedToTheWindow(t *testing.T) {
	h := newHolder(t)
	folder, before := t.TempDir(), h.articles()
	if err := os.WriteFile(filepath.Join(folder, "dike.html"), fmt.Appendf(nil, dike, "", "two metres"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, said := h.tarikh(folder, "add-article", h.path, "dike.html", "--propose")
	if code != 0 || !strings.Contains(out, "\tadded\t") || !strings.Contains(out, "2022-02-04") || !strings.Contains(said, "by the window") {
		t.Fatalf("exit %d: %s%s", code, out, said)
	}
	h.q.until(t, "the window shows it", func() bool { return h.articles() == before+1 })
	h.library.Undo()
	h.q.until(t, "it is undone in the window", func() bool { return h.articles() == before })

	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"missing.txt"}, exitFailed, "missing.txt"},
		{[]string{"dike.html", "missing.txt"}, exitFailed, "1 of 2 sources were not added"},
	} {
		if code, out, said := h.tarikh(folder, slices.Concat([]string{"add-article", h.path}, c.args)...); code != c.code || !strings.Contains(said, c.want) {
			t.Errorf("%v: exit %d: %s%s", c.args, code, out, said)
		}
	}
	if runtime.GOOS == "windows" { // it lets users make no links
		return
	}
	link := filepath.Join(folder, "link.tarikh")
	if err := os.Symlink(h.path, link); err != nil {
		t.Fatal(err)
	}
	if code, out, said := h.tarikh(folder, "add-article", link, "dike.html", "--json"); code != 0 || !json.Valid([]byte(out)) {
		t.Errorf("by a link: exit %d: %s%s", code, out, said)
	}
}

// What a peer sends or does not send holds up neither the window nor other peers, and
// nothing is done for it that is not a command of the list.
func TestBadOrdersAreRefused(t *testing.T) {
	h := newHolder(t)
	real, err := realPath(h.path)
	if err != nil {
		t.Fatal(err)
	}
	dial := func() net.Conn {
		conn, err := dialWindow(t.Context(), socketOf(h.p.sockets, real))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		return conn
	}
	for range 2 {
		dial() // and says nothing
	}
	good := order{Version: orderVersion, Library: real, Folder: t.TempDir(), Command: addArticleName, With: json.RawMessage(`{"Sources":["none.txt"]}`)}
	text := func(change func(*order)) string {
		o := good
		change(&o)
		raw, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	for name, c := range map[string]struct{ sent, want string }{
		"garbage":         {"GET / HTTP/1.1\r\n\r\n", "cannot be read"},
		"too long":        {`{"folder":"` + strings.Repeat("a", maxOrder), "cannot be read"},
		"another version": {text(func(o *order) { o.Version++ }), "another version"},
		"another library": {text(func(o *order) { o.Library = "/x" }), "another library"},
		"another command": {text(func(o *order) { o.Command = "restore" }), "does not do"},
		"other arguments": {text(func(o *order) { o.With = json.RawMessage(`{"Shell":"true"}`) }), "arguments"},
	} {
		conn := dial()
		go func() { _, _ = io.WriteString(conn, c.sent) }()
		var r reply
		if err := json.NewDecoder(conn).Decode(&r); err != nil || r.Taken || !strings.Contains(r.Refused, c.want) {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
		_ = conn.Close()
	}
	if code, _, said := h.tarikh(t.TempDir(), "add-article", h.path, "none.txt"); code != exitFailed || !strings.Contains(said, "none.txt") {
		t.Errorf("exit %d: %s", code, said)
	}
}

// So many peers at once are listened to, and the next one is told.
func TestOrdersAreBounded(t *testing.T) {
	h := newHolder(t)
	var last net.Conn
	for range atOnce + 1 {
		conn, err := dialWindow(t.Context(), h.listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		last = conn
	}
	var r reply
	if err := json.NewDecoder(last).Decode(&r); err != nil || !strings.Contains(r.Refused, "busy") {
		t.Errorf("%+v, %v", r, err)
	}
}

// A window that cannot write says so; one that has gone leaves the command the library.
func TestOrdersThatAWindowCannotTake(t *testing.T) {
	h := newHolder(t)
	source := writeFile(t, "dike.html", fmt.Sprintf(dike, "", "two metres"))
	listening := h.listener
	h.listener = nil // as while it closes the library
	if code, _, said := h.tarikh("", "add-article", h.path, source); code != exitFailed || !strings.Contains(said, "it is closing the library") {
		t.Errorf("closing: exit %d: %s", code, said)
	}
	h.listener = listening
	h.stop()
	closeSession(t, h.q, h.library)
	if code, _, said := h.tarikh("", "add-article", h.path, source); code != 0 || strings.Contains(said, "by the window") {
		t.Errorf("closed: exit %d: %s", code, said)
	}
}

// A peer that goes away cancels what it asked for.
func TestAnOrderEndsWithItsPeer(t *testing.T) {
	h := newHolder(t)
	real, err := realPath(h.path)
	if err != nil {
		t.Fatal(err)
	}
	asked, gone := make(chan struct{}), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(asked)
		<-r.Context().Done() // the page never comes
		close(gone)
	}))
	defer server.Close()
	t.Setenv("NO_PROXY", "*")
	conn, err := dialWindow(t.Context(), socketOf(h.p.sockets, real))
	if err != nil {
		t.Fatal(err)
	}
	with, err := json.Marshal(addArticleCmd{Sources: []string{server.URL}})
	if err != nil {
		t.Fatal(err)
	}
	if err := json.NewEncoder(conn).Encode(order{Version: orderVersion, Library: real, Folder: t.TempDir(), Command: addArticleName, With: with}); err != nil {
		t.Fatal(err)
	}
	h.wait("the page is asked for", asked)
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	h.wait("it is asked for no more", gone)
}

// wait runs what is posted until a channel is closed.
func (h *holder) wait(what string, closed <-chan struct{}) {
	h.Helper()
	done := false
	go func() {
		<-closed
		h.q.post(func() { done = true })
	}()
	h.q.until(h, what, func() bool { return done })
}
