package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Manners keep the requests of many fetches apart: of one host, one at a time and a pause
// between, on the way of redirects, too. A nil one keeps nothing apart.
type Manners struct {
	Pause time.Duration
	// Now is the clock, Sleep waits on it; nil: those of the system.
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error

	mu    sync.Mutex
	hosts map[string]*visited
}

// visited is a host of which requests were made.
type visited struct {
	free  chan struct{} // holds a token while no request is under way
	until time.Time     // the next one may not be before
}

// Host is the name under which requests to a host are counted: that of its site with and
// without "www." is one.
func Host(host string) string { return strings.TrimPrefix(strings.ToLower(host), "www.") }

func (m *Manners) host(name string) *visited {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.hosts == nil {
		m.hosts = map[string]*visited{}
	}
	v := m.hosts[Host(name)]
	if v == nil {
		v = &visited{free: make(chan struct{}, 1)}
		v.free <- struct{}{}
		m.hosts[Host(name)] = v
	}
	return v
}

// enter waits until a request to a host may be made; leave is called when it is over.
func (m *Manners) enter(ctx context.Context, host string) (leave func(), err error) {
	if m == nil {
		return func() {}, nil
	}
	v := m.host(host)
	select {
	case <-v.free:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if wait := v.until.Sub(m.now()); wait > 0 {
		if err := m.Wait(ctx, wait); err != nil {
			v.free <- struct{}{}
			return nil, err
		}
	}
	return sync.OnceFunc(func() {
		v.until = m.now().Add(m.Pause)
		v.free <- struct{}{}
	}), nil
}

func (m *Manners) now() time.Time {
	if m != nil && m.Now != nil {
		return m.Now()
	}
	return time.Now()
}

// Wait waits on the clock of the manners.
func (m *Manners) Wait(ctx context.Context, d time.Duration) error {
	if m.Sleep != nil {
		return m.Sleep(ctx, d)
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// retryAfter is how long a server asks to wait (RFC 9110, 10.2.3); 0 where it does not say.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.Atoi(value); err == nil && seconds > 0 && seconds < 1e9 {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil && at.After(now) {
		return at.Sub(now)
	}
	return 0
}
