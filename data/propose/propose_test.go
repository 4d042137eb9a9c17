package propose

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
)

func day(t testing.TB, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func events(t testing.TB, text, lang string, known ...Known) []Candidate {
	t.Helper()
	finds := find.Dates(text, find.Options{Lang: lang, Published: day(t, "2022-02-04")})
	return Events(text, nil, finds, Options{Lang: lang, Known: known})
}

// proposed writes candidates as "EDTF title", a line each, with "?" before a title that is
// to be edited.
func proposed(candidates []Candidate) string {
	var lines []string
	for _, c := range candidates {
		edit := ""
		if c.Edit {
			edit = "? "
		}
		lines = append(lines, c.Date.EDTF+" "+edit+c.Title)
	}
	return strings.Join(lines, "\n")
}

func TestTitles(t *testing.T) {
	for _, c := range []struct{ name, lang, text, want string }{
		{"a day at the end", "en", "The ceasefire was signed in October 1973.", "1973-10 The ceasefire was signed"},
		{"a day at the head", "en", "On February 4, 2022, the Games opened in the capital.", "2022-02-04 The Games opened in the capital"},
		{"a day in the middle", "en", "The two leaders met in Beijing on 4 February 2022 before the ceremony.", "2022-02-04 The two leaders met in Beijing before the ceremony"},
		{"a relative day in the middle goes", "en", "The council yesterday approved the plan.", "2022-02-03 The council approved the plan"},
		{"a weekday at the head", "en", "Last Friday the ministry announced a new budget.", "2022-01-28 The ministry announced a new budget"},
		{"behind an attribution", "en", "The minister said that troops left the city yesterday.", "2022-02-03 Troops left the city"},
		{"in an attribution", "en", "The president said on Friday that talks would continue.", "2022-02-04 The president said that talks would continue"},
		{"before an attribution", "en", "Inflation doubled last year, the bank said.", "2021 Inflation doubled"},
		{"an attribution with a colon", "en", "A spokesman added: the bridge was closed on 3 May 2021.", "2021-05-03 The bridge was closed"},
		{"conjunctions", "en", "But the lockdown ended on 8 April 2020.", "2020-04-08 The lockdown ended"},
		{"a clause of two", "en", "He was born in Paris, and the family moved to Cairo on 2 March 1921.", "1921-03-02 The family moved to Cairo"},
		{"a date alone takes in its neighbour", "en", "Three days later, on 26 January 2020, the border was closed.", "2020-01-26 The border was closed"},
		{"an aside goes", "en", "The treaty (in force since then) was signed on 4 May 1970.", "1970-05-04 The treaty was signed"},
		{"a date in brackets", "en", "Winston Churchill (1874–1965) led the country.", "1874/1965 ? Winston Churchill (1874–1965) led the country"},
		{"a year in a name stays", "en", "The 2008 financial crisis wiped out their savings.", "2008 ? The 2008 financial crisis wiped out their savings"},
		{"what belongs to a day stays", "en", "Friday's vote was close.", "2022-02-04 ? Friday's vote was close"},
		{"a month's abbreviation ends no sentence", "en", "The law took effect on 1 Jan. 2021 in all states.", "2021-01-01 The law took effect in all states"},
		{"nor does a title", "en", "It rained. Dr. Ahmed opened the clinic on 1 May 2021.", "2021-05-01 Dr. Ahmed opened the clinic"},
		{"a dateline", "en", "BEIJING, Feb 4 (Reuters) - China opened the Games on Friday.", "2022-02-04 China opened the Games"},
		{"a range", "en", "The war lasted from 1914 to 1918 and redrew the map.", "1914/1918 The war lasted from 1914 to 1918 and redrew the map"},
		{"a relative clause goes", "en", "On 3 May 2021 the committee, which had wanted to admit them, shut them out.", "2021-05-03 The committee shut them out"},
		{"a quotation stays whole", "en", "The paper ran “War, at last” on 3 May 1912.", "1912-05-03 The paper ran “War, at last”"},
		{"two events", "en", "Wuhan was sealed off on 23 January 2020. The lockdown ended on 8 April.", "2020-01-23 Wuhan was sealed off\n2020-04-08 The lockdown ended"},

		{"في آخر الجملة", "ar", "لم يزر الرئيس البلاد منذ كانون الثاني/يناير 2020.", "2020-01 ? لم يزر الرئيس البلاد منذ كانون الثاني/يناير 2020"},
		{"واو العطف", "ar", "وغادر الوفد البلاد قبل ثلاثة أيام.", "2022-02-01 غادر الوفد البلاد"},
		{"واو الأصل", "ar", "وقع الجانبان الاتفاق في 4 فبراير 2022.", "2022-02-04 وقع الجانبان الاتفاق"},
		{"القول", "ar", "وقال المتحدث إن القوات انسحبت من المدينة أمس الخميس.", "2022-02-03 القوات انسحبت من المدينة"},
		{"يوم القول", "ar", "وقال المتحدث أمس الخميس إن القوات انسحبت من المدينة.", "2022-02-03 قال المتحدث إن القوات انسحبت من المدينة"},
		{"يوم في الوسط", "ar", "شهدت العاصمة اليوم الجمعة احتجاجات واسعة على رفع الأسعار.", "2022-02-04 شهدت العاصمة احتجاجات واسعة على رفع الأسعار"},
		{"تاريخ في الوسط", "ar", "اندلعت الحرب في تشرين الأول/أكتوبر 1973 واستمرت أسابيع.", "1973-10 اندلعت الحرب واستمرت أسابيع"},
		{"فاصلة", "ar", "بدأ الإغلاق في 23 يناير 2020، وانتهى في 8 أبريل بعد 76 يوما.", "2020-01-23/2020-04-08 بدأ الإغلاق"},
		{"سؤال", "ar", "هل تتوقف الحرب؟ بدأت المفاوضات في 3 مايو 2021.", "2021-05-03 بدأت المفاوضات"},
		{"فاصلة منقوطة", "ar", "انهارت الهدنة؛ وتوقفت المفاوضات منذ شهرين.", "2021-12 توقفت المفاوضات"},
		{"مكان الخبر", "ar", "القاهرة (رويترز) - افتتح الرئيس الجسر أمس الخميس.", "2022-02-03 افتتح الرئيس الجسر"},
		{"حرف متصل", "ar", "أعلنت الحكومة خطة جديدة بأكتوبر 2021.", "2021-10 أعلنت الحكومة خطة جديدة"},
		{"اسم فيه سنة", "ar", "تستضيف قطر مونديال 2022 في عدة ملاعب.", "2022 ? تستضيف قطر مونديال 2022 في عدة ملاعب"},

		{"French", "fr", "La cérémonie a eu lieu le 4 février 2022 à Pékin.", "2022-02-04 La cérémonie a eu lieu le 4 février 2022 à Pékin"},
		{"Russian", "ru", "Встреча состоялась 4 февраля 2022 года.", "2022-02-04 Встреча состоялась"},
		{"Chinese", "zh", "据报道，两国元首于2022年2月4日在北京会晤。", "2022-02-04 两国元首于2022年2月4日在北京会晤"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := proposed(events(t, c.text, c.lang)); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

func TestPassages(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"the sentence", "It rained. Troops left on 3 May 2021. They came back.", "Troops left on 3 May 2021."},
		{"a line", "A heading\n  Troops left on 3 May 2021  \nAnd so on.", "Troops left on 3 May 2021"},
		{"a decimal point", "It cost 3.5 million on 3 May 2021. More came.", "It cost 3.5 million on 3 May 2021."},
		{"a question in Arabic", "لماذا؟ غادر الوفد في 3 مايو 2021. ثم عاد.", "غادر الوفد في 3 مايو 2021."},
		{"before our era", "قتل القيصر سنة 44 ق.م في روما. ثم قامت الحرب.", "قتل القيصر سنة 44 ق.م في روما."},
		{"without the dateline", "CAIRO (AP) — The bridge opened on 3 May 2021. It is long.", "The bridge opened on 3 May 2021."},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := events(t, c.text, "")
			if len(got) != 1 || c.text[got[0].Start:got[0].End] != c.want {
				t.Errorf("got %+v, want %q", got, c.want)
			}
		})
	}
}

