package tarikhjson_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/tarikhjson"
)

// small is a document with one row of every kind, and its article's text. The
// quote "no limits" stands twice in it.
const (
	small = `{
  "format": "tarikh-json",
  "version": 1,
  "annotations": [
    {"event": "e", "article": "a", "quote": "no limits", "nth": 2, "span": "2022-02", "text": "Really?",
     "colour": "rose", "tags": ["check", "later"], "author": "me",
     "created": "2022-02-05T09:00:00+08:00", "changed": "2022-02-05T02:00:00Z"},
    {"event": "e", "text": "short", "created": "2022-02-05T09:00:00Z"}
  ],
  "events": [
    {"id": "e", "title": {"en": "Summit", "ar": "قمة"}, "date": "2022-02-04", "track": "d", "place": {"ar": "بكين"},
     "description": "They met.", "source": {"fr": "Kremlin (fr)", "de": "Kremlin (de)"}, "importance": 5, "zone": "Europe/Kyiv",
     "excerpts": [
       {"article": "a", "quote": "they met"},
       {"article": "a", "quote": "no limits", "nth": 1}
     ]},
    {"id": "later", "title": "Later", "date": "2022-03", "track": "d"}
  ],
  "articles": [
    {"id": "a", "title": "News", "lang": "en", "published": "2022-02-04", "byline": "me", "publisher": {"en": "Us", "ar": "نحن"},
     "url": "https://example.org/", "file": "texts/a.txt"},
    {"id": "b", "title": "Inline", "published": "2022", "text": "One.\r\nTwo."}
  ],
  "tracks": [{"id": "d", "name": {"en": "Diplomacy", "ar": "الدبلوماسية"}, "colour": "blue"}]
}`
	smallText = "\ufeffToday they met; no limits,\r\nthey said, no limits."
)

// manyLanguages are the members of a language map with 201 private languages.
func manyLanguages() string {
	var b strings.Builder
	for i := range 201 {
		fmt.Fprintf(&b, `"x-%d": "text",`, i)
	}
	return strings.TrimSuffix(b.String(), ",")
}

func smallFiles(document string) fstest.MapFS {
	return fstest.MapFS{
		"in/library.json": {Data: []byte(document)},
		"in/texts/a.txt":  {Data: []byte(smallText)},
	}
}

func read(t testing.TB, files fs.FS, lang string) (data.Edit, error) {
	t.Helper()
	return tarikhjson.ReadEdit(t.Context(), files, "in/library.json", lang)
}

func TestReadJSON(t *testing.T) {
	edit, err := read(t, smallFiles(small), "ar-EG")
	if err != nil {
		t.Fatal(err)
	}
	if err := edit.Validate(); err != nil {
		t.Errorf("the edit: %v", err)
	}
	if edit.Label != "edit.import" || len(edit.Tracks) != 1 || len(edit.Events) != 2 || len(edit.Articles) != 2 ||
		len(edit.Excerpts) != 2 || len(edit.Annotations) != 2 {
		t.Fatalf("label or numbers are wrong: %+v", edit)
	}
	track, article, inline := *edit.Tracks[0].After, *edit.Articles[0].After, *edit.Articles[1].After
	summit, later := *edit.Events[0].After, *edit.Events[1].After

	if track.Name != "الدبلوماسية" || track.Colour != "blue" || track.Order != 0 {
		t.Errorf("track: %+v", track)
	}
	if article.Text != "Today they met; no limits,\nthey said, no limits." || article.Title != "News" || article.Lang != "en" ||
		article.Publisher != "نحن" || article.Byline != "me" || article.URL != "https://example.org/" || article.Published.EDTF != "2022-02-04" {
		t.Errorf("article: %+v", article)
	}
	if inline.Text != "One.\nTwo." {
		t.Errorf("inline text: %q", inline.Text)
	}
	if summit.Title != "قمة" || summit.Place != "بكين" || summit.Description != "They met." || summit.Importance != 5 ||
		summit.Date.EDTF != "2022-02-04" || summit.Track != track.ID {
		t.Errorf("event: %+v", summit)
	}
	if summit.Source != "Kremlin (fr)" {
		t.Errorf("without the language and English, the first is taken, not %q", summit.Source)
	}
	if summit.Zone != "Europe/Kyiv" || later.Zone != "" {
		t.Errorf("zones: %q and %q", summit.Zone, later.Zone)
	}
	if later.Importance != data.DefaultImportance {
		t.Errorf("importance that is not given: %d", later.Importance)
	}
	for i, start := range []int{6, 16} {
		x := *edit.Excerpts[i].After
		if x.Event != summit.ID || x.Article != article.ID || x.Anchor.Start != start || article.Text[x.Anchor.Start:x.Anchor.End] != x.Anchor.Exact {
			t.Errorf("excerpt %d: %+v", i, x)
		}
	}
	note, short := *edit.Annotations[0].After, *edit.Annotations[1].After
	if note.Event != summit.ID || note.Article != article.ID || note.Anchor.Start != 38 || note.Span.EDTF != "2022-02" || note.Colour != "rose" ||
		strings.Join(note.Tags, " ") != "check later" || note.Author != "me" ||
		note.Created != time.Date(2022, 2, 5, 1, 0, 0, 0, time.UTC).Unix() || note.Changed != note.Created+3600 {
		t.Errorf("annotation: %+v", note)
	}
	if short.Colour != "amber" || short.Changed != short.Created || short.Article != (data.ID{}) {
		t.Errorf("annotation with defaults: %+v", short)
	}
}

