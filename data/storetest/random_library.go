package storetest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// randomLibrary makes rows of every kind that is searched or that filters look at. Its
// words are few, so that queries of them find some, and hard: in both scripts, with
// harakat, proclitics, numerals, names of months, and marks that a query must quote.
type randomLibrary struct {
	t testing.TB
	r *rand.Rand
	sample
	texts []string // all that was written, to ask for
}

func randomWords() []string {
	return []string{
		"summit", "Summits", "talks", "talk", "signed", "signing", "Éclair", "eclair", "e-mail", "don't", "2022", "2021", "4", "٤", "٢٠٢٢", "12", "Beijing", "naïve",
		"قمة", "القمة", "والقمة", "قِمَّةٌ", "قمـــة", "بكين", "ببكين", "أبناء", "ابناء", "إلى", "مدرسة", "المدرسة", "مدارس", "للمدارس", "اتفاق", "الاتفاقات", "رئيس", "الرئيسان", "فبراير", "شباط", "كانون", "الثاني", "آب", "اب",
		"February", "Feb", "May", "march", "a", "ال", "و", "ﷺ", "北京", "Зима", "зимы", "x'y", `back\slash`, "100%", "C++", "AND", "NOT", "s:", "part", "parting", "partly", "مقال", "مقالات", "لله", "الله", "يوم", "أيام",
	}
}

func (l *randomLibrary) word() string {
	words := randomWords()
	return words[min(l.r.IntN(len(words)), l.r.IntN(len(words)))] // the first more often
}

// text is some words, which may be none.
func (l *randomLibrary) text(least, most int) string {
	var b strings.Builder
	for i := range least + l.r.IntN(most-least+1) {
		if i > 0 {
			b.WriteString([]string{" ", " ", " ", " ", " ", ", ", "،\n", ". ", " «", "-", "\u200f ", "/"}[l.r.IntN(12)])
		}
		b.WriteString(l.word())
	}
	l.texts = append(l.texts, b.String())
	return b.String()
}

// maybe is one of some values or, half the time, none.
func (l *randomLibrary) maybe(values ...string) string {
	if l.r.IntN(2) == 0 {
		return ""
	}
	return values[l.r.IntN(len(values))]
}

func randomDates() []string {
	return []string{
		"2020", "2021-03~", "2021-05-01/2021-06", "../2019", "2022-02-04?", "19XX", "2022-02-05T10:00:00Z", "2022-02-04", "2022-02", "[2020,2021]", "{2020,2021}", "1950S2",
		"/2021", "2021-03/", "2021-21", "2021-10/2022-XX", "Y-170000", "2022-02-04T00:30+03:00", "2022-02-03T23:30-05:00", "2021-12-31/2022-01-02", "-0043", "2022-05-12",
	}
}

func (l *randomLibrary) date() dates.Date {
	all := randomDates()
	return date(l.t, all[l.r.IntN(len(all))])
}

func (l *randomLibrary) maybeDate() dates.Date {
	if l.r.IntN(3) == 0 {
		return dates.Date{}
	}
	return l.date()
}

func (l *randomLibrary) tags() (out []string) {
	all := []string{"trade", "Trade", "قمة", "القمة", "to check", "x,y", `"q"`}
	for _, i := range l.r.Perm(len(all))[:l.r.IntN(3)] {
		out = append(out, all[i])
	}
	return out
}

// passage is one of a text, by its bytes.
func (l *randomLibrary) passage(text string) anchor.Selector {
	words := strings.Fields(text)
	if len(words) == 0 {
		return anchor.Selector{Start: 0, End: 1, Exact: "w"}
	}
	word := words[l.r.IntN(len(words))]
	at := strings.Index(text, word)
	s, err := anchor.Make(text, at, at+len(word))
	if err != nil {
		l.t.Fatal(err)
	}
	return s
}

func pickOf[T any](r *rand.Rand, rows []T) T { return rows[r.IntN(len(rows))] }

