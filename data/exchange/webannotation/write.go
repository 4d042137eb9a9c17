package webannotation

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/markup"
)

// vocabulary is the context of the model.
const vocabulary = "http://www.w3.org/ns/anno.jsonld"

func loses() []string {
	return []string{
		form.LosesUnmarked, form.LosesTracks, form.LosesPlaces, form.LosesSources, form.LosesLinks, form.LosesImportance, form.LosesZones, form.LosesArticles,
	}
}

// The parts of what is written, in the order of the examples of the model.
type (
	outAnnotation struct {
		ID         string      `json:"id"`
		Type       string      `json:"type"`
		Motivation string      `json:"motivation"`
		Creator    *outPerson  `json:"creator,omitempty"`
		Created    string      `json:"created,omitempty"`
		Modified   string      `json:"modified,omitempty"`
		Stylesheet *outStyle   `json:"stylesheet,omitempty"`
		Body       []outBody   `json:"body,omitempty"`
		Target     []outTarget `json:"target"`
	}
	outPerson struct {
		Type string `json:"type"`
		Name string `json:"name"`
	}
	outStyle struct {
		Type  string `json:"type"`
		Value string `json:"value"`
	}
	outBody struct {
		ID        string `json:"id,omitempty"`
		Type      string `json:"type"`
		Purpose   string `json:"purpose,omitempty"`
		Value     string `json:"value"`
		Media     string `json:"format"`
		Direction string `json:"textDirection,omitempty"`
		Date      string `json:"dcterms:date,omitempty"` // of an event
	}
	outTarget struct {
		Type     string        `json:"type"`
		Source   outSource     `json:"source"`
		Selector []outSelector `json:"selector,omitempty"`
		Style    string        `json:"styleClass,omitempty"`
	}
	// outSource is a page, an event, a span of time or an annotation.
	outSource struct {
		ID       string `json:"id,omitempty"`
		Title    string `json:"dcterms:title,omitempty"`
		Creator  string `json:"dcterms:creator,omitempty"`
		Date     string `json:"dcterms:date,omitempty"`
		Temporal string `json:"dcterms:temporal,omitempty"`
	}
	outSelector struct {
		Type   string `json:"type"`
		Exact  string `json:"exact,omitempty"`
		Prefix string `json:"prefix,omitempty"`
		Suffix string `json:"suffix,omitempty"`
		Start  *int   `json:"start,omitempty"` // code points
		End    *int   `json:"end,omitempty"`
	}
)

// writer writes one collection, an annotation a line.
type writer struct {
	*form.Writer
	ctx      context.Context
	events   map[data.ID]data.Event
	position map[anchored][2]int
	written  int
}

// anchored is a passage of an article.
type anchored struct {
	article    data.ID
	start, end int
}

// write writes the notes that are taken, and the passages that report the events.
func write(ctx context.Context, to io.Writer, from form.Taken) (form.Dropped, error) {
	from = from.WithOthers()
	w := &writer{Writer: form.NewWriter(to, from), ctx: ctx, events: map[data.ID]data.Event{}, position: map[anchored][2]int{}}
	for _, e := range from.Events {
		w.events[e.ID] = e.Event
	}
	if err := w.positions(); err != nil {
		return nil, fmt.Errorf("w3c: %w", err)
	}
	total := len(from.Notes)
	for _, e := range from.Events {
		total += len(e.Excerpts)
	}
	collection := urn(from.Library.ID)
	fmt.Fprintf(w, "{\n\"@context\": %s,\n\"id\": %s,\n\"type\": \"AnnotationCollection\",\n\"label\": %s,\n\"total\": %d,\n\"first\": {\"id\": %s, \"type\": \"AnnotationPage\", \"startIndex\": 0, \"items\": [",
		quoted(vocabulary), quoted(collection), quoted(from.Titled()), total, quoted(collection+"#page"))
	marked := map[data.ID]bool{}
	for _, n := range from.Notes {
		marked[n.Event] = true
		w.item(w.note(n))
	}
	for _, e := range from.Events {
		for _, x := range e.Excerpts {
			w.item(w.excerpt(e.Event, x))
		}
		w.lose(e, marked[e.ID])
	}
	fmt.Fprint(w, "\n]}\n}\n")
	return w.Finish()
}

// lose counts what the annotations of an event do not say.
func (w *writer) lose(e form.TakenEvent, noted bool) {
	if len(e.Excerpts) == 0 && !noted {
		w.LoseIf(true, form.LosesUnmarked)
		return
	}
	w.LoseIf(e.Place != "", form.LosesPlaces)
	w.LoseIf(e.Source != "", form.LosesSources)
	w.LoseIf(len(e.Links) > 0, form.LosesLinks)
	w.LoseIf(e.Zone != "", form.LosesZones)
}

func urn(id data.ID) string { return "urn:uuid:" + id.String() }

// quoted is a text in JSON.
func quoted(s string) string {
	text, _ := json.Marshal(s)
	return string(text)
}