func TestReadJSONTwiceGivesFreshIDs(t *testing.T) {
	first, err := read(t, smallFiles(small), "en")
	if err != nil {
		t.Fatal(err)
	}
	second, err := read(t, smallFiles(small), "en")
	if err != nil {
		t.Fatal(err)
	}
	if first.Events[0].After.ID == second.Events[0].After.ID {
		t.Error("two imports gave one ID")
	}
}

func TestReadJSONStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := tarikhjson.ReadEdit(ctx, smallFiles(small), "in/library.json", "en"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// Tags of events, replies, notes on a whole article, and when an article was changed.
func TestReadJSONOfNotesAndTags(t *testing.T) {
	document := strings.NewReplacer(
		`{"event": "e", "text": "short"`, `{"reply_to": "whole", "text": "short"`,
		`"annotations": [`, `"annotations": [{"id": "whole", "article": "b", "text": "On all of it", "created": "2022-02-05T09:00:00Z"},`,
		`"importance": 5`, `"importance": 5, "tags": [{"en": "trade", "ar": "تجارة"}, "x"]`,
		`"published": "2022",`, `"published": "2022", "changed": "2023-01",`,
	).Replace(small)
	edit, err := read(t, smallFiles(document), "ar")
	if err != nil {
		t.Fatal(err)
	}
	whole, reply := edit.Annotations[0].After, edit.Annotations[2].After
	if whole.Article != edit.Articles[1].After.ID || whole.OnPassage() || reply.Parent != whole.ID || reply.Event != (data.ID{}) {
		t.Errorf("notes: %+v, %+v", whole, reply)
	}
	if tags := edit.Events[0].After.Tags; strings.Join(tags, "|") != "تجارة|x" {
		t.Errorf("tags: %q", tags)
	}
	if changed := edit.Articles[1].After.Changed.EDTF; changed != "2023-01" {
		t.Errorf("changed: %q", changed)
	}
	store := newStore(t)
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Error(err)
	}
}

// Quotes can be from a title.
func TestReadJSONOfTitles(t *testing.T) {
	edit, err := read(t, smallFiles(strings.Replace(small, `"annotations": [`, `"annotations": [{"article": "b", "part": "title", "quote": "line", "created": "2022-02-05T09:00:00Z"},`, 1)), "en")
	if err != nil {
		t.Fatal(err)
	}
	if n := edit.Annotations[0].After; n.Anchor.Part != data.OfTitle || edit.Articles[1].After.Title[n.Anchor.Start:n.Anchor.End] != "line" {
		t.Errorf("%+v", n)
	}
}

