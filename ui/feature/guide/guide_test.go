package guide

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/text"
)

// source reads the pages of a language with the names left as they are written.
func source(t *testing.T, lang string) []page {
	t.Helper()
	pages, err := readPages(assets.Files, lang, names{
		key: func(id string) string { return "{" + id + "}" }, message: func(key string) string { return "{=" + key + "}" },
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// kinds are what the parts of a page are, in order.
func kinds(p page) (all []text.PartKind) {
	for _, part := range p.parts {
		all = append(all, part.Kind)
	}
	return all
}

// keys are the keys and what can be typed in a page, sorted: languages have other orders.
func keys(p page) (all []string) {
	for _, key := range p.keys {
		if words := p.text[key[0]:key[1]]; strings.HasPrefix(words, "{") {
			all = append(all, words)
		}
	}
	slices.Sort(all)
	return all
}

// Every language has the same pages with the same headings, lists, keys, links and
// commands to try.
func TestPagesAreTheSameInEveryLanguage(t *testing.T) {
	english := source(t, i18n.English)
	if len(english) != 16 {
		t.Errorf("%d pages", len(english))
	}
	for _, lang := range i18n.Languages() {
		pages := source(t, lang)
		if len(pages) != len(english) {
			t.Fatalf("%s has %d pages", lang, len(pages))
		}
		for i, p := range pages {
			e := english[i]
			if p.key != e.key || p.title == "" || len(p.headings) == 0 && lang == i18n.English {
				t.Fatalf("%s: page %d is %q with the title %q", lang, i, p.key, p.title)
			}
			if !slices.Equal(kinds(p), kinds(e)) {
				t.Errorf("%s: %s has the parts %v, not %v", lang, p.key, kinds(p), kinds(e))
			}
			if !slices.Equal(keys(p), keys(e)) {
				t.Errorf("%s: %s names the keys %v, not %v", lang, p.key, keys(p), keys(e))
			}
			if !slices.Equal(p.try, e.try) || len(p.try) == 0 {
				t.Errorf("%s: %s offers %v, not %v", lang, p.key, p.try, e.try)
			}
			if len(p.links) != len(e.links) {
				t.Errorf("%s: %s has %d links, not %d", lang, p.key, len(p.links), len(e.links))
			}
			for _, l := range p.links {
				if !slices.ContainsFunc(pages, func(o page) bool { return o.key == l.page && o.key != p.key }) {
					t.Errorf("%s: %s links to %q", lang, p.key, l.page)
				}
			}
		}
	}
}

// A key is never written out where a command has it, and what is written between
// backticks is a key that no command has, or something to type.
func TestKeysAreThoseOfCommands(t *testing.T) {
	written := regexp.MustCompile(`(Ctrl|Alt|Cmd)\+|\bF[0-9]+\b`)
	free := []string{"Enter", "Esc", "Tab", "Shift", "Shift+Tab", "Home", "End"}
	within := map[string][]string{ // pages: keys of a list or a sheet that they describe
		"review": {"A", "E", "M", "D"}, // of the list of proposals, see the package review
		"story":  {"V"},                // of the sheet of the package sources
	}
	key := regexp.MustCompile(`^([A-Z]|[A-Z][a-z]+)(\+.*)?$`)
	for _, lang := range i18n.Languages() {
		for _, p := range source(t, lang) {
			if words := written.FindString(p.text); words != "" {
				t.Errorf("%s: %s writes %q out", lang, p.key, words)
			}
			for _, at := range p.keys {
				words := p.text[at[0]:at[1]]
				if key.MatchString(words) && !slices.Contains(free, words) && !slices.Contains(within[p.key], words) {
					t.Errorf("%s: %s names the key %q", lang, p.key, words)
				}
			}
			if strings.ContainsAny(p.text, "`[]#") {
				t.Errorf("%s: a mark is left in %s: %q", lang, p.key, p.text)
			}
		}
	}
}

func TestParse(t *testing.T) {
	p := parse("x", "# Title\n\nOne\nline with {a.b}.\n\n## More `2020~`\n- item [to {=w}](y) and\n  on\n> said\n\ntry: a b\n", names{
		key: func(id string) string { return "<" + id + ">" }, message: strings.ToUpper,
	})
	const iso, pop = leftToRightIsolate, popIsolate
	if want := "One line with " + iso + "<a.b>" + pop + ".\n\nMore " + iso + "2020~" + pop + "\nitem to W and on\nsaid\n"; p.text != want {
		t.Errorf("the text is %q, want %q", p.text, want)
	}
	if p.title != "Title" || !slices.Equal(p.try, []string{"a", "b"}) || !slices.Equal(kinds(p), []text.PartKind{text.Heading, text.Item, text.Quotation}) {
		t.Errorf("the page is %+v", p)
	}
	if len(p.links) != 1 || p.text[p.links[0].start:p.links[0].end] != "to W" || p.links[0].page != "y" {
		t.Errorf("the links are %v", p.links)
	}
	if len(p.keys) != 2 || p.text[p.keys[1][0]:p.keys[1][1]] != "2020~" {
		t.Errorf("the keys are %v", p.keys)
	}
	if len(p.headings) != 1 || !strings.HasPrefix(p.text[p.headings[0].start:], "More") {
		t.Errorf("the headings are %v", p.headings)
	}
}

// The guide opens at the page that was read last, turns with the keys of the list, and
// follows links; what is tried runs after it is gone.
func TestGuide(t *testing.T) {
	for _, lang := range i18n.Languages() {
		w := featuretest.New(t)
		f := New(w.Host, assets.Files, w)
		w.Relocale(lang, f)
		pages := f.pages(lang)
		d := newDialog(f, pages)
		d.open("", 0)
		if d.at != 0 || w.Host.Canvas.Focused() != fyne.Focusable(d.list) {
			t.Fatalf("%s: page %d, the keyboard is with %T", lang, d.at, w.Host.Canvas.Focused())
		}
		d.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		if d.at != 1 || f.last != "articles" {
			t.Errorf("%s: after Down it is page %d, %q", lang, d.at, f.last)
		}
		d.HighlightTapped([]any{"notes"})
		if pages[d.at].key != "notes" || d.list.Current() != d.at {
			t.Errorf("%s: the link leads to %q", lang, pages[d.at].key)
		}
		d.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if w.Host.Canvas.Focused() != fyne.Focusable(d.view) {
			t.Errorf("%s: Enter gives the keyboard to %T", lang, w.Host.Canvas.Focused())
		}
		featuretest.Press(t, w.Dialog(), "note.add")
		if w.Dialog() != nil {
			t.Errorf("%s: the guide is still there", lang)
		}
		w.Until("the command has run", func() bool { return slices.Contains(w.Ran, "note.add") })
		if !w.Run(f, "help.guide") || f.last != "notes" {
			t.Errorf("%s: it opens again at %q", lang, f.last)
		}
	}
}

// Pages and headings are found by their names and by what is said, in every language,
// and open where they are.
func TestFinder(t *testing.T) {
	w := featuretest.New(t)
	f := New(w.Host, assets.Files, w)
	w.Relocale("ar", f)
	find := f.Finder()
	for words, want := range map[string]string{
		"Backups": "safety/2", "السلامة": "safety", "umm al-qura": "zones/2", "سِجلّ": "", "encrypted": "files/2", "مشفرة": "files/2", "": "", "??": "",
	} {
		found := find(words)
		if want == "" != (len(found) == 0) {
			t.Errorf("%q finds %v", words, found)
		}
		if want != "" && found[0].ID != want {
			t.Errorf("%q finds %s first", words, found[0].ID)
		}
	}
	backups := find("Backups")[0]
	if backups.Names[0] != "النسخ الاحتياطية" || backups.Detail != "السلامة والنسخ الاحتياطية" {
		t.Errorf("it is shown as %v", backups)
	}
	f.Open(backups.ID)
	w.Until("the guide is open", func() bool { return w.Dialog() != nil })
	if f.last != "safety" {
		t.Errorf("it opens %q", f.last)
	}
}

// What can be tried is in one line where there is room, else in a menu, and nothing is
// cut.
func TestTries(t *testing.T) {
	w := featuretest.New(t)
	for _, lang := range i18n.Languages() {
		w.Relocale(lang, New(w.Host, assets.Files, w))
		tries := newTries(w.Host, func() {})
		tries.show([]string{"library.new", "library.open", "library.copy"})
		for width, line := range map[float32]bool{900: true, 250: false} {
			tries.root.Resize(fyne.NewSize(width, tries.root.MinSize().Height))
			shown := tries.line
			if tries.line.Visible() != line || tries.more.Visible() == line {
				t.Fatalf("%s: %v wide, the line is shown: %v", lang, width, tries.line.Visible())
			}
			if at := shown.Position().X; line && (at < 0 || at+shown.Size().Width > width) {
				t.Errorf("%s: %v wide, the line is from %v to %v", lang, width, at, at+shown.Size().Width)
			}
		}
	}
}
