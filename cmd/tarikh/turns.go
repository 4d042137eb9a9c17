package main

import (
	"os"
	"os/signal"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
)

// turns runs functions one after the other on the interface's goroutine, the one that
// made it: in the toolkit's loop while that runs, and in finish once it has ended. The
// toolkit drops the functions it was given last when its loop ends, runs those that come
// after on the goroutine that gives them, and ends at signals and by menus of the desktop
// without calling any handler of ours: so the queue is kept here.
type turns struct {
	loop  func(func()) // runs a function in the toolkit's loop, soon
	owner string       // the interface's goroutine

	mu     sync.Mutex
	queue  []func()
	inside bool          // one of them is running
	missed int           // how many were called meanwhile
	ended  bool          // the loop has
	more   chan struct{} // signals that there may be functions to run
}

func newTurns(loop func(func())) *turns {
	return &turns{loop: loop, owner: goroutine(), more: make(chan struct{}, 1)}
}

// goroutine is the number of the one that calls it, as its stack begins: "goroutine 1 [".
func goroutine() string {
	var stack [64]byte
	number, _, _ := strings.Cut(string(stack[:runtime.Stack(stack[:], false)]), "[")
	return number
}

// post runs f on the interface's goroutine, soon and in order.
func (t *turns) post(f func()) {
	t.mu.Lock()
	t.queue = append(t.queue, f)
	ended := t.ended
	t.mu.Unlock()
	t.wake()
	if !ended {
		t.loop(t.next)
	}
}

func (t *turns) wake() {
	select {
	case t.more <- struct{}{}:
	default:
	}
}

// next runs the first function in the queue. The toolkit may call it while another
// one runs: then it follows that. On another goroutine, which is after the loop, it leaves
// the function to finish.
func (t *turns) next() {
	if goroutine() != t.owner {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.inside {
		t.missed++
		return
	}
	t.inside = true
	for left := 1; left > 0 && len(t.queue) > 0; left-- {
		f := t.queue[0]
		t.queue = t.queue[1:]
		t.mu.Unlock()
		f()
		t.mu.Lock()
		left, t.missed = left+t.missed, 0
	}
	t.inside = false
	t.wake()
}

// finish is called on the interface's goroutine after the toolkit's loop: it calls last
// and runs what is posted until last reports that it is done. It reports whether it
// was, within a limit.
func (t *turns) finish(last func(done func()), limit time.Duration) bool {
	t.mu.Lock()
	t.ended = true
	t.mu.Unlock()
	done := make(chan struct{})
	timeout := time.After(limit)
	t.post(func() { last(func() { close(done) }) })
	for {
		select {
		case <-done:
			return true
		case <-t.more:
			for range t.waiting() {
				t.next()
			}
		case <-timeout:
			return false
		}
	}
}

func (t *turns) waiting() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.queue)
}

// shutdownLimit is how long saving and closing may take when the system ends the
// program: with the end of the toolkit's loop, no more than three seconds.
const shutdownLimit = 2500 * time.Millisecond

// endAtSignals ends the toolkit's loop when the system asks for it: at a logout or a
// shutdown, when the terminal is closed, and at Ctrl+C in it. What follows is as after
// any other end of the loop. (The toolkit does the same, except at SIGHUP.)
func endAtSignals(quit func()) {
	asked := make(chan os.Signal, 1)
	for _, s := range []os.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP} {
		if !signal.Ignored(s) { // as nohup asks
			signal.Notify(asked, s)
		}
	}
	go func() {
		<-asked
		fyne.Do(quit)
	}()
}

// lastWork takes from the toolkit what its loop gives to another goroutine as it ends, which
// gives it back to a loop that may have ended by then: both wait for ever, now and then
// on a busy machine. It is to be run after the loop.
func lastWork(of fyne.Lifecycle) func() {
	hooks, ok := of.(interface {
		OnStopped() func()
		SetOnStoppedHookExecuted(func())
	})
	if !ok {
		return func() {}
	}
	work := hooks.OnStopped()
	of.SetOnStopped(nil)
	hooks.SetOnStoppedHookExecuted(nil)
	return func() {
		if work != nil {
			work()
		}
	}
}
