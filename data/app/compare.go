package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
)

// DecideClaim writes what an event carries of a subject of which its sources say different
// things, in the place of what it carried when it was seen; one without a value takes that
// back. A place that is not left open is that of the event then.
func (l *Library) DecideClaim(ctx context.Context, seen data.Event, c data.Claim) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	before, after := seen, seen
	after.Claims = decided(before.Claims, c)
	if c.Subject == string(claims.Place) && c.Value != "" && !c.Open {
		after.Place = c.Value
	}
	return l.Write(ctx, data.Edit{Label: "edit.claim", Events: []data.Change[data.Event]{data.Update(before, after)}})
}

// decided are claims with one in the place of that of its subject, or without it where it
// has no value.
func decided(all data.Claims, c data.Claim) data.Claims {
	out := slices.DeleteFunc(slices.Clone(all), func(have data.Claim) bool { return have.Subject == c.Subject })
	if c.Value != "" {
		out = append(out, c)
	}
	return out
}

// DecideDate gives an event another date for a reason, as one edit. Passages that gave its
// date without saying so go on giving that; those that give the other one agree now.
func (l *Library) DecideDate(ctx context.Context, seen data.Event, date dates.Date, c data.Claim) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	before := seen
	excerpts, err := l.EventExcerpts(ctx, seen.ID)
	if err != nil {
		return data.Edit{}, fmt.Errorf("decide a date: %w", err)
	}
	after := before
	after.Date = date
	c.Subject, c.Value = string(claims.Day), date.EDTF
	after.Claims = decided(before.Claims, c)
	m := eventMerge{kept: after, events: map[data.ID]data.Event{seen.ID: before}}
	edit := data.Edit{Label: "edit.claim.date", Events: []data.Change[data.Event]{data.Update(before, after)}}
	for _, x := range excerpts {
		if now := m.reported(x); now != x {
			edit.Excerpts = append(edit.Excerpts, data.Update(x, now))
		}
	}
	return l.Write(ctx, edit)
}

// DateSource says which date a passage gives for its event; that of the event, and none,
// are none. Errors: data.ErrNotFound if the event no longer exists, and those of Write.
func (l *Library) DateSource(ctx context.Context, before data.Excerpt, date dates.Date) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	event, err := l.Event(ctx, before.Event)
	if err != nil {
		return data.Edit{}, fmt.Errorf("date a source: %w", err)
	}
	after := before
	after.Date = givenDate(date, event.Date)
	return l.Write(ctx, data.Edit{Label: "edit.excerpt.date", Excerpts: []data.Change[data.Excerpt]{data.Update(before, after)}})
}

// givenDate is what a passage that gives a date says of an event: nothing where the event
// has it.
func givenDate(given, own dates.Date) dates.Date {
	if given.EDTF == own.EDTF {
		return dates.Date{}
	}
	return given
}

// DateGiven is the one date that words of an article give, where it is not that of the event
// that they report; zero where they name none, or several.
func DateGiven(a data.Article, words string, own dates.Date) dates.Date {
	finds := find.Dates(words, find.Options{Lang: a.Lang, Published: a.Published})
	for _, f := range finds {
		if f.Date.EDTF != finds[0].Date.EDTF {
			return dates.Date{}
		}
	}
	if len(finds) == 0 {
		return dates.Date{}
	}
	return givenDate(finds[0].Date, own)
}

// Spanning is the date from the first to the last of some, as an interval, or the one that
// the others are within; OneOf is one of them, as a set. They fail where a date has a form
// that these cannot have in them.
func Spanning(all []dates.Date) (dates.Date, error) {
	first, last := all[0], all[0]
	for _, d := range all[1:] {
		if d.Lo < first.Lo {
			first = d
		}
		if d.Hi > last.Hi {
			last = d
		}
	}
	if first.Hi == last.Hi {
		return first, nil
	}
	if first.Lo == last.Lo {
		return last, nil
	}
	from, _, _ := strings.Cut(first.EDTF, "/")
	_, to, long := strings.Cut(last.EDTF, "/")
	if !long {
		to = last.EDTF
	}
	return dates.Parse(from + "/" + to)
}

// OneOf: see Spanning.
func OneOf(all []dates.Date) (dates.Date, error) {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b dates.Date) int { return int(max(min(a.Lo-b.Lo, 1), -1)) })
	var texts []string
	for _, d := range sorted {
		text := d.EDTF
		if from, to, interval := strings.Cut(text, "/"); interval {
			text = strings.TrimPrefix(from, "..") + ".." + strings.TrimPrefix(to, "..")
		}
		if !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return dates.Parse("[" + strings.Join(texts, ",") + "]")
}
