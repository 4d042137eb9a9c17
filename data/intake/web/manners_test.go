package web_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"tarikh.org/tarikh/data/intake/web"
)

// clock is a clock on which nobody waits: sleeping moves it on.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.slept = c.now.Add(d), append(c.slept, d)
	return ctx.Err()
}

func TestMannersKeepRequestsApart(t *testing.T) {
	var mu sync.Mutex
	busy, most, all := map[string]int{}, 0, 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := strings.TrimPrefix(r.Host, "www.")
		mu.Lock()
		busy[host]++
		all++
		most = max(most, busy[host])
		mu.Unlock()
		if r.URL.Path == "/moved" {
			http.Redirect(w, r, "http://two.example/page", http.StatusFound)
		} else {
			fmt.Fprint(w, "words")
		}
		mu.Lock()
		busy[host]--
		mu.Unlock()
	}))
	defer server.Close()
	c := &clock{now: time.Unix(1_700_000_000, 0)}
	client := open(t, server)
	client.Manners = &web.Manners{Pause: time.Second, Now: c.Now, Sleep: c.Sleep}
	var fetches sync.WaitGroup
	for _, address := range []string{"http://one.example/1", "http://www.one.example/2", "http://one.example/3", "http://two.example/4", "http://three.example/moved"} {
		fetches.Go(func() {
			if _, err := client.Get(t.Context(), address, nil); err != nil {
				t.Errorf("%s: %v", address, err)
			}
		})
	}
	fetches.Wait()
	if most != 1 || all != 6 {
		t.Errorf("%d requests, %d at once to a host", all, most)
	}
	// Two of one.example and one of two.example wait; another may have moved the clock on.
	if n := len(c.slept); n < 1 || n > 3 {
		t.Errorf("slept %v", c.slept)
	}
	began, before := c.Now(), len(c.slept)
	for range 3 {
		if _, err := client.Get(t.Context(), "http://four.example/", nil); err != nil {
			t.Fatal(err)
		}
	}
	if waited := c.Now().Sub(began); waited != 2*time.Second || len(c.slept) != before+2 {
		t.Errorf("three requests one after the other took %v", waited)
	}
}

func TestMannersEndWithTheContext(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "words") }))
	defer server.Close()
	client := open(t, server)
	ctx, cancel := context.WithCancel(t.Context())
	client.Manners = &web.Manners{Pause: time.Second, Sleep: func(ctx context.Context, _ time.Duration) error {
		cancel()
		return ctx.Err()
	}}
	if _, err := client.Get(ctx, "http://one.example/", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Get(ctx, "http://one.example/", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	client.Manners.Sleep = func(context.Context, time.Duration) error { return nil }
	if _, err := client.Get(t.Context(), "http://one.example/", nil); err != nil {
		t.Errorf("the host is not free again: %v", err)
	}
}

func TestRetryAfter(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", r.URL.Query().Get("after"))
		w.WriteHeader(http.StatusTooManyRequests)
	}))
	defer server.Close()
	c := &clock{now: time.Date(2022, 2, 4, 10, 0, 0, 0, time.UTC)}
	client := open(t, server)
	client.Manners = &web.Manners{Now: c.Now, Sleep: c.Sleep}
	for after, want := range map[string]time.Duration{"60": time.Minute, "Fri,+04+Feb+2022+10:02:00+GMT": 2 * time.Minute, "Fri,+04+Feb+2022+09:02:00+GMT": 0, "soon": 0, "-5": 0, "": 0} {
		_, err := client.Get(t.Context(), "http://one.example/?after="+after, nil)
		if e, ok := errors.AsType[*web.Error](err); !ok || e.Kind != web.Blocked || e.Wait != want {
			t.Errorf("%q: %v, %v; want %v", after, e, err, want)
		}
	}
}

// What a file names may lead nowhere in the reader's own network, from the start.
func TestGetNamed(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "words") }))
	defer server.Close()
	client := open(t, server, "intranet")
	for _, address := range []string{"http://127.0.0.1/", "http://[::1]/x", "http://localhost/", "http://192.168.1.1/", "http://intranet/page", "http://169.254.169.254/"} {
		if got, err := client.GetNamed(t.Context(), address, nil); kindOf(err) != web.Private {
			t.Errorf("%s: got %q, %v", address, got.Body, err)
		}
	}
	if got, err := client.GetNamed(t.Context(), "http://news.example/", nil); err != nil || string(got.Body) != "words" {
		t.Errorf("got %q, %v", got.Body, err)
	}
}
