package wording_test

import (
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/text/wording"
)

// told writes reasons as "figure changed, name added".
func told(reasons []wording.Reason) string {
	kinds := [...]string{wording.Figure: "figure", wording.Date: "date", wording.Name: "name", wording.Negation: "negation", wording.Words: "words"}
	hows := [...]string{wording.Changed: "changed", wording.Added: "added", wording.Removed: "removed"}
	var out []string
	for _, r := range reasons {
		out = append(out, kinds[r.Kind]+" "+hows[r.How])
	}
	return strings.Join(out, ", ")
}

func TestReasons(t *testing.T) {
	names := wording.NewNames(slices.Values([]string{"العقبة", "Skripal affair", "Diplomacy"}))
	for _, c := range []struct{ was, now, want string }{
		// Figures.
		{"killed 12 people", "killed 21 people", "figure changed"},
		{"killed twelve people", "killed twenty people", "figure changed"},
		{"killed twenty-one people", "killed twenty-two people", "figure changed"},
		{"killed 12 people", "killed twelve people", "figure changed"},
		{"killed 12 people", "killed 12 million people", "figure added"},
		{"rose 1.5 percent", "rose 15 percent", "figure changed"},
		{"rose 1.5%", "rose 1.5 points", "figure changed"},
		{"cost 1,500 dollars", "cost 1.5 dollars", "figure changed"},
		{"cost $5 million", "cost €5 million", "figure changed"},
		{"cost $5 million", "cost $5 billion", "figure changed"},
		{"at 5 degrees", "at -5 degrees", "figure changed"},
		{"more than 300 homes", "fewer than 300 homes", "figure changed"},
		{"half of the seats", "a third of the seats", "figure changed"},
		{"all hostages left", "some hostages left", "figure removed"},
		{"met twice", "met once", "figure changed"},
		{"the second round", "the third round", "figure changed"},
		{"قتل 12 شخصا", "قتل 21 شخصا", "figure changed"},
		{"قتل ١٢ شخصا", "قتل ٢١ شخصا", "figure changed"},
		{"مقتل اثني عشر شخصا", "مقتل عشرين شخصا", "figure changed"},
		{"اثنا عشر جنديا", "عشرون جنديا", "figure changed"},
		{"نصف السكان", "ثلث السكان", "figure changed"},
		{"مئة قتيل", "مئتي قتيل", "figure changed"},
		{"خمسة ملايين دولار", "خمسة مليارات دولار", "figure changed"},
		{"وثلاثة جرحى", "وأربعة جرحى", "figure changed"},
		{"أكثر من 300 منزل", "أقل من 300 منزل", "figure changed"},
		// Dates.
		{"on 3 May 2020", "on 5 May 2020", "date changed"},
		{"on 3 May 2020", "on 3 June 2020", "date changed"},
		{"on 3 May 2020", "on 3 May 2021", "date changed"},
		{"on 3/5/2020 they met", "on 3/6/2020 they met", "date changed"},
		{"on 2020-05-03", "on 2020-05-04", "date changed"},
		{"since 1990 they", "since 1991 they", "date changed"},
		{"at 14:30 they", "at 15:30 they", "date changed"},
		{"met on Monday", "met on Tuesday", "date changed"},
		{"met yesterday", "met today", "date changed"},
		{"the May deal", "the June deal", "date changed"},
		{"before the vote", "after the vote", "date changed"},
		{"two days later", "two weeks later", "date changed"},
		{"في 3 مايو 2020", "في 3 يونيو 2020", "date changed"},
		{"في الثالث من آب", "في الرابع من آب", "date changed"},
		{"في ٣ أيار", "في ٥ أيار", "date changed"},
		{"يوم الأحد المقبل", "يوم الاثنين المقبل", "date changed"},
		{"عام 1990 وقعت", "عام 1991 وقعت", "date changed"},
		{"بعد الاقتراع", "قبل الاقتراع", "date changed"},
		{"مساء الأحد", "صباح الأحد", "date changed"},
		// Names.
		{"talks in Geneva began", "talks in Vienna began", "name changed"},
		{"Macron said that", "Scholz said that", "name changed"},
		{"the UN envoy", "the EU envoy", "name changed"},
		{"with Ahmed Hassan", "with Ahmed Hussein", "name changed"},
		{"wrote about Skripal", "wrote about Litvinenko", "name changed"},
		{"وصل إلى بيروت", "وصل إلى دمشق", "name changed"},
		{"قال محمد إن", "قال أحمد إن", "name changed"},
		{"قال سفيان إن", "قال بلال إن", "name changed"},
		{"الرئيس سفيان", "الرئيس بلال", "name changed"},
		{"في العقبة اجتمعوا", "في أريحا اجتمعوا", "name removed"},
		// Negations.
		{"will enter into force", "will not enter into force", "negation added"},
		{"was not hurt", "was hurt", "negation removed"},
		{"he did say so", "he didn't say so", "negation added"},
		{"he never said so", "he said so", "negation removed"},
		{"no one was hurt", "one was hurt", "negation removed"},
		{"left with the aid", "left without the aid", "negation added"},
		{"confirmed the report", "denied the report", "negation added"},
		{"a likely outcome", "an unlikely outcome", "negation added"},
		{"illegal means", "legal means", "negation removed"},
		{"legal means", "illegal means", "negation added"},
		{"الاتفاق يدخل حيز", "الاتفاق لن يدخل حيز", "negation added"},
		{"لم يدخل", "دخل", "negation removed"},
		{"ولم يصب أحد", "وأصيب واحد", "figure changed, negation removed"},
		{"هو مؤكد", "هو غير مؤكد", "negation added"},
		{"بلا قتال", "بقتال", "negation removed"},
		{"دون شروط", "مع شروط", "negation removed"},
		{"ما وصل الوفد", "وصل الوفد", "negation removed"},
		{"أكد الوزير الخبر", "نفى الوزير الخبر", "negation added"},
		{"ليس خبرا", "كان خبرا", "negation removed"},
		// Others.
		{"the new bridge", "the long bridge", "words changed"},
		{"the new bridge", "the bridge", "words removed"},
		{"the bridge fell", "the old bridge fell", "words added"},
		{"خطة مشتركة", "خطة موحدة", "words changed"},
		{"سلم شامل", "صلح شامل", "words changed"},
		{"كما قيل", "مثلما قيل", "words changed"},
		{"the rapist", "therapist", "words changed"},
		// The same.
		{"killed 12 people", "killed 12 people", ""},
		{"the co-operation of the U.S. team", "The cooperation of the US team!", ""},
		{"“It isn’t”, he said—twice", "\"It isn't\" he said, twice", ""},
		{"1,500 homes", "1500 homes", ""},
		{"1٬500 منزل، ٢٫٥ طن", "١٬٥٠٠ منزل 2.5 طن", ""},
		{"12% of it", "12 ٪ of it", ""},
		{"2019–2020", "2019-2020", ""},
		{"قُتِلَ ١٢ شخصًا", "قتـــل 12 شخصا.", ""},
		{"résumé of Strauß", "RESUME of Strauss", ""},
		{"a\u00a0b\n c", "a b c", ""},
		{"12 50 people", "12.50 people", "figure changed"},
		{"10 000 homes", "10000 homes", "figure changed"},
	} {
		changes := wording.Changes(c.was, c.now, names)
		if got := told(wording.Reasons(changes)); got != c.want {
			t.Errorf("%q to %q: %q, want %q", c.was, c.now, got, c.want)
		}
		if same := wording.Same(c.was, c.now); same != (c.want == "") {
			t.Errorf("%q and %q: same: %v", c.was, c.now, same)
		}
		for _, change := range changes {
			if len(change.Reasons) == 0 || change.Old.End > len(c.was) || change.New.End > len(c.now) || change.Old.Start > change.Old.End || change.New.Start > change.New.End {
				t.Errorf("%q to %q: %+v", c.was, c.now, change)
			}
		}
	}
}

func TestBeside(t *testing.T) {
	for _, c := range []struct{ beforeWas, beforeNow, afterWas, afterNow, want string }{
		{"The deal will ", "The deal will not ", "", "", "added"},
		{"The deal will never ", "The deal will ", "", "", "removed"},
		{"الاتفاق ", "الاتفاق لن ", "", "", "added"},
		{"He said no. ", "He said so. ", "", "", ""},
		{"not at all in those days ", "at all in those days ", "", "", ""},
		{"", "", " be signed", " not be signed", "added"},
		{"", "", " so, not now", " so, now", ""},
		{"he did not ", "he didn't ", "", "", ""},
	} {
		how, ok := wording.Beside(c.beforeWas, c.beforeNow, c.afterWas, c.afterNow)
		got := ""
		if ok {
			got = [...]string{wording.Added: "added", wording.Removed: "removed"}[how]
		}
		if got != c.want {
			t.Errorf("%q to %q, %q to %q: %q, want %q", c.beforeWas, c.beforeNow, c.afterWas, c.afterNow, got, c.want)
		}
	}
}
