package page

import (
	"slices"
	"strings"
	"time"

	"tarikh.org/tarikh/data/dates"
)

// dated is a day that a source gives an article.
type dated struct {
	day   dates.Date
	from  Origin
	plain bool // the source says that it is the day of publication
	utc   bool // of a stamp in UTC, which may be of the publisher's next morning, or evening before
}

func (f dated) field() DateField { return DateField{f.day, f.from} }

// published is when the article appeared, and changed when the publisher last changed
// it; the earlier of the two is the first.
func (d *metadata) published(m mainText, lang string) (published, changed DateField) {
	changed = d.lastChanged(m, lang)
	published = d.firstPublished(m, lang, changed.Value)
	if published.Value.IsZero() && !changed.Value.IsZero() {
		return DateField{changed.Value, Guess}, DateField{}
	}
	if !changed.Value.IsZero() && changed.Value.Hi < published.Value.Lo && published.From != Guess {
		return changed, published
	}
	return published, changed
}

// firstPublished looks through the sources of the day of publication, the plainest
// first. What a reader sees decides between stamps that differ, and by one day over a
// stamp in UTC. A stamp that is also that of the change gives way to an earlier one.
func (d *metadata) firstPublished(m mainText, lang string, changed dates.Date) DateField {
	formal := d.formal(lang)
	shown := d.shown(m, lang)
	address := d.addressed()
	if exact(address.day) {
		shown = append([]dated{address}, shown...)
	}
	formal = slices.DeleteFunc(formal, func(f dated) bool { return early(f.day) && !says(shown, f.day) && !d.written(m, f.day, lang) })
	switch {
	case len(formal) > 0:
		return likeliest(formal, shown, address, changed).field()
	case len(shown) > 0:
		return shown[0].field()
	case !address.day.IsZero():
		return address.field()
	}
	if called := d.called(lang); !called.Value.IsZero() {
		return called
	}
	return d.guessed(m, lang)
}

// addressed is the day in the address of the page.
func (d *metadata) addressed() dated {
	day := inAddress(d.base)
	if day.IsZero() {
		day = inAddress(parsed(d.canonical))
	}
	return dated{day: plausible(day), from: Address}
}

// likeliest chooses among the stamps of a page, by what a reader sees and the address.
func likeliest(formal, shown []dated, address dated, changed dates.Date) dated {
	best := formal[0]
	for _, f := range formal {
		if f.from != Time && f.day.Hi < best.day.Lo && (f.plain && best.day.EDTF == changed.EDTF || says(shown, f.day) && !says(shown, best.day)) {
			best = f
		}
	}
	for _, s := range shown {
		if best.utc && apart(best.day, s.day) == 1 {
			return s
		}
	}
	if exact(address.day) && address.day.Hi < best.day.Lo && apart(best.day, address.day) > 1 {
		return address
	}
	return best
}

// formal are the days that the page gives in its data, in the order of trust.
func (d *metadata) formal(lang string) []dated {
	all := days([]Field{
		{d.graph.article.text("datePublished"), JSONLD},
		{d.property("datePublished"), Microdata},
		{d.said(publishedNames...), OpenGraph},
	}, lang)
	for i := range all {
		all[i].plain = true
	}
	said := []Field{
		{d.said(datedNames...), Meta},
		{d.graph.article.text("dateCreated"), JSONLD},
		{d.property("dateCreated"), Microdata},
	}
	if len(all) == 0 {
		said = append(said, Field{d.graph.text("datePublished"), JSONLD})
	}
	said = append(said, d.stamps(func(s stamp) bool { return s.purpose() == ofPublication })...)
	said = append(said, d.stamps(func(s stamp) bool { return s.purpose() == unnamed && s.after })...)
	if aside := d.items[asideDate]; len(aside) == 1 {
		said = append(said, Field{aside[0], Microdata})
	}
	return append(all, days(said, lang)...)
}

