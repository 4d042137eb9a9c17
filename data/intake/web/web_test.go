package web_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tarikh.org/tarikh/data/intake/web"
)

// open is a network of one server under any name. Names are in the open internet
// but for those that the test says are not.
func open(t *testing.T, server *httptest.Server, private ...string) *web.Client {
	t.Helper()
	at := server.Listener.Addr().String()
	return &web.Client{
		Proxy: func(*http.Request) (*url.URL, error) { return nil, nil },
		Lookup: func(_ context.Context, host string) ([]netip.Addr, error) {
			for _, p := range private {
				if p == host {
					return []netip.Addr{netip.MustParseAddr("10.0.0.7")}, nil
				}
			}
			return []netip.Addr{netip.MustParseAddr("203.0.113.7")}, nil
		},
		Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, at)
		},
	}
}

func kindOf(err error) web.Kind {
	if e, ok := errors.AsType[*web.Error](err); ok {
		return e.Kind
	}
	return ""
}

func TestGet(t *testing.T) {
	var seen http.Header
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = r.Header.Clone()
		w.Header().Set("Content-Type", "text/html; charset=windows-1256")
		w.Header().Add("X-Robots-Tag", "noarchive")
		w.Header().Set("Set-Cookie", "a=b")
		fmt.Fprint(w, "<p>words")
	}))
	defer server.Close()
	var done, total int64
	got, err := open(t, server).Get(t.Context(), "http://news.example/a?b=c#d", func(d, n int64) { done, total = d, n })
	if err != nil {
		t.Fatal(err)
	}
	if string(got.Body) != "<p>words" || got.Media != "text/html; charset=windows-1256" || got.URL != "http://news.example/a?b=c" || got.Robots != "noarchive" {
		t.Errorf("got %+v", got)
	}
	if done != 8 || total != 8 {
		t.Errorf("told of %d of %d bytes", done, total)
	}
	if seen.Get("User-Agent") != web.Agent || seen.Get("Cookie") != "" || seen.Get("Referer") != "" {
		t.Errorf("sent %v", seen)
	}
}

func TestGetRefusesAddresses(t *testing.T) {
	for _, address := range []string{
		"file:///etc/passwd", "ftp://a.example/b", "javascript:alert(1)//://", "http://", "http:///path", "https://user:word@a.example/",
		"http://[::1", "data://text/html,x", "http://a.example/" + strings.Repeat("a", 5000), "//a.example/b",
	} {
		if _, err := new(web.Client).Get(t.Context(), address, nil); kindOf(err) != web.Address {
			t.Errorf("%.60s: got %v", address, err)
		}
	}
	if u, err := web.Parse(" news.example/a "); err != nil || u.String() != "https://news.example/a" {
		t.Errorf("got %v, %v", u, err)
	}
}

func TestGetSaysWhyThereIsNoPage(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "/login?next=/moved", http.StatusFound)
		case "/login":
			fmt.Fprint(w, "<form>")
		case "/busy":
			w.Header().Set("Retry-After", "60")
			w.WriteHeader(http.StatusServiceUnavailable)
		case "/broken":
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "half")
		case "/zstd":
			w.Header().Set("Content-Encoding", "zstd")
			fmt.Fprint(w, "(\xb5/\xfd")
		case "/nogzip":
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, "this is not compressed")
		case "/long":
			w.Header().Set("Content-Length", fmt.Sprint(web.MaxBody+1))
		default:
			var code int
			fmt.Sscanf(r.URL.Path, "/%d", &code)
			w.WriteHeader(code)
		}
	}))
	defer server.Close()
	client := open(t, server)
	for path, want := range map[string]web.Kind{
		"/401": web.Login, "/402": web.Login, "/403": web.Login, "/451": web.Login, "/moved": web.Login,
		"/404": web.Absent, "/410": web.Absent, "/429": web.Blocked, "/busy": web.Blocked, "/500": web.Failed, "/204": web.Failed,
		"/broken": web.Unreachable, "/zstd": web.Encoding, "/nogzip": web.Encoding, "/long": web.TooLarge,
	} {
		got, err := client.Get(t.Context(), "http://news.example"+path, nil)
		if kindOf(err) != want || err.Error() == "" {
			t.Errorf("%s: got %q, %v; want %s", path, got.Body, err, want)
		}
	}
	if got, err := client.Get(t.Context(), "http://news.example/login", nil); err != nil {
		t.Errorf("a page for logging in that was asked for: %q, %v", got.Body, err)
	}
}

