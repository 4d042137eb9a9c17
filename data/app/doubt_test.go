package app

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/data/text/wording"
)

// What became of one passage when its text was replaced.
func changed(t testing.TB, before, quote, after string) (data.Excerpt, RetextReport) {
	t.Helper()
	a, x, _ := marked(t, before, quote)
	edit, report := retexted(a, a.WithText(after), []data.Excerpt{x}, nil, nil, 1)
	if len(edit.Excerpts) == 0 {
		return x, report
	}
	return *edit.Excerpts[0].After, report
}

// Each kind of change that must not pass silently, and those that must.
func TestWhatAPassageMovesAlongWith(t *testing.T) {
	const (
		fire   = "Rescuers worked through the night. The fire killed 12 people on 3 May 2020 in the port town, the mayor said. Schools stay closed."
		treaty = "قال الوزير إن الاتفاق يدخل حيز التنفيذ يوم الأحد المقبل بعد التصديق. وأضاف أن المفاوضات استمرت ثلاثة أيام في جنيف."
	)
	for _, c := range []struct {
		name, text, quote string
		from, to          string // what is replaced in the text
		state             data.DoubtState
		why               []wording.Reason
		now               string // the passage
	}{
		{"a figure", fire, "killed 12 people on 3 May 2020", "12", "21", data.CheckMe, []wording.Reason{{Kind: wording.Figure, How: wording.Changed}}, "killed 21 people on 3 May 2020"},
		{"a date", fire, "killed 12 people on 3 May 2020", "3 May", "5 May", data.CheckMe, []wording.Reason{{Kind: wording.Date, How: wording.Changed}}, "killed 12 people on 5 May 2020"},
		{"a name", treaty, "استمرت ثلاثة أيام في جنيف", "جنيف", "فيينا", data.CheckMe, []wording.Reason{{Kind: wording.Name, How: wording.Changed}}, "استمرت ثلاثة أيام في فيينا"},
		{"a negation inside", treaty, "الاتفاق يدخل حيز التنفيذ يوم الأحد المقبل", "الاتفاق", "الاتفاق لن", data.CheckMe, []wording.Reason{{Kind: wording.Negation, How: wording.Added}}, "الاتفاق لن يدخل حيز التنفيذ يوم الأحد المقبل"},
		{"a negation before it", treaty, "يدخل حيز التنفيذ", "يدخل", "لن يدخل", data.CheckMe, []wording.Reason{{Kind: wording.Negation, How: wording.Added}}, "يدخل حيز التنفيذ"},
		{"a negation gone before it", strings.Replace(treaty, "يدخل", "لن يدخل", 1), "يدخل حيز التنفيذ", "لن يدخل", "يدخل", data.CheckMe, []wording.Reason{{Kind: wording.Negation, How: wording.Removed}}, "يدخل حيز التنفيذ"},
		{"the first word", fire, "killed 12 people on 3 May 2020", "killed", "hurt", data.CheckMe, []wording.Reason{{Kind: wording.Words, How: wording.Changed}}, "hurt 12 people on 3 May 2020"},
		{"the last word gone", fire, "in the port town", "port town", "port", data.CheckMe, []wording.Reason{{Kind: wording.Words, How: wording.Removed}}, "in the port"},
		{"a short passage", fire, "12 people", "12", "120", data.CheckMe, []wording.Reason{{Kind: wording.Figure, How: wording.Changed}}, "120 people"},
		{"a single number", fire, "12", "12", "17", data.CheckMe, []wording.Reason{{Kind: wording.Figure, How: wording.Changed}}, "17"},
		{"a single word", treaty, "جنيف", "جنيف", "فيينا", data.CheckMe, []wording.Reason{{Kind: wording.Name, How: wording.Changed}}, "فيينا"},
		{"its surroundings", fire, "killed 12 people on 3 May 2020", "in the port town", "in the old harbour", data.Sure, nil, "killed 12 people on 3 May 2020"},
		{"a word before it", fire, "killed 12 people on 3 May 2020", "The fire", "The great fire", data.Sure, nil, "killed 12 people on 3 May 2020"},
		{"a text before it", fire, "killed 12 people on 3 May 2020", "Rescuers", "Update. Rescuers", data.Sure, nil, "killed 12 people on 3 May 2020"},
		{"digits of another script", fire, "killed 12 people on 3 May 2020", "12", "١٢", data.Sure, nil, "killed ١٢ people on 3 May 2020"},
		{"vowel signs and tatweel", treaty, "الاتفاق يدخل حيز التنفيذ يوم الأحد المقبل", "حيز التنفيذ", "حيّز التنفيـــذ", data.Sure, nil, "الاتفاق يدخل حيّز التنفيـــذ يوم الأحد المقبل"},
		{"punctuation and case", fire, "killed 12 people on 3 May 2020", "people on", "People, on", data.Sure, nil, "killed 12 People, on 3 May 2020"},
	} {
		t.Run(c.name, func(t *testing.T) {
			after := strings.Replace(c.text, c.from, c.to, 1)
			got, report := changed(t, c.text, c.quote, after)
			if got.Doubt.State != c.state || got.Anchor.Exact != c.now || c.state == data.CheckMe && got.Doubt.Was != c.quote {
				t.Errorf("got %q, %+v", got.Anchor.Exact, got.Doubt)
			}
			if why := Why(got.Doubt, got.Anchor.Exact, nil); !slices.Equal(why, c.why) {
				t.Errorf("why: %+v, want %+v", why, c.why)
			}
			if listed := c.now != c.quote || c.state != data.Sure; listed != (len(report.Passages) == 1) {
				t.Errorf("listed: %+v", report.Passages)
			}
			if folded := c.state == data.Sure && c.now != c.quote; folded != (report.Excerpts.Folded == 1) {
				t.Errorf("counted: %+v", report.Excerpts)
			}
		})
	}
}

