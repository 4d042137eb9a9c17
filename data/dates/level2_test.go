package dates

import (
	"errors"
	"strings"
	"testing"
)

func TestParseLevel2(t *testing.T) {
	for _, c := range []struct{ name, edtf, first, last string }{ // first and last day
		{"doubt about year and month", "2004-06~-11", "2004-06-11", "2004-06-11"},
		{"doubt about the year", "2004?-06-11", "2004-06-11", "2004-06-11"},
		{"doubt about the year, before it", "?2004-06-~11", "2004-06-11", "2004-06-11"},
		{"both doubts about the month", "2004-%06-11", "2004-06-11", "2004-06-11"},
		{"doubt about a season", "2004-~21", "2004-03-01", "2004-05-31"},

		{"Christmas of a decade", "156X-12-25", "1560-12-25", "1569-12-25"},
		{"Christmas of a century", "15XX-12-25", "1500-12-25", "1599-12-25"},
		{"some day in December of a century", "15XX-12-XX", "1500-12-01", "1599-12-31"},
		{"some 25th", "1560-XX-25", "1560-01-25", "1560-12-25"},
		{"a month of a millennium", "1XXX-12", "1000-12-01", "1999-12-31"},
		{"some month of a millennium", "1XXX-XX", "1000-01-01", "1999-12-31"},
		{"New Year's Eve of any year", "XXXX-12-31", "0000-12-31", "9999-12-31"},
		{"a leap day", "XXXX-02-29", "0000-02-29", "9996-02-29"},
		{"a leap day of a decade", "156X-02-29", "1560-02-29", "1568-02-29"},
		{"first digit", "X984", "0984-01-01", "9984-12-31"},
		{"digits within", "1X8X-06", "1080-06-01", "1989-06-30"},
		{"last months", "2004-1X", "2004-10-01", "2004-12-31"},
		{"first months", "2004-0X", "2004-01-01", "2004-09-30"},
		{"October", "2004-X0", "2004-10-01", "2004-10-31"},
		{"February or December", "2004-X2", "2004-02-01", "2004-12-31"},
		{"a 31st", "2004-XX-31", "2004-01-31", "2004-12-31"},
		{"a 30th of February or December", "2004-X2-30", "2004-12-30", "2004-12-30"},
		{"the twenties of a month", "2004-02-2X", "2004-02-20", "2004-02-29"},
		{"5th, 15th or 25th", "2004-06-X5", "2004-06-05", "2004-06-25"},
		{"the end of a month", "2004-06-3X", "2004-06-30", "2004-06-30"},
		{"a season of a decade", "201X-21", "2010-03-01", "2019-05-31"},

		{"southern spring", "2020-29", "2020-09-01", "2020-11-30"},
		{"southern summer", "2020-30", "2020-12-01", "2021-02-28"},
		{"southern autumn", "2020-31", "2020-03-01", "2020-05-31"},
		{"southern winter", "2020-32", "2020-06-01", "2020-08-31"},
		{"northern spring", "2020-25", "2020-03-01", "2020-05-31"},
		{"northern winter", "2019-28", "2019-12-01", "2020-02-29"},
		{"first quarter", "2020-33", "2020-01-01", "2020-03-31"},
		{"last quarter", "2020-36", "2020-10-01", "2020-12-31"},
		{"first third", "2020-37", "2020-01-01", "2020-04-30"},
		{"second third", "2020-38", "2020-05-01", "2020-08-31"},
		{"last third", "2020-39", "2020-09-01", "2020-12-31"},
		{"first half", "2020-40", "2020-01-01", "2020-06-30"},
		{"second half", "2020-41", "2020-07-01", "2020-12-31"},

		{"significant digits", "1950S2", "1900-01-01", "1999-12-31"},
		{"all digits significant", "1950S4", "1950-01-01", "1950-12-31"},
		{"zeros before are not significant", "0950S2", "0950-01-01", "0959-12-31"},
		{"estimate in doubt", "1950S3?", "1950-01-01", "1959-12-31"},

		{"one of several years", "[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"},
		{"one of dates of different precision", "[1667,1760-12]", "1667-01-01", "1760-12-31"},
		{"one of dates out of order", "[1760-12,1667]", "1667-01-01", "1760-12-31"},
		{"all of several years", "{1667,1668,1670..1672}", "1667-01-01", "1672-12-31"},
		{"all of dates of different precision", "{1960,1961-12}", "1960-01-01", "1961-12-31"},
		{"a set of one", "[1667]", "1667-01-01", "1667-12-31"},
		{"a set in doubt", "[1667~,166X-?12]", "1660-12-01", "1669-12-31"},

		{"interval of doubtful parts", "2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20"},
		{"interval of unspecified days", "2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"},
		{"interval of seasons", "2019-24/2020-21", "2019-12-01", "2020-05-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Parse(c.edtf)
			if err != nil {
				t.Fatal(err)
			}
			want := Date{Lo: utc(t, c.first+"T00:00:00Z"), Hi: utc(t, c.last+"T00:00:00Z") + day, EDTF: c.edtf}
			if d != want {
				t.Errorf("Parse(%q) = [%d, %d), want [%d, %d)", c.edtf, d.Lo, d.Hi, want.Lo, want.Hi)
			}
			checkInvariants(t, d, c.edtf)
		})
	}
}

