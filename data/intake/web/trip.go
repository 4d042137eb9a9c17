package web

import (
	"cmp"
	"compress/flate"
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"time"

	"tarikh.org/tarikh/data/door"
)

// trip is one fetch on its way from host to host.
type trip struct {
	client *Client
	start  string // the host of the address that is asked for
	named  bool   // by a file, not typed by the reader
	// mayBePrivate holds until a public host was met: what the reader typed may be
	// in the reader's own network, and may lead on within that host. From then on nothing
	// may lead there.
	mayBePrivate bool
	proxy        string // host and port of the proxy in use
	leave        func() // the host that was asked last
}

func (t *trip) transport() *http.Transport {
	choose := t.client.Proxy
	if choose == nil {
		choose = http.ProxyFromEnvironment
	}
	return &http.Transport{
		Proxy: func(r *http.Request) (*url.URL, error) {
			p, err := choose(r)
			t.proxy = ""
			if p != nil && err == nil {
				t.proxy = net.JoinHostPort(p.Hostname(), portOf(p))
			}
			return p, err
		},
		DialContext:            t.dial,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    maxWait,
		ResponseHeaderTimeout:  maxWait,
		MaxResponseHeaderBytes: 256 << 10,
		DisableKeepAlives:      true, // every hop is dialled, and so checked
	}
}

func portOf(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "https":
		return "443"
	case u.Scheme == "socks5", u.Scheme == "socks5h":
		return "1080"
	}
	return "80"
}

// forbidden is a redirect that may not be followed.
type forbidden struct {
	reason string
	kind   Kind // Redirects where it is not said
}

func (f forbidden) Error() string { return f.reason }

// judged is a transport that looks at where an answer leads before the client does,
// whose errors repeat it: a name and password of an address are not sent nor shown.
type judged struct {
	*http.Transport
	trip *trip
}

func (j judged) RoundTrip(r *http.Request) (*http.Response, error) {
	j.trip.leave()
	leave, err := j.trip.client.Manners.enter(r.Context(), r.URL.Hostname())
	if err != nil {
		return nil, err
	}
	j.trip.leave = leave
	answer, err := j.Transport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	to, err := r.URL.Parse(answer.Header.Get("Location"))
	switch {
	case err != nil:
		err = forbidden{reason: "the address leads on to one that cannot be read"}
	case to.User != nil:
		err = forbidden{reason: "the address leads on to one that holds a name or password, which are not sent"}
	default:
		return answer, nil
	}
	_ = answer.Body.Close() // nothing was written
	return nil, err
}

// redirect is called before one is followed. No host is told which one led to it.
func (t *trip) redirect(next *http.Request, via []*http.Request) error {
	next.Header.Del("Referer")
	switch {
	case len(via) > MaxRedirects:
		return forbidden{reason: "the address leads on more than " + strconv.Itoa(MaxRedirects) + " times"}
	case next.URL.Scheme != "http" && next.URL.Scheme != "https":
		return forbidden{reason: "the address leads on to " + strconv.Quote(next.URL.Scheme) + ", which is not the web"}
	case next.URL.Hostname() == "":
		return forbidden{reason: "the address leads on to an address without a host"}
	}
	for _, r := range via {
		if r.URL.String() == next.URL.String() {
			return forbidden{reason: "the address leads in a circle"}
		}
	}
	// Through a proxy only the name can be judged, for the proxy resolves it.
	if addr, err := netip.ParseAddr(next.URL.Hostname()); err == nil && private(addr) || next.URL.Hostname() == "localhost" {
		return t.enter(next.URL.Hostname())
	}
	return nil
}

// enter says whether the trip may go to a host in the reader's own network.
func (t *trip) enter(host string) error {
	switch {
	case t.mayBePrivate && host == t.start:
		return nil
	case t.named && host == t.start:
		return forbidden{"the address is of your own network (" + host + "), where no file may lead", Private}
	}
	return forbidden{reason: "the address leads into your own network (" + host + "), where a page from outside must not lead"}
}

