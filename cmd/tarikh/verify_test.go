package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A packet of the sample is as it was written; with one byte of a source changed, the
// source is named.
func TestVerifyAPacket(t *testing.T) {
	folder := t.TempDir()
	library, packet := filepath.Join(folder, "s.tarikh"), filepath.Join(folder, "p.zip")
	for _, args := range [][]string{{"new", library, "--sample"}, {"export", library, "-o", packet, "--as", "packet", "--query", "track:Sport"}} {
		if code, _, said := tarikh(t, args...); code != exitOK {
			t.Fatalf("%v: %d %s", args, code, said)
		}
	}
	code, out, said := tarikh(t, "verify", packet, "--json")
	var got verified
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != exitOK || got.Events != 7 || got.Passages == 0 || len(got.Faults) > 0 || len(got.SHA256) != 64 {
		t.Fatalf("verified: %d %s %s, %v", code, out, said, err)
	}
	changeInZip(t, packet, "sources/001/text.txt")
	code, out, said = tarikh(t, "verify", packet)
	if code != exitProblem || !strings.Contains(said, "sources/001/text.txt: it was changed") {
		t.Errorf("changed: %d %s %s", code, out, said)
	}
	if code, _, said := tarikh(t, "verify", library); code != exitFailed || !strings.Contains(said, "no packet") {
		t.Errorf("a library: %d %s", code, said)
	}
	if code, _, said := tarikh(t, "verify", folder); code != exitFailed || !strings.Contains(said, "not an ordinary file") {
		t.Errorf("a folder: %d %s", code, said)
	}
}

// changeInZip changes a byte of a file in a zip.
func changeInZip(t *testing.T, name, inside string) {
	t.Helper()
	archive, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range archive.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == inside {
			text[10] ^= 1
		}
		to, err := w.Create(f.Name)
		if err == nil {
			_, err = to.Write(text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}