// The passage's own sentence was changed, and the same words stand in another like it:
// the quotation does not go there silently.
func TestAPassageDoesNotGoToItsTwin(t *testing.T) {
	const line = "Update: the fire killed 12 people on 3 May, the mayor said.\n"
	text := line + "Nothing else is known.\n" + line + "More at noon.\n"
	got, _ := changed(t, text, "killed 12 people", strings.Replace(text, "12", "21", 1))
	if got.Doubt.State == data.Sure {
		t.Errorf("silently at %d, %q", got.Anchor.Start, got.Anchor.Exact)
	}
	// The other one was changed: nothing happened to this one.
	last := strings.LastIndex(text, "12")
	got, _ = changed(t, text, "killed 12 people", text[:last]+"21"+text[last+2:])
	if got.Doubt.State != data.Sure || got.Anchor.Start != strings.Index(text, "killed") {
		t.Errorf("got %+v", got)
	}
}

// articles are texts of which every word is changed in turn.
var articles = []string{
	`The ministers met in Geneva on 14 March 2019 and agreed on a common plan for the rivers of the region. Some 250 delegates from twelve countries took part.
Neither side would say when the treaty is to be signed; it will not enter into force before January. "We never gave up", said Anna Keller, who led the talks.
The cost is put at $3.5 million, 12% more than the year before. Opponents denied that they had been asked.`,
	`التقى الوزراء في جنيف يوم ١٤ مارس ٢٠١٩ واتفقوا على خطة مشتركة لأنهار المنطقة كلها، وشارك في اللقاء نحو ٢٥٠ مندوبًا من اثنتي عشرة دولة.
ولم يحدد الطرفان موعد التوقيع، ولن تدخل المعاهدة حيز التنفيذ قبل يناير. وقالت هدى منصور، رئيسة الوفد: «لم نفقد الأمل قط».
وتبلغ الكلفة ثلاثة ملايين دولار، بزيادة ١٢٪ على العام الماضي، ونفى المعارضون أنهم سئلوا عن رأيهم.`,
}

