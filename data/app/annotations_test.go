package app

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
)

// remark is an annotation of Hypothesis as its client exports it.
type remark struct {
	ID       string   `json:"id"`
	User     string   `json:"user"`
	URI      string   `json:"uri"`
	Text     string   `json:"text"`
	Target   []any    `json:"target"`
	Document document `json:"document"`
}

type document struct {
	Title []string `json:"title"`
}

// Annotations that were made in a browser, where the page had other quotation marks, spaces
// or no vowel signs, are at the words of the sample that they quote; those with other
// words are to be checked, and those of other pages wait. One undo takes all back.
func TestAnnotationsOfTheSample(t *testing.T) {
	ctx := t.Context()
	l, path := libraries(), filepath.Join(t.TempDir(), "s.tarikh")
	store, err := l.CreateSample(ctx, assets.Files, path, "Sample", "en")
	must(t, store, err)
	defer store.Close()
	library := New(store, l.Now)
	before, err := data.ContentHash(ctx, store)
	must(t, before, err)
	articles, err := store.Articles(ctx)
	must(t, articles, err)

	typed := strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "«", `"`, "»", `"`).Replace
	spaced := func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }
	bare := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= 0x64b && r <= 0x652 || r == 0x640 {
				return -1
			}
			return r
		}, s)
	}
	stretched := func(s string) string { return strings.ReplaceAll(s, "ال", "الـ") }
	as := func(s string) string { return s }
	other := strings.NewReplacer("doping ruling", "drugs verdict", "مسوّدتين", "وثيقتين").Replace
	type quoted struct {
		words string
		made  func(string) string
		state data.DoubtState
	}
	var remarks []remark
	want := map[string]quoted{}
	for _, q := range []quoted{
		{"The countdown began at 24 instead of ten", as, data.Sure},
		{"down to lichun, the “start of spring”, which fell on that very day", typed, data.Sure},
		{"Teams from 91 national Olympic committees marched, Greece first and China last.", spaced, data.Sure},
		{"because of a doping ruling. President Xi Jinping declared the Games open.", other, data.CheckMe},
		{"COVID-19 (in Arabic: كوفيد-19); on 11 March its director-general spoke of a pandemic", as, data.Sure},
		{"وغادرت محطاتها قطاراتٌ تحمل ركّابًا إلى خارج المدينة، للمرة الأولى منذ 76 يومًا", bare, data.Sure},
		{"لجنة الصحة في ووهان عن 27 مصابًا بالتهاب رئوي «مجهول السبب»", func(s string) string { return stretched(typed(s)) }, data.Sure},
		{"الطــريق إلى «دياويوتاي»", bare, data.Sure},
		{"فآخر مرة سافر فيها شي إلى الخارج كانت إلى ميانمار", spaced, data.Sure},
		{"وهي المطالب التي نشرتها موسكو في مسوّدتين يوم 17 كانون الأول/ديسمبر 2021", other, data.CheckMe},
	} {
		for _, a := range articles {
			whole, err := store.Article(ctx, a.ID)
			must(t, whole, err)
			around := strings.SplitN(whole.Text, q.words, 2)
			if len(around) < 2 {
				continue
			}
			last, first := []rune(around[0]), []rune(around[1])
			id := string(rune('a' + len(remarks)))
			want[id] = q
			remarks = append(remarks, remark{
				ID: id, User: "acct:layla@hypothes.is", URI: "https://sample.example/" + string(rune('0'+slices.IndexFunc(articles, func(b data.Article) bool { return b.ID == a.ID }))),
				Document: document{[]string{a.Title}}, Target: []any{map[string]any{"selector": []any{
					map[string]any{"type": "TextPositionSelector", "start": 1400 + len(last), "end": 1400 + len(last) + 10},
					map[string]any{"type": "TextQuoteSelector", "exact": q.made(q.words), "prefix": q.made(string(last[max(0, len(last)-32):])), "suffix": q.made(string(first[:min(32, len(first))]))},
				}}},
			})
		}
	}
	if len(want) != 10 {
		t.Fatalf("%d quotations of the sample", len(want))
	}
	remarks = append(remarks, remark{
		ID: "waits", URI: "https://elsewhere.example/1", Document: document{[]string{"Elsewhere"}},
		Target: []any{map[string]any{"selector": []any{map[string]any{"type": "TextQuoteSelector", "exact": "words of another page"}}}},
	})
	export, err := json.Marshal(map[string]any{"export_date": "", "client_version": "1", "annotations": remarks})
	must(t, export, err)
	in, err := library.Compare(ctx, readForeign(t, write(t, filepath.Join(t.TempDir(), "h.json"), string(export))), "", false, nil)
	must(t, in, err)
	if r := in.Report(); r.Notes != 11 || r.References != 1 || r.Waiting != 1 || r.ToCheck != 2 || r.Orphans != 0 {
		t.Errorf("%+v", r)
	}
	if err := library.Import(ctx, in, nil); err != nil {
		t.Fatal(err)
	}
	origins, err := store.Origins(ctx, "")
	must(t, origins, err)
	for _, o := range origins {
		q, ok := want[o.Foreign]
		if !ok {
			continue
		}
		rows, err := store.AnnotationRows(ctx, []data.ID{o.Row})
		must(t, rows, err)
		n := rows[0]
		a, err := store.Article(ctx, n.Article)
		must(t, a, err)
		if n.Anchor.Exact != q.words || a.Text[n.Anchor.Start:n.Anchor.End] != q.words || n.Doubt.State != q.state || n.Author != "layla" {
			t.Errorf("%q is at %q, in doubt %q", q.words, n.Anchor.Exact, n.Doubt.State)
		}
	}
	if _, err := library.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if after, err := data.ContentHash(ctx, store); err != nil || after != before {
		t.Errorf("undone, the library is not what it was (%v)", err)
	}
}
