package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/intake/web"
	"tarikh.org/tarikh/data/text/anchor"
)

// site is a server for all hosts, on a clock on which nobody waits.
type site struct {
	mu     sync.Mutex
	now    time.Time
	slept  []time.Duration
	asked  []string
	denied int // how often a host "busy" still refuses
	reader intake.Reader
}

func (s *site) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *site) Sleep(ctx context.Context, d time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now, s.slept = s.now.Add(d), append(s.slept, d)
	return ctx.Err()
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.Host+r.URL.Path)
	refuse := strings.HasPrefix(r.Host, "busy") && s.denied > 0
	if refuse {
		s.denied--
	}
	s.mu.Unlock()
	switch {
	case refuse:
		w.Header().Set("Retry-After", r.URL.Query().Get("after"))
		w.WriteHeader(http.StatusTooManyRequests)
	case r.URL.Path == "/gone":
		w.WriteHeader(http.StatusNotFound)
	case r.URL.Path == "/short":
		fmt.Fprint(w, "<html><head><title>Please wait</title></head><body><p>One moment.</p></body></html>")
	default:
		fmt.Fprintf(w, "<html><head><title>Page %s</title></head><body><article><h1>Page</h1><p>%s</p><p>%s of %s</p></article></body></html>", r.URL.Path, dike, strings.Repeat("More words here. ", 30), r.URL.Path)
	}
}

func newSite(t testing.TB) *site {
	t.Helper()
	s := &site{now: time.Unix(clock, 0)}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	at := server.Listener.Addr().String()
	s.reader = intake.Reader{Now: s.Now, Web: web.Client{
		Proxy: func(*http.Request) (*url.URL, error) { return nil, nil },
		Lookup: func(_ context.Context, host string) ([]netip.Addr, error) {
			if host == "absent.example" {
				return nil, nil
			}
			return []netip.Addr{netip.MustParseAddr("203.0.113.7")}, nil
		},
		Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, at)
		},
		Manners: &web.Manners{Pause: FetchPause, Now: s.Now, Sleep: s.Sleep},
	}}
	return s
}

