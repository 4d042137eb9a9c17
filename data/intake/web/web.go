// Package web fetches one page that a reader asked for.
//
// The one idea behind it: a reader's request goes where the reader sent it, and
// nowhere that the reader could not have meant. Redirects are followed a few times, over
// http and https only, and never from the open internet into the reader's own
// machine or network; what comes back is bounded in bytes, after decompression
// too, and in time. No cookies are sent or kept, and nothing that the page points
// to is fetched.
package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// Agent is how the program names itself to servers.
const Agent = "Tarikh (a reader's own request for one page; no crawler)"

// Response is what came.
type Response struct {
	Body   []byte
	Media  string // Content-Type as received
	URL    string // after redirects
	Robots string // X-Robots-Tag as received
}

// Get fetches an address as a reader typed it; without a scheme it is https.
// progress is called with the bytes received and their total, -1 if the server does
// not say; it may be nil. Errors are *Error, or ctx.Err() when cancelled.
func (c *Client) Get(ctx context.Context, address string, progress func(done, total int64)) (Response, error) {
	return c.get(ctx, address, true, progress)
}

// GetNamed is Get for an address that the reader has not typed but a file names: it may not
// be of the reader's own machine or network, either.
func (c *Client) GetNamed(ctx context.Context, address string, progress func(done, total int64)) (Response, error) {
	return c.get(ctx, address, false, progress)
}

func (c *Client) get(ctx context.Context, address string, typed bool, progress func(done, total int64)) (Response, error) {
	u, err := Parse(address)
	if err != nil {
		return Response{}, err
	}
	limited, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	t := &trip{client: c, start: u.Hostname(), mayBePrivate: typed, named: !typed, leave: func() {}}
	defer func() { t.leave() }()
	if at, err := netip.ParseAddr(u.Hostname()); !typed && (err == nil && private(at) || u.Hostname() == "localhost") { // a proxy would go there
		return Response{}, fail(Private, nil, "%s", t.enter(u.Hostname()).Error())
	}
	transport := t.transport()
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: judged{transport, t}, CheckRedirect: t.redirect}
	request, err := http.NewRequestWithContext(limited, http.MethodGet, u.String(), http.NoBody)
	if err != nil {
		return Response{}, fail(Address, err, "it is not an address of the web")
	}
	request.Header.Set("User-Agent", Agent)
	request.Header.Set("Accept", "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.9, */*;q=0.5")
	request.Header.Set("Accept-Language", "*")
	answer, err := client.Do(request)
	if err != nil {
		return Response{}, explain(ctx, limited, err)
	}
	defer answer.Body.Close()
	if err := judge(answer); err != nil {
		err.Wait = retryAfter(answer.Header, c.Manners.now())
		return Response{}, err
	}
	body, err := read(answer, progress)
	if err != nil {
		return Response{}, explain(ctx, limited, err)
	}
	return Response{
		Body: body, Media: answer.Header.Get("Content-Type"), URL: answer.Request.URL.String(),
		Robots: strings.Join(answer.Header.Values("X-Robots-Tag"), ", "),
	}, nil
}

// Parse reads an address as a reader types it.
func Parse(address string) (*url.URL, error) {
	address = strings.TrimSpace(address)
	if len(address) > maxAddress {
		return nil, fail(Address, nil, "the address is too long")
	}
	if !strings.Contains(address, "://") && !strings.HasPrefix(address, "//") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	switch {
	case err != nil: // the cause would repeat the address, with a password in it
		return nil, fail(Address, nil, "it is not an address of the web")
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fail(Address, nil, "only http and https addresses are fetched, not %q", u.Scheme)
	case u.Hostname() == "":
		return nil, fail(Address, nil, "the address has no host")
	case u.User != nil:
		return nil, fail(Address, nil, "the address holds a name or password, which are not sent")
	}
	u.Fragment = ""
	return u, nil
}

// WithoutUser returns an address, which need not be one, without a name and password.
func WithoutUser(address string) string {
	scheme, rest := "", address
	if i := strings.Index(address, "//"); i >= 0 {
		scheme, rest = address[:i+2], address[i+2:]
	}
	end := strings.IndexAny(rest, "/?#")
	if _, err := url.Parse("//" + rest); err != nil || end < 0 {
		end = len(rest)
	}
	return scheme + rest[strings.LastIndex(rest[:end], "@")+1:]
}

// read reads the body, which the transport decompresses.
func read(answer *http.Response, progress func(done, total int64)) ([]byte, error) {
	if answer.ContentLength > MaxBody {
		return nil, tooLarge()
	}
	if e := answer.Header.Get("Content-Encoding"); e != "" && e != "identity" {
		return nil, fail(Encoding, nil, "the server compressed the page in a way that was not asked for (%.20q)", e)
	}
	if progress == nil {
		progress = func(int64, int64) {}
	}
	body := make([]byte, 0, max(answer.ContentLength, 0))
	piece := make([]byte, 64<<10)
	for {
		n, err := answer.Body.Read(piece)
		body = append(body, piece[:n]...)
		if len(body) > MaxBody {
			return nil, tooLarge()
		}
		progress(int64(len(body)), answer.ContentLength)
		switch {
		case errors.Is(err, io.EOF):
			return body, nil
		case err != nil:
			return nil, err
		}
	}
}

func tooLarge() error { return fail(TooLarge, nil, "the page is over %d MB", MaxBody>>20) }

// judge turns an answer that is no page into an error.
func judge(answer *http.Response) *Error {
	code := answer.StatusCode
	switch {
	case code == http.StatusOK, code == http.StatusNonAuthoritativeInfo:
		if path := strings.ToLower(answer.Request.URL.Path); answer.Request.Response != nil && entrance(path) {
			return fail(Login, nil, "the address leads to a page for logging in (%.200s)", answer.Request.URL.Redacted())
		}
		return nil
	case code == http.StatusUnauthorized, code == http.StatusPaymentRequired, code == http.StatusProxyAuthRequired:
		return fail(Login, nil, "the server asks for a login or payment (%s)", answer.Status)
	case code == http.StatusForbidden, code == http.StatusUnavailableForLegalReasons:
		return fail(Login, nil, "the server refuses to show the page (%s); open it in a browser, save it and bring the file in", answer.Status)
	case code == http.StatusNotFound, code == http.StatusGone:
		return fail(Absent, nil, "there is no such page (%s)", answer.Status)
	case code == http.StatusTooManyRequests, code == http.StatusServiceUnavailable && answer.Header.Get("Retry-After") != "":
		return fail(Blocked, nil, "the server does not answer programs now (%s); open it in a browser, save it and bring the file in", answer.Status)
	}
	return fail(Failed, nil, "the server answers %s", answer.Status)
}

// entrance reports the path of a page for logging in, to which many sites lead
// on instead of answering 401.
func entrance(path string) bool {
	for part := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		name, _, _ := strings.Cut(part, ".")
		switch name {
		case "login", "log-in", "signin", "sign-in", "sign_in", "wp-login", "auth", "sso", "account-login":
			return true
		}
	}
	return false
}
