package newer

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// What is sent is the request, byte by byte.
func TestWhatIsSent(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	sent := make(chan string, 1)
	go func() {
		c, err := listener.Accept()
		if err != nil {
			sent <- err.Error()
			return
		}
		defer c.Close()
		var request strings.Builder
		for lines := bufio.NewReader(c); ; {
			line, err := lines.ReadString('\n')
			if request.WriteString(line); err != nil || line == "\r\n" {
				break
			}
		}
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n1.20.3\n") // or Latest fails
		sent <- request.String()
	}()
	host := listener.Addr().String()
	version, err := Latest(t.Context(), "http://"+host+"/latest.txt")
	if err != nil || version != "1.20.3" {
		t.Errorf("%q, %v", version, err)
	}
	if got, want := <-sent, "GET /latest.txt HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n"; got != want {
		t.Errorf("sent %q, want %q", got, want)
	}
}

func TestAnswersThatAreRefused(t *testing.T) {
	led := false
	mux := http.NewServeMux()
	say := func(path, text string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, text) })
	}
	say("/page", "<!DOCTYPE html>")
	say("/empty", "")
	say("/long", "1.2.3"+strings.Repeat(" ", 1<<20))
	say("/word", "1.2.x")
	say("/sign", "1.2.-3")
	mux.HandleFunc("/leads", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/there", http.StatusFound) })
	mux.HandleFunc("/there", func(w http.ResponseWriter, _ *http.Request) { led = true; _, _ = io.WriteString(w, "1.2.3") })
	server := httptest.NewServer(mux)
	defer server.Close()
	for _, path := range []string{"/page", "/empty", "/long", "/word", "/sign", "/leads", "/absent"} {
		if version, err := Latest(t.Context(), server.URL+path); err == nil {
			t.Errorf("%s is version %q", path, version)
		}
	}
	if led {
		t.Error("a redirect was followed")
	}
}

func TestThan(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"0.2.0", "0.1.9", true},
		{"0.10.0", "0.9.0", true},
		{"1.0.0", "0.99.99", true},
		{"0.1.0", "0.1.0", false},
		{"0.1.0", "0.2.0", false},
		{"0.2.0", "dev", false},
		{"", "0.1.0", false},
		{"0.2", "0.1.0", false},
	} {
		if got := Than(c.a, c.b); got != c.want {
			t.Errorf("%q newer than %q: %v", c.a, c.b, got)
		}
	}
}