// fetch fetches the texts of all references of a library and returns what was told of
// each, in words.
func (s *site) fetch(t testing.TB, ctx context.Context, l *Library) (told []string, err error) {
	t.Helper()
	queue, err := l.Unfetched(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	f := Fetch{Read: s.reader.Read, Sleep: s.Sleep, Fill: l.FillFetched, Told: func(f Fetched) {
		mu.Lock()
		defer mu.Unlock()
		if f.State != Fetching {
			why := ""
			if f.Err != nil {
				why = ": " + f.Err.Error()
			}
			told = append(told, queue[f.At].URL+" "+string(f.State)+" "+string(f.Added.Outcome)+why)
		}
	}}
	err = f.All(ctx, queue)
	slices.Sort(told)
	return told, err
}

// references is a library with references of these addresses.
func references(t testing.TB, addresses ...string) *Library {
	t.Helper()
	l, _ := emptyLibrary(t)
	edit := data.Edit{Label: "x"}
	for i, address := range addresses {
		a := data.Article{ID: data.NewID(), Title: fmt.Sprintf("Reference number %d", i), URL: address}.WithText("")
		edit.Articles = append(edit.Articles, data.Insert(a))
		if i == 0 {
			edit.Annotations = append(edit.Annotations, data.Insert(data.Annotation{ID: data.NewID(), Article: a.ID, Colour: "amber", Anchor: anchor.Selector{End: 23, Exact: "the dike above the mill"}}))
		}
	}
	if _, err := l.Write(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	return l
}

// has checks lines, each by its beginning.
func has(t testing.TB, got []string, want ...string) {
	t.Helper()
	slices.Sort(want)
	ok := len(got) == len(want)
	for i := range min(len(got), len(want)) {
		ok = ok && strings.HasPrefix(got[i], want[i])
	}
	if !ok {
		t.Errorf("told\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestFetch(t *testing.T) {
	ctx := t.Context()
	l := references(t, "http://one.example/1", "http://one.example/2", "http://www.one.example/3", "http://two.example/gone", "http://two.example/short", "http://127.0.0.1/private", "mailto:x@example.org", "")
	s := newSite(t)
	told, err := s.fetch(t, ctx, l)
	if err != nil {
		t.Fatal(err)
	}
	has(t, told,
		"http://one.example/1 fetched filled", "http://one.example/2 fetched filled", "http://www.one.example/3 fetched filled",
		`http://two.example/gone failed : read "http://two.example/gone": there is no such page`, "http://two.example/short failed : the page has very little text",
		`http://127.0.0.1/private failed : read "http://127.0.0.1/private": the address is of your own network`)
	if waited := s.Now().Sub(time.Unix(clock, 0)); waited < 2*FetchPause || waited > 3*FetchPause { // two pauses at one.example, one at two.example
		t.Errorf("slept %v", s.slept)
	}
	all, err := l.Annotations(ctx)
	if err != nil || all[0].Anchor.Start == 0 || all[0].Anchor.Exact != "the dike above the mill" {
		t.Errorf("the note that waited is at %+v, %v", all[0].Anchor, err)
	}
	// What has a text is not asked for again; each text was a step of its own.
	s.asked = nil
	if told, err = s.fetch(t, ctx, l); err != nil || len(told) != 3 || len(s.asked) != 2 {
		t.Errorf("again: %v, asked for %v, %v", told, s.asked, err)
	}
	if _, err := l.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if queue, err := l.Unfetched(ctx, nil); err != nil || len(queue) != 4 {
		t.Errorf("after undo %d are without a text, %v", len(queue), err)
	}
}

func TestFetchWaitsAsTheServerAsks(t *testing.T) {
	l := references(t, "http://busy.example/1?after=90", "http://busy.example/2")
	s := newSite(t)
	s.denied = 1
	told, err := s.fetch(t, t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	has(t, told, "http://busy.example/1?after=90 fetched", "http://busy.example/1?after=90 waiting", "http://busy.example/2 fetched")
	if !slices.Contains(s.slept, 90*time.Second) {
		t.Errorf("slept %v", s.slept)
	}
	for name, first := range map[string]string{"too long": "http://busy.example/1?after=7200", "again": "http://busy.example/1?after=1", "without a time": "http://busy.example/1"} {
		l := references(t, first, "http://busy.example/2", "http://other.example/3")
		s := newSite(t)
		s.denied = 5
		told, err := s.fetch(t, t.Context(), l)
		if err != nil {
			t.Fatal(err)
		}
		left := 0
		for _, line := range told {
			if strings.Contains(line, " left ") && strings.Contains(line, "busy.example was not asked again") {
				left++
			}
		}
		if left != 1 || len(s.asked) > 3 || !strings.HasPrefix(told[len(told)-1], "http://other.example/3 fetched") {
			t.Errorf("%s: %v, asked for %v", name, told, s.asked)
		}
	}
}

func TestFetchLeavesAHostThatIsNotThere(t *testing.T) {
	var addresses []string
	for i := range 6 {
		addresses = append(addresses, fmt.Sprintf("http://absent.example/%d", i))
	}
	told, err := newSite(t).fetch(t, t.Context(), references(t, addresses...))
	failed, left := 0, 0
	for _, line := range told {
		if strings.Contains(line, " failed ") {
			failed++
		} else if strings.Contains(line, " left ") {
			left++
		}
	}
	if err != nil || failed != 3 || left != 3 {
		t.Errorf("%d failed, %d left: %v, %v", failed, left, told, err)
	}
}

func TestFetchEnds(t *testing.T) {
	l := references(t, "http://one.example/1", "http://one.example/2", "http://two.example/3")
	s := newSite(t)
	queue, err := l.Unfetched(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("the disk is full")
	f := Fetch{Read: s.reader.Read, Sleep: s.Sleep, Told: func(Fetched) {}, Fill: func(context.Context, intake.Draft, data.ID) (Addition, error) { return Addition{}, broken }}
	if err := f.All(t.Context(), queue); !errors.Is(err, broken) || len(s.asked) > 2 {
		t.Errorf("asked for %v, %v", s.asked, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	f.Fill = func(context.Context, intake.Draft, data.ID) (Addition, error) {
		cancel()
		return Addition{}, nil
	}
	if err := f.All(ctx, queue); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	// One that was deleted meanwhile is no reason to end.
	var told []Fetched
	f.Fill, f.Told = l.FillFetched, func(f Fetched) { told = append(told, f) }
	queue = append(queue[:0:0], data.Article{ID: data.NewID(), URL: "http://three.example/"})
	if err := f.All(t.Context(), queue); err != nil || told[len(told)-1].State != KeptOut || !errors.Is(told[len(told)-1].Err, data.ErrNotFound) {
		t.Errorf("%+v, %v", told, err)
	}
}

func TestFetchAddress(t *testing.T) {
	for _, c := range []struct{ url, doi, want, host string }{
		{"https://www.news.example/a#b", "10.1/x", "https://www.news.example/a", "news.example"},
		{"", "doi:10.1000/AB c", "", ""},
		{"", "10.1000/AB", "https://doi.org/10.1000/ab", "doi.org"},
		{"mailto:x@y", "", "", ""},
		{"urn:x", "10.1000/1", "https://doi.org/10.1000/1", "doi.org"},
		{"", "", "", ""},
	} {
		a := data.Article{URL: c.url, Citation: data.Citation{DOI: c.doi}}
		if got, host := FetchAddress(a), FetchHost(a); got != c.want || host != c.host {
			t.Errorf("%q, %q: %q at %q", c.url, c.doi, got, host)
		}
	}
}

// A reference that has got a text while its page was fetched keeps it.
func TestFetchKeepsATextThatIsThere(t *testing.T) {
	ctx := t.Context()
	l, _, reference := cited(t)
	if _, err := l.FillReference(ctx, draft(t, "The dike", reference.URL, dike), reference.ID); err != nil {
		t.Fatal(err)
	}
	got, err := l.FillFetched(ctx, draft(t, "The dike", reference.URL, "Other words came from the web.\n"), reference.ID)
	if err != nil || got.Outcome != Existing {
		t.Errorf("%s, %v", got.Outcome, err)
	}
	if a, err := l.Article(ctx, reference.ID); err != nil || a.Text != dike {
		t.Errorf("its text is %q, %v", a.Text, err)
	}
}