func TestParseLevel2BeyondTheStandardLibrary(t *testing.T) {
	for _, c := range []struct {
		edtf     string
		from, to int64 // first and last year
	}{
		{"Y170000002", 170_000_002, 170_000_002},
		{"Y17E8", 1_700_000_000, 1_700_000_000},
		{"Y-17E7", -170_000_000, -170_000_000},
		{"Y1E4", 10_000, 10_000},
		{"Y-138E8", MinYear, MinYear},
		{"Y-13800000000", MinYear, MinYear},
		{"Y171010000S3", 171_000_000, 171_999_999},
		{"Y3388E2S3", 338_000, 338_999},
		{"Y-3388E2S3", -338_999, -338_000},
		{"Y13E9S1", 10_000_000_000, MaxYear},
		{"-1950S2", -1999, -1900},
		{"-XXXX", -9999, -1},
		{"-00XX", -99, -1},
		{"-000X", -9, -1},
		{"-X00X", -9009, -1},
		{"[-0043,Y17E8]", -43, 1_700_000_000},
	} {
		d, err := Parse(c.edtf)
		if err != nil {
			t.Error(err)
			continue
		}
		lo, hi := Civil{Year: c.from, Month: 1, Day: 1}.Unix(), Civil{Year: c.to + 1, Month: 1, Day: 1}.Unix()
		if d.Lo != lo || d.Hi != hi {
			t.Errorf("%s = [%d, %d), want years %d to %d [%d, %d)", c.edtf, d.Lo, d.Hi, c.from, c.to, lo, hi)
		}
		checkInvariants(t, d, c.edtf)
	}
	for _, c := range []struct {
		edtf   string
		lo, hi int64
	}{
		{"[..1984]", OpenLo, 473_385_600},
		{"{..1984}", OpenLo, 473_385_600},
		{"[1984..]", 441_763_200, OpenHi},
		{"{1960,1984..}", -315_619_200, OpenHi},
		{"[..1960,1984]", OpenLo, 473_385_600},
		{"[..1960,1984..]", OpenLo, OpenHi},
	} {
		if d, err := Parse(c.edtf); err != nil || d.Lo != c.lo || d.Hi != c.hi {
			t.Errorf("%s = [%d, %d), %v; want [%d, %d)", c.edtf, d.Lo, d.Hi, err, c.lo, c.hi)
		}
	}
}

