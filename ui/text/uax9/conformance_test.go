package uax9

import (
	"bufio"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// conformanceFile opens a file of the Unicode conformance data, which lies
// beside the project; the test skips where it does not.
func conformanceFile(t *testing.T, name string) io.Reader {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		file, err := os.Open(filepath.Join(dir, "shared", "unicode", name))
		if err == nil {
			t.Cleanup(func() { file.Close() })
			unpacked, err := gzip.NewReader(file)
			if err != nil {
				t.Fatal(err)
			}
			return unpacked
		}
		if dir == filepath.Dir(dir) {
			t.Skipf("shared/unicode/%s is in no folder above this one: conformance not tested", name)
		}
		dir = filepath.Dir(dir)
	}
}

// check compares levels after L1 and the visual order with what the data says;
// "x" stands for characters that X9 removes.
func check(l *Levels, wantLevels, wantOrder []string, buffer *checkBuffers) bool {
	levels := l.L1(buffer.levels[:0], 0, len(l.Levels))
	if len(levels) != len(wantLevels) {
		return false
	}
	buffer.kept, buffer.at = buffer.kept[:0], buffer.at[:0]
	for i, want := range wantLevels {
		if (want == "x") != l.Removed(i) {
			return false
		}
		if want == "x" {
			continue
		}
		if strconv.Itoa(int(levels[i])) != want {
			return false
		}
		buffer.kept, buffer.at = append(buffer.kept, levels[i]), append(buffer.at, i)
	}
	order := AppendReorder(buffer.order[:0], buffer.kept)
	if len(order) != len(wantOrder) {
		return false
	}
	for i, at := range order {
		if strconv.Itoa(buffer.at[at]) != wantOrder[i] {
			return false
		}
	}
	buffer.levels, buffer.order = levels, order
	return true
}

type checkBuffers struct {
	levels, kept []Level
	at, order    []int
}

func TestConformanceCharacters(t *testing.T) {
	lines := bufio.NewScanner(conformanceFile(t, "BidiCharacterTest.txt.gz"))
	directions := map[string]Direction{"0": LTR, "1": RTL, "2": Auto}
	var r Resolver
	var buffer checkBuffers
	cases, wrong := 0, 0
	for lines.Scan() {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		cases++
		fields := strings.Split(line, ";")
		var text []rune
		for _, hex := range strings.Fields(fields[0]) {
			code, err := strconv.ParseUint(hex, 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			text = append(text, rune(code))
		}
		l := r.Paragraph(text, directions[fields[1]])
		if strconv.Itoa(int(l.Base)) != fields[2] ||
			!check(l, strings.Fields(fields[3]), strings.Fields(fields[4]), &buffer) {
			if wrong++; wrong <= 10 {
				t.Errorf("%s: got base %d levels %v", line, l.Base, l.Levels)
			}
		}
	}
	if lines.Err() != nil || wrong > 0 || cases != 91_707 {
		t.Errorf("%d cases of 91707, %d wrong, %v", cases, wrong, lines.Err())
	}
}

func TestConformanceClasses(t *testing.T) {
	lines := bufio.NewScanner(conformanceFile(t, "BidiTest.txt.gz"))
	lines.Buffer(nil, 1<<20)
	names := map[string]Class{
		"L": L, "R": R, "AL": AL, "EN": EN, "ES": ES, "ET": ET, "AN": AN, "CS": CS, "NSM": NSM, "BN": BN,
		"B": B, "S": S, "WS": WS, "ON": ON, "LRE": LRE, "LRO": LRO, "RLE": RLE, "RLO": RLO, "PDF": PDF,
		"LRI": LRI, "RLI": RLI, "FSI": FSI, "PDI": PDI,
	}
	var levels, order []string
	var text []Class
	var r Resolver
	var buffer checkBuffers
	cases, wrong, stride := 0, 0, 1
	if testing.Short() {
		stride = 7
	}
	for lines.Scan() {
		line := lines.Text()
		switch {
		case line == "" || line[0] == '#':
			continue
		case strings.HasPrefix(line, "@Levels:"):
			levels = strings.Fields(line[len("@Levels:"):])
			continue
		case strings.HasPrefix(line, "@Reorder:"):
			order = strings.Fields(line[len("@Reorder:"):])
			continue
		}
		if cases++; cases%stride != 0 {
			continue
		}
		classes, bits, _ := strings.Cut(line, ";")
		text = text[:0]
		for _, name := range strings.Fields(classes) {
			class, ok := names[name]
			if !ok {
				t.Fatalf("unknown class %q", name)
			}
			text = append(text, class)
		}
		directions, err := strconv.ParseUint(strings.TrimSpace(bits), 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		for i, base := range []Direction{Auto, LTR, RTL} {
			if directions>>i&1 == 0 {
				continue
			}
			if l := r.Classes(text, base); !check(l, levels, order, &buffer) {
				if wrong++; wrong <= 10 {
					t.Errorf("%s (direction %d): got %v, want %v", line, base, l.Levels, levels)
				}
			}
		}
	}
	if lines.Err() != nil || wrong > 0 || cases != 490_846 {
		t.Errorf("%d lines of 490846, %d wrong, %v", cases, wrong, lines.Err())
	}
}
