// Package newer asks whether a newer version of the program has been published.
//
// The one idea behind it: one function dials, and only where the user has chosen that.
// What it sends is the request for one fixed address, with no header but those that HTTP
// needs: nothing of the program, its version, its user or the system.
package newer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"tarikh.org/tarikh/data/door"
)

// Address holds the number of the newest version, "0.2.0", and nothing else.
const Address = "https://tarikh.org/latest.txt"

// Page is where the newest version is found.
const Page = "https://tarikh.org/"

// most is how long an answer may be, in bytes.
const most = 64

// Latest asks an address for the number of the newest version. It follows no redirect. An
// answer that is no number of a version is an error.
func Latest(ctx context.Context, address string) (string, error) {
	const patience = 15 * time.Second
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return "", fmt.Errorf("ask for the newest version: %w", err)
	}
	request.Header.Set("User-Agent", "") // none is sent
	client := http.Client{
		Transport:     &http.Transport{Proxy: http.ProxyFromEnvironment, DialContext: door.Connect, DisableKeepAlives: true, DisableCompression: true, MaxResponseHeaderBytes: 16 << 10},
		CheckRedirect: func(*http.Request, []*http.Request) error { return errors.New("the address leads on to another one") },
	}
	answer, err := client.Do(request)
	if err != nil {
		return "", fmt.Errorf("ask for the newest version: %w", err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return "", fmt.Errorf("ask for the newest version: %s answers %q", address, answer.Status)
	}
	text, err := io.ReadAll(io.LimitReader(answer.Body, most+1))
	if err != nil {
		return "", fmt.Errorf("ask for the newest version: %w", err)
	}
	version := strings.TrimSpace(string(text))
	if _, ok := parse(version); !ok || len(text) > most {
		return "", fmt.Errorf("ask for the newest version: the answer of %s is no number of a version", address)
	}
	return version, nil
}

// Than reports whether version a is newer than version b; false where one of them is no
// number of a version, as that of a build by hand.
func Than(a, b string) bool {
	x, first := parse(a)
	y, second := parse(b)
	if !first || !second {
		return false
	}
	for i := range x {
		if x[i] != y[i] {
			return x[i] > y[i]
		}
	}
	return false
}

// parse reads "1.20.3".
func parse(version string) (numbers [3]uint64, ok bool) {
	parts := strings.Split(version, ".")
	if len(parts) != len(numbers) {
		return numbers, false
	}
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 32)
		if err != nil {
			return numbers, false
		}
		numbers[i] = n
	}
	return numbers, true
}