func TestGetBoundsBombs(t *testing.T) {
	var member bytes.Buffer
	z := gzip.NewWriter(&member)
	piece := make([]byte, 1<<20)
	if _, err := z.Write(piece); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	bomb := bytes.Repeat(member.Bytes(), web.MaxBody>>20+1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/endless" {
			for r.Context().Err() == nil {
				if _, err := w.Write(piece); err != nil {
					return
				}
			}
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(bomb)
	}))
	defer server.Close()
	for _, path := range []string{"/bomb", "/endless"} {
		if _, err := open(t, server).Get(t.Context(), "http://news.example"+path, nil); kindOf(err) != web.TooLarge {
			t.Errorf("%s: got %v", path, err)
		}
	}
}

func TestRedirects(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case path == "/page":
			fmt.Fprintf(w, "page of %s", r.Host)
		case path == "/circle":
			http.Redirect(w, r, "/circle2", http.StatusFound)
		case path == "/circle2":
			http.Redirect(w, r, "/circle", http.StatusFound)
		case strings.HasPrefix(path, "/endless"):
			http.Redirect(w, r, path+"x", http.StatusFound)
		default:
			w.Header().Set("Location", r.URL.Query().Get("to"))
			w.WriteHeader(http.StatusMovedPermanently)
		}
	}))
	defer server.Close()
	client := open(t, server, "intranet", "wiki.corp")
	for _, c := range []struct {
		address string
		want    web.Kind
	}{
		{"http://news.example/go?to=/page", ""},
		{"http://news.example/go?to=http://www.news.example/page", ""},
		{"http://news.example/circle", web.Redirects},
		{"http://news.example/endless", web.Redirects},
		{"http://news.example/go?to=file:///etc/passwd", web.Redirects},
		{"http://news.example/go?to=ftp://other.example/", web.Redirects},
		{"http://news.example/go?to=http:///page", web.Redirects},
		// From the open internet into the reader's network.
		{"http://news.example/go?to=http://127.0.0.1/page", web.Redirects},
		{"http://news.example/go?to=http://localhost/page", web.Redirects},
		{"http://news.example/go?to=http://[::1]/page", web.Redirects},
		{"http://news.example/go?to=http://[::ffff:10.0.0.7]/page", web.Redirects},
		{"http://news.example/go?to=http://169.254.169.254/page", web.Redirects},
		{"http://news.example/go?to=http://intranet/page", web.Redirects},
		// Within it, where the reader went himself.
		{"http://intranet/page", ""},
		{"http://127.0.0.1/page", ""},
		{"http://intranet/go?to=http://intranet/page", ""},
		{"http://intranet/go?to=http://news.example/page", ""},
		{"http://intranet/go?to=http://wiki.corp/page", web.Redirects},
		{"http://intranet/go?to=http://news.example/go?to=http://intranet/page", web.Redirects},
	} {
		got, err := client.Get(t.Context(), c.address, nil)
		if kindOf(err) != c.want || c.want == "" && (err != nil || !strings.HasPrefix(string(got.Body), "page of ")) {
			t.Errorf("%s: got %q, %v; want %q", c.address, got.Body, err, c.want)
		}
	}
}

// Nothing that a server puts into an address goes to another one or into a message: no
// name and password, and not where the reader came from.
func TestRedirectsCarryNothing(t *testing.T) {
	var sent []http.Header
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent = append(sent, r.Header.Clone())
		if to := r.URL.Query().Get("to"); to != "" {
			w.Header()["Location"] = []string{to}
			w.WriteHeader(http.StatusFound)
			return
		}
		fmt.Fprint(w, "page")
	}))
	defer server.Close()
	client := open(t, server)
	if _, err := client.Get(t.Context(), "http://news.example/private?to=http://other.example/page", nil); err != nil || len(sent) != 2 || sent[1].Get("Referer") != "" {
		t.Errorf("sent %v, %v", sent, err)
	}
	for _, to := range []string{
		"http://alice:hunter2@other.example/page", "//alice:hunter2@news.example/page", "http://alice@other.example/", "http://:hunter2@other.example/",
		"http://alice:hunter2%25zz@[::1/", "http://alice:hunter2%20x@bad host/", "http://alice:hunter2/x@other.example:port/",
	} {
		sent = nil
		got, err := client.Get(t.Context(), "http://news.example/go?to="+url.QueryEscape(to), nil)
		if kindOf(err) != web.Redirects || len(sent) != 1 || got.URL != "" {
			t.Errorf("%s: got %+v, %v after %d requests", to, got, err, len(sent))
		}
		for ; err != nil; err = errors.Unwrap(err) {
			if strings.Contains(err.Error(), "alice") || strings.Contains(err.Error(), "hunter2") {
				t.Errorf("%s: %v", to, err)
			}
		}
	}
}