// wordsOf are the bytes of the words of a text.
func wordsOf(text string) (out [][2]int) {
	for t := range fold.Tokens(text) {
		out = append(out, [2]int{t.Start, t.End})
	}
	return out
}

// Whatever single word is changed in a passage, it never moves silently.
func TestNoChangedWordPassesSilently(t *testing.T) {
	others := []string{"x", "7", "blue", "not", "Vienna", "لا", "أحمر", "دمشق", "ثلاثون"}
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.SampledFrom(articles).Draw(r, "article")
		all := wordsOf(text)
		first := rapid.IntRange(0, len(all)-1).Draw(r, "first")
		last := rapid.IntRange(first, min(len(all)-1, first+25)).Draw(r, "last")
		s, err := anchor.Make(text, all[first][0], all[last][1])
		if err != nil {
			r.Fatal(err)
		}
		if before, after := wording.Partial(s.Prefix, s.Exact, s.Suffix); before+after > 0 {
			r.Skip("a part of a number")
		}
		w := all[rapid.IntRange(first, last).Draw(r, "word")]
		word := text[w[0]:w[1]]
		var now string
		switch rapid.IntRange(0, 5).Draw(r, "how") {
		case 0:
			now = rapid.SampledFrom(others).Draw(r, "other")
		case 1:
			now = ""
			if first == last {
				now = "x"
			}
		case 2: // a letter more
			now = word + "س"
		case 3: // a letter less
			runes := []rune(word)
			now = string(runes[1:])
		case 4: // two words
			now = rapid.SampledFrom(others).Draw(r, "inserted") + " " + word
			if w == all[first] {
				now = word + " " + rapid.SampledFrom(others).Draw(r, "behind")
				if w == all[last] {
					now = "q" + word
				}
			}
		default: // the digits or letters the other way round
			runes := []rune(word)
			slices.Reverse(runes)
			now = string(runes)
		}
		if wording.Same(text[s.Start:s.End], text[s.Start:w[0]]+now+text[w[1]:s.End]) {
			r.Skip("the same word")
		}
		after := text[:w[0]] + now + text[w[1]:]
		if before := rapid.Bool().Draw(r, "moved"); before {
			after = "News of the day. أخبار اليوم.\n" + after
		}
		a := articleOf(t, text)
		x := data.Excerpt{ID: data.NewID(), Event: data.NewID(), Article: a.ID, Anchor: s}
		edit, report := retexted(a, a.WithText(after), []data.Excerpt{x}, nil, nil, 1)
		if len(edit.Excerpts) == 0 || edit.Excerpts[0].After.Doubt.State == data.Sure {
			r.Fatalf("%q, in which %q became %q, moved silently: %+v", s.Exact, word, now, report)
		}
		got := edit.Excerpts[0].After
		if got.Doubt.Was != s.Exact {
			r.Fatalf("was %q, want %q", got.Doubt.Was, s.Exact)
		}
	})
}

