package timelinejs

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/offer"
)

// The names of the members of a slide, of its text and its media.
const (
	fieldStart    = "start_date"
	fieldEnd      = "end_date"
	fieldDisplay  = "display_date"
	fieldText     = "text"
	fieldHeadline = "headline"
	fieldMedia    = "media"
	fieldGroup    = "group"
	fieldID       = "unique_id"
	fieldLocation = "location" // of StoryMap, which shares slides with TimelineJS

	locationName = "name"

	mediaURL     = "url"
	mediaCaption = "caption"
	mediaCredit  = "credit"
	mediaAlt     = "alt"
	mediaTitle   = "title"
	mediaLink    = "link"
)

// slide is an event, an era or the title, of either version.
type slide struct {
	place          form.Place
	headline, text string // HTML
	start, end     *moment
	open           bool   // the end is not yet
	display        string // HTML
	group, key     string
	media          form.Object
	location       form.Object
	rest           form.Object // what else it has
}

func slideOf(v any) slide {
	o, _ := v.(map[string]any)
	s := slide{rest: form.Object{}}
	for name, v := range o {
		member := form.Object(o)
		switch name {
		case fieldStart:
			s.start = momentOf(member.Object(name))
		case fieldEnd:
			s.end = momentOf(member.Object(name))
		case fieldText:
			if text := member.Object(name); text != nil {
				s.headline, s.text = text.Text(fieldHeadline), text.Text(fieldText)
			} else {
				s.text = member.Text(name)
			}
		case fieldDisplay:
			s.display = member.Text(name)
		case fieldGroup:
			s.group = member.Text(name)
		case fieldID:
			s.key = member.Text(name)
		case fieldLocation:
			if s.location = member.Object(name); s.location == nil {
				s.location = form.Object{locationName: v}
			}
		case fieldMedia:
			s.media = member.Object(name)
			if s.media == nil {
				s.media = form.Object{mediaURL: v}
			}
		default:
			s.rest[name] = v
		}
	}
	return s
}

// event adds an event to the document, or says why not.
func (r *reader) event(place form.Place, s slide) {
	s.place = place
	date, words, ok := r.dated(s)
	if !ok {
		return
	}
	d := r.described(s)
	title, text := form.Headline(d.headline, d.text)
	if title == "" {
		title, text = form.Headline(d.text, "")
	}
	if title == "" {
		title, _ = form.Headline(cmp.Or(d.named, words), "")
	}
	if title == "" {
		r.doc.Skip(place, form.NoTitle, "")
		return
	}
	text = form.Paragraphs(text, d.more, form.Said("Display date", words))
	e := form.Event{
		Event: data.Event{
			ID: data.NewID(), Title: r.doc.Fit(place, "title", title, data.MaxTitle), Date: date, Importance: data.DefaultImportance,
			Description: r.doc.Fit(place, "text", text, data.MaxText), Links: r.doc.FitLinks(place, d.links),
		},
		Source: form.Source{Key: r.key(s), Place: place},
	}
	if name, _ := form.PlainHTML(s.location.Text(locationName)); name != "" {
		e.Event.Place = r.doc.Fit(place, fieldLocation, form.Line(name), data.MaxTitle)
	}
	for name := range s.location {
		if name != locationName {
			r.doc.Drop(fieldLocation + "." + name)
		}
	}
	if group, _ := form.PlainHTML(s.group); form.Line(group) != "" {
		e.Track = r.doc.TrackNamed(r.doc.Fit(place, fieldGroup, form.Line(group), data.MaxTitle), "")
	}
	r.doc.Events = append(r.doc.Events, e)
	d.seen.Event = e.ID
	switch {
	case d.embedded != "":
		offer.Address(&r.doc, d.embedded, d.seen, place)
	case d.beside != "":
		r.doc.Named = append(r.doc.Named, form.Named{Picture: d.seen, File: d.beside, Where: place})
	}
}

// era adds a span of time with a name to the document.
func (r *reader) era(place form.Place, s slide) {
	s.place = place
	date, words, ok := r.dated(s)
	if !ok {
		return
	}
	d := r.described(s)
	text := form.Paragraphs(d.headline, d.all(), form.Said("Display date", words))
	if text == "" {
		r.doc.Skip(place, form.NoTitle, "")
		return
	}
	from := form.Source{Key: r.key(s), Place: place}
	r.doc.Notes = append(r.doc.Notes, form.Era(date, r.doc.Fit(place, "text", text, data.MaxText), "", from))
}

