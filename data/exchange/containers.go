package exchange

import (
	"slices"

	"tarikh.org/tarikh/data/exchange/epub"
	"tarikh.org/tarikh/data/exchange/feed"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/mail"
	"tarikh.org/tarikh/data/exchange/omnivore"
	"tarikh.org/tarikh/data/exchange/readlater"
	"tarikh.org/tarikh/data/exchange/wallabag"
	"tarikh.org/tarikh/data/exchange/warc"
)

// containers are the formats of files that hold many articles.
func containers() []form.Format {
	return slices.Concat([]form.Format{wallabag.Format(), omnivore.Format(), feed.Format(), epub.Format()}, mail.Formats(), warc.Formats(), readlater.Formats())
}