// Each case makes one thing wrong in the small document.
func TestReadJSONRefuses(t *testing.T) {
	for _, c := range []struct{ name, old, new, path, reason string }{
		{"not JSON", `"version": 1,`, `"version": 1;`, "", "it is not JSON"},
		{"cut", small[len(small)-3:], "", "tracks", "the file ends before the document does"},
		{"something behind", `"colour": "blue"}]` + "\n}", `"colour": "blue"}]` + "\n} {}", "", "something follows"},
		{"not an object", small, "[]", "", "an object is expected, not an array"},
		{"empty", small, "", "", "the file ends"},
		{"null", small, "null", "", "an object is expected, not null"},
		{"nothing in it", small, `{"format": "tarikh-json", "version": 1}`, "", "nothing to import"},
		{"another format", `"tarikh-json"`, `"geo-json"`, "format", `"tarikh-json" is expected, not "geo-json"`},
		{"no format", `"format": "tarikh-json",`, "", "format", `expected, not ""`},
		{"another version", `"version": 1`, `"version": 3`, "version", "1 or 2 is expected, not 3"},
		{"a version with a fraction", `"version": 1`, `"version": 1.0`, "version", "not a whole number"},
		{"a version in words", `"version": 1`, `"version": "1"`, "version", "a number is expected, not a string"},
		{"an unknown member", `"version": 1`, `"version": 1, "title": "x"`, "title", "no such member"},
		{"an unknown member of an event", `"importance": 5`, `"weight": 5`, "events[0].weight", "no such member"},
		{"an unknown member of a quote", `"nth": 1}`, `"n": 1}`, "events[0].excerpts[1].n", "no such member"},
		{"a member of another row", `"author": "me"`, `"byline": "me"`, "annotations[0].byline", "no such member"},
		{"a member in capitals", `"colour": "blue"`, `"Colour": "blue"`, "tracks[0].Colour", "no such member"},
		{"a member given twice", `"importance": 5`, `"importance": 5, "importance": 4`, "events[0].importance", "given twice"},
		{"a language given twice", `{"en": "Summit", `, `{"ar": "x", `, "events[0].title.ar", "given twice"},
		{"an array for an object", `{"id": "later", "title": "Later", "date": "2022-03", "track": "d"}`, `["later"]`, "events[1]", "an object is expected"},
		{"an object for an array", `"tags": ["check", "later"]`, `"tags": {}`, "annotations[0].tags", "an array is expected, not an object"},
		{"null for a text", `"They met."`, `null`, "events[0].description", "not null"},
		{"true for a text", `"They met."`, `true`, "events[0].description", "not true or false"},
		{"an empty text", `"They met."`, `""`, "events[0].description", "leave it out"},
		{"an empty language map", `{"ar": "بكين"}`, `{}`, "events[0].place", "language map is empty"},
		{"a language map without an end", `{"ar": "بكين"}`, "{" + manyLanguages() + "}", "events[0].place.x-200", "more than 200 members"},
		{"not a language", `{"ar": "بكين"}`, `{"arabic language": "بكين"}`, "events[0].place.arabic language", "BCP 47"},
		{"a number in a language map", `{"ar": "بكين"}`, `{"ar": 1}`, "events[0].place.ar", "a string is expected"},
		{"half a surrogate pair", `"They met."`, `"They \ud83d met."`, "events[0].description", "surrogate"},
		{"a NUL", `"They met."`, `"They\u0000met."`, "events[0].description", "NUL"},
		{"an id given twice", `"id": "later"`, `"id": "e"`, "events[1].id", `another row "e"`},
		{"no id", `"id": "b", `, "", "articles[1].id", "missing"},
		{"no title", `"title": "Later", `, "", "events[1].title", "empty"},
		{"a blank title", `"title": "Later"`, `"title": "  "`, "events[1].title", "empty"},
		{"no date", `"date": "2022-03", `, "", "events[1].date", "missing"},
		{"not a date", `"2022-03"`, `"March 2022"`, "events[1].date", "March 2022"},
		{"no such day", `"2022-03"`, `"2022-02-30"`, "events[1].date", "2022-02-30"},
		{"importance too high", `"importance": 5`, `"importance": 6`, "events[0].importance", "between 1 and 5"},
		{"importance of 0", `"importance": 5`, `"importance": 0`, "events[0].importance", "between 1 and 5"},
		{"importance beyond all numbers", `"importance": 5`, `"importance": 1e99`, "events[0].importance", "whole number"},
		{"no track", `"date": "2022-03", "track": "d"`, `"date": "2022-03"`, "events[1].track", "missing"},
		{"a track that is not there", `"date": "2022-03", "track": "d"`, `"date": "2022-03", "track": "x"`, "events[1].track", `no track "x"`},
		{"a colour that is not there", `"colour": "blue"`, `"colour": "pink"`, "tracks[0].colour", "palette"},
		{"no colour", `, "colour": "blue"`, "", "tracks[0].colour", "palette"},
		{"a quote that is not there", `"they met"`, `"they parted"`, "events[0].excerpts[0].quote", `the quote is not found in article "a"`},
		{"a quote that stands twice", `"they met"`, `"they"`, "events[0].excerpts[0].quote", `occurs 2 times in article "a": make it longer or add "nth"`},
		{"a quote that stands less often", `"nth": 1`, `"nth": 3`, "events[0].excerpts[1].nth", "occurs 2 times"},
		{"nth from 0", `"nth": 1`, `"nth": 0`, "events[0].excerpts[1].nth", "counts from 1"},
		{"an excerpt without a quote", `"quote": "they met"`, `"nth": 1`, "events[0].excerpts[0].quote", "missing"},
		{"an excerpt without an article", `"article": "a", "quote": "they met"`, `"quote": "they met"`, "events[0].excerpts[0].article", "missing"},
		{"an excerpt of no article", `{"article": "a", "quote": "they met"}`, `{"article": "c", "quote": "they met"}`, "events[0].excerpts[0].article", `no article "c"`},
		{"an annotation of no event", `{"event": "e", "text": "short"`, `{"event": "x", "text": "short"`, "annotations[1].event", `no event "x"`},
		{"an annotation of nothing", `{"event": "e", "text": "short"`, `{"text": "short"`, "annotations[1].target", "missing"},
		{"an annotation of a whole article that is not there", `{"event": "e", "text": "short"`, `{"article": "c", "text": "short"`, "annotations[1].article", `no article "c"`},
		{"an annotation of a whole article without words", `{"event": "e", "text": "short"`, `{"article": "a"`, "annotations[1].text", "empty"},
		{"a reply to nothing", `{"event": "e", "text": "short"`, `{"reply_to": "n", "text": "short"`, "annotations[1].reply_to", `no annotation "n"`},
		{"a reply to itself", `{"event": "e", "text": "short"`, `{"id": "n", "reply_to": "n", "text": "short"`, "annotations[1].reply_to", "a reply itself"},
		{"a reply to a reply", `{"event": "e", "text": "short", "created": "2022-02-05T09:00:00Z"}`, `{"event": "e", "id": "n", "text": "short", "created": "2022-02-05T09:00:00Z"},
			{"id": "r", "reply_to": "n", "text": "x", "created": "2022-02-05T09:00:00Z"}, {"reply_to": "r", "text": "x", "created": "2022-02-05T09:00:00Z"}`, "annotations[3].reply_to", "a reply itself"},
		{"a reply on an event", `{"event": "e", "text": "short", "created": "2022-02-05T09:00:00Z"}`, `{"event": "e", "id": "n", "text": "short", "created": "2022-02-05T09:00:00Z"},
			{"event": "e", "reply_to": "n", "text": "x", "created": "2022-02-05T09:00:00Z"}`, "annotations[2].target", "of the note it answers"},
		{"an annotation's id given twice", `{"event": "e", "text": "short", "created": "2022-02-05T09:00:00Z"}`, `{"event": "e", "id": "n", "text": "short", "created": "2022-02-05T09:00:00Z"},
			{"event": "e", "id": "n", "text": "x", "created": "2022-02-05T09:00:00Z"}`, "annotations[2].id", `another row "n"`},
		{"a tag of an event given twice", `"importance": 5`, `"tags": ["a", "a"]`, "events[0].tags", "repeated"},
		{"a change that is no date", `"published": "2022", `, `"published": "2022", "changed": "soon", `, "articles[1].changed", "soon"},
		{"a quote of no article", `{"event": "e", "text": "short"`, `{"event": "e", "quote": "they met", "text": "short"`, "annotations[1].article", "missing"},
		{"nth of no quote", `{"event": "e", "text": "short"`, `{"event": "e", "nth": 1, "text": "short"`, "annotations[1].nth", "no quote"},
		{"an annotation without words", `"text": "short", `, "", "annotations[1].text", "empty"},
		{"a tag given twice", `["check", "later"]`, `["check", "check"]`, "annotations[0].tags", "repeated"},
		{"a colour of a note that is not there", `"rose"`, `"#ff0000"`, "annotations[0].colour", "palette"},
		{"no created time", `"text": "short", "created": "2022-02-05T09:00:00Z"`, `"text": "short"`, "annotations[1].created", "missing"},
		{"a created time without a zone", `"short", "created": "2022-02-05T09:00:00Z"`, `"short", "created": "2022-02-05T09:00:00"`, "annotations[1].created", "RFC 3339"},
		{"changed before it was created", `"2022-02-05T02:00:00Z"`, `"2022-02-05T00:00:00Z"`, "annotations[0].changed", "before"},
		{"no text", `, "text": "One.\r\nTwo."`, "", "articles[1]", `"file" or "text" is missing`},
		{"two texts", `"file": "texts/a.txt"`, `"file": "texts/a.txt", "text": "x"`, "articles[0]", `both "file" and "text"`},
		{"a blank text", `"One.\r\nTwo."`, `" "`, "articles[1].text", "white space"},
		{"a file that is not there", `"texts/a.txt"`, `"texts/b.txt"`, "articles[0].file", `"texts/b.txt": there is no such file`},
		{"a folder", `"texts/a.txt"`, `"texts"`, "articles[0].file", "it is a folder"},
		{"a file above", `"texts/a.txt"`, `"../in/texts/a.txt"`, "articles[0].file", "relative path"},
		{"a file from the root", `"texts/a.txt"`, `"/in/texts/a.txt"`, "articles[0].file", "relative path"},
		{"a file with backslashes", `"texts/a.txt"`, `"texts\\a.txt"`, "articles[0].file", "relative path"},
		{"a file used twice", `"text": "One.\r\nTwo."`, `"file": "texts/a.txt"`, "articles[1].file", "another article"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if strings.Count(small, c.old) != 1 {
				t.Fatalf("the case is wrong: %q stands %d times in the document", c.old, strings.Count(small, c.old))
			}
			edit, err := read(t, smallFiles(strings.Replace(small, c.old, c.new, 1)), "en")
			bad, ok := errors.AsType[*form.Error](err)
			if !ok {
				t.Fatalf("got %v, want an *form.Error", err)
			}
			if !edit.Empty() {
				t.Error("an edit comes with the error")
			}
			if bad.File != "in/library.json" || bad.Place.Path != c.path || !strings.Contains(bad.Reason, c.reason) {
				t.Errorf("got %v, want %s: …%s…", err, c.path, c.reason)
			}
		})
	}
}

