package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/spf13/afero"
)

// measured is the variable of the environment that makes the test program run one
// command and say what memory it took.
const measured = "TARIKH_TEST_MEASURED"

// runMeasured runs a command and prints the most bytes that were resident.
func runMeasured(args []string) int {
	tidyHeap()
	code := run(newProgram(afero.NewOsFs(), io.Discard, os.Stderr), args)
	peak, err := peakMemory()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	fmt.Println(peak)
	return code
}

// No source that is added, or refused, takes more than 400 MB, whatever it is made of;
// and what is refused says why.
func TestAddingIsBoundedInMemory(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the most memory is read from /proc")
	}
	if raced() {
		t.Skip("the race detector takes many times the memory")
	}
	const most = 400 << 20
	folder := t.TempDir()
	prose := strings.Repeat("The council met on 4 May 2021 in Geneva, and nothing else was said of it.\n\n", 60<<20/75)
	files := map[string]string{
		"large.txt":    prose,
		"longest.txt":  prose[:12<<20],
		"line.txt":     strings.Repeat("word ", 11<<20/5) + "\n\nThe end.\n",
		"page.html":    "<html><body><h1>" + strings.Repeat("title ", 11<<20/6) + "</h1><p>The end.",
		"header.mhtml": "MIME-Version: 1.0\r\nContent-Type: text/html\r\nSubject: " + strings.Repeat("a", 30<<20) + "\r\n\r\n<p>Words",
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	library := filepath.Join(folder, "new.tarikh")
	must(t, "new", library)
	for name, want := range map[string]string{
		"large.txt large.txt large.txt": "texts and pages of up to 12 MB", "longest.txt": "", "line.txt": "", "page.html": "", "header.mhtml": "header is over 1 MB",
	} {
		args := []string{"add-article", "--as-new", library}
		if !strings.Contains(name, " ") {
			args = append(args, "--date", "2021-05-04", "--title", "Words")
		}
		for one := range strings.FieldsSeq(name) {
			args = append(args, filepath.Join(folder, one))
		}
		command := exec.Command(os.Args[0], args...)
		command.Env = append(os.Environ(), measured+"=1")
		var out, said bytes.Buffer
		command.Stdout, command.Stderr = &out, &said
		err := command.Run()
		var peak int64
		if _, scanErr := fmt.Sscan(out.String(), &peak); scanErr != nil || peak > most {
			t.Errorf("%s: took %d MB (%v)", name, peak>>20, scanErr)
		}
		if (err == nil) != (want == "") || !strings.Contains(said.String(), want) {
			t.Errorf("%s: %v, %s", name, err, &said)
		}
		t.Logf("%s: %d MB", name, peak>>20)
	}
}

// raced reports a test program with the race detector.
func raced() bool {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return false
	}
	for _, s := range info.Settings {
		if s.Key == "-race" && s.Value == "true" {
			return true
		}
	}
	return false
}
