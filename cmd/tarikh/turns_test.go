package main

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
)

// What the toolkit was given last and has forgotten is run at the end, and what that
// posts, too.
func TestTurnsGoOnAfterTheLoop(t *testing.T) {
	var loop []func()
	turns := newTurns(func(f func()) { loop = append(loop, f) })
	var ran []int
	add := func(n int) func() { return func() { ran = append(ran, n) } }
	turns.post(func() {
		add(1)()
		turns.post(add(3))
	})
	turns.post(add(2))
	loop[0]() // and no other: the loop has ended
	if !turns.finish(func(done func()) {
		add(4)()
		go turns.post(func() {
			add(5)()
			done()
		})
	}, time.Minute) {
		t.Error("never done")
	}
	if want := []int{1, 2, 3, 4, 5}; !slices.Equal(ran, want) {
		t.Errorf("ran %v, want %v", ran, want)
	}
	if newTurns(nil).finish(func(func()) {}, time.Millisecond) {
		t.Error("done without being told so")
	}
}

// After its loop the toolkit runs what it is given where it is given: then it waits for
// finish, on the goroutine of the interface.
func TestTurnsStayOnTheirGoroutine(t *testing.T) {
	turns := newTurns(func(f func()) { f() })
	where := make(chan string, 1)
	posted := make(chan struct{})
	go func() {
		turns.post(func() { where <- goroutine() })
		close(posted)
	}()
	<-posted
	if len(where) > 0 {
		t.Fatal("it was run at once")
	}
	if !turns.finish(func(done func()) { done() }, time.Minute) || <-where != goroutine() {
		t.Error("it was not run on the goroutine of the interface")
	}
}

// Before its loop the toolkit runs at once what it is given, even by a function that
// runs: that follows.
func TestTurnsOfALoopThatRunsAtOnce(t *testing.T) {
	turns := newTurns(func(f func()) { f() })
	var ran []int
	turns.post(func() {
		turns.post(func() { ran = append(ran, 2) })
		ran = append(ran, 1)
	})
	turns.post(func() { ran = append(ran, 3) })
	if want := []int{1, 2, 3}; !slices.Equal(ran, want) {
		t.Errorf("ran %v, want %v", ran, want)
	}
}

// The toolkit has nothing left to do as its loop ends, and it is done after that.
func TestTheLastWorkIsTaken(t *testing.T) {
	life := test.NewTempApp(t).Lifecycle()
	ran := false
	life.SetOnStopped(func() { ran = true })
	last := lastWork(life)
	if left, ok := life.(interface{ OnStopped() func() }); !ok || left.OnStopped() != nil || ran {
		t.Error("the loop has work left, or does it no more: then lastWork is not needed")
	}
	if last(); !ran {
		t.Error("what it had to do is not done")
	}
}