func TestDatelinesAreNoEvents(t *testing.T) {
	for _, text := range []string{
		"4 February 2022\n\nNothing happened.",
		"BEIJING, Feb 4, 2022 (Reuters) - Nothing happened.",
		"RHODES, Greece, Feb 4 - Nothing happened.",
		"By Helen Marsh, 4 February 2022\n\nNothing happened.",
		"Nothing happened.\nLast updated: 4 February 2022, 08:30 GMT",
		"Nothing happened.\nPosted by the news desk on 4 February 2022",
		"لم يحدث شيء.\nآخر تحديث: 4 فبراير 2022",
		"لم يحدث شيء.\nكتب: محرر الشؤون العربية - 4 فبراير 2022",
		"لم يحدث شيء.\nالتقطت الصورة في 4 فبراير 2022 في القاهرة.",
		"بيروت، 4 شباط 2022 (أ ف ب) - لم يحدث شيء.",
	} {
		if got := events(t, text, ""); len(got) > 0 {
			t.Errorf("%q: %s", text, proposed(got))
		}
	}
}

func TestPassagesOnOneEventAreOneCandidate(t *testing.T) {
	text := "The delegation left Cairo on 3 May 2021.\n\nAs reported, the delegation left Cairo for Rome on 3 May 2021, tired.\n\nA bridge fell on 3 May 2021 in Norway.\n"
	got := events(t, text, "en")
	if want := "2021-05-03 The delegation left Cairo\n2021-05-03 A bridge fell in Norway"; proposed(got) != want {
		t.Fatalf("got\n%s", proposed(got))
	}
	if p := got[0].Passages(); len(p) != 2 || !strings.HasPrefix(text[p[1].Start:], "As reported") {
		t.Errorf("passages %+v", p)
	}
}

