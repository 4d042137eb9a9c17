package i18n

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"tarikh.org/tarikh/data/dates"
)

var update = flag.Bool("update", false, "write the vectors of the page's rules")

// TestVectorsOfThePage holds assets/page/words.js to the rules here: the page's own tests
// put the same dates into words.
func TestVectorsOfThePage(t *testing.T) {
	type vector struct {
		EDTF string `json:"edtf"`
		En   string `json:"en"`
		Ar   string `json:"ar"`
	}
	var vectors []vector
	en, ar := locale(t, English, Options{}), locale(t, Arabic, Options{})
	for _, edtf := range []string{
		"", "2022", "2022-02", "2022-02-04", "0066", "0001-03", "0000", "-0043-03-15", "-0999", "-9999", "Y-17000", "Y-16999", "Y-13800000000",
		"Y-66000000", "Y170000002", "Y17E8", "Y-65500000", "1582-10-04", "1583-01-01", "2022-02-04T20:00", "2022-02-04T20:00:05", "2022-02-04T20:00+08:00",
		"2022-02-04T20:00:00Z", "2022-02-04T20:00-03:30", "2022-02-04T24:00:00", "2022?", "2022~", "2022-02%", "2022-02-04?", "2004-06~-11", "2004-?06-11",
		"2004-06-~11", "2004?-06-11", "?2004-06-~11", "2004~-06?-11", "2004-%21", "201X", "20XX", "2XXX", "XXXX", "19X5", "1X99", "-015X", "-01XX", "-00XX",
		"156X-12-25", "15XX-12-XX", "2004-XX", "2004-1X", "2004-0X", "2004-02-XX", "2004-02-1X", "2004-02-X5", "2004-XX-25", "2004-XX-XX", "XXXX-12-25",
		"190X-02-29", "XXXX-02-29", "19X5-06", "201X-06", "2004-X2-11", "1950S2", "1950S3", "1950S4", "Y3388E2S3", "Y171010000S3", "-1950S2", "2020-21", "2020-24", "2020-25",
		"2020-28", "2020-29", "2020-31", "2020-33", "2020-36", "2020-37", "2020-39", "2020-40", "2020-41", "201X-22", "201X-34", "0000-24", "2020-21~",
		"2020-01-17/2020-01-18", "2020-01-23/2020-04-08", "2020-01/2020-03", "2019/2022", "2019-12-30/2020-01-02", "-0043/-0039", "-0043/0014", "0014/0066", "0014/2020",
		"Y-17000/Y-12000", "2020-21/2020-22", "2020-24/2021-22", "2020-02/2020-02", "2020-02-04/2020-02-04", "2020/..", "../2020", "../..", "2020/", "/2020", "2020-01~/2020-04-08",
		"201X/202X", "2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00", "2020-01-23T10:00/2020-01-23T12:00", "2020-01-23T10:00Z/2020-01-23T12:00Z", "2020-01-23T10:00/2020-02-23T12:00",
		"2020-01-23T10:00Z/2021-01-23T12:00Z", "2020-01-23T10:00+01:00/2020-01-23T12:00Z", "2020-01-23/2020-01-24T12:00", "[1667,1668,1670..1672]", "[..1984]", "[1984..]", "[..1984-12-03,1990]",
		"{1960,1961-12}", "{1984..}", "{..1984}", "[2020-01-01,2020-02]", "[1667]", "[1670..1672]", "{1667..1668}", "[1601,1602,1603,1604,1605,1606,1607,1608]",
		"[1601,1602,1603,1604,1605,1606,1607,1608,1609,1610]", "[1667?,1668]", "{2020-01-01..2020-01-05,2021}",
	} {
		d, err := dates.Parse(edtf)
		if err != nil && edtf != "" {
			t.Fatalf("%s: %v", edtf, err)
		}
		vectors = append(vectors, vector{edtf, en.DateLong(d), ar.DateLong(d)})
	}
	sameAsOfThePage(t, "words.json", vectors)
}

// TestLengthsOfThePage holds the lengths of times that the page measures to those here. None
// is of one of something: the vectors have no plural forms.
func TestLengthsOfThePage(t *testing.T) {
	type vector struct {
		Lo int64  `json:"lo"`
		Hi int64  `json:"hi"`
		En string `json:"en"`
	}
	en := locale(t, English, Options{})
	var vectors []vector
	at := func(year int64, month, day, hour, minute int) int64 {
		return dates.Civil{Year: year, Month: month, Day: day, Hour: hour, Minute: minute}.Unix()
	}
	for _, c := range [][2]int64{
		{0, 0},
		{0, 59},
		{0, 150},
		{at(2020, 1, 1, 0, 0), at(2020, 1, 1, 5, 30)},
		{at(2020, 1, 23, 10, 0), at(2020, 4, 8, 0, 0)},
		{at(2020, 1, 31, 0, 0), at(2020, 6, 30, 0, 0)},
		{at(2020, 1, 31, 0, 0), at(2022, 3, 31, 12, 0)},
		{at(-43, 3, 15, 0, 0), at(2020, 3, 14, 0, 0)},
		{at(2019, 12, 31, 23, 59), at(2024, 3, 29, 0, 0)},
		{at(2020, 2, 29, 0, 0), at(2023, 2, 28, 0, 0)},
		{at(2020, 10, 31, 12, 0), at(2021, 2, 28, 11, 0)},
		{at(-13_800_000_000, 1, 1, 0, 0), at(2020, 1, 1, 0, 0)},
	} {
		vectors = append(vectors, vector{c[0], c[1], en.Length(c[0], c[1])})
	}
	sameAsOfThePage(t, "lengths.json", vectors)
}

// sameAsOfThePage compares a file of vectors with what is said here.
func sameAsOfThePage(t *testing.T, name string, vectors any) {
	t.Helper()
	var got bytes.Buffer
	out := json.NewEncoder(&got)
	out.SetEscapeHTML(false)
	out.SetIndent("", "\t")
	if err := out.Encode(vectors); err != nil {
		t.Fatal(err)
	}
	file := "../../assets/page/vectors/" + name
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got.Bytes()) {
		t.Errorf("%s is not what dates are in words here: write it again with -update", file)
	}
}
