package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/intake/pagelink"
	"tarikh.org/tarikh/ui/library"
)

// handed is a command that a window can do for another process.
type handed interface {
	do(ctx context.Context, p *program, d desk, folder string) error
}

// handedCommand is the command of a name, without arguments, nil if a window does not do
// it for others.
func handedCommand(name string) handed {
	switch name {
	case addArticleName:
		return &addArticleCmd{}
	case importName:
		return &importCmd{}
	case fetchName:
		return &fetchCmd{}
	case pageName:
		return &pageOrder{}
	}
	return nil
}

// orders takes over the work of commands on the library of a window, while that may write
// it. Its methods, but for serve and what that calls, are called on the interface's
// goroutine; nothing that a peer does or leaves undone is waited for there.
type orders struct {
	p       *program
	library *library.Library
	post    func(func())
	page    func(pagelink.Page) // asks about the page of a browser
	log     *slog.Logger

	listener net.Listener // nil while there is no library to write
	ended    context.CancelFunc
}

// follow listens while a library is open for writing.
func (o *orders) follow(c library.Change) {
	switch c.Kind {
	case library.Opened:
		o.stop()
		if o.library.Writable() && !data.IsAddress(o.library.Path()) { // a server's is open to all
			o.listen(o.library.Path())
		}
	case library.Closing:
		o.stop()
	default:
	}
}

func (o *orders) listen(path string) {
	path, err := realPath(path)
	if err == nil {
		o.listener, err = listenAsWindow(o.p.sockets, path)
	}
	if err != nil {
		if !errors.Is(err, errors.ErrUnsupported) {
			o.log.Warn("commands cannot hand their work to this window", "error", err)
		}
		return
	}
	var ctx context.Context
	ctx, o.ended = context.WithCancel(context.Background())
	go o.serve(ctx, o.listener, path)
}

// stop ends listening, and the work that was taken.
func (o *orders) stop() {
	if o.listener == nil {
		return
	}
	if err := o.listener.Close(); err != nil {
		o.log.Warn("the socket for commands", "error", err)
	}
	o.ended()
	o.listener = nil
}

// atOnce is how many orders are worked on at once; others are refused.
const atOnce = 4

// serve takes the orders that come for a library.
func (o *orders) serve(ctx context.Context, l net.Listener, path string) {
	var busy atomic.Int32
	for {
		conn, err := l.Accept()
		if err != nil {
			if ctx.Err() == nil && !errors.Is(err, net.ErrClosed) {
				o.log.Warn("the socket for commands", "error", err)
			}
			return
		}
		if busy.Add(1) > atOnce {
			busy.Add(-1)
			(&answers{conn: conn, gone: func() {}}).send(reply{Refused: "it is busy with others"})
			_ = conn.Close()
			continue
		}
		go func() {
			defer busy.Add(-1)
			o.take(ctx, conn, path)
		}()
	}
}

// take does one order.
func (o *orders) take(ctx context.Context, conn net.Conn, path string) {
	defer conn.Close()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answer := &answers{conn: conn, gone: cancel}
	ordered, command, err := readOrder(conn, path)
	if err == nil {
		err = o.ready(ctx)
	}
	if err != nil {
		o.log.Warn("an order of a command is refused", "error", err)
		answer.send(reply{Refused: err.Error()})
		return
	}
	go func() { // the peer has nothing more to say; when it goes, the work ends
		_, _ = conn.Read(make([]byte, 1))
		cancel()
	}()
	o.log.Info("a command hands its work over", "command", ordered.Command)
	answer.send(reply{Taken: true})
	work := *o.p
	work.out, work.err = answer.printer(func(s string) reply { return reply{Out: s} }), answer.printer(func(s string) reply { return reply{Err: s} })
	err = command.do(ctx, &work, windowDesk{o}, ordered.Folder)
	end := reply{Ended: true}
	if err != nil {
		end.Failed = err.Error()
		var known problem
		if errors.As(err, &known) {
			end.Code = known.code
		}
	}
	answer.send(end)
}

