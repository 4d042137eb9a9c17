// Package omnivore reads the archive that Omnivore handed out to its readers: lists of
// articles, a page of each, and what was highlighted in it.
package omnivore

import (
	"archive/zip"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"path"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/intake/page"
)

// Format returns the format.
func Format() form.Format {
	return container.Format(form.Format{
		Name: "omnivore", Title: "Omnivore", Endings: []string{".zip", ".json"},
		Likeness: func(p *form.Probe) int {
			if p.Array && p.Has("slug", "title", "url", "savedAt") {
				return 100
			}
			for _, m := range p.Members {
				if isList(m) {
					return 100
				}
			}
			return 0
		},
	}, open)
}

// isList reports whether a file of the archive is a list of articles.
func isList(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, "metadata_") && path.Ext(base) == ".json"
}

// saved is an article of a list.
type saved struct {
	ID        string   `json:"id"`
	Slug      string   `json:"slug"`
	Title     string   `json:"title"`
	About     string   `json:"description"`
	Author    string   `json:"author"`
	URL       string   `json:"url"`
	Labels    []string `json:"labels"`
	Saved     string   `json:"savedAt"`
	Published string   `json:"publishedAt"`
}

// Limits of the archive, in files and bytes.
const (
	maxFiles      = 200_000
	maxList       = 64 << 20
	maxHighlights = 8 << 20
	maxAbstract   = 64 << 10
)

// archive is an open archive, or one of its lists alone.
type archive struct {
	*container.File
	file  form.File
	files map[string]*zip.File
	all   []article
}

func open(_ context.Context, file form.File, _ form.Options) (*container.File, error) {
	a := &archive{File: &container.File{Title: "Omnivore"}, file: file, files: map[string]*zip.File{}}
	if err := a.lists(); err != nil {
		return nil, err
	}
	listed := a.Entries
	a.Open = func(_ context.Context, i int) (container.Item, error) { return a.all[i].open(listed[i]) }
	return a.File, nil
}

// lists reads all lists of articles.
func (a *archive) lists() error {
	magic := make([]byte, 2)
	if n, _ := a.file.ReadAt(magic, 0); string(magic[:n]) != "PK" {
		raw, err := a.file.Bytes(maxList)
		if err != nil {
			return err
		}
		text, _ := form.UTF8(raw)
		return a.list("", text)
	}
	z, err := zip.NewReader(a.file, a.file.Size)
	if err != nil {
		return a.file.Fail(form.Place{}, "the archive is damaged: %w", err)
	}
	if len(z.File) > maxFiles {
		return a.file.Fail(form.Place{}, "it has more than %d files", maxFiles)
	}
	for _, f := range z.File {
		a.files[f.Name] = f
	}
	for _, f := range z.File {
		if !isList(f.Name) {
			continue
		}
		raw, err := form.Unzip(f, maxList)
		if err != nil {
			return a.file.Fail(form.Place{Path: f.Name}, "%w", err)
		}
		if err := a.list(f.Name, raw); err != nil {
			return err
		}
	}
	return nil
}

// list reads a list, which is a file of the archive, or the file itself (name is "" then).
func (a *archive) list(name string, raw []byte) error {
	var list []saved
	var kind *json.UnmarshalTypeError
	if err := json.Unmarshal(raw, &list); err != nil && !errors.As(err, &kind) {
		a.Skip(form.Place{Path: cmp.Or(name, "list")}, form.Unreadable, err.Error())
		return nil
	}
	folder := path.Dir(name)
	for n, s := range list {
		place := form.Place{Path: name + "[" + strconv.Itoa(n) + "]"}
		if len(a.all) >= container.MaxEntries {
			return a.file.Fail(place, "archives of up to %d articles are read", container.MaxEntries)
		}
		one := article{
			saved: s, content: a.files[path.Join(folder, "content", s.Slug+".html")], highlights: a.files[path.Join(folder, "highlights", s.Slug+".md")], place: place,
		}
		a.all, a.Entries = append(a.all, one), append(a.Entries, one.entry())
	}
	return nil
}

// article is an article with its files; nil for one that is not there.
type article struct {
	saved
	content, highlights *zip.File
	place               form.Place
}

func (a article) entry() form.Entry {
	e := form.Entry{
		Title: form.Shorten(form.Line(a.Title), data.MaxTitle), URL: form.WebAddress(a.URL), Date: page.ParseDay(a.Published, ""), Saved: container.Stamp(a.Saved),
		Kind: form.ReferenceEntry, Key: form.Shorten(cmp.Or(a.ID, a.URL), data.MaxForeign), Place: a.place,
	}
	if a.content != nil {
		e.Kind, e.Size = form.ArticleEntry, int64(a.content.UncompressedSize64)
	}
	if e.Title == "" {
		e.Title = form.Shorten(cmp.Or(e.URL, "—"), data.MaxTitle)
	}
	return e
}

func (a article) open(e form.Entry) (container.Item, error) {
	people := container.People(a.Author)
	i := container.Item{
		Known: data.Article{
			Title: e.Title, URL: e.URL, Byline: container.Byline(people), Published: e.Date,
			Citation: data.Citation{
				Type: "webpage", Authors: people, Accessed: container.Day(e.Saved), Keywords: container.Keywords(a.Labels...), Abstract: form.Shorten(form.Clean(a.About), maxAbstract),
			},
		},
		Sure: true, Saved: e.Saved,
	}
	if a.content != nil {
		raw, err := form.Unzip(a.content, intake.MaxText)
		if err != nil {
			return i, err
		}
		i.Source = intake.PastedHTML(raw)
	}
	if a.highlights != nil {
		raw, err := form.Unzip(a.highlights, maxHighlights)
		if err != nil {
			return i, err
		}
		text, _ := form.UTF8(raw)
		i.Marks = marks(string(text), e, a.highlights.Name)
	}
	return i, nil
}

// marks reads a file of highlights: a quotation, and after it its labels and a note.
func marks(text string, e form.Entry, name string) []container.Mark {
	var all []container.Mark
	var m *container.Mark
	inQuote := false
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n")
		quote, quoted := strings.CutPrefix(strings.TrimLeft(line, " "), ">")
		switch words := strings.TrimSpace(line); {
		case quoted && !inQuote:
			all = append(all, container.Mark{Quote: strings.TrimSpace(quote), Created: e.Saved, Place: form.Place{Path: name, Line: n}})
			m = &all[len(all)-1]
			m.Key = form.Shorten(e.Key, data.MaxForeign-30) + " highlight " + strconv.Itoa(len(all))
		case quoted:
			m.Quote += "\n" + strings.TrimSpace(quote)
		case words == "":
		case m == nil: // a note on the whole
			all = append(all, container.Mark{Note: words, Created: e.Saved, Place: form.Place{Path: name, Line: n}, Key: form.Shorten(e.Key, data.MaxForeign-30) + " note"})
			m = &all[0]
		default:
			if tags := labels(words); tags != nil && m.Note == "" && m.Quote != "" {
				m.Tags = append(m.Tags, tags...)
				break
			}
			m.Note = strings.TrimPrefix(m.Note+"\n"+words, "\n")
		}
		inQuote = quoted
	}
	return all
}

// labels are the words of a line of nothing but labels: "#one #two".
func labels(line string) (tags []string) {
	for _, word := range strings.Fields(line) {
		tag, ok := strings.CutPrefix(word, "#")
		if !ok || tag == "" || tag[0] == '#' {
			return nil
		}
		tags = append(tags, tag)
	}
	return tags
}
