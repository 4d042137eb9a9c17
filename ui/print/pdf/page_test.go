package pdf

import "testing"

// The addresses of links are ASCII, with nothing that no address has.
func TestAddressesAreASCII(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.org/(a)?b=%20#c": "https://example.org/(a)?b=%20#c",
		"https://example.org/ص \"<\\>{":   "https://example.org/%D8%B5%20%22%3C%5C%3E%7B",
	} {
		if got := ascii(address); got != want {
			t.Errorf("%q is written as %q, want %q", address, got, want)
		}
	}
}
