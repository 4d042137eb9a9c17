package main

import (
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/text/wording"
)

// addReport is the result of one source.
type addReport struct {
	Source     string         `json:"source"`
	Result     app.Outcome    `json:"result"`
	ID         string         `json:"id,omitempty"` // of the article that was added, or exists already
	Error      string         `json:"error,omitempty"`
	Format     string         `json:"format,omitempty"`
	Title      *addField      `json:"title,omitempty"`
	Byline     *addField      `json:"byline,omitempty"`
	Publisher  *addField      `json:"publisher,omitempty"`
	Published  *addField      `json:"published,omitempty"`
	Changed    *addField      `json:"changed,omitempty"`
	Lang       *addField      `json:"lang,omitempty"`
	URL        *addField      `json:"url,omitempty"`
	Bytes      int            `json:"bytes,omitempty"` // of the text
	Warnings   []string       `json:"warnings,omitempty"`
	Match      *addMatch      `json:"match,omitempty"`
	Passages   *addPassages   `json:"passages,omitempty"` // of an article that got another text
	Candidates []addCandidate `json:"candidates,omitempty"`
}

// addPassages is what became of the passages marked in an article whose text was
// replaced.
type addPassages struct {
	Stayed int          `json:"stayed"`
	Moved  int          `json:"moved"`
	Folded int          `json:"moved_with_equal_words"`
	Check  int          `json:"check"`
	Orphan int          `json:"not_found"`
	Listed []addPassage `json:"listed,omitempty"` // those whose words are not what they were
}

// addPassage is a passage whose words are not what they were.
type addPassage struct {
	Result string   `json:"result"` // "equal words", "check" or "not found"
	Why    []string `json:"why,omitempty"`
	Was    string   `json:"was"`
	Now    string   `json:"now,omitempty"`
}

// passages describes what became of passages.
func (r *addReport) passages(made app.RetextReport) {
	all := made.All()
	if all.All() == 0 {
		return
	}
	r.Passages = &addPassages{Stayed: all.Stayed, Moved: all.Moved, Folded: all.Folded, Check: all.Check, Orphan: all.Orphan}
	for _, state := range [...]struct {
		state  data.DoubtState
		result string
	}{{data.CheckMe, "check"}, {data.Orphan, "not found"}, {data.Sure, "equal words"}} {
		for _, p := range made.With(state.state) {
			listed := addPassage{Result: state.result, Was: p.Was, Now: p.Now}
			for _, reason := range p.Why {
				listed.Why = append(listed.Why, why(reason))
			}
			if p.State == data.CheckMe && len(p.Why) == 0 {
				listed.Why = []string{"its place is not certain"}
			}
			r.Passages.Listed = append(r.Passages.Listed, listed)
		}
	}
}

// why puts a reason for a doubt into words.
func why(r wording.Reason) string {
	how := [...]string{wording.Changed: "changed", wording.Added: "was added", wording.Removed: "was removed"}[r.How]
	what := [...]string{wording.Figure: "a figure", wording.Date: "a date", wording.Name: "a name", wording.Negation: "a negation", wording.Words: "other words"}[r.Kind]
	if r.Kind == wording.Words && r.How != wording.Changed {
		how = strings.Replace(how, "was", "were", 1)
	}
	return what + " " + how
}

// addField is a field and where it came from.
type addField struct {
	Value string `json:"value"`
	From  string `json:"from"`
}

// addMatch is an article of the library that a source is or may be.
type addMatch struct {
	ID    string  `json:"id"`
	Title string  `json:"title"`
	By    string  `json:"by"`
	Alike float64 `json:"alike"`
	// Reference: it has no text, or had none.
	Reference bool `json:"reference,omitempty"`
}

func (m *addMatch) String() string {
	by := map[string]string{
		string(intake.SameText): "same text", string(intake.SameAddress): "same address", string(intake.SameDOI): "same DOI", string(intake.SameTitle): "same title",
		string(intake.NearText): "nearly the same text", string(intake.LikeTitle): "same title",
	}[m.By]
	if !m.Reference {
		by += fmt.Sprintf(", %.0f%% of the text is the same", m.Alike*100)
	}
	return fmt.Sprintf("%s %q (%s)", m.ID, m.Title, by)
}

// question says what the library has that a source may be.
func (m *addMatch) question() string {
	if m.Reference {
		return fmt.Sprintf("it may be the text of the reference %s; make it that with --as-version, or another article with --as-new", m)
	}
	return fmt.Sprintf("the library seems to have it already: %s; add it with --as-version or --as-new", m)
}

