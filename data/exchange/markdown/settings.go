package markdown

import (
	"cmp"
	"encoding/json"
	"path"
	"regexp"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// settingsFolder is where Obsidian keeps those of plugins.
const settingsFolder = ".obsidian/"

// isSetting reports whether a file holds the settings of a plugin.
func isSetting(name string) bool {
	at := strings.Index(name, settingsFolder+"plugins/")
	return at >= 0 && (at == 0 || name[at-1] == '/') && path.Base(name) == "data.json"
}

// The names of fields by default, of auto-timelines and of obsidian-timelines.
const (
	startKey   = "aat-event-start-date"
	endKey     = "aat-event-end-date"
	titleKey   = "aat-event-title"
	bodyKey    = "aat-event-body"
	pictureKey = "aat-event-picture"
	inlineKey  = "aat-inline-event"
	endOfBody  = "%%aat-event-end-of-body%%"
	otherStart = "start-date"
	otherEnd   = "end-date"
)

// settings are those of the plugins that say how dates are written.
type settings struct {
	start, end, title, body, picture, timelines, inline, endOfBody string
	otherStart, otherEnd, otherTitle                               []string
	pattern                                                        *regexp.Regexp
	order                                                          []string // of the parts of dates; nil: as the pattern names them
	said                                                           bool     // the order is said by a file
}

// asWritten is the pattern of dates by default: of year, month and day each may be empty.
var asWritten = regexp.MustCompile(`(?P<year>-?[0-9]*)-(?P<month>-?[0-9]*)-(?P<day>-?[0-9]*)`)

// settingsOf reads the settings that a folder has.
func (v *vault) settingsOf(files []source) settings {
	s := settings{pattern: asWritten}
	for _, f := range files {
		var o struct {
			Start     string          `json:"metadataKeyEventStartDate"`
			End       string          `json:"metadataKeyEventEndDate"`
			Title     string          `json:"metadataKeyEventTitleOverride"`
			Body      string          `json:"metadataKeyEventBodyOverride"`
			Picture   string          `json:"metadataKeyEventPictureOverride"`
			Timelines string          `json:"metadataKeyEventTimelineTag"`
			Inline    string          `json:"noteInlineEventKey"`
			EndOfBody string          `json:"inlineEventEndOfBodyMarker"`
			Pattern   string          `json:"dateParserRegex"`
			Priority  string          `json:"dateParserGroupPriority"`
			Other     json.RawMessage `json:"frontMatterKeys"`
		}
		if err := json.Unmarshal([]byte(f.text), &o); err != nil {
			v.Skip(form.Place{Path: f.path}, form.Unreadable, err.Error())
			continue
		}
		var other struct {
			Start []string `json:"startDateKey"`
			End   []string `json:"endDateKey"`
			Title []string `json:"titleKey"`
		}
		if json.Unmarshal(o.Other, &other) == nil {
			s.otherStart, s.otherEnd, s.otherTitle = other.Start, other.End, other.Title
		}
		if o.Start+o.Pattern == "" {
			continue
		}
		s.start, s.end, s.title, s.body, s.picture, s.timelines, s.inline, s.endOfBody = o.Start, o.End, o.Title, o.Body, o.Picture, o.Timelines, o.Inline, o.EndOfBody
		if o.Pattern == "" || len(o.Pattern) > 1000 {
			continue
		}
		pattern, err := regexp.Compile(o.Pattern)
		if err != nil {
			v.Skip(form.Place{Path: f.path}, form.Unsupported, "dateParserRegex: "+o.Pattern)
			continue
		}
		s.pattern, s.said = pattern, true
		for part := range strings.SplitSeq(o.Priority, ",") {
			s.order = append(s.order, strings.TrimSpace(part))
		}
	}
	s.start, s.end, s.title = cmp.Or(s.start, startKey), cmp.Or(s.end, endKey), cmp.Or(s.title, titleKey)
	s.body, s.picture, s.timelines = cmp.Or(s.body, bodyKey), cmp.Or(s.picture, pictureKey), cmp.Or(s.timelines, "timelines")
	s.inline, s.endOfBody = cmp.Or(s.inline, inlineKey), cmp.Or(s.endOfBody, endOfBody)
	s.otherStart, s.otherEnd, s.otherTitle = append(s.otherStart, otherStart), append(s.otherEnd, otherEnd), append(s.otherTitle, "title")
	return s
}