func TestParseLevel2Refuses(t *testing.T) {
	for _, c := range []struct {
		name, edtf string
		offset     int
		fault      Fault
		reason     string // a part of it
	}{
		{"two qualifiers before", "?~2004", 1, FaultQualifier, "one qualifier"},
		{"two qualifiers within", "2004?~-06", 5, FaultQualifier, "one qualifier"},
		{"qualifier alone", "?", 1, FaultForm, "breaks off"},
		{"qualified date with a time", "2004-06?-11T10:00", 11, FaultQualifier, "takes no qualifier"},
		{"qualifier at a time", "2004-06-11T~10:00", 11, FaultForm, "two digits"},
		{"unspecified date with a time", "200X-06-11T10:00", 10, FaultTime, "needs a year"},
		{"unspecified hour", "2004-06-11TXX:00", 11, FaultForm, "two digits"},
		{"lower-case x", "201x", 0, FaultYear, "four digits"},
		{"five digits", "20XXX", 0, FaultYear, "four digits"},
		{"X in a long year", "Y170X0", 0, FaultYear, "more than four"},
		{"month in the twenties", "2004-2X", 5, FaultMonth, "months run"},
		{"31 of short months", "2004-0X-32", 8, FaultDay, "no month"},
		{"30 February of any year", "XXXX-02-30", 8, FaultDay, "no month"},
		{"29 February of years that aren't leap", "XXX1-02-29", 8, FaultDay, "no month"},
		{"day in the forties", "2004-XX-4X", 8, FaultDay, "no month"},
		{"season 20", "2004-20", 5, FaultMonth, "months run"},
		{"season 42", "2004-42", 5, FaultMonth, "months run"},
		{"day in a quarter", "2004-33-01", 7, FaultForm, "not part"},
		{"exponent missing", "Y17E", 4, FaultYear, "exponent"},
		{"exponent zero", "Y17000E0", 7, FaultYear, "exponent"},
		{"exponent too large", "Y17E9", 0, FaultRange, "out of range"},
		{"exponent far too large", "Y17E99", 0, FaultRange, "out of range"},
		{"exponent of three digits", "Y17E100", 4, FaultYear, "exponent"},
		{"negative exponent", "Y17E-8", 4, FaultYear, "exponent"},
		{"four digits worked out", "Y2E3", 0, FaultYear, "more than four"},
		{"exponent of a short year", "1950E2", 4, FaultForm, "not part"},
		{"no significant digits", "1950S0", 5, FaultYear, "significant"},
		{"too many significant digits", "1950S5", 4, FaultYear, "fewer digits"},
		{"significant zeros", "0950S4", 4, FaultYear, "fewer digits"},
		{"significant digits of year 0", "0000S1", 4, FaultYear, "fewer digits"},
		{"significant X", "195XS2", 4, FaultYear, "fewer digits"},
		{"month after an estimate", "1950S2-06", 6, FaultForm, "not part"},
		{"empty set", "[]", 1, FaultSet, "missing"},
		{"set that isn't closed", "[1667", 5, FaultSet, "not closed"},
		{"set that breaks off", "[1667,", 6, FaultForm, "breaks off"},
		{"wrong bracket", "[1667}", 5, FaultSet, "begins and ends"},
		{"set within a set", "[1667,{1668}]", 6, FaultSet, "begins and ends"},
		{"empty member", "[1667,,1668]", 6, FaultSet, "missing"},
		{"space in a set", "[1667, 1668]", 6, FaultForm, "no spaces"},
		{"time in a set", "[2022-02-04T20:00]", 1, FaultSet, "no times"},
		{"interval in a set", "[1667/1668]", 5, FaultSet, `".."`},
		{"set in an interval", "[1667]/1700", 6, FaultSet, "nothing follows"},
		{"set after a slash", "1667/[1700]", 5, FaultSet, "stands alone"},
		{"dots alone", "[..]", 3, FaultSet, "missing"},
		{"dots within", "[1667,..1668]", 6, FaultSet, "first date"},
		{"open end within", "[1667..,1668]", 7, FaultSet, "last date"},
		{"end before start", "[1670..1667]", 1, FaultOrder, "not after"},
		{"comma outside a set", "1667,1668", 4, FaultSet, "stands alone"},
		{"NUL in a set", "[1667\x00]", 5, FaultForm, "not part"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Parse(c.edtf)
			var syntax *SyntaxError
			if !errors.As(err, &syntax) {
				t.Fatalf("Parse(%q) = %v, %v, want a SyntaxError", c.edtf, d, err)
			}
			if d != (Date{}) || syntax.Offset != c.offset || syntax.Fault != c.fault || !strings.Contains(syntax.Reason, c.reason) {
				t.Errorf("Parse(%q): %v (offset %d, %s), want offset %d, %s and %q", c.edtf, err, syntax.Offset, syntax.Fault, c.offset, c.fault, c.reason)
			}
		})
	}
}

