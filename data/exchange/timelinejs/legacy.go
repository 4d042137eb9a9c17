package timelinejs

import (
	"regexp"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// The names of the members of a slide of version 2, and of its media.
const (
	legacyStart = "startDate"
	legacyEnd   = "endDate"
	legacyGroup = "tag"
	legacyAsset = "asset"
	legacyURL   = "media"
)

// legacySlide is a slide of version 2, or of version 3 in its place.
func (r *reader) legacySlide(v any) slide {
	o, _ := v.(map[string]any)
	if o[fieldStart] != nil {
		return slideOf(v)
	}
	s := slide{rest: form.Object{}}
	for name, v := range o {
		member := form.Object(o)
		switch name {
		case legacyStart:
			s.start = r.legacyMoment(member.Text(name))
		case legacyEnd:
			if strings.HasPrefix(member.Text(name), "now") {
				s.open = true
				r.doc.Drop(legacyEnd + ": now")
			} else {
				s.end = r.legacyMoment(member.Text(name))
			}
		case fieldHeadline:
			s.headline = member.Text(name)
		case fieldText:
			s.text = member.Text(name)
		case legacyGroup:
			s.group = member.Text(name)
		case fieldDisplay:
			s.display = member.Text(name)
		case legacyAsset:
			s.media = legacyMedia(member.Object(name))
		default:
			s.rest[name] = v
		}
	}
	return s
}

// legacyMedia is the media of version 2 with the names of version 3.
func legacyMedia(asset form.Object) form.Object {
	if asset == nil {
		return nil
	}
	media := form.Object{}
	for name, v := range asset {
		if name == legacyURL {
			name = mediaURL
		}
		media[name] = v
	}
	return media
}

// isoDate is a date as standards have it, with the letters and zones of its time.
var isoDate = regexp.MustCompile(`^([+-]?\d+)-(\d{1,2})(?:-(\d{1,2})(?:[Tt ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?([Zz]|[+-]\d{2}:?\d{2})?)?)?$`)

// legacyMoment is a date of version 2: 2011,12,10,07,02,10, the month first with strokes
// (12/10/2011 07:02, 12/2011), as standards have it, now, or a year.
func (r *reader) legacyMoment(text string) *moment {
	m := &moment{}
	iso := isoDate.FindStringSubmatch(text)
	switch {
	case text == "":
		return nil
	case strings.Contains(text, ","):
		for i, part := range strings.Split(text, ",") {
			if part = strings.TrimSpace(part); i < len(m.parts) {
				m.parts[i] = part
			}
		}
	case strings.Contains(text, "/"):
		date, clock, _ := strings.Cut(text, " ")
		for i, part := range strings.Split(clock, ":") {
			if hour+i < len(m.parts) {
				m.parts[hour+i] = strings.TrimSpace(part)
			}
		}
		parts := strings.Split(date, "/")
		m.parts[month], m.parts[year] = parts[0], parts[len(parts)-1]
		if len(parts) > 2 {
			m.parts[day] = parts[1]
			if first, ok := number(parts[0]); ok && first > 12 {
				m.parts[day], m.parts[month] = parts[0], parts[1]
			}
		}
	case strings.HasPrefix(text, "now"):
		m.parts[year], m.parts[month], m.parts[day] = strconv.FormatInt(r.today.Year, 10), strconv.Itoa(r.today.Month), strconv.Itoa(r.today.Day)
	case iso != nil:
		copy(m.parts[:], iso[1:7])
		if m.offset = strings.ToUpper(iso[7]); len(m.offset) == len("+0100") {
			m.offset = m.offset[:3] + ":" + m.offset[3:]
		}
	default:
		m.parts[year] = text
	}
	return m
}
