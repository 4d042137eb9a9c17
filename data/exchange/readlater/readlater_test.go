package readlater_test

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/readlater"
)

func pocket() form.Format     { return readlater.Formats()[0] }
func instapaper() form.Format { return readlater.Formats()[1] }

const (
	pocketCSV  = "title,url,time_added,tags,status\nThe bridge,https://news.example/1,1644040800,news|bridges,unread\n\"الجسر، اليوم\",https://akhbar.example/1,1644040800,,archive\nfile,file:///etc/passwd,1,,unread\n"
	pocketHTML = "<!DOCTYPE html>\n<html>\n<head>\n<title>Pocket Export</title></head><body><h1>Unread</h1>\n<ul>\n<li><a href=\"https://news.example/1\" time_added=\"1644040800\" tags=\"news,bridges\">The bridge &amp; more</a></li>\n</ul><h1>Read Archive</h1><ul><li><a href=\"https://news.example/2\" time_added=\"\" tags=\"\">https://news.example/2</a></li></ul></body></html>"
	insta      = "URL,Title,Selection,Folder,Timestamp,Tags\nhttps://news.example/1,The bridge,\"Many people\ncame\",Unread,1644040800,\"[\"\"a\"\",\"\"b\"\"]\"\nhttps://news.example/1,The bridge,and stayed late,Rivers,1644040800,[]\nhttps://news.example/2,,,Starred,1644040801,\n"
)

// said is what a document says, a line for each reference and each note.
func said(doc form.Document) string {
	var b strings.Builder
	for _, a := range doc.Articles {
		b.WriteString(strings.Join([]string{a.Title, a.URL, a.Citation.Accessed, strings.Join(a.Citation.Keywords, "+")}, "|") + "\n")
	}
	for _, n := range doc.Notes {
		b.WriteString("> " + n.Anchor.Exact + "|" + string(n.Doubt.State) + "\n")
	}
	return b.String()
}

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		f        form.Format
		in, want string
		skipped  int
	}{
		"Pocket":         {pocket(), pocketCSV, "The bridge|https://news.example/1|2022-02-05|news+bridges\nالجسر، اليوم|https://akhbar.example/1|2022-02-05|\n", 1},
		"Pocket as HTML": {pocket(), pocketHTML, "The bridge & more|https://news.example/1|2022-02-05|news+bridges\nhttps://news.example/2|https://news.example/2||\n", 0},
		"Instapaper":     {instapaper(), insta, "The bridge|https://news.example/1|2022-02-05|a+b+Rivers\nhttps://news.example/2|https://news.example/2|2022-02-05|\n> Many people\ncame|\n> and stayed late|\n", 0},
		"Instapaper, older": {
			instapaper(), "URL,Title,Selection,Folder\r\nhttps://news.example/1,\"quote \"\" in it\",,Archive\r\n", "quote \" in it|https://news.example/1||\n", 0,
		},
	} {
		list, doc, err := formtest.Contained(t, c.f, "list.csv", c.in)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := said(doc); got != c.want || len(doc.Skipped) != c.skipped {
			t.Errorf("%s:\n%swant\n%s%v", name, got, c.want, doc.Skipped)
		}
		for _, a := range doc.Articles {
			if !a.IsReference() || a.Article.Page != (data.Page{}).Hash {
				t.Errorf("%s: %q has a text", name, a.Title)
			}
		}
		if len(list.Usual()) != len(list.Entries) || list.Entries[0].Kind != form.ReferenceEntry {
			t.Errorf("%s: usual are %v", name, list.Usual())
		}
		if c.f.Likeness(form.NewProbe(formtest.File("list.csv", c.in))) != 100 {
			t.Errorf("%s is not recognised", name)
		}
	}
	for _, text := range []string{"title,date\nx,2022\n", "<html><title>A page</title>", "url,title\n"} {
		p := form.NewProbe(formtest.File("list.csv", text))
		if pocket().Likeness(p)+instapaper().Likeness(p) > 0 {
			t.Errorf("%.20q is recognised", text)
		}
	}
}

func TestFaults(t *testing.T) {
	for want, in := range map[string]string{"it is not a text": "title,url,time_added\n\x00\x01\x02\xff", "no article": "title,url,time_added\n"} {
		if _, _, err := formtest.Contained(t, pocket(), "list.csv", in); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "list.csv") {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func FuzzPocket(f *testing.F) {
	f.Add(pocketCSV)
	f.Add(pocketHTML)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 1<<16 {
			_, _, _ = formtest.Contained(t, pocket(), "list", text)
		}
	})
}

func FuzzInstapaper(f *testing.F) {
	f.Add(insta)
	f.Add("URL,Title,Selection,Folder\nhttps://a,\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 1<<16 {
			_, _, _ = formtest.Contained(t, instapaper(), "list", text)
		}
	})
}
