// Package warc reads archives of the web: WARC 1.0 and 1.1 (ISO 28500), packed with gzip
// or not, and WACZ, which is a zip of those with a list of pages.
//
// The one idea behind it: an archive is gone through once, record by record, for where the
// pages in it are; a page is read at its place when it is chosen. What a record says of
// its length is not believed where the next record is elsewhere, and what a server said of
// its answer not where the bytes are otherwise.
package warc

import (
	"bytes"

	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
)

// Formats returns the formats.
func Formats() []form.Format {
	return []form.Format{
		container.Format(form.Format{Name: "warc", Title: "WARC", Endings: []string{".warc", ".warc.gz"}, Likeness: func(p *form.Probe) int {
			if bytes.HasPrefix(p.Head, []byte("WARC/")) || bytes.HasPrefix(p.Gunzipped(), []byte("WARC/")) {
				return 100
			}
			return 0
		}}, openWARC),
		container.Format(form.Format{Name: "wacz", Title: "WACZ", Endings: []string{".wacz"}, Likeness: func(p *form.Probe) int {
			if p.HasMember("datapackage.json") && p.HasMember("archive/") {
				return 100
			}
			return 0
		}}, openWACZ),
	}
}