// days are those of the fields that are plausible days.
func days(said []Field, lang string) (all []dated) {
	for _, f := range said {
		if day := plausible(ParseDay(f.Value, lang)); !day.IsZero() {
			all = append(all, dated{day: day, from: f.From, utc: inUTC(f.Value)})
		}
	}
	return all
}

// shown are the days of publication that a reader sees: beside the heading, behind words
// that say so, in elements that are called so, at the head of the text.
func (d *metadata) shown(m mainText, lang string) (all []dated) {
	add := func(day dates.Date, from Origin) {
		if day = plausible(day); !day.IsZero() {
			all = append(all, dated{day: day, from: from})
		}
	}
	add(d.beside(m, lang), Beside)
	for _, e := range d.dated {
		if e.purpose == ofPublication {
			add(e.day(lang), Beside)
		}
	}
	for i, p := range m.text[:min(len(m.text), 3)] {
		add(datelineDay(p.text, lang, i == 0), Dateline)
	}
	add(announcedDay(m, lang), Beside)
	return all
}

// called is the day in one of the first elements after the heading whose name says
// that they hold one.
func (d *metadata) called(lang string) DateField {
	const most = 8
	for _, e := range d.dated[:min(len(d.dated), most)] {
		if day := plausible(e.day(lang)); e.purpose == unnamed && e.after && !day.IsZero() {
			return DateField{day, Beside}
		}
	}
	return DateField{}
}

// lastChanged is when the publisher last changed the article.
func (d *metadata) lastChanged(m mainText, lang string) DateField {
	said := []Field{
		{d.graph.article.text("dateModified"), JSONLD},
		{d.property("dateModified"), Microdata},
		{d.said(changedNames...), OpenGraph},
		{d.said("dc.date.modified", "dcterms.modified", "dc.modified", "last-modified", "lastmodified", "lastmod", "modified", "revision_date", "utime", "lastdate"), Meta},
	}
	said = append(said, d.stamps(func(s stamp) bool { return s.purpose() == ofChange })...)
	if all := days(said, lang); len(all) > 0 {
		return all[0].field()
	}
	for _, e := range d.dated {
		if day := plausible(e.day(lang)); e.purpose == ofChange && !day.IsZero() {
			return DateField{day, Beside}
		}
	}
	for _, p := range slices.Concat(m.above, m.below) {
		if p.words > 25 || p.inside&foreign != 0 {
			continue
		}
		if day := plausible(labelledDay(p.text, lang, ofChange)); !day.IsZero() {
			return DateField{day, Beside}
		}
	}
	return DateField{}
}

// Names of <meta> elements that hold a day, in lower case.
var (
	publishedNames = []string{
		"article:published_time", "og:article:published_time", "og:published_time", "article:published", "article:published_date", "article:publicationdate",
		"article:post_date", "og:article:published", "og:datepublished", "og:publish_date", "og:pubdate", "og:regdate", "og:question:published_time",
		"shareaholic:article_published_time", "vr:published_time",
	}
	datedNames = []string{
		"citation_publication_date", "citation_date", "citation_online_date", "dc.date.issued", "dcterms.issued", "dc.date.publication", "dc.date", "dcterms.date", "dc:date",
		"datepublished", "date_published", "published_time", "publish_time", "published-date", "published_date", "publisheddate", "publish-date", "publishdate", "publish_date",
		"publication_date", "originalpublicationdate", "article_date_original", "article.published", "parsely-pub-date", "sailthru.date", "bt:pubdate", "rbpubdate", "pubdate",
		"mediator_published_time", "cxenseparse:recs:publishtime", "analyticsattributes.articledate", "dcsext.articlefirstpublished", "rnews:datepublished", "twt-published-at",
		"dcterms.created", "dc.date.created", "dc.created", "dc:created", "article.created", "date_created", "datecreated", "content_create_date", "dateposted", "created",
		"displaydate", "doc_date", "field-name-post-date", "gentime", "pdate", "ptime", "release_date", "video:release_date", "timestamp", "date",
	}
	changedNames = []string{
		"article:modified_time", "og:updated_time", "og:modified_time", "og:article:modified_time", "article:modified", "article:modified_date", "article:post_modified",
		"bt:moddate", "datemodified", "modified_time", "modificationdate", "updated_time",
	}
)