func TestPointsOfLevel2(t *testing.T) {
	const u, a = Uncertain, Approximate
	for _, c := range []struct {
		edtf string
		want Point
	}{
		{"2004-06~-11", Point{Year: 2004, Month: 6, Day: 11, Precision: PrecisionDay, Parts: [3]Qualifier{a, a, 0}}},
		{"2004?-06-11~", Point{Year: 2004, Month: 6, Day: 11, Precision: PrecisionDay, Qualifier: a, Parts: [3]Qualifier{u, 0, 0}}},
		{"?2004-?06-?11", Point{Year: 2004, Month: 6, Day: 11, Precision: PrecisionDay, Qualifier: u}},
		{"2004-06-%11", Point{Year: 2004, Month: 6, Day: 11, Precision: PrecisionDay, Parts: [3]Qualifier{0, 0, u | a}}},
		{"~2004-?21", Point{Year: 2004, Season: 21, Precision: PrecisionSeason, Parts: [3]Qualifier{a, u, 0}}},
		{"1X6X-X2-0X", Point{Year: 1060, Month: 2, Precision: PrecisionDay, X: 5 | 2<<4 | 1<<6}},
		{"-0XXX", Point{Precision: PrecisionYear, X: 7, Minus: true}},
		{"Y-3388E2S3~", Point{Year: -338_800, Significant: 3, Precision: PrecisionYear, Qualifier: a}},
	} {
		if start, _, _ := (Date{EDTF: c.edtf}).Parts(); start != c.want {
			t.Errorf("%q is %+v, want %+v", c.edtf, start, c.want)
		}
	}
}

func TestKindsAndMembers(t *testing.T) {
	for _, c := range []struct {
		edtf    string
		kind    Kind
		members string // plainly, with ranges as from>to
	}{
		{"", KindNone, ""},
		{"2022-02", KindPoint, "2022-02"},
		{"2022/..", KindInterval, "2022>.."},
		{"/2022", KindInterval, ">2022"},
		{"[1667,1668,1670..1672]", KindOneOf, "1667 1668 1670>1672"},
		{"{..1960,1961-12~..}", KindAllOf, "..>1960 1961-12~>.."},
	} {
		d := Date{EDTF: c.edtf}
		var got []string
		for _, m := range d.Members() {
			text := m.Start.String()
			if m.Range {
				text += ">" + m.End.String()
			}
			got = append(got, text)
		}
		if d.Kind() != c.kind || strings.Join(got, " ") != c.members {
			t.Errorf("%q: kind %d with %q, want kind %d with %q", c.edtf, d.Kind(), got, c.kind, c.members)
		}
	}
	start, end, interval := Date{EDTF: "[1760-12,1667,1668..1700]"}.Parts()
	if start.Year != 1667 || end.Year != 1760 || end.Month != 12 || !interval {
		t.Errorf("a set reaches from %v to %v, interval %v", start, end, interval)
	}
}