// addCandidate is an event that a source seems to report. Start and end are
// bytes of the article's text.
type addCandidate struct {
	Title      string  `json:"title"`
	Edit       bool    `json:"edit,omitempty"` // the title is the sentence: none could be made of it
	EDTF       string  `json:"edtf"`
	Lo         int64   `json:"lo"`
	Hi         int64   `json:"hi"`
	Confidence float64 `json:"confidence"`
	Start      int     `json:"start"`
	End        int     `json:"end"`
	Text       string  `json:"text"` // text[start:end]
	Date       string  `json:"date"` // the words that name the date
	Event      string  `json:"event,omitempty"`
}

// describe copies the fields of a draft.
func (r *addReport) describe(d intake.Draft) {
	field := func(value string, from intake.Origin) *addField {
		if value == "" {
			return nil
		}
		return &addField{value, string(from)}
	}
	r.Format, r.Bytes = string(d.Format), len(d.Text)
	r.Title, r.Byline, r.Publisher = field(d.Title.Value, d.Title.From), field(d.Byline.Value, d.Byline.From), field(d.Publisher.Value, d.Publisher.From)
	r.Lang, r.URL = field(d.Lang.Value, d.Lang.From), field(d.URL.Value, d.URL.From)
	r.Published, r.Changed = field(d.Published.Value.EDTF, d.Published.From), field(d.Changed.Value.EDTF, d.Changed.From)
	for _, w := range d.Warnings {
		if w.Kind == intake.Dateless && !d.Published.Value.IsZero() {
			continue // the date was given
		}
		r.Warnings = append(r.Warnings, remark(w))
	}
}

func (r *addReport) match(t *intake.Match) {
	if t == nil {
		return
	}
	r.Match = &addMatch{t.Article.ID.String(), t.Article.Title, string(t.By), t.Alike, t.Article.IsReference()}
}

// remark puts a warning into words.
func remark(w intake.Warning) string {
	switch w.Kind {
	case intake.Converted:
		return "converted from " + w.Detail + " to UTF-8"
	case intake.Mislabeled:
		return "says that it is " + w.Detail + ", but is not"
	case intake.Damaged:
		return w.Detail + " characters could not be read"
	case intake.Moved:
		return "moved to " + w.Detail
	case intake.Paywalled:
		return "is not free to read, so the text may be cut"
	case intake.Short:
		return "has very little text; the rest may be made by scripts, which are not run"
	case intake.Whole:
		return "the main text could not be told from the rest, so all of it was kept"
	case intake.Told:
		return "shows little of its text, which was taken from its data for search engines"
	case intake.Thin:
		return "lacks much of what it says it is about, so the text may be incomplete"
	case intake.LeftOut:
		return w.Detail + " passages that may belong to the text were left out"
	case intake.Guessed:
		return "says nowhere plainly when it appeared; the date is guessed"
	case intake.Robots:
		return "asks robots not to keep it (" + w.Detail + ")"
	case intake.Dateless:
		return "does not say when it appeared, so dates such as \"yesterday\" stay open; --date gives a date"
	case intake.Unpaged:
		return w.Detail + " pages hold no text"
	case intake.CutPictures:
		return "pictures in it that are cut off, of which what is there is shown: " + w.Detail
	case intake.Unpictured:
		return "pictures in it that cannot be read: " + w.Detail
	}
	return string(w.Kind)
}

// print writes the report: a line on standard output for what is in the library, and
// remarks on standard error.
func (r addReport) print(p *program, many bool) {
	for _, text := range r.Warnings {
		fmt.Fprintf(p.err, "tarikh: %s: %s\n", r.Source, printable(text))
	}
	switch r.Result {
	case outcomeFailed:
		if many { // one alone is the command's own error
			fmt.Fprintf(p.err, "tarikh: %s\n", printable(r.Error))
		}
		return
	case app.Existing:
		fmt.Fprintf(p.err, "tarikh: %s: is already there\n", r.Source)
	}
	when := "undated"
	if r.Published != nil {
		when = fmt.Sprintf("%s (%s)", r.Published.Value, r.Published.From)
	}
	fmt.Fprintf(p.out, "%s\t%s\t%s\t%s\t%s\n", r.ID, r.Result, when, printable(r.Title.Value), printable(r.Source))
	if t := r.Passages; t != nil {
		fmt.Fprintf(p.out, "\tpassages: %d stayed, %d moved, %d moved with equal words, %d to check, %d not found\n", t.Stayed, t.Moved, t.Folded, t.Check, t.Orphan)
		for _, l := range t.Listed {
			words := printable(l.Was)
			if l.Now != "" {
				words += " -> " + printable(l.Now)
			}
			fmt.Fprintf(p.out, "\t%s\t%s\t%s\n", l.Result, strings.Join(l.Why, ", "), words)
		}
	}
	for _, c := range r.Candidates {
		fmt.Fprintf(p.out, "\t%s\t%.2f\t%s\t%s\n", c.EDTF, c.Confidence, printable(c.Title), printable(c.Date))
	}
}

// outcomeFailed is what is reported of a source that was not added, beside the
// outcomes of app.Add.
const outcomeFailed app.Outcome = "failed"