func TestReadJSONRefusesArticleFiles(t *testing.T) {
	for _, c := range []struct {
		name, reason string
		text         []byte
	}{
		{"windows-1256", "it is windows-1256; the texts of tarikh-json are UTF-8", []byte("\xc8\xdf\xed\xe4")},
		{"binary", "byte 3: it is not text", []byte("abc\x00")},
		{"empty", "it is empty", nil},
		{"over 64 MB", "it is too large: 65 MB, up to 64 MB are read", make([]byte, data.MaxArticle+1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := smallFiles(small)
			files["in/texts/a.txt"].Data = c.text
			_, err := read(t, files, "en")
			bad, ok := errors.AsType[*form.Error](err)
			if !ok || bad.Place.Path != "articles[0].file" || !strings.Contains(bad.Reason, "texts/a.txt") || !strings.Contains(bad.Reason, c.reason) {
				t.Errorf("got %v, want …%s…", err, c.reason)
			}
		})
	}
}

func TestReadJSONRefusesDocuments(t *testing.T) {
	for _, c := range []struct {
		name, reason string
		line         int
		document     []byte
	}{
		{"not UTF-8", "it is not UTF-8: byte FF at offset 24", 2, []byte("{\"format\":\n\"tarikh-json \xff\"}")},
		{"over 64 MB", "up to 64 MB are read", 0, make([]byte, 64<<20+1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := read(t, smallFiles(string(c.document)), "en")
			bad, ok := errors.AsType[*form.Error](err)
			if !ok || bad.Place.Line != c.line || !strings.Contains(bad.Reason, c.reason) {
				t.Errorf("got %v, want line %d: …%s…", err, c.line, c.reason)
			}
		})
	}
	_, err := tarikhjson.ReadEdit(t.Context(), fstest.MapFS{}, "in/library.json", "en")
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "import in/library.json: there is no such file") {
		t.Errorf("missing: got %v", err)
	}
}