func TestWithoutUser(t *testing.T) {
	for address, want := range map[string]string{
		"https://alice:hunter2@a.example/b@c": "https://a.example/b@c", "alice:hunter2@a.example/": "a.example/", "//a@b.example": "//b.example",
		"https://a.example/@bob?x=y@z": "https://a.example/@bob?x=y@z", "a.example": "a.example", "https://alice:a/b@c.example/": "https://c.example/",
		"https://alice:%zz@c.example/": "https://c.example/", "": "",
	} {
		if got := web.WithoutUser(address); got != want {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
}

// A name that is in the open internet at first, and at home when it is asked for
// again, leads nowhere.
func TestRebinding(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/secret" {
			fmt.Fprint(w, "secret")
			return
		}
		http.Redirect(w, r, "/secret", http.StatusFound)
	}))
	defer server.Close()
	client := open(t, server)
	asked := 0
	client.Lookup = func(context.Context, string) ([]netip.Addr, error) {
		if asked++; asked > 1 {
			return []netip.Addr{netip.MustParseAddr("192.168.1.1")}, nil
		}
		return []netip.Addr{netip.MustParseAddr("203.0.113.7")}, nil
	}
	if got, err := client.Get(t.Context(), "http://news.example/", nil); kindOf(err) != web.Redirects {
		t.Errorf("got %q, %v", got.Body, err)
	}
}

// A proxy is where the environment says, at home as well; what it is asked for
// is judged by its name.
func TestProxy(t *testing.T) {
	var asked []string
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.String())
		if r.URL.Path == "/go" {
			http.Redirect(w, r, "http://127.0.0.1/secret", http.StatusFound)
			return
		}
		fmt.Fprint(w, "through")
	}))
	defer proxy.Close()
	at, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	client := &web.Client{Proxy: http.ProxyURL(at)}
	got, err := client.Get(t.Context(), "http://news.example/page", nil)
	if err != nil || string(got.Body) != "through" {
		t.Errorf("got %q, %v", got.Body, err)
	}
	if _, err := client.Get(t.Context(), "http://news.example/go", nil); kindOf(err) != web.Redirects {
		t.Errorf("got %v", err)
	}
	if want := "[http://news.example/page http://news.example/go]"; fmt.Sprint(asked) != want {
		t.Errorf("asked for %v, want %s", asked, want)
	}
}

func TestGetIsCancelled(t *testing.T) {
	arrived := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
	}))
	defer server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-arrived; cancel() }()
	if _, err := open(t, server).Get(ctx, "http://news.example/", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// A server that never says a word, and one that never ends: the message says how long
// was waited.
func TestGetDoesNotWaitForever(t *testing.T) {
	for _, drip := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			client := &web.Client{
				Proxy: func(*http.Request) (*url.URL, error) { return nil, nil },
				Lookup: func(context.Context, string) ([]netip.Addr, error) {
					return []netip.Addr{netip.MustParseAddr("203.0.113.7")}, nil
				},
				Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
					ours, theirs := net.Pipe()
					go serve(theirs, drip)
					return ours, nil
				},
			}
			began := time.Now()
			_, err := client.Get(t.Context(), "http://news.example/", nil)
			if waited := fmt.Sprintf(" %.0f seconds", time.Since(began).Seconds()); kindOf(err) != web.Slow || !strings.Contains(err.Error(), waited) {
				t.Errorf("got %v after%s", err, waited)
			}
			time.Sleep(2 * time.Second) // the server notices that we have gone
		})
	}
}

// serve answers nothing, or one byte at a time, a second each.
func serve(conn net.Conn, drip bool) {
	defer conn.Close()
	buffer := make([]byte, 4096)
	if _, err := conn.Read(buffer); err != nil {
		return
	}
	if drip {
		fmt.Fprint(conn, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
		for {
			if _, err := conn.Write([]byte("a")); err != nil {
				return
			}
			time.Sleep(time.Second) // of the bubble: it takes none
		}
	}
	for {
		if _, err := conn.Read(buffer); err != nil {
			return
		}
	}
}

func TestUnreachable(t *testing.T) {
	client := &web.Client{
		Proxy:  func(*http.Request) (*url.URL, error) { return nil, nil },
		Lookup: func(context.Context, string) ([]netip.Addr, error) { return nil, nil },
	}
	if _, err := client.Get(t.Context(), "http://nowhere.example/", nil); kindOf(err) != web.Unreachable || !strings.Contains(err.Error(), "nowhere.example") {
		t.Errorf("got %v", err)
	}
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	defer secure.Close()
	if _, err := open(t, secure).Get(t.Context(), "https://news.example/", nil); kindOf(err) != web.Insecure {
		t.Errorf("got %v", err)
	}
}