// dial connects to a host after looking at where it is, so that a name cannot
// lead where its digits may not.
func (t *trip) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	addrs, err := t.lookup(ctx, host)
	if err != nil {
		return nil, err
	}
	if address != t.proxy {
		public := false
		for _, a := range addrs {
			if private(a) {
				if err := t.enter(host); err != nil {
					return nil, err
				}
				continue
			}
			public = true
		}
		if public {
			t.mayBePrivate = false
		}
	}
	connect := t.client.Dial
	if connect == nil {
		connect = door.Connect
	}
	var failed error
	for _, a := range addrs[:min(len(addrs), 4)] {
		conn, err := connect(ctx, network, net.JoinHostPort(a.String(), port))
		if err == nil {
			return conn, nil
		}
		failed = errors.Join(failed, err)
	}
	return nil, failed
}

func (t *trip) lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	if addr, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{addr}, nil
	}
	find := t.client.Lookup
	if find == nil {
		find = func(ctx context.Context, host string) ([]netip.Addr, error) {
			return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
		}
	}
	addrs, err := find(ctx, host)
	if err == nil && len(addrs) == 0 {
		err = &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	return addrs, err
}

// private reports addresses that are not of the open internet: this machine, its
// network, the link, carrier-grade NAT (RFC 6598), multicast, what is reserved.
func private(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() {
		return true
	}
	for _, p := range [...]string{"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16"} {
		if netip.MustParsePrefix(p).Contains(a) {
			return true
		}
	}
	return false
}

// explain says in plain words why a request failed. ctx is the caller's, limited the one
// that ends after maxTime.
func explain(ctx, limited context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if known, ok := errors.AsType[*Error](err); ok {
		return known
	}
	// What wraps the cause names addresses, with what they hold.
	if in, ok := errors.AsType[*url.Error](err); ok {
		err = in.Err
	}
	if no, ok := errors.AsType[forbidden](err); ok {
		return fail(cmp.Or(no.kind, Redirects), no, "%s", no.reason)
	}
	if bad, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return fail(Insecure, err, "the server's certificate is not good: %v", bad.Err)
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok && dns.IsNotFound {
		return fail(Unreachable, err, "there is no such host (%s)", dns.Name)
	}
	if limited.Err() != nil {
		return fail(Slow, err, "the page did not come within %d seconds", int(maxTime/time.Second))
	}
	if timeout, ok := errors.AsType[net.Error](err); errors.Is(err, os.ErrDeadlineExceeded) || ok && timeout.Timeout() {
		return fail(Slow, err, "the server did not answer within %d seconds", int(maxWait/time.Second))
	}
	corrupt := flate.CorruptInputError(0)
	switch {
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.As(err, &corrupt):
		return fail(Encoding, err, "what the server sent is damaged: %v", err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fail(Unreachable, err, "the connection broke off before all of the page had come")
	}
	// The message may repeat an address, such as that of a proxy.
	reason := mayHoldUser.ReplaceAllString(err.Error(), "//")
	return fail(Unreachable, errors.New(reason), "there is no connection: %s", reason)
}

var mayHoldUser = regexp.MustCompile(`(?s)//.*@`)

// Bounds of a fetch.
const (
	MaxBody      = 64 << 20 // bytes, decompressed
	MaxRedirects = 8
	maxTime      = 60 * time.Second // for all of it
	maxWait      = 20 * time.Second // for a server's first word
	maxAddress   = 4000             // bytes
)

// Client fetches pages. The zero Client is ready for use, by many at once.
type Client struct {
	// Proxy names the proxy for a request; nil: that of the environment.
	Proxy func(*http.Request) (*url.URL, error)
	// Lookup resolves a host name; nil: the system's resolver.
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error)
	// Dial opens a connection to an address of digits; nil: door.Connect.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Manners keep requests apart; nil: each is made at once.
	Manners *Manners
}