// newRandomLibrary draws one of some hundred rows.
func newRandomLibrary(t testing.TB, r *rand.Rand) *randomLibrary {
	l := &randomLibrary{t: t, r: r}
	for i, name := range []string{"Diplomacy", "رياضة", "diplomacy", "مدرسة"} {
		l.tracks = append(l.tracks, data.Track{ID: data.NewID(), Name: name, Colour: pickOf(r, data.Colours()), Order: i})
	}
	for range 70 + r.IntN(50) {
		l.events = append(l.events, l.event())
	}
	for i := range 25 {
		l.articles = append(l.articles, l.article(i))
	}
	for range 60 {
		a := pickOf(r, l.articles)
		x := data.Excerpt{ID: data.NewID(), Event: pickOf(r, l.events).ID, Article: a.ID, Anchor: l.passage(a.Text), Date: l.maybeDate()}
		x.Doubt, x.Verdict.State = l.doubt(), l.verdict()
		l.excerpts = append(l.excerpts, x)
	}
	for range 50 {
		l.annotations = append(l.annotations, l.note())
	}
	for i := range 16 {
		e := data.Entity{ID: data.NewID(), Type: []string{data.Person, data.Organisation, data.Place}[i%3], Name: l.text(1, 2), Aliases: l.tags(), Note: l.maybe(l.text(1, 4))}
		if r.IntN(2) == 0 {
			e.Names = data.EntityNames{{Text: l.text(1, 2), Lang: "ar"}}
		}
		if e.Type == data.Place && r.IntN(2) == 0 {
			e.Position, e.Basis = data.Position{Lat: r.Float64()*180 - 90, Lon: r.Float64()*360 - 180, Radius: 10}, data.BasisMap
		}
		l.entities = append(l.entities, e)
	}
	for range 60 {
		e := pickOf(r, l.entities)
		role := data.RoleActor
		if e.Type == data.Place {
			role = data.RolePlace
		}
		l.mentions = append(l.mentions, data.Mention{ID: data.NewID(), Entity: e.ID, Event: pickOf(r, l.events).ID, Role: role})
	}
	for i := range 4 {
		l.stories = append(l.stories, data.Story{ID: data.NewID(), Name: l.text(1, 2), Title: l.maybe(l.text(1, 4)), Order: i % 2})
	}
	for i := range 20 {
		step := data.StoryStep{ID: data.NewID(), Story: pickOf(r, l.stories).ID, Order: i, Title: l.maybe(l.text(1, 3)), Text: l.maybe(l.text(1, 9))}
		if step.Event = pickOf(r, l.events).ID; r.IntN(3) == 0 {
			step.Event, step.Query = data.ID{}, "x"
		}
		l.steps = append(l.steps, step)
	}
	for i := range 20 {
		l.pictures = append(l.pictures, l.picture(i))
	}
	return l
}

func (l *randomLibrary) event() data.Event {
	e := data.Event{
		ID: data.NewID(), Title: l.text(1, 7), Date: l.date(), Track: pickOf(l.r, l.tracks).ID, Importance: 1 + l.r.IntN(5), Place: l.maybe("بكين", "Beijing", "مدرسة"),
		Description: l.maybe(l.text(1, 12)), Source: l.maybe("Xinhua", "xinhua", "مقال"), Tags: l.tags(),
	}
	e.Verdict.State = l.verdict()
	return e
}

func (l *randomLibrary) verdict() data.State {
	if l.r.IntN(6) > 0 {
		return ""
	}
	return []data.State{data.StateConfirmed, data.StateDisputed, data.StateRefuted}[l.r.IntN(3)]
}

func (l *randomLibrary) doubt() data.Doubt {
	return []data.Doubt{{}, {}, {}, {State: data.Orphan, Was: "A"}, {State: data.CheckMe, Was: "ب", Score: 0.5, Method: "context"}}[l.r.IntN(5)]
}