func (w *writer) item(a outAnnotation) {
	if w.written > 0 {
		w.WriteByte(',')
	}
	w.written++
	w.WriteByte('\n')
	e := json.NewEncoder(lines{w.Writer.Writer})
	e.SetEscapeHTML(false)
	_ = e.Encode(a) // an error of w stays in it
}

// lines leaves out the line break that an Encoder writes.
type lines struct{ *bufio.Writer }

func (l lines) Write(p []byte) (int, error) {
	_, err := l.Writer.Write(p[:len(p)-1])
	return len(p), err
}

// note is a note as an annotation of all that it is on.
func (w *writer) note(n data.Annotation) outAnnotation {
	text, _ := markup.Read(n.Text)
	a := outAnnotation{ID: urn(n.ID), Type: "Annotation", Motivation: "commenting", Created: stamp(n.Created)}
	if n.Changed > n.Created {
		a.Modified = stamp(n.Changed)
	}
	if n.Author != "" {
		a.Creator = &outPerson{"Person", n.Author}
	}
	if text != "" {
		a.Body = append(a.Body, outBody{Type: "TextualBody", Purpose: "commenting", Value: text, Media: "text/plain", Direction: n.Dir})
	} else {
		a.Motivation = "highlighting"
	}
	for _, tag := range n.Tags {
		a.Body = append(a.Body, outBody{Type: "TextualBody", Purpose: "tagging", Value: tag, Media: "text/plain"})
	}
	if n.Parent != (data.ID{}) {
		a.Motivation = "replying"
		a.Target = append(a.Target, outTarget{Source: outSource{ID: urn(n.Parent)}})
	}
	if article, ok := w.Articles[n.Article]; ok {
		a.Target = append(a.Target, w.passage(article, n.Anchor))
	}
	if e, ok := w.events[n.Event]; ok {
		a.Target = append(a.Target, outTarget{Source: outSource{ID: urn(e.ID), Title: e.Title, Date: e.Date.EDTF}})
	}
	if !n.Span.IsZero() {
		a.Target = append(a.Target, outTarget{Source: outSource{Temporal: n.Span.EDTF}})
	}
	red, green, blue := form.RGB(n.Colour)
	a.Stylesheet = &outStyle{"CssStylesheet", fmt.Sprintf(".%s { background-color: #%02x%02x%02x }", n.Colour, red, green, blue)}
	for i := range a.Target {
		a.Target[i].Type, a.Target[i].Style = "SpecificResource", n.Colour
	}
	return a
}

// excerpt is a passage as an annotation that describes an event.
func (w *writer) excerpt(e data.Event, x data.Excerpt) outAnnotation {
	target := w.passage(w.Articles[x.Article], x.Anchor)
	target.Type = "SpecificResource"
	return outAnnotation{
		ID: urn(x.ID), Type: "Annotation", Motivation: "describing",
		Body:   []outBody{{ID: urn(e.ID), Type: "TextualBody", Purpose: "describing", Value: e.Title, Media: "text/plain", Date: e.Date.EDTF}},
		Target: []outTarget{target},
	}
}

// passage is an article, or a passage of it by its words and, where the text is at hand,
// by its place.
func (w *writer) passage(a data.Article, s anchor.Selector) outTarget {
	t := outTarget{Source: outSource{ID: form.WebAddress(a.URL), Title: a.Title, Creator: a.Byline}}
	if t.Source.ID == "" {
		t.Source.ID = urn(a.ID)
	}
	if s.Exact == "" {
		return t
	}
	t.Selector = []outSelector{{Type: "TextQuoteSelector", Exact: s.Exact, Prefix: s.Prefix, Suffix: s.Suffix}}
	if at, ok := w.position[anchored{a.ID, s.Start, s.End}]; ok && s.Part == "" {
		t.Selector = append(t.Selector, outSelector{Type: "TextPositionSelector", Start: &at[0], End: &at[1]})
	}
	return t
}

// positions finds the places of all passages in code points, in one text at a time.
func (w *writer) positions() error {
	passages := map[data.ID][]anchor.Selector{}
	for _, e := range w.From.Events {
		for _, x := range e.Excerpts {
			passages[x.Article] = append(passages[x.Article], x.Anchor)
		}
	}
	for _, n := range w.From.Notes {
		if n.OnPassage() {
			passages[n.Article] = append(passages[n.Article], n.Anchor)
		}
	}
	for id, all := range passages {
		a, ok := w.Articles[id]
		if !ok {
			continue
		}
		text := a.Text
		if text == "" && w.From.Store != nil {
			whole, err := w.From.Article(w.ctx, id)
			if err != nil {
				return err
			}
			text = whole.Text
		}
		for _, s := range all {
			if s.Part == "" && s.End <= len(text) && text[s.Start:s.End] == s.Exact {
				start := utf8.RuneCountInString(text[:s.Start])
				w.position[anchored{id, s.Start, s.End}] = [2]int{start, start + utf8.RuneCountInString(s.Exact)}
			}
		}
	}
	return nil
}

func stamp(unix int64) string {
	if unix == 0 {
		return ""
	}
	return time.Unix(unix, 0).UTC().Format(time.RFC3339)
}
