package wording_test

import (
	"testing"

	"tarikh.org/tarikh/data/text/wording"
)

// Whatever two wordings are, changes are in order and inside of them, each has a reason,
// and there are none exactly where the words are the same, either way round.
func FuzzChanges(f *testing.F) {
	f.Add("killed 12 people on 3 May 2020", "killed 21 people on 5 May 2020")
	f.Add("الاتفاق يدخل حيز التنفيذ", "الاتفاق لن يدخل حيّز التنفيـذ")
	f.Add("1,500.25 and 1.500,25", "1500.25 و١٬٥٠٠٫٢٥")
	f.Add("-5 degrees, (−5) –5", "5 degrees")
	f.Add("can't, U.S., co-op", "cant US coop")
	f.Add("a\u0301\u200d\ufffd 🇸🇦🏅 ½ ²", "á 🇪🇬 0.5")
	f.Add("\xff\xfe.\xd8", "")
	f.Add("1.2.3,4'5", "12345")
	f.Fuzz(func(t *testing.T, was, now string) {
		changes := wording.Changes(was, now, nil)
		if same := wording.Same(was, now); same != (len(changes) == 0) || same != wording.Same(now, was) {
			t.Fatalf("%q and %q: same: %v, the other way round %v, %d changes", was, now, same, wording.Same(now, was), len(changes))
		}
		old, new := 0, 0
		for _, c := range changes {
			if c.Old.Start < old || c.Old.End < c.Old.Start || c.Old.End > len(was) || c.New.Start < new || c.New.End < c.New.Start || c.New.End > len(now) {
				t.Fatalf("%q and %q: %+v", was, now, changes)
			}
			old, new = c.Old.End, c.New.End
			if len(c.Reasons) == 0 {
				t.Fatalf("%q and %q: no reason for %+v", was, now, c)
			}
		}
		if before, after := wording.Partial(was, "x", now); before < 0 || after < 0 || before > len(was) || after > len(now) {
			t.Fatalf("%q and %q: parts %d and %d", was, now, before, after)
		}
	})
}
