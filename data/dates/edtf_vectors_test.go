package dates

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// The vectors of edtf-java (OpenHistoricalMap), where they and we differ on purpose.
var (
	// refused are inputs that the vectors read beyond the EDTF specification.
	refused = map[string]string{
		"2020-05-01T10:30:45.123Z":      "EDTF has no fractions of a second, and bounds are whole seconds",
		"2020-05-01T10:30:45.500-05:00": "EDTF has no fractions of a second, and bounds are whole seconds",
		"20":                            "a century is 20XX; two digits are more often a year cut short",
		"00":                            "a century is 00XX",
		"19":                            "a century is 19XX",
		"-01":                           "EDTF has no centuries of two digits",
		"-05":                           "EDTF has no centuries of two digits",
		"-99":                           "EDTF has no centuries of two digits",
	}
	// seasons are quarters of the calendar year to the vectors; ours are the
	// meteorological seasons of the north, as quarters have codes of their own
	// (33 to 36) and people who write "spring 2020" mean no January. First and
	// last day.
	seasons = map[string][2]string{
		"2020-21": {"2020-03-01", "2020-05-31"},
		"2020-22": {"2020-06-01", "2020-08-31"},
		"2020-23": {"2020-09-01", "2020-11-30"},
		"2020-24": {"2020-12-01", "2021-02-28"},
		"1999-24": {"1999-12-01", "2000-02-29"},
	}
	// instants are points in time to the vectors (max = min); ours cover the
	// minute or second that they name, of this length in seconds.
	instants = map[string]int64{
		"2020-05-01T10:30Z": 60, "2020-05-01T00:00Z": 60, "2020-05-01T23:59Z": 60,
		"2020-05-01T10:30:45Z": 1, "2020-05-01T10:30:45-05:00": 1, "2020-05-01T10:30:45+14:00": 1,
		"2020-05-01T24:00:00Z": 1,
	}
)

func TestVectors(t *testing.T) {
	for _, name := range []string{"level0.tsv", "level1.tsv"} {
		t.Run(name, func(t *testing.T) {
			for _, row := range vectors(t, name) {
				checkVector(t, row[0], row[3], row[4])
			}
		})
	}
}

// checkVector compares bounds: the vectors' are milliseconds, the upper one inclusive.
func checkVector(t *testing.T, input, lower, upper string) {
	d, err := Parse(input)
	if reason, ok := refused[input]; ok {
		if err == nil {
			t.Errorf("%s is read, but should not: %s", input, reason)
		}
		return
	}
	if err != nil {
		t.Error(err)
		return
	}
	if d.String() != input {
		t.Errorf("Parse(%q).String() = %q", input, d)
	}
	wantLo, wantHi := OpenLo, OpenHi // "" (unknown) and ±Infinity
	if ms, err := strconv.ParseInt(lower, 10, 64); err == nil {
		wantLo = ms / 1000
	}
	if ms, err := strconv.ParseInt(upper, 10, 64); err == nil {
		wantHi = (ms + 1) / 1000
		if length, ok := instants[input]; ok {
			wantHi = ms/1000 + length
		}
	}
	if days, ok := seasons[input]; ok {
		if d.Lo == wantLo || d.Hi == wantHi {
			t.Errorf("%s is the quarter of the vectors", input)
		}
		wantLo, wantHi = utc(t, days[0]+"T00:00:00Z"), utc(t, days[1]+"T00:00:00Z")+day
	}
	if lo, hi := d.Instants(); lo.Unix != wantLo || hi.Unix != wantHi {
		t.Errorf("%s = [%d, %d), want [%d, %d)", input, lo.Unix, hi.Unix, wantLo, wantHi)
	}
}

// vectors reads a file of test vectors from a folder "shared/edtf" in any
// folder above this package, and skips the test where there is none.
func vectors(t *testing.T, name string) [][]string {
	t.Helper()
	at, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		file, err := os.Open(filepath.Join(at, "shared", "edtf", name))
		if err == nil {
			defer file.Close()
			r := csv.NewReader(file)
			r.Comma, r.LazyQuotes = '\t', true
			rows, err := r.ReadAll()
			if err != nil || len(rows) < 2 {
				t.Fatalf("%s: %d rows, %v", name, len(rows), err)
			}
			return rows[1:]
		}
		up := filepath.Dir(at)
		if up == at {
			t.Skipf("no shared/edtf/%s in any folder above: the EDTF vectors are not checked", name)
		}
		at = up
	}
}