func TestCore(t *testing.T) {
	at := func(edtf string) Date {
		d, err := Parse(edtf)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	middle := func(edtf string) [2]int64 {
		d := at(edtf)
		m := d.Lo + (d.Hi-d.Lo)/2
		return [2]int64{m, m}
	}
	whole := func(edtf string) [2]int64 { d := at(edtf); return [2]int64{d.Lo, d.Hi} }
	for _, c := range []struct {
		edtf   string
		core   [2]int64
		doubts Doubts
	}{
		{"2022-02-04", whole("2022-02-04"), 0},
		{"2020/2022", whole("2020/2022"), 0},
		{"2022-24", whole("2022-24"), 0},
		{"{1960,1962}", whole("1960/1962"), 0},
		{"[1667]", whole("1667"), 0},
		{"2022?", whole("2022"), DoubtUncertain},
		{"2004-06-?11", whole("2004-06-11"), DoubtUncertain},
		{"2022~", middle("2022"), DoubtApproximate},
		{"2004-06~-11", middle("2004-06-11"), DoubtApproximate},
		{"2022%", middle("2022"), DoubtUncertain | DoubtApproximate},
		{"201X", middle("2010/2019"), DoubtUnspecified},
		{"1950S2", middle("1950"), DoubtApproximate},
		{"[1667,1669]", middle("1667/1669"), DoubtOneOf},
		{"[1667..1669]", middle("1667/1669"), DoubtOneOf},
		{"[1667,1668?,1669]", middle("1667/1669"), DoubtOneOf | DoubtUncertain},
		{"[..1984]", [2]int64{at("1984").Hi, at("1984").Hi}, DoubtOneOf | DoubtOpenStart},
		{"[1984..]", [2]int64{at("1984").Lo, at("1984").Lo}, DoubtOneOf | DoubtOpenEnd},
		{"{1984..}", [2]int64{at("1984").Lo, OpenHi}, DoubtOpenEnd},
		{"2004-06-XX/2004-08-03", whole("2004-06-30/2004-08-03"), DoubtUnspecified},
		{"2004-06-01/2004-07-XX", whole("2004-06-01/2004-07-01"), DoubtUnspecified},
		{"2004-06~/2004-08", whole("2004-07/2004-08"), DoubtApproximate},
		{"2004-06/2004-08?", whole("2004-06/2004-08"), DoubtUncertain},
		{"2004-06/2004-08~", whole("2004-06/2004-07"), DoubtApproximate},
		{"200X/2012", whole("2009/2012"), DoubtUnspecified},
		{"2004~/2004-06", [2]int64{at("2004-06").Hi, at("2004-06").Hi}, DoubtApproximate},
		{"2020/..", [2]int64{at("2020").Lo, OpenHi}, DoubtOpenEnd},
		{"../2020", [2]int64{OpenLo, at("2020").Hi}, DoubtOpenStart},
		{"../..", [2]int64{OpenLo, OpenHi}, DoubtOpenStart | DoubtOpenEnd},
		{"2020/", whole("2020"), DoubtUnknownEnd},
		{"/2020", whole("2020"), DoubtUnknownStart},
		{"2020~/", middle("2020"), DoubtUnknownEnd | DoubtApproximate},
		{"", [2]int64{0, 0}, 0},
	} {
		d := Date{}
		if c.edtf != "" {
			d = at(c.edtf)
		}
		if lo, hi, doubts := d.Core(); [2]int64{lo, hi} != c.core || doubts != c.doubts {
			t.Errorf("%q: the core is [%d, %d), doubts %08b; want %d, %08b", c.edtf, lo, hi, doubts, c.core, c.doubts)
		}
	}
}

func BenchmarkCore(b *testing.B) {
	for _, edtf := range []string{"2022-02-04", "2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00", "2004-06-XX/2004-07-03"} {
		d, err := Parse(edtf)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(edtf[:10], func(b *testing.B) {
			for b.Loop() {
				d.Core()
			}
		})
	}
}