// readOrder reads what a peer orders, in the time that it has for that.
func readOrder(conn net.Conn, path string) (o order, c handed, err error) {
	if err := peerIsUser(conn); err != nil {
		return o, nil, err
	}
	if err := conn.SetReadDeadline(time.Now().Add(peerLimit)); err != nil {
		return o, nil, err
	}
	if err := json.NewDecoder(io.LimitReader(conn, maxOrder)).Decode(&o); err != nil {
		return o, nil, fmt.Errorf("the order cannot be read: %w", err)
	}
	switch c = handedCommand(o.Command); {
	case o.Version != orderVersion:
		return o, nil, fmt.Errorf("it is of another version of the program (order %d, not %d)", o.Version, orderVersion)
	case o.Library != path:
		return o, nil, errors.New("it has another library open")
	case c == nil:
		return o, nil, fmt.Errorf("it does not do %q for others", o.Command)
	}
	with := json.NewDecoder(bytes.NewReader(o.With))
	with.DisallowUnknownFields()
	if err := with.Decode(c); err != nil {
		return o, nil, fmt.Errorf("the arguments of %s cannot be read: %w", o.Command, err)
	}
	return o, c, conn.SetReadDeadline(time.Time{})
}

// ready asks the interface's goroutine whether the library can be written.
func (o *orders) ready(ctx context.Context) error {
	ctx, stop := context.WithTimeout(ctx, takeUp-peerLimit)
	defer stop()
	answer := make(chan error, 1)
	o.post(func() { answer <- o.refusal() })
	select {
	case err := <-answer:
		return err
	case <-ctx.Done():
		return errors.New("it is busy")
	}
}

// refusal says why the library cannot be written now.
func (o *orders) refusal() error {
	switch access := o.library.Access(); {
	case o.listener == nil || o.library.Store() == nil:
		return errors.New("it is closing the library")
	case access.ReadOnly:
		return fmt.Errorf("it can only read the library (%s)", access.Reason)
	case !o.library.Writable():
		return errors.New("it is still opening the library")
	}
	return nil
}

// windowDesk is the library of a window as a desk for commands.
type windowDesk struct{ *orders }

// use does something in the library in the window's queue of writes.
func (d windowDesk) use(ctx context.Context, do func(context.Context, *app.Library) error) error {
	answer := make(chan error, 1)
	var begun atomic.Bool // or given up: by whom comes first
	d.post(func() {
		if err := d.refusal(); err != nil {
			answer <- err
			return
		}
		library.Use(d.library, func(_ context.Context, l *app.Library) (struct{}, error) {
			if !begun.CompareAndSwap(false, true) {
				return struct{}{}, context.Canceled
			}
			return struct{}{}, do(ctx, l)
		}, func(_ struct{}, err error) { answer <- err })
	})
	select {
	case err := <-answer:
		return err
	case <-ctx.Done():
		if begun.CompareAndSwap(false, true) {
			return ctx.Err()
		}
		return <-answer // it is being written
	}
}

func (windowDesk) close() error { return nil }

// answers sends replies to a peer, one at a time.
type answers struct {
	mu   sync.Mutex
	conn net.Conn
	sent int    // bytes
	gone func() // is called when the peer does not take them
}

func (a *answers) send(r reply) {
	a.mu.Lock()
	defer a.mu.Unlock()
	line, err := json.Marshal(r)
	if err == nil {
		err = a.conn.SetWriteDeadline(time.Now().Add(peerLimit))
	}
	if a.sent += len(line); err == nil && a.sent > maxReplies {
		err = io.ErrShortWrite
	}
	if err == nil {
		_, err = a.conn.Write(append(line, '\n'))
	}
	if err != nil {
		a.gone()
	}
}

// printer is a writer whose pieces are sent as replies.
func (a *answers) printer(as func(string) reply) io.Writer { return printer{a, as} }

type printer struct {
	answers *answers
	as      func(string) reply
}

func (p printer) Write(b []byte) (int, error) {
	p.answers.send(p.as(string(b)))
	return len(b), nil
}
