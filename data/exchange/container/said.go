package container

import (
	"net/mail"
	"strconv"
	"strings"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// stamps are the forms in which programs write times.
var stamps = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700",
	"2006-01-02 15:04:05", "2006-01-02T15:04", "20060102150405", "2006-01-02", time.ANSIC, time.UnixDate, "Mon Jan _2 15:04:05 2006 -0700",
}

// Stamp is a time as programs write it in Unix seconds, in UTC where it names no offset;
// 0 where it cannot be read.
func Stamp(value string) int64 {
	value = strings.TrimSpace(value)
	if len(value) > 100 {
		return 0
	}
	for _, layout := range stamps {
		if t, err := time.Parse(layout, value); err == nil && t.Year() > 0 {
			return t.Unix()
		}
	}
	if t, err := mail.ParseDate(value); err == nil {
		return t.Unix()
	}
	return 0
}

// StampOrSeconds is a time that may be written as Unix seconds.
func StampOrSeconds(value string) int64 {
	if n, err := strconv.ParseInt(strings.TrimSpace(value), 10, 64); err == nil && n > 0 && n < 1e11 {
		return n
	}
	return Stamp(value)
}

// Day is the day of a time in UTC as EDTF; "" for none.
func Day(seconds int64) string {
	t := time.Unix(seconds, 0).UTC()
	if seconds == 0 || t.Year() < 1 || t.Year() > 9999 {
		return ""
	}
	return t.Format(time.DateOnly)
}

// People are the names of a line, which may be of a person or of a body.
func People(names ...string) (people []data.Name) {
	for _, n := range names {
		if n = form.Shorten(form.Line(n), data.MaxTitle); n != "" && len(people) < maxPeople {
			people = append(people, data.Name{Literal: n})
		}
	}
	return people
}

// Byline is the names of people in a line.
func Byline(people []data.Name) string {
	names := make([]string, len(people))
	for i, p := range people {
		names[i] = p.String()
	}
	return strings.Join(names, ", ")
}

// Keywords are tags as a citation has them: each once, within bounds.
func Keywords(tags ...string) (words []string) {
	seen := map[string]bool{}
	for _, t := range tags {
		if t = form.Shorten(form.Line(t), data.MaxTitle); t != "" && !seen[t] && len(words) < maxKeywords {
			seen[t] = true
			words = append(words, t)
		}
	}
	return words
}

const (
	maxPeople   = 100
	maxKeywords = 200
)
