package reading

import (
	"context"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// openSource opens where the open article is from.
func openSource(h *feature.Host) {
	if link := feature.Address(h.Library.Article().Article); link != nil {
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
		h.SaveFile(feature.Choice{Title: h.Kit().T("page.title"), Name: pageName(a.Title, p)}, p.Body)
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
