package container_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/intake"
)

// format is one of which each line of a file is an article; what it was opened for is noted.
func format(opened *[]int) form.Format {
	return container.Format(form.Format{Name: "lines", Title: "Lines"}, func(_ context.Context, file form.File, _ form.Options) (*container.File, error) {
		raw, err := file.Bytes(1 << 20)
		if err != nil {
			return nil, err
		}
		lines := strings.Split(strings.TrimSpace(string(raw)), "\n")
		c := &container.File{Title: "Lines"}
		for i, line := range lines {
			if line == "" {
				continue
			}
			kind := form.ArticleEntry
			if strings.HasPrefix(line, "http") {
				kind = form.ReferenceEntry
			}
			c.Entries = append(c.Entries, form.Entry{Title: form.Shorten(line, 40), Kind: kind, Key: line, Place: form.Place{Line: i + 1}})
		}
		c.Open = func(_ context.Context, i int) (container.Item, error) {
			if opened != nil {
				*opened = append(*opened, i)
			}
			switch line := lines[i]; {
			case line == "broken":
				return container.Item{}, errors.New("it is broken")
			case line == "empty":
				return container.Item{Source: intake.PastedHTML([]byte("<p> "))}, nil
			case strings.HasPrefix(line, "http"):
				return container.Item{Known: data.Article{Title: line, URL: line}}, nil
			default:
				return container.Item{Source: intake.PastedHTML([]byte("<p>" + line)), Known: data.Article{Title: "T " + line, Lang: "not a language"}, Sure: true}, nil
			}
		}
		return c, nil
	})
}

func TestReadChosen(t *testing.T) {
	var opened []int
	c, err := format(&opened).List(t.Context(), formtest.File("a", "one line of words\nbroken\nempty\nanother line of words\none line of words\nhttps://a.example/\n"), form.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Entries) != 5 || c.Dropped["repeated entry"] != 1 || len(opened) > 0 {
		t.Fatalf("listed %+v, dropped %v, opened %v", c.Entries, c.Dropped, opened)
	}
	var told []float64
	doc, err := c.Read(t.Context(), []int{3, 1, 2, 0, 4}, form.Options{Now: time.Unix(7, 0), Progress: func(done float64) { told = append(told, done) }})
	if err != nil {
		t.Fatal(err)
	}
	formtest.Check(t, doc)
	if !doc.Chosen || len(doc.Articles) != 3 || doc.Articles[0].Title != "T another line of words" || doc.Articles[1].Title != "T one line of words" || !doc.Articles[2].IsReference() || doc.Articles[0].Added != 7 || doc.Articles[0].Lang == "not a language" {
		t.Errorf("%+v", doc.Articles)
	}
	if len(doc.Skipped) != 2 || doc.Skipped[0].Reason() != "it cannot be read: broken: it is broken" || doc.Skipped[1].Why != form.NoText || doc.Dropped["repeated entry"] != 1 {
		t.Errorf("skipped %v, dropped %v", doc.Skipped, doc.Dropped)
	}
	if fmt.Sprint(told) != "[0.2 0.4 0.6 0.8 1]" {
		t.Errorf("told %v", told)
	}
	if got := c.Usual(); fmt.Sprint(got) != "[0 1 2 3]" {
		t.Errorf("usual are %v", got)
	}
}

// What an article was made of is read when it is written; a file that is another then is
// refused.
func TestPagesAreReadAgain(t *testing.T) {
	contents := []byte("one line of words\nanother line of words\n")
	file := formtest.File("a", string(contents))
	changed := false
	f := container.Format(form.Format{}, func(context.Context, form.File, form.Options) (*container.File, error) {
		c := &container.File{}
		c.Entries = []form.Entry{{Title: "x", Place: form.Place{Line: 1}}}
		c.Open = func(context.Context, int) (container.Item, error) {
			if changed {
				return container.Item{Source: intake.PastedHTML([]byte("<p>other words"))}, nil
			}
			return container.Item{Source: intake.PastedHTML([]byte("<p>words")), Known: data.Article{URL: "https://a.example/"}, Saved: 12}, nil
		}
		return c, nil
	})
	doc, err := f.Read(t.Context(), file, form.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for page, err := range doc.Pages {
		if err != nil || string(page.Body) != "<p>words" || page.Fetched != 12 || page.URL != "https://a.example/" || page.Validate() != nil {
			t.Errorf("%+v, %v", page, err)
		}
	}
	changed = true
	for _, err := range doc.Pages {
		if err == nil || !strings.Contains(err.Error(), "another program changed it") {
			t.Errorf("%v", err)
		}
	}
}

func TestReadingEnds(t *testing.T) {
	var lines strings.Builder
	for i := range 200 {
		fmt.Fprintf(&lines, "line number %d of many\n", i)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var opened []int
	_, err := format(&opened).Read(ctx, formtest.File("a", lines.String()), form.Options{Progress: func(done float64) {
		if done > 0.4 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || len(opened) > 100 {
		t.Errorf("opened %d, %v", len(opened), err)
	}
	if _, err := format(nil).Read(t.Context(), formtest.File("a", "\n"), form.Options{}); err == nil || !strings.Contains(err.Error(), "no article") {
		t.Errorf("%v", err)
	}
}

func TestStamp(t *testing.T) {
	for value, want := range map[string]int64{
		"2022-02-04T10:00:00Z": 1643968800, "2022-02-04T10:00:00+0200": 1643961600, "2022-02-04 10:00:00": 1643968800, "20220204100000": 1643968800,
		"Fri, 04 Feb 2022 10:00:00 +0000": 1643968800, "4 Feb 2022 10:00 GMT": 1643968800, "yesterday": 0, "": 0, strings.Repeat("1", 200): 0,
	} {
		if got := container.Stamp(value); got != want {
			t.Errorf("%s: %d, want %d", value, got, want)
		}
	}
	if container.StampOrSeconds("1643968800") != 1643968800 || container.StampOrSeconds("-1") != 0 || container.Day(1643968800) != "2022-02-04" || container.Day(0) != "" || container.Day(1<<62) != "" {
		t.Error("seconds")
	}
}
