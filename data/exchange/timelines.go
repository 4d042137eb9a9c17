package exchange

import (
	"slices"

	"tarikh.org/tarikh/data/exchange/aeon"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/markdown"
	"tarikh.org/tarikh/data/exchange/placemark"
	"tarikh.org/tarikh/data/exchange/simile"
	"tarikh.org/tarikh/data/exchange/vis"
	"tarikh.org/tarikh/data/exchange/wikidata"
)

// timelines are the formats of other timelines, and of what has dates beside its texts.
func timelines() []form.Format {
	return slices.Concat([]form.Format{aeon.Format(), simile.Format(), vis.Format(), wikidata.Format(), markdown.Format()}, placemark.Formats())
}