// An error says the line that a person has to look at.
func TestReadJSONErrorsNameTheLine(t *testing.T) {
	_, err := read(t, smallFiles(strings.Replace(small, `"2022-03"`, `"2022-13"`, 1)), "en")
	want := `import in/library.json: line 17, events[1].date: date "2022-13"`
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v, want %s…", err, want)
	}
}

func TestReadJSONChoosesTheLanguage(t *testing.T) {
	title := func(lang, texts string) string {
		t.Helper()
		document := strings.Replace(small, `{"en": "Summit", "ar": "قمة"}`, texts, 1)
		edit, err := read(t, smallFiles(document), lang)
		if err != nil {
			t.Fatal(err)
		}
		return edit.Events[0].After.Title
	}
	for _, c := range []struct{ name, lang, texts, want string }{
		{"a plain string", "ar", `"x"`, "x"},
		{"the language asked for", "ar", `{"en": "e", "ar": "a"}`, "a"},
		{"its region before the base", "ar-EG", `{"ar": "a", "ar-EG": "g"}`, "g"},
		{"the base for a region", "ar-EG", `{"en": "e", "ar": "a"}`, "a"},
		{"English for another", "fr", `{"ar": "a", "en": "e"}`, "e"},
		{"the first where there is no English", "fr", `{"ar": "a", "de": "d"}`, "a"},
		{"tags in capitals", "ar", `{"en": "e", "AR": "a"}`, "a"},
		{"English for none", "", `{"ar": "a", "en": "e"}`, "e"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := title(c.lang, c.texts); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzReadJSON(f *testing.F) {
	f.Add([]byte(small), []byte(smallText))
	f.Add([]byte(strings.Replace(small, `"they met"`, `"they"`, 1)), []byte(smallText))
	f.Add([]byte(`{"format": "tarikh-json", "version": 1, "tracks": [{"id": "\ud83d", "name": {"ar": "أ"}, "colour": "red"}]}`), []byte("x"))
	f.Add([]byte(`[[[[[[[[`), []byte("\xff\xfe"))
	f.Add([]byte(`{"events": [{"date": "2022-02-04T20:00/.."`), []byte(""))
	f.Fuzz(func(t *testing.T, document, text []byte) {
		files := fstest.MapFS{"in/library.json": {Data: document}, "in/texts/a.txt": {Data: text}}
		edit, err := read(t, files, "ar")
		if err != nil {
			bad, ok := errors.AsType[*form.Error](err)
			if !ok || bad.File == "" || bad.Reason == "" || bad.Place.Line > 1+strings.Count(string(document), "\n") {
				t.Fatalf("error without a file, a reason or a line in it: %#v", err)
			}
			return
		}
		if err := edit.Validate(); err != nil {
			t.Fatalf("what was read cannot be stored: %v", err)
		}
		texts := map[data.ID]string{}
		for _, c := range edit.Articles {
			texts[c.After.ID] = c.After.Text
		}
		for _, c := range edit.Excerpts {
			a := c.After.Anchor
			if texts[c.After.Article][a.Start:a.End] != a.Exact {
				t.Fatalf("the excerpt %+v is not at its place", c.After)
			}
		}
	})
}
