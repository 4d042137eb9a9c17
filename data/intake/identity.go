package intake

import (
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake/page"
	"tarikh.org/tarikh/data/text/fold"
)

// Identities are the keys that only articles of one source have in common: its address
// without what trackers add, its DOI, its ISBN with the title. The address of a whole site
// is none.
func Identities(a data.Article) (keys []string) {
	if address := page.Plain(a.URL); strings.ContainsAny(address, "/?") && data.NormalDOI(a.URL) == "" {
		keys = append(keys, "url "+address)
	}
	if doi := doiOf(a.Citation.DOI, a.URL); doi != "" {
		keys = append(keys, "doi "+doi)
	}
	if isbn := data.NormalISBN(a.Citation.ISBN); isbn != "" {
		keys = append(keys, "isbn "+isbn+" "+fold.String(a.Title))
	}
	return keys
}