func TestKnownEventsAreNamed(t *testing.T) {
	other := Known{data.NewID(), "A bridge opens in Norway", day(t, "2021-05-03")}
	same := Known{data.NewID(), "Delegation leaves Cairo", day(t, "2021-05-03")}
	month := Known{data.NewID(), "Delegation Cairo", day(t, "2021-05")}
	elsewhere := Known{data.NewID(), "The delegation left Cairo", day(t, "2021-06-03")}
	const text = "The delegation left Cairo on 3 May 2021."
	for _, c := range []struct {
		name  string
		known []Known
		want  data.ID
	}{
		{"none", nil, data.ID{}},
		{"the same", []Known{other, month, same, elsewhere}, same.ID},
		{"its month", []Known{other, month}, month.ID},
		{"another day", []Known{elsewhere}, data.ID{}},
		{"another event of the day", []Known{other}, data.ID{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := events(t, text, "en", c.known...); len(got) != 1 || got[0].Event != c.want {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestHeadingsAndCaptionsProposeNothing(t *testing.T) {
	const heading = "The great fire in the old mill of 3 May 2021"
	text := heading + "\nThe mill burned down on 5 May 2021.\n"
	finds := find.Dates(text, find.Options{Lang: "en"})
	for _, kind := range []data.BlockKind{data.Heading, data.Subheading, data.PictureCaption} {
		got := Events(text, []data.Block{{Start: 0, End: len(heading), Kind: kind}}, finds, Options{})
		if want := "2021-05-05 The mill burned down"; proposed(got) != want {
			t.Errorf("below a %s: %s", kind, proposed(got))
		}
	}
}

// TestArticle checks the candidates of a real article of a news site, where it is
// at hand.
func TestArticle(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "articles", "beijing-summit-2022-02-04.ar.txt"))
	if err != nil {
		t.Skip("the article is not here:", err)
	}
	text := string(raw)
	got := events(t, text, "ar")
	dates := map[string]int{}
	for _, c := range got {
		t.Logf("%.2f %s %s (%d more)", c.Confidence, c.Date, c.Title, len(c.Also))
		dates[c.Date.EDTF] += len(c.Passages())
	}
	if len(got) != 4 || dates["2022-02-04"] != 2 || dates["2020~"] != 2 || dates["2020-01"] != 2 || dates["2022"] != 1 {
		t.Errorf("%d candidates: %v", len(got), dates)
	}
}

// inOrder reports whether the letters and digits of a title are those of a text, in its
// order, but for the case of the first.
func inOrder(title, text string) bool {
	letters := func(s string) []rune {
		return []rune(strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(unicode.ToUpper(r))
			}
			return -1
		}, s))
	}
	rest := letters(text)
	for _, r := range letters(title) {
		i := slices.Index(rest, r)
		if i < 0 {
			return false
		}
		rest = rest[i+1:]
	}
	return true
}

