package wallabag_test

import (
	"bytes"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/wallabag"
)

const version2 = `[{"is_archived":0,"is_starred":1,"tags":["bridges","news"],"is_public":false,"id":12,"title":"The bridge is open","url":"https://news.example/bridge?utm_source=x","hashed_url":"a",
"content":"<p>The bridge was opened on Friday.</p><p>Many people came to see it, and some stayed late.</p>","created_at":"2022-02-05T08:00:00+0200","updated_at":"2022-02-05T08:00:00+0200","published_at":"2022-02-04T12:00:00+0000",
"published_by":["Amira Haddad"],"annotations":[{"text":"so many","created_at":"2022-02-06T08:00:00+0000","quote":"Many people came","ranges":[{"start":"\/p[2]","startOffset":"0","end":"\/p[2]","endOffset":"16"}]},{"text":"nowhere","quote":"these words are in another article entirely"}],
"mimetype":"text\/html","language":"en","reading_time":1,"domain_name":"news.example"},
{"is_archived":1,"tags":[{"id":1,"label":"later","slug":"later"}],"id":13,"title":"","url":"https://news.example/empty","content":"","created_at":"2022-02-05T08:00:00+0200","domain_name":"news.example","published_by":null,"annotations":null}]`

const version1 = `[{"0":"1","id":"1","1":"افتتاح الجسر","title":"افتتاح الجسر","2":"http:\/\/akhbar.example\/1","url":"http:\/\/akhbar.example\/1","3":"0","is_read":"0","4":"0","is_fav":"0","5":"<p>افتتح الجسر يوم الجمعة وحضر كثيرون.<\/p>","content":"<p>افتتح الجسر يوم الجمعة وحضر كثيرون.<\/p>","6":"1","user_id":"1","tags":"جسور,أخبار"}]`

func read(t testing.TB, text string) (*form.Container, form.Document, error) {
	t.Helper()
	return formtest.Contained(t, wallabag.Format(), "wallabag.json", text)
}

func TestVersion2(t *testing.T) {
	c, doc, err := read(t, version2)
	if err != nil {
		t.Fatal(err)
	}
	a := doc.Articles[0]
	if a.Title != "The bridge is open" || a.Byline != "Amira Haddad" || a.Publisher != "news.example" || a.Lang != "en" || a.Published.EDTF != "2022-02-04" ||
		a.URL != "https://news.example/bridge?utm_source=x" || strings.Join(a.Citation.Keywords, "+") != "bridges+news" || a.Citation.Accessed != "2022-02-05" ||
		a.Text != "The bridge was opened on Friday.\n\nMany people came to see it, and some stayed late.\n" {
		t.Errorf("%+v", a.Article)
	}
	if r := doc.Articles[1]; !r.IsReference() || r.Title != "https://news.example/empty" || strings.Join(r.Citation.Keywords, "+") != "later" {
		t.Errorf("%+v", r.Article)
	}
	if len(c.Usual()) != 1 || c.Entries[0].Date.EDTF != "2022-02-04" || c.Entries[0].Saved != 1644040800 {
		t.Errorf("listed %+v", c.Entries)
	}
	if len(doc.Notes) != 2 {
		t.Fatalf("notes %+v", doc.Notes)
	}
	n, lost := doc.Notes[0], doc.Notes[1]
	if n.Article != a.ID || n.Anchor.Exact != "Many people came" || a.Text[n.Anchor.Start:n.Anchor.End] != n.Anchor.Exact || n.Doubt.State != data.Sure || n.Text != "so many" || n.Created != 1644134400 {
		t.Errorf("%+v", n.Annotation)
	}
	if lost.Doubt.State != data.Orphan || lost.Doubt.Was != "these words are in another article entirely" {
		t.Errorf("%+v", lost.Annotation)
	}
}

func TestVersion1(t *testing.T) {
	_, doc, err := read(t, "\ufeff\n "+version1)
	if err != nil {
		t.Fatal(err)
	}
	a := doc.Articles[0]
	if a.Title != "افتتاح الجسر" || a.Lang != "ar" || a.URL != "http://akhbar.example/1" || strings.Join(a.Citation.Keywords, "+") != "جسور+أخبار" || a.Text != "افتتح الجسر يوم الجمعة وحضر كثيرون.\n" {
		t.Errorf("%+v", a.Article)
	}
}

func TestFaults(t *testing.T) {
	_, doc, err := read(t, version2[:len(version2)-20])
	if err != nil || len(doc.Articles) != 1 || len(doc.Skipped) != 1 || !strings.Contains(doc.Skipped[0].Where.String(), "[1], byte") {
		t.Errorf("cut off: %d, %v, %v", len(doc.Articles), doc.Skipped, err)
	}
	for want, in := range map[string]string{
		"a list of articles": `{"title":"x"}`, "no article": "[]", "[0], byte 1": "[{", "64 MB": `[{"content":"` + strings.Repeat("a", 65<<20) + `"}]`, "depth": `[{"content":` + strings.Repeat("[", 100_000),
	} {
		if _, _, err := read(t, in); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "wallabag.json") {
			t.Errorf("%s: %v", want, err)
		}
	}
	_, doc, err = read(t, `[{"title":5,"url":["x"],"content":"<p>Words are here.","tags":7,"published_by":"A,B","annotations":"x","id":{}}]`)
	if err != nil || len(doc.Articles) != 1 || doc.Articles[0].Byline != "A, B" {
		t.Errorf("of other kinds: %+v, %v", doc.Articles, err)
	}
}

func TestLikeness(t *testing.T) {
	for text, want := range map[string]int{version1: 100, version2: 100, `[{"title":"x","url":"y","content":"z"}]`: 0, `{"title":1,"url":2,"content":3,"is_archived":0}`: 0} {
		if got := wallabag.Format().Likeness(form.NewProbe(formtest.File("x", text))); got != want {
			t.Errorf("%.40s: %d", text, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(version1))
	f.Add([]byte(version2))
	f.Add([]byte(`[{"content":"<p>x","annotations":[{"quote":"x"},{"text":""}],"tags":[{},[],null]},`))
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) < 1<<16 {
			_, _, _ = read(t, string(bytes.Clone(text)))
		}
	})
}