// plausible is a day that a page of the web may have appeared on, or the zero Date: none
// of the future, but for the clocks of other zones.
func plausible(day dates.Date) dates.Date {
	if day.IsZero() || day.Lo > time.Now().Unix()+2*24*3600 {
		return dates.Date{}
	}
	return day
}

// exact reports a date that is a day.
func exact(d dates.Date) bool {
	start, _, interval := d.Parts()
	return !interval && start.Precision >= dates.PrecisionDay
}

// early reports a day before there were pages of news on the web: of an old article, or
// a mistake.
func early(day dates.Date) bool {
	const from = 788918400 // 1995
	return day.Hi < from
}

// apart is how many days lie between two days.
func apart(a, b dates.Date) int64 {
	distance := (b.Lo - a.Lo) / (24 * 3600)
	return max(distance, -distance)
}

func says(shown []dated, day dates.Date) bool {
	return slices.ContainsFunc(shown, func(s dated) bool { return s.day.EDTF == day.EDTF })
}

// written reports that the text or the lines beside it name a day.
func (d *metadata) written(m mainText, day dates.Date, lang string) bool {
	for _, p := range slices.Concat(m.above, m.text[:min(len(m.text), 5)], m.below) {
		if firstDay(p.text[:min(len(p.text), longestHead)], lang).EDTF == day.EDTF {
			return true
		}
	}
	return false
}

// inUTC reports a stamp with a time of day in UTC.
func inUTC(stamp string) bool {
	stamp = strings.TrimSpace(stamp)
	if len(stamp) < len("2006-01-02T15:04Z") {
		return len(stamp) >= 10 && strings.Trim(stamp, "0123456789") == "" // seconds
	}
	for _, zone := range []string{"Z", "z", "+00:00", "+0000", "+00", "-00:00", "UTC", "GMT"} {
		if strings.HasSuffix(stamp, zone) {
			return true
		}
	}
	return false
}

// purpose is what a <time> dates, by its names and the words before it.
func (s stamp) purpose() purpose {
	if s.label != unnamed {
		return s.label
	}
	return namedPurpose(s.names)
}

// namedPurpose is what an element dates by its class, itemprop or id, in lower case.
func namedPurpose(names string) purpose {
	named := func(word string) bool { return strings.Contains(names, word) }
	switch {
	case slices.ContainsFunc([]string{"updat", "modif", "revis", "lastmod", "edited"}, named):
		return ofChange
	case slices.ContainsFunc([]string{"publish", "pubdate", "pub-date", "pub_date", "posted", "entry-date", "post-date", "created", "timestamp", "datepub"}, named):
		return ofPublication
	}
	return unnamed
}

// stamps are the <time> elements that fit.
func (d *metadata) stamps(fit func(stamp) bool) (out []Field) {
	for _, s := range d.times {
		if fit(s) {
			out = append(out, Field{s.value, Time})
		}
	}
	return out
}

// beside is the day in the lines between the title and the text, or in the two
// above the title. Days farther off are those of the visit.
func (d *metadata) beside(m mainText, lang string) dates.Date {
	from := max(0, len(m.above)-3)
	for i, p := range m.above {
		if d.isTitle(p) {
			from = max(0, i-2)
		}
	}
	for _, wanted := range [...]purpose{ofPublication, unnamed} {
		for i := len(m.above) - 1; i >= from; i-- {
			if p := m.above[i]; p.words <= 25 && p.inside&foreign == 0 && p.kind != pictured {
				// A standfirst may name the day of what it is on.
				if wanted == unnamed && (p.words > 6 && strings.HasSuffix(p.text, ".") || p.words > 3 && early(firstDay(p.text, lang))) {
					continue
				}
				if day := labelledDay(p.text, lang, wanted); !day.IsZero() {
					return day
				}
			}
		}
	}
	return dates.Date{}
}
