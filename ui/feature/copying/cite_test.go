package copying

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/cite"
	"tarikh.org/tarikh/ui/clipboard"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

func TestCitationsAreCopied(t *testing.T) {
	d := newDesk(t)
	for _, id := range []string{"article.cite", "article.cite.rich", "article.cite.as", "event.cite"} {
		if d.Run(d.f, id) {
			t.Errorf("%s ran, and neither an article nor an event is open", id)
		}
	}
	d.Host.Library.Read(d.Article.ID)
	d.Until("an article is open", func() bool { return d.Host.Library.Article() != nil })
	d.Run(d.f, "article.cite")
	if got, want := d.Host.Clipboard.Content(), "Press. “The mill.” May 3, 2021. https://example.org/mill."; got != want {
		t.Errorf("copied is %q, want %q", got, want)
	}
	d.Run(d.f, "article.cite.rich")
	d.Until("it is copied with formatting", func() bool { return d.kind == clipboard.HTML })
	if !strings.Contains(string(d.content), "<i>Press</i>") {
		t.Errorf("%s", d.content)
	}

	// A style that is chosen is copied in, and remembered.
	d.Run(d.f, "article.cite.as")
	featuretest.Press(t, d.Dialog(), "Harvard")
	if got, want := d.Host.Clipboard.Content(), "Press (2021) ‘The mill’, 3 May. Available at: https://example.org/mill."; got != want || d.Remembered != 1 || d.Host.State.Reading.Cited != string(cite.Harvard) {
		t.Errorf("copied is %q, want %q; the style is %q", got, want, d.Host.State.Reading.Cited)
	}
	items := d.f.Cite(d.Article, fyne.Position{})
	if items[0].Text != "Copy citation (Harvard)" {
		t.Errorf("%q", items[0].Text)
	}

	// In Arabic, with the names of months and the digits that were chosen.
	d.Relocale("ar", d.f)
	items[0].Run()
	if got, want := d.Host.Clipboard.Content(), "\u200fPress (2021) «The mill»، 3 أيار/مايو. متاح على: https://example.org/mill."; got != want {
		t.Errorf("copied is %q, want %q", got, want)
	}
}

func TestSourcesOfAnEventAreCited(t *testing.T) {
	d := newDesk(t)
	d.Host.Library.Select(d.Events[1].ID)
	d.Until("an event is selected", func() bool { return d.Host.Library.Event() != nil })
	if !d.Run(d.f, "event.cite") {
		t.Fatal("nothing was copied")
	}
	if got := d.Host.Clipboard.Content(); strings.Count(got, "The mill") != 1 || strings.Contains(got, "\n") {
		t.Errorf("copied is %q", got)
	}
}