// article is one with a text of up to some dozen words, with none, or, one of them, with
// so many that its words are in parts.
func (l *randomLibrary) article(i int) data.Article {
	a := data.Article{
		ID: data.NewID(), Title: l.text(1, 6), Byline: l.maybe("هدى المصري", "A. Reporter", "summit"), Publisher: l.maybe("Xinhua", "مدرسة"), Published: l.maybeDate(),
	}
	if l.r.IntN(3) == 0 {
		a.Citation = data.Citation{Type: "book", Authors: []data.Name{{Family: "المصري", Given: "هدى"}, {Literal: "summit"}}, Container: l.text(1, 3), Keywords: l.tags()}
	}
	switch {
	case i == 7:
		return a.WithText(strings.Repeat("part of the ", l.r.IntN(120)) + l.text(9000, 9500) + "\n")
	case i%5 == 0:
		return a.WithText("")
	}
	return a.WithText(l.text(5, 80) + "\n")
}

func (l *randomLibrary) note() data.Annotation {
	m := data.Annotation{
		ID: data.NewID(), Text: l.text(1, 9), Colour: pickOf(l.r, data.Colours()), Tags: l.tags(), Author: l.maybe("A reader", "هدى"), Created: int64(l.r.IntN(5)),
	}
	a := pickOf(l.r, l.articles)
	switch l.r.IntN(5) {
	case 0:
		m.Event = pickOf(l.r, l.events).ID
	case 1:
		m.Article, m.Anchor, m.Doubt, m.Text = a.ID, l.passage(a.Text), l.doubt(), l.maybe(m.Text)
	case 2:
		m.Article = a.ID
	case 3:
		m.Span = l.date()
	default:
		parents := []data.ID{}
		for _, other := range l.annotations {
			if other.Parent == (data.ID{}) {
				parents = append(parents, other.ID)
			}
		}
		if len(parents) == 0 {
			m.Event = pickOf(l.r, l.events).ID
		} else {
			m.Parent = pickOf(l.r, parents)
		}
	}
	return m
}

func (l *randomLibrary) picture(i int) data.Picture {
	page := data.NewPage([]byte(fmt.Sprint("bytes ", i)), "image/gif", "", 0)
	l.pages = append(l.pages, page)
	p := data.Picture{ID: data.NewID(), Hash: page.Hash, Type: page.Media, Size: int64(len(page.Body)), Caption: l.maybe(l.text(1, 5)), Alt: l.maybe(l.text(1, 3)), Credit: l.maybe("Getty"), Name: l.maybe("summit.gif", "قمة 4.gif")}
	switch l.r.IntN(3) {
	case 0:
		p.Event = pickOf(l.r, l.events).ID
	case 1:
		p.Article, p.Position = pickOf(l.r, l.articles).ID, l.r.IntN(5)
	default:
		p.Story = pickOf(l.r, l.stories).ID
	}
	return p
}

// change is an edit of some rows that are there: other words, rows deleted and added.
func (l *randomLibrary) change(c content) data.Edit {
	e := data.Edit{Label: "change"}
	for range 8 {
		was := c.Events[l.events[l.r.IntN(len(l.events))].ID]
		now := l.event()
		if now.ID = was.ID; was.ID != (data.ID{}) && !hasChange(e.Events, was.ID, func(e data.Event) data.ID { return e.ID }) {
			e.Events = append(e.Events, data.Update(was, now))
		}
	}
	for id, was := range c.Annotations {
		if l.r.IntN(6) > 0 {
			continue
		}
		now := was
		if now.Text = l.text(1, 5); was.Parent == (data.ID{}) || l.r.IntN(2) == 0 {
			now.Tags = l.tags()
			e.Annotations = append(e.Annotations, data.Update(was, now))
		} else {
			e.Annotations = append(e.Annotations, data.Delete(c.Annotations[id]))
		}
	}
	for range 5 {
		added := l.event()
		l.events = append(l.events, added)
		e.Events = append(e.Events, data.Insert(added))
	}
	return e
}

func hasChange[T any](list []data.Change[T], id data.ID, of func(T) data.ID) bool {
	for _, c := range list {
		if c.Before != nil && of(*c.Before) == id {
			return true
		}
	}
	return false
}