// respelled changes what folding makes equal, at random.
func respelled(random *rand.Rand, text string) string {
	var out strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		arabic := unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r)
		next := i+1 < len(runes) && unicode.Is(unicode.Arabic, runes[i+1]) && unicode.IsLetter(runes[i+1])
		switch n := random.IntN(8); {
		case arabic && n == 0:
			out.WriteRune(r)
			out.WriteRune([]rune("\u064e\u064f\u0650\u0651\u0652")[random.IntN(5)])
		case arabic && next && n == 1:
			out.WriteString(string(r) + "\u0640\u0640")
		case '0' <= r && r <= '9' && n < 4:
			out.WriteRune('٠' + r - '0')
		case '٠' <= r && r <= '٩' && n < 4:
			out.WriteRune('0' + r - '٠')
		case r == ' ' && n == 0:
			out.WriteString([]string{"\u00a0", "  ", "\n", "\u2009", ", ", "… "}[random.IntN(6)])
		case r == 'e' && n == 0:
			out.WriteString("é")
		case strings.ContainsRune("،,;.؛", r) && n < 3 && i+1 < len(runes) && runes[i+1] == ' ':
			out.WriteRune([]rune(",;.!:")[random.IntN(5)])
		case strings.ContainsRune("\"«»", r) && n < 4:
			out.WriteRune([]rune("“”'„")[random.IntN(4)])
		case n == 2:
			out.WriteRune(unicode.ToUpper(r))
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// What folding makes equal always passes silently, and is listed.
func TestOtherSpellingsPassSilently(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(r, "seed"), 1))
		text := rapid.SampledFrom(articles).Draw(r, "article")
		all := wordsOf(text)
		first := rapid.IntRange(0, len(all)-4).Draw(r, "first")
		last := rapid.IntRange(first+3, min(len(all)-1, first+25)).Draw(r, "last")
		s, err := anchor.Make(text, all[first][0], all[last][1])
		if err != nil {
			r.Fatal(err)
		}
		after := respelled(random, text)
		a := articleOf(t, text)
		x := data.Excerpt{ID: data.NewID(), Event: data.NewID(), Article: a.ID, Anchor: s}
		edit, report := retexted(a, a.WithText(after), []data.Excerpt{x}, nil, nil, 1)
		if report.Excerpts.Check+report.Excerpts.Orphan > 0 {
			r.Fatalf("%q in\n%s\n%+v %+v", s.Exact, after, report.Passages, edit.Excerpts[0].After.Doubt)
		}
		if report.Excerpts.Folded != len(report.Passages) {
			r.Fatalf("not listed: %+v", report)
		}
	})
}

// Notes go the same way as excerpts, replies have no passage, and what is accepted
// together is one edit.
func TestDoubtsOfNotes(t *testing.T) {
	ctx := context.Background()
	l, _ := emptyLibrary(t)
	const text = "The fire killed 12 people on 3 May 2020 in the port town. The mayor praised the firemen of the town."
	a, _, n := marked(t, text, "killed 12 people")
	_, _, other := marked(t, text, "The mayor praised the firemen")
	other.Article = a.ID
	reply := data.Annotation{ID: data.NewID(), Parent: n.ID, Colour: "red", Text: "R"}
	if _, err := l.Write(ctx, data.Edit{Label: "test", Articles: []data.Change[data.Article]{data.Insert(a)}, Annotations: []data.Change[data.Annotation]{data.Insert(n), data.Insert(other), data.Insert(reply)}}); err != nil {
		t.Fatal(err)
	}
	made, err := l.Retext(ctx, a.ID, NewText{Text: strings.NewReplacer("12", "21", "praised", "thanked").Replace(text)})
	if err != nil || made.Report.Notes != (PassageCounts{Check: 2}) || len(made.Report.With(data.CheckMe)) != 2 {
		t.Fatalf("%+v, %v", made.Report, err)
	}
	if _, err := l.Write(ctx, made.Edit); err != nil {
		t.Fatal(err)
	}
	notes, err := l.ArticleAnnotations(ctx, a.ID)
	if err != nil {
		t.Fatal(err)
	}
	edit := AcceptAnchors(nil, notes)
	if len(edit.Annotations) != 2 {
		t.Fatalf("%+v", edit)
	}
	if _, err := l.Write(ctx, edit); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if notes, err = l.ArticleAnnotations(ctx, a.ID); err != nil || notes[0].Doubt.Was != "killed 12 people" || notes[1].Doubt.State != data.CheckMe {
		t.Errorf("%+v, %v", notes, err)
	}
}

