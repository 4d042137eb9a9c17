package reading

import (
	"context"
	"path/filepath"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/state"
)

// openSource opens where the open article is from.
func openSource(h *feature.Host) {
	if link := feature.WebLink(h.Library.Article().URL); link != nil {
		if err := h.OpenURL(link); err != nil {
			h.Fail(err)
		}
	}
}

// savePage writes the page that the open article was received as to a file that is
// asked for.
func savePage(h *feature.Host) {
	a := h.Library.Article()
	library.Load(h.Library, nil, func(ctx context.Context, store data.Store) (data.Page, error) { return store.Page(ctx, a.Page) }, func(p data.Page) {
		k := h.Kit()
		what := feature.Choice{Title: k.T("page.title"), Button: k.T("button.save"), Dir: h.Dir(), Name: pageName(a.Title, p), Save: true}
		h.ChooseFile(what, func(path string) {
			if _, err := h.Files.Stat(path); err == nil {
				k.Confirm(h.Canvas, k.T("page.replace.title"), k.T("page.replace.text", "file", filepath.Base(path)), k.T("page.replace.yes"), k.T("button.cancel"),
					func() { writePage(h, path, p) })
				return
			}
			writePage(h, path, p)
		})
	})
}

// writePage writes a page to a file, and reports that.
func writePage(h *feature.Host, path string, p data.Page) {
	feature.Background(h, func(context.Context) (struct{}, error) { return struct{}{}, state.ReplaceFile(h.Files, path, p.Body) }, func(_ struct{}, err error) {
		if err != nil {
			h.FailFile(path, err)
			return
		}
		k := h.Kit()
		k.Tell(h.Canvas, k.T("page.title"), k.T("page.saved", "file", path), k.T("button.ok"))
	})
}

// pageName proposes a name for a page's file.
func pageName(title string, p data.Page) string {
	media, _, _ := strings.Cut(p.Media, ";")
	suffix := map[string]string{
		"text/html": ".html", "application/xhtml+xml": ".html", "multipart/related": ".mhtml", "application/pdf": ".pdf",
		"application/vnd.oasis.opendocument.text":                                 ".odt",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
		"text/plain": ".txt", "text/markdown": ".md",
	}[strings.TrimSpace(strings.ToLower(media))]
	if suffix == "" {
		suffix = ".bin"
	}
	return feature.FileName(title, "page") + suffix
}
