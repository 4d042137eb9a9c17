package pgtest

import (
	"encoding/binary"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Line is what is between programs and a server: a socket of its own, on which answers
// can be late, be lost or be others.
type Line struct {
	folder, to string
	listener   net.Listener
	running    sync.WaitGroup
	dropped    atomic.Int64

	mu     sync.Mutex
	ends   map[net.Conn]bool
	closed bool
	fault  Fault
	alter  func(Message) []Message
}

// Fault is what a line does to answers.
type Fault struct {
	Delay   time.Duration // of each
	Swallow bool          // they are lost, until the line is cut
	Refuse  bool          // new connections are closed at once
}

// Message is one of the server's, see the chapter "Frontend/Backend Protocol" of
// PostgreSQL's manual.
type Message struct {
	Type byte
	Body []byte
	Long int32 // the length that it claims, 0 for its own
}

// NewLine makes a line to a server, which the test ends.
func NewLine(t testing.TB, to *Server) *Line {
	t.Helper()
	folder, err := os.MkdirTemp("/tmp", "pl")
	if err != nil {
		t.Fatal(err)
	}
	const socket = ".s.PGSQL.5432"
	l := &Line{folder: folder, to: filepath.Join(to.folder, socket), ends: map[net.Conn]bool{}}
	if l.listener, err = net.Listen("unix", filepath.Join(folder, socket)); err != nil {
		t.Fatal(err)
	}
	l.running.Go(l.accept)
	t.Cleanup(func() {
		l.mu.Lock()
		l.closed = true
		l.mu.Unlock()
		_ = l.listener.Close()
		l.Cut()
		l.running.Wait()
		if err := os.RemoveAll(folder); err != nil {
			t.Error(err)
		}
	})
	return l
}

// Folder is that of the line's socket.
func (l *Line) Folder() string { return l.folder }

// Set sets what the line does from now on.
func (l *Line) Set(f Fault) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fault = f
}

// Alter has each message of the server be replaced by what f makes of it; nil for none. f
// is called from several goroutines.
func (l *Line) Alter(f func(Message) []Message) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.alter = f
}

// Cut ends all connections.
func (l *Line) Cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.ends {
		_ = c.Close()
	}
}

// Dropped is how many answers were lost by now.
func (l *Line) Dropped() int64 { return l.dropped.Load() }

func (l *Line) accept() {
	for {
		near, err := l.listener.Accept()
		if err != nil {
			return
		}
		l.mu.Lock()
		refuse := l.fault.Refuse
		l.mu.Unlock()
		far, err := net.Dial("unix", l.to)
		if err != nil || refuse || !l.keep(near, far) {
			_ = near.Close()
			if far != nil {
				_ = far.Close()
			}
			continue
		}
		l.running.Go(func() {
			_, _ = io.Copy(far, near)
			l.end(near, far)
		})
		l.running.Go(func() {
			_ = l.answers(near, far)
			l.end(near, far)
		})
	}
}

func (l *Line) keep(ends ...net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range ends {
		l.ends[c] = true
	}
	return !l.closed
}

func (l *Line) end(ends ...net.Conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range ends {
		_ = c.Close()
		delete(l.ends, c)
	}
}

// answers passes messages from a server on.
func (l *Line) answers(to io.Writer, from io.Reader) error {
	lost := false // a part of the stream, so the rest is nothing
	var head [5]byte
	for {
		if _, err := io.ReadFull(from, head[:]); err != nil {
			return err
		}
		size := binary.BigEndian.Uint32(head[1:])
		if size < 4 {
			return errors.New("no message")
		}
		m := Message{Type: head[0], Body: make([]byte, size-4)}
		if _, err := io.ReadFull(from, m.Body); err != nil {
			return err
		}
		l.mu.Lock()
		fault, alter := l.fault, l.alter
		l.mu.Unlock()
		if lost = lost || fault.Swallow; lost {
			l.dropped.Add(1)
			continue
		}
		if fault.Delay > 0 {
			time.Sleep(fault.Delay)
		}
		out := []Message{m}
		if alter != nil {
			out = alter(m)
		}
		for _, m := range out {
			if err := m.write(to); err != nil {
				return err
			}
		}
	}
}

func (m Message) write(to io.Writer) error {
	size := int32(len(m.Body) + 4)
	if m.Long != 0 {
		size = m.Long
	}
	text := binary.BigEndian.AppendUint32([]byte{m.Type}, uint32(size))
	_, err := to.Write(append(text, m.Body...))
	return err
}
