// Package verify says how well an event is verified: by what its sources are, and by what
// the reader has decided.
//
// The one idea behind it: a state is never stored where it follows from the sources.
// Sources that do not count are named with the reason, so that every state can be
// explained.
package verify

import (
	"net/url"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/report"
)

// Link is a source of an event: a passage of an article that reports it.
type Link struct {
	Verdict data.Verdict
	Doubt   data.DoubtState
	Passage report.Passage
}

// Without is why a link does not count as a report.
type Without uint8

// The reasons.
const (
	Counts   Without = iota // it does, or it repeats one that does
	Refuted                 // the reader has refuted it
	Disputed                // or disputed it
	Changed                 // its text was corrected, and its words are to be checked or gone
)

// Source is what a link is to the state of its event.
type Source struct {
	Without Without
	// Report is what it is among the sources that count, whose places are those of all
	// links; the zero value where it does not count.
	Report report.Source
}

// Standing is how well an event is verified, and why.
type Standing struct {
	State   data.State
	Decided data.Verdict // the reader's, if that is why
	Reports int          // independent ones that count
	// Again says that words of some source were corrected, and nothing was decided since:
	// the state is what the others give, and to be checked again.
	Again   bool
	Sources []Source // by link
}

// Of returns the standing of an event with such a verdict and links, the earliest first.
func Of(verdict data.Verdict, links []Link) Standing {
	s := Standing{Sources: make([]Source, len(links)), State: data.StateUnverified}
	var passages []report.Passage
	var at []int // places of those in links
	for i, l := range links {
		s.Sources[i].Without = without(l)
		switch s.Sources[i].Without {
		case Changed:
			s.Again = true
		case Counts:
			passages, at = append(passages, l.Passage), append(at, i)
		}
	}
	found := report.Sources(passages)
	for i, r := range found {
		r.Of = at[r.Of]
		if r.Quotes >= 0 {
			r.Quotes = at[r.Quotes]
		}
		s.Sources[at[i]].Report = r
	}
	switch s.Reports = report.Count(found); {
	case s.Reports >= 2:
		s.State = data.StateCorroborated
	case s.Reports == 1:
		s.State = data.StateSingleSource
	}
	if verdict.State != "" && verdict.State != data.StateUnverified {
		s.State, s.Decided, s.Again = verdict.State, verdict, false
	}
	return s
}

// A Judge works out the states of many events, one after the other. The zero value can be
// used, by one goroutine.
type Judge struct {
	compared report.Comparer
	from     []report.From
}

// Told is a source of an event as a Judge needs it.
type Told struct {
	Verdict data.Verdict
	Doubt   data.DoubtState
	From    report.From
}

// State is that of Of for an event with such a verdict and sources, the earliest first.
func (j *Judge) State(verdict data.Verdict, sources []Told) data.State {
	if verdict.State != "" && verdict.State != data.StateUnverified {
		return verdict.State
	}
	j.from = j.from[:0]
	for _, s := range sources {
		if without(Link{Verdict: s.Verdict, Doubt: s.Doubt}) == Counts {
			j.from = append(j.from, s.From)
		}
	}
	switch {
	case len(j.from) == 0:
		return data.StateUnverified
	case j.compared.Independent(j.from):
		return data.StateCorroborated
	}
	return data.StateSingleSource
}

// OriginOf is what an article tells of its passages; lead is the beginning of its text.
func OriginOf(a data.Article, lead string) *report.Origin {
	o := report.OriginOf(Passage(a, lead, ""))
	return &o
}

// Reopened is what is left of a verdict when words that it was given for are corrected, at
// that time: a confirmation is taken back, and keeps who gave it and why.
func Reopened(v data.Verdict, at int64) data.Verdict {
	if v.State == data.StateConfirmed {
		v.State, v.At = data.StateUnverified, at
	}
	return v
}

func without(l Link) Without {
	switch {
	case l.Verdict.State == data.StateRefuted:
		return Refuted
	case l.Verdict.State == data.StateDisputed:
		return Disputed
	case l.Doubt != data.Sure && l.Verdict.State != data.StateConfirmed:
		return Changed
	}
	return Counts
}

// Publisher is whom an article is from: its publisher, or else the host of its address.
func Publisher(publisher, address string) string {
	if strings.TrimSpace(publisher) != "" {
		return publisher
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// LeadRunes is how many characters of an article's text tell which agency it is from.
const LeadRunes = 200

// Lead is the beginning of a text, as long as that.
func Lead(text string) string {
	n := 0
	for i := range text {
		if n++; n > LeadRunes {
			return text[:i]
		}
	}
	return text
}

// Passage is a passage of an article as reports are compared. lead is the beginning of the
// article's text.
func Passage(a data.Article, lead, words string) report.Passage {
	return report.Passage{Publisher: Publisher(a.Publisher, a.URL), Byline: a.Byline, Lead: lead, Words: words}
}