func FuzzEvents(f *testing.F) {
	f.Add("BEIJING, Feb 4 (Reuters) - China opened (the) Games on Friday; it said: “war, in 2020”.", "en", 3, 9)
	f.Add("وقال المتحدث أمس الخميس إن «القوات» انسحبت من المدينة 44 ق.م؟ ووو في 4 فبراير 2022", "ar", 0, 4)
	f.Add("The bridge, which opened on 3 May 2021, fell in June 2022 and was rebuilt on 1/2/2023; “it rained”, he said on Friday.", "en", 0, 2)
	f.Add("وكان الوفد قد غادر القاهرة في 3 مايو 2021، وعاد إليها أمس، على ما قالت المصادر (رويترز).", "ar", 0, 2)
	f.Add("La cérémonie a eu lieu le 4 février 2022, dit-il.", "fr", 0, 2)
	f.Add("\xff(((\"\u200f2020-01-01 – \n年2020年1月1日，", "", 1, 2)
	f.Fuzz(func(t *testing.T, text, lang string, start, end int) {
		o := find.Options{Lang: lang, Published: day(t, "2022-02-04")}
		blocks := []data.Block{{Start: start, End: end, Kind: data.Heading}}
		last := 0
		for _, c := range Events(text, blocks, find.Dates(text, o), Options{Lang: lang, Known: []Known{{Title: text, Date: o.Published}}}) {
			if c.Start < last && c.Find.Start < last || c.Title == "" || c.Confidence <= 0 || c.Confidence > 1 {
				t.Fatalf("%+v", c)
			}
			if most := map[bool]int{false: maxTitle, true: maxSentence + 1}[c.Edit]; utf8.RuneCountInString(c.Title) > most && lexiconOf(lang, text).verb != nil {
				t.Fatalf("%d characters: %q", utf8.RuneCountInString(c.Title), c.Title)
			}
			if strings.Trim(c.Title, " \t,،;؛") != c.Title {
				t.Fatalf("%q has a space or a comma at an end", c.Title)
			}
			if passage := text[c.Start:c.End]; !c.Edit && utf8.ValidString(passage) && !inOrder(c.Title, passage) {
				t.Fatalf("%q has what is not in %q", c.Title, passage)
			}
			for _, p := range c.Passages() {
				if p.Start < 0 || p.End > len(text) || p.Start > p.Find.Start || p.End < p.Find.End || p.End-p.Start > 2*maxPassage+p.Find.End-p.Find.Start {
					t.Fatalf("passage %d to %d of %d", p.Start, p.End, len(text))
				}
			}
			last = c.Start
			if utf8.ValidString(text) && !utf8.ValidString(c.Title) {
				t.Fatalf("%q cuts a character", c.Title)
			}
		}
	})
}

func BenchmarkEvents(b *testing.B) {
	text := strings.Repeat("وقال المتحدث إن القوات انسحبت من المدينة أمس الخميس، وبدأت المفاوضات في 3 مايو 2021 في القاهرة. The delegation left Cairo on 3 May 2021.\n", 200)
	finds := find.Dates(text, find.Options{Published: day(b, "2022-02-04")})
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Events(text, nil, finds, Options{})
	}
}

// TestHostileText is about texts that would take the square of their length:
// then this test would not end.
func TestHostileText(t *testing.T) {
	length := 100_000
	if testing.Short() {
		length /= 10
	}
	for _, phrase := range []string{"on 3 May 2021 ", "on 3 May 2021, ", "on 3 May 2021. A", "( 3 May 2021", "\"3 May 2021 \" ", "و 3 مايو 2021 "} {
		text := strings.Repeat(phrase, length/len(phrase))
		for _, c := range events(t, text, "") {
			if c.End-c.Start > 3*maxPassage {
				t.Fatalf("%q many times over: a passage of %d bytes", phrase, c.End-c.Start)
			}
		}
	}
}

// What can be read in two ways, is unlikely, or may be an event of the library is
// for the reader to look at.
func TestAcceptable(t *testing.T) {
	all := Events(reviewed, nil, find.Dates(reviewed, find.Options{Lang: "en"}), Options{Lang: "en"})
	if len(all) != 3 || len(all[2].Find.Readings) == 0 {
		t.Fatalf("%d candidates; the third has one reading", len(all))
	}
	one, two := all[0], all[2] // 3 May 2021 and 4/2/2022
	one.Confidence, two.Confidence = 1, 1
	unlikely, there, untitled := one, one, one
	untitled.Edit = true
	unlikely.Confidence, there.Event = likelyFrom-0.01, data.NewID()
	for _, c := range []struct {
		name string
		of   Candidate
		want bool
	}{{"one reading", one, true}, {"two readings", two, false}, {"unlikely", unlikely, false}, {"an event that is there", there, false}, {"without a title", untitled, false}} {
		if got := c.of.Acceptable(); got != c.want {
			t.Errorf("%s: acceptable is %v", c.name, got)
		}
	}
}
