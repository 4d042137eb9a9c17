package find

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestCases checks inputs that went wrong, and others of their kinds. Where two
// answers are right, "or" stands between them.
func TestCases(t *testing.T) {
	cases := readCases(t)
	for _, fields := range cases {
		var got []string
		for _, f := range Dates(fields[3], Options{Lang: fields[1], Published: day(t, fields[2])}) {
			got = append(got, f.Date.EDTF)
		}
		if !accepted(fields[4], got) {
			t.Errorf("%s: %s: %s\n got %s\nwant %s", fields[0], fields[1], fields[3], strings.Join(got, "|"), fields[4])
		}
	}
	if len(cases) < 1000 {
		t.Errorf("%d cases only", len(cases))
	}
}

// readCases returns the fields of each case: kind, language, date, text, and what is
// right.
func readCases(t testing.TB) (cases [][]string) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "cases.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) != 5 {
			t.Fatalf("%d fields: %s", len(fields), line)
		}
		cases = append(cases, fields)
	}
	return cases
}

// accepted reports whether dates are those wanted: with | between them, and each, or
// all, in one of the ways that have "or" between them.
func accepted(want string, got []string) bool {
	all := strings.Join(got, "|")
	if slices.ContainsFunc(strings.Split(want, " or "), func(way string) bool { return way == all || way == "none" && all == "" }) {
		return true
	}
	each := strings.Split(want, "|")
	for i := range each {
		if len(each) != len(got) || !slices.Contains(strings.Split(each[i], " or "), got[i]) {
			return false
		}
	}
	return true
}