// key is the id of a slide, "" for one that another has already.
func (r *reader) key(s slide) string {
	if s.key == "" || len(s.key) > data.MaxForeign || r.keys[s.key] {
		return ""
	}
	r.keys[s.key] = true
	return form.Line(s.key)
}

// description is what a slide says besides its date.
type description struct {
	headline string // in one line
	text     string
	more     string // what has no field, with its names
	links    []form.Link
	named    string // what may be the title where there are no words
	embedded string // the address that is a picture itself
	beside   string // the name of the file of a picture
	seen     data.Picture
}

// all is the description where there is no field for addresses.
func (d description) all() string {
	text := form.Paragraphs(d.text, d.more)
	for _, l := range d.links {
		text = form.Paragraphs(text, l.URL)
	}
	return text
}

func (r *reader) described(s slide) description {
	headline, links := form.PlainHTML(s.headline)
	text, more := form.PlainHTML(s.text)
	d := description{headline: form.Line(headline), text: text, links: append(links, more...)}
	r.addMedia(&d, s.media)
	r.addRest(&d, s.rest)
	return d
}

// addMedia adds what is shown beside a text: its address as a link with the caption as
// its title, the rest in words.
func (r *reader) addMedia(d *description, media form.Object) {
	shown := media.Text(mediaURL)
	caption, captionLinks := form.PlainHTML(media.Text(mediaCaption))
	credit, creditLinks := form.PlainHTML(media.Text(mediaCredit))
	alt := form.Line(media.Text(mediaAlt))
	title := form.Line(media.Text(mediaTitle))
	if offer.IsNamed(shown) {
		d.beside, d.seen = shown, data.Picture{Caption: caption, Credit: credit, Alt: alt}
	}
	if strings.HasPrefix(shown, "data:") {
		d.embedded, d.seen, shown = shown, data.Picture{Caption: caption, Credit: credit, Alt: alt}, ""
	}
	d.named = cmp.Or(caption, title, alt, shown)
	if address := address(shown); address != "" {
		link := form.Link{URL: address}
		for _, words := range []*string{&caption, &title, &alt} {
			if *words != "" && len(*words) <= data.MaxTitle {
				link.Title, *words = *words, ""
				break
			}
		}
		d.links = append(d.links, link)
	} else if shown != "" {
		embedded, links := form.PlainHTML(shown)
		if embedded == shown { // no markup: a file beside the page
			embedded = form.Said("Media", shown)
		}
		d.more = form.Paragraphs(d.more, embedded)
		d.links = append(d.links, links...)
	}
	d.more = form.Paragraphs(
		d.more, form.Said("Caption", caption), form.Said("Credit", credit), form.Said("Title of the media", title), form.Said("Alternative text", alt),
	)
	d.links = slices.Concat(d.links, captionLinks, creditLinks)
	for name := range media {
		words := media.Text(name)
		switch name {
		case mediaURL, mediaCaption, mediaCredit, mediaAlt, mediaTitle:
		case mediaLink:
			if address := address(words); address != "" {
				d.links = append(d.links, form.Link{URL: address})
			} else {
				d.more = form.Paragraphs(d.more, form.Said("Link", words))
			}
		default:
			if words != "" {
				r.doc.Drop("media." + name)
			}
		}
	}
}

// looks are members of a slide that say how it is shown.
var looks = []string{"background", "autolink", "type", "scale", "classname", "thumbnail"}

// addRest keeps the words of members that the format does not have, and counts the
// others.
func (r *reader) addRest(d *description, rest form.Object) {
	names := make([]string, 0, len(rest))
	for name := range rest {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		words := rest.Text(name)
		_, isText := rest[name].(string)
		switch {
		case isText && strings.ContainsFunc(words, unicode.IsLetter) && !slices.Contains(looks, name):
			plain, links := form.PlainHTML(words)
			d.more = form.Paragraphs(d.more, form.Said(form.Line(name), plain))
			d.links = append(d.links, links...)
		case rest[name] != nil && rest[name] != "":
			r.doc.Drop(name)
		}
	}
}

// host is the beginning of an address that was written without its scheme.
var host = regexp.MustCompile(`^[\pL\pN-]+(\.[\pL\pN-]+)+/`)

// address is an address of the web, which may be without its scheme; "" for anything else.
func address(text string) string {
	switch {
	case strings.HasPrefix(text, "//"):
		text = "https:" + text
	case host.MatchString(text):
		text = "https://" + text
	}
	return form.WebAddress(text)
}