// What is in doubt stays so with its first words while other texts follow, until these
// are back as they were.
func TestDoubtsStayUntilTheFirstWordsAreBack(t *testing.T) {
	const text = "Rescuers worked through the night. The fire killed 12 people on 3 May 2020 in the port town, the mayor said. Schools stay closed."
	const quote = "killed 12 people on 3 May 2020"
	before, x, _ := marked(t, text, quote)
	next := func(from, to string) RetextReport {
		t.Helper()
		after := before.WithText(strings.Replace(before.Text, from, to, 1))
		edit, report := retexted(before, after, []data.Excerpt{x}, nil, nil, 1)
		if len(edit.Excerpts) > 0 {
			x = *edit.Excerpts[0].After
		}
		before = after
		return report
	}
	for _, c := range []struct {
		from, to string
		state    data.DoubtState
		counts   PassageCounts
	}{
		{"12", "21", data.CheckMe, PassageCounts{Check: 1}},
		{"21", "13", data.CheckMe, PassageCounts{Check: 1}},
		{"Schools stay", "Schools and shops stay", data.CheckMe, PassageCounts{Check: 1}},
		{"killed 13", "never killed 12", data.CheckMe, PassageCounts{Check: 1}},
		{"never killed", "killed", data.Sure, PassageCounts{Moved: 1}},
		{"killed 12", "never killed 21", data.CheckMe, PassageCounts{Check: 1}},
		{"21", "12", data.CheckMe, PassageCounts{Check: 1}},
		{"never killed", "killed", data.Sure, PassageCounts{Stayed: 0, Moved: 1}},
		{"12", "21", data.CheckMe, PassageCounts{Check: 1}},
		{"killed 21 people", "Killed 12 people,", data.Sure, PassageCounts{Moved: 1}},
	} {
		report := next(c.from, c.to)
		if x.Doubt.State != c.state || c.state == data.CheckMe && x.Doubt.Was != quote || report.Excerpts != c.counts {
			t.Errorf("%q to %q: %q, %+v, %+v", c.from, c.to, x.Anchor.Exact, x.Doubt, report)
		}
	}
}

// A word that is gone is not found in the same word nearby, spelled in another way.
func TestAWordDoesNotGoToAnotherOfItsKind(t *testing.T) {
	const text = "No one would say when, said Anna Keller, who led the talks.\nThe cost is put at 3 million."
	got, report := changed(t, text, "the", strings.Replace(text, "the talks", "eht talks", 1))
	if got.Doubt.State == data.Sure {
		t.Errorf("silently at %d, %q: %+v", got.Anchor.Start, got.Anchor.Exact, report)
	}
}

// Where a passage is a part of other words now, these are what it is compared with.
func TestPartsOfOtherWordsAreOtherWords(t *testing.T) {
	const text = "In all, some 12 people died in the fire of Saturday, and 30 houses burned down to the ground."
	for _, c := range []struct{ quote, from, to, now string }{
		{"12", "12 people", "12,000 people", "12,000"},
		{"12", "12 people", "12.5 people", "12.5"},
		{"12", "some 12", "some 312", "312"},
		{"died in the fire", "the fire", "the firefight", "died in the firefight"},
		{"all", "all,", "overall,", "overall"},
	} {
		got, _ := changed(t, text, c.quote, strings.Replace(text, c.from, c.to, 1))
		if got.Doubt.State != data.CheckMe || got.Anchor.Exact != c.now || got.Doubt.Was != c.quote {
			t.Errorf("%q: %q, %+v", c.quote, got.Anchor.Exact, got.Doubt)
		}
	}
}

// A passage too long to be looked for as a whole is compared as a whole.
func TestAFigureInALongPassageIsSeen(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields(strings.Join(articles, " "))
	var b strings.Builder
	for b.Len() < 12_000 {
		b.WriteString(words[random.IntN(len(words))] + " ")
	}
	text := "First. " + b.String() + "the toll is 4812 so far " + b.String() + "last."
	quote := text[len("First. ") : len(text)-len(" last.")]
	got, _ := changed(t, text, quote, "News. "+strings.Replace(text, "4812", "4821", 1))
	if why := Why(got.Doubt, got.Anchor.Exact, nil); got.Doubt.State != data.CheckMe || len(why) != 1 || why[0].Kind != wording.Figure {
		t.Errorf("%q, %v", got.Doubt.State, why)
	}
}
