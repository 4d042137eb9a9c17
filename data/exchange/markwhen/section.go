package markwhen

import (
	"regexp"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

const (
	maxDepth  = 100 // of sections
	maxTracks = 1000
)

var (
	headingLine = regexp.MustCompile(`^\s*(#{1,6})\s+(.*)$`)
	olderLine   = regexp.MustCompile(`(?i)^(?:(section|group)|(end\s*(?:section|group)))(?:\s+(.*))?$|^(end)\s*$`)
	anyHeading  = regexp.MustCompile(`(?m)^[ \t]*#{1,6}[ \t]+\S`)
	anyOlder    = regexp.MustCompile(`(?m)^[ \t]*(?:section|group)[ \t]+\S`)
	anyEnd      = regexp.MustCompile(`(?im)^[ \t]*end[ \t]*(?:section|group)\b`)
	bareEnd     = regexp.MustCompile(`(?m)^[ \t]*end[ \t]*$`)
	pageBreak   = "_-_-_break_-_-_"
)

// section is the section that a line begins or ends, nil if it is another line. The older
// way is only looked for where the file does not rather have the newer one, and in capitals
// only where sections are ended, since lines of prose may begin with these words.
func (r *reader) section(line string) *section {
	start := strings.TrimLeft(line, " \t")
	if start == "" {
		return nil
	}
	if start[0] == '#' {
		if m := headingLine.FindStringSubmatch(line); m != nil {
			return titled(section{level: len(m[1])}, m[2])
		}
		return nil
	}
	if !r.older || strings.IndexByte("sge", start[0]) < 0 && (!r.ended || strings.IndexByte("SGE", start[0]) < 0) {
		return nil
	}
	m := olderLine.FindStringSubmatch(start)
	switch {
	case m == nil, !r.ended && m[1] == "":
		return nil
	case m[1] == "":
		return &section{end: true}
	}
	return titled(section{group: strings.EqualFold(m[1], "group")}, m[3])
}

func titled(s section, text string) *section {
	text, s.tags = cutTags(text)
	s.title = form.Line(strings.TrimSuffix(strings.TrimSpace(text), ":"))
	return &s
}

// enter goes into a section, or out of one.
func (r *reader) enter(s *section) {
	switch {
	case s.end:
		if len(r.inside) > 0 {
			r.inside = r.inside[:len(r.inside)-1]
		}
		r.surround()
		return
	case s.level > 0:
		for len(r.inside) > 0 && r.inside[len(r.inside)-1].level >= s.level {
			r.inside = r.inside[:len(r.inside)-1]
		}
	case !r.ended: // nothing is ended in the file: each begins where the last one ends
		at := slices.IndexFunc(r.inside, func(o section) bool { return o.group || !s.group })
		if at >= 0 {
			r.inside = r.inside[:at]
		}
	}
	if len(r.inside) == maxDepth {
		r.doc.Drop("sections deeper than 100")
		r.inside = r.inside[:maxDepth-1]
	}
	r.inside = append(r.inside, *s)
	r.surround()
}

// surround works out what the events that follow have of their sections.
func (r *reader) surround() {
	around := &surroundings{zone: r.zone}
	for _, s := range r.inside {
		if s.zone != nil {
			around.zone = *s.zone
		}
		switch {
		case s.title == "":
		case around.track == "":
			around.track = s.title
			for _, tag := range s.tags {
				if around.colour == "" {
					around.colour = r.colours[tag]
				}
			}
		default:
			around.tags = append(around.tags, s.title)
		}
	}
	r.around = around
}

// sectionProperties reads the lines behind the heading of a section: properties, and text,
// which no row has a field for.
func (r *reader) sectionProperties(s *section, at form.Place, body string) {
	properties, rest := cutProperties(body)
	for _, p := range properties {
		switch z, ok := r.zones.named(words(p.value)); {
		case (p.key == "timezone" || p.key == "tz") && ok:
			s.zone = &z
		case p.key == "style" || p.key == "color" || p.key == "colour":
			r.doc.Drop("section." + p.key)
		default:
			rest = form.Paragraphs(p.line, rest)
		}
	}
	r.outside(at, rest)
}

// track is the track of a section.
func (r *reader) track(around *surroundings, at form.Place) (data.ID, bool) {
	if around.track == "" {
		return data.ID{}, true
	}
	id, known := r.tracks[around.track]
	if known {
		return id, true
	}
	if len(r.tracks) == maxTracks {
		r.doc.Drop("sections past the first 1000")
		return data.ID{}, false
	}
	id = r.doc.TrackNamed(r.doc.Fit(at, "section", around.track, data.MaxTitle), around.colour)
	r.tracks[around.track] = id
	return id, true
}
