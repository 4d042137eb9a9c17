package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"tarikh.org/tarikh/data"
)

// A window that has a library open for writing takes over the work of commands on it: what
// they write goes through its own queue, into its one history. It listens at a socket of
// its user's runtime folder (on Windows a named pipe), named by the library's path. A command sends one order, a JSON
// object, and the window answers with replies, JSON objects too, until one ends the work;
// a command that ends or goes away cancels it.

// order is what a command asks of the window.
type order struct {
	Version int             `json:"version"`
	Library string          `json:"library"` // as realPath gives it
	Folder  string          `json:"folder"`  // that names of files begin in
	Command string          `json:"command"`
	With    json.RawMessage `json:"with"` // the command's arguments and flags
}

// reply is one of the window's answers: that it takes the order or why not, then what the
// command prints, then how it ended.
type reply struct {
	Taken   bool   `json:"taken,omitempty"`
	Refused string `json:"refused,omitempty"`
	Out     string `json:"out,omitempty"`
	Err     string `json:"err,omitempty"`
	Ended   bool   `json:"ended,omitempty"`
	Failed  string `json:"failed,omitempty"` // the command's error
	Code    int    `json:"code,omitempty"`   // its exit code, where that is not exitFailed
}

// Bounds of what goes over the socket.
const (
	orderVersion = 1
	maxOrder     = 1 << 20  // bytes
	maxReplies   = 64 << 20 // bytes, of all replies to an order
	takeUp       = 10 * time.Second
	peerLimit    = 5 * time.Second // for the other side to read or write what is due
)

// runtimeDir is the folder of sockets: one that the system empties, or else that of the
// program's state.
func runtimeDir() string {
	if info, err := os.Stat(xdg.RuntimeDir); err == nil && info.IsDir() {
		return filepath.Join(xdg.RuntimeDir, "tarikh")
	}
	return filepath.Join(xdg.StateHome, "tarikh", "run")
}

// realPath is a path without links, by which a library is known.
func realPath(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(path)
}

// keyOf is the part of a socket's name that tells libraries apart.
func keyOf(library string) string {
	sum := sha256.Sum256([]byte(library))
	return hex.EncodeToString(sum[:12])
}

// handOver gives a command to the window that has its library open, and prints what that
// answers. It reports false where no window takes orders for the library: then the command
// does its work itself.
func (p *program) handOver(ctx context.Context, library, command string, with any) (bool, error) {
	if data.IsAddress(library) {
		return false, nil
	}
	library, err := realPath(library)
	if err != nil {
		return false, nil // opening it says what is wrong
	}
	conn, err := dialWindow(ctx, socketOf(p.sockets, library))
	if err != nil {
		return false, nil
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	o := order{Version: orderVersion, Library: library, Command: command}
	if o.Folder, err = os.Getwd(); err != nil {
		return true, err
	}
	if o.With, err = json.Marshal(with); err != nil {
		return true, err
	}
	err = p.converse(conn, o)
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	if err != nil && !errors.As(err, new(problem)) {
		err = fmt.Errorf("%s: %s: %w", command, library, err)
	}
	return true, err
}

// converse sends an order and follows the replies.
func (p *program) converse(conn net.Conn, o order) error {
	if err := conn.SetDeadline(time.Now().Add(takeUp)); err != nil {
		return err
	}
	if err := json.NewEncoder(conn).Encode(o); err != nil {
		return fmt.Errorf("hand the work to the window that has it open: %w", err)
	}
	replies := json.NewDecoder(io.LimitReader(conn, maxReplies))
	for taken := false; ; {
		var r reply
		if err := replies.Decode(&r); err != nil {
			if !taken {
				return fmt.Errorf("the window that has it open does not answer; nothing was done (%w)", err)
			}
			return fmt.Errorf("the window that has it open went away; what was reported as done is done (%w)", err)
		}
		switch {
		case r.Refused != "":
			return fmt.Errorf("the window that has it open does not take the work: %s", printable(r.Refused))
		case r.Taken:
			taken = true
			if err := conn.SetDeadline(time.Time{}); err != nil {
				return err
			}
		case r.Ended && r.Failed != "":
			code := r.Code
			if code == 0 {
				code = exitFailed
			}
			return problem{code, r.Failed}
		case r.Ended && o.Command == pageName:
			return nil
		case r.Ended:
			fmt.Fprintln(p.err, "tarikh: the work was done by the window that has the library open, and can be undone there")
			return nil
		}
		_, out := io.WriteString(p.out, r.Out)
		_, err := io.WriteString(p.err, r.Err)
		if err := errors.Join(out, err); err != nil {
			return err
		}
	}
}
