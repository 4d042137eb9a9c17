package bibtex

import (
	"context"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/cite"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/works"
)

// write writes an entry of biblatex for each article.
func write(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
	out := &writer{works.NewWriter(w, from)}
	err := out.Each(ctx, func(i int, e works.Entry) error {
		if i > 0 {
			out.WriteString("\n")
		}
		out.entry(e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out.Finish()
}

type writer struct{ *works.Writer }

// field writes a field whose text is LaTeX already, unless it is empty.
func (w *writer) field(name, tex string) {
	if tex != "" {
		fmt.Fprintf(w, "  %-12s = {%s},\n", name, tex)
	}
}

func (w *writer) entry(e works.Entry) {
	c := e.Citation
	of := cite.Type(e.Article)
	kind := written[of]
	if kind == "" {
		kind = "misc"
	}
	container, publisher := cite.In(e.Article)
	fmt.Fprintf(w, "@%s{%s,\n", kind, e.Key)
	if types[kind] != of {
		sub := of
		for word, named := range subtypes {
			if named == of {
				sub = word
			}
		}
		w.field(subtype, sub)
	}
	w.field("author", namesOf(e.Authors))
	w.field("editor", namesOf(c.Editors))
	w.field("translator", namesOf(c.Translators))
	w.field("title", capitals(form.Line(e.Title)))
	w.field(containerOf(of), escape(container))
	w.date("date", e.Published)
	if issued := c.Extra[works.ExtraIssued]; issued != "" {
		if e.Published.IsZero() {
			w.field("year", escape(form.Line(issued)))
		} else {
			w.Lost.Lose(form.LosesFields, 1)
		}
	}
	issue := "issue"
	if strings.HasPrefix(of, "article") || of == "periodical" {
		issue = "number"
	}
	for _, f := range [][2]string{
		{"volume", escape(c.Volume)},
		{issue, escape(c.Issue)},
		{"pages", strings.ReplaceAll(escape(c.Pages), "-", "--")},
		{"edition", escape(c.Edition)},
		{publisherOf(of), undivided(escape(publisher))},
		{"location", undivided(escape(c.PublisherPlace))},
		{"doi", exactly(c.DOI)},
		{"isbn", escape(c.ISBN)},
		{"issn", escape(c.ISSN)},
		{"url", exactly(e.URL)},
	} {
		w.field(f[0], f[1])
	}
	if seen, err := dates.Parse(c.Accessed); err == nil {
		w.date("urldate", seen)
	}
	if id, known := langids[e.Lang]; known {
		w.field("langid", id)
	} else {
		w.field("language", escape(firstOf(e.Lang, c.Extra[works.ExtraLang])))
	}
	w.field("abstract", escape(form.Clean(c.Abstract)))
	var words []string
	for _, k := range c.Keywords {
		words = append(words, escape(strings.NewReplacer(",", " ", "،", " ", ";", " ", "؛", " ").Replace(k)))
	}
	w.field("keywords", strings.Join(words, ", "))
	if len(e.Notes) > 0 {
		w.field("annotation", escape(form.Clean(strings.Join(e.Notes, "\n\n"))))
	}
	w.extra(c.Extra)
	w.WriteString("}\n")
}

// edtf are the dates of EDTF that biblatex reads: level 1, and times to the second.
var edtf = regexp.MustCompile(`^(?:Y-?\d{5,}|-?\d{4}|-?\d{3}X|-?\d\dXX)(?:-(?:0\d|1[0-2]|2[1-4]|XX))?(?:-(?:\d\d|XX))?(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?[?~%]?$`)

// date writes a date; one that biblatex does not know is as wide as it may be.
func (w *writer) date(name string, d dates.Date) {
	if d.IsZero() {
		return
	}
	if both := strings.Split(d.EDTF, "/"); len(both) < 3 && !slices.ContainsFunc(both, func(end string) bool { return !edtf.MatchString(end) && (end != "" && end != ".." || len(both) == 1) }) {
		w.field(name, d.EDTF)
		return
	}
	w.Lost.Lose(form.LosesCertainty, 1)
	p := works.DatedOf(d)
	doubt := ""
	if p.Circa {
		doubt = "~"
	}
	text := p.From.EDTF() + doubt
	if p.Season > 0 {
		text = form.Year(p.From.Year) + fmt.Sprintf("-2%d", p.Season) + doubt
	}
	if p.To != p.From {
		text += "/" + p.To.EDTF() + doubt
	}
	w.field(name, text)
}

var fieldName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// extra writes the fields that biblatex has, and those that a file had; others are counted.
func (w *writer) extra(all map[string]string) {
	fields := map[string]string{}
	for _, names := range []map[string]string{extras, extraDates, extraNames} {
		for field, name := range names {
			fields[name] = field
		}
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		text := all[name]
		own, isOwn := strings.CutPrefix(name, "bibtex:")
		switch field := fields[name]; {
		case name == works.ExtraKey, name == works.ExtraIssued, name == works.ExtraLang:
		case extraNames[field] != "":
			w.field(field, namesOf(works.NamesIn(text)))
		case extraDates[field] != "":
			w.field(field, exactly(text))
		case field != "":
			w.field(field, escape(text))
		case isOwn && fieldName.MatchString(own):
			w.field(own, escape(form.Line(text)))
		default:
			w.Lost.Lose(form.LosesFields, 1)
		}
	}
}

// namesOf are names between "and": whole ones in braces.
func namesOf(people []data.Name) string {
	var out []string
	for _, n := range people {
		switch given, suffix, _ := strings.Cut(n.Given, ", "); {
		case n.Literal == "et al.":
			out = append(out, "others")
		case n.Literal != "":
			out = append(out, "{"+escape(n.Literal)+"}")
		case n.Given == "":
			out = append(out, "{"+escape(n.Family)+"}")
		case n.Family == "":
			out = append(out, "{"+escape(n.Given)+"}")
		case suffix != "":
			out = append(out, part(n.Family)+", "+part(suffix)+", "+part(given))
		default:
			out = append(out, part(n.Family)+", "+part(n.Given))
		}
	}
	return strings.Join(out, " and ")
}

var divides = regexp.MustCompile(`(?i)[,]|(?:^|\s)(?:and|others)(?:\s|$)`)

// part is a part of a name, in braces where a comma or "and" would divide it.
func part(text string) string {
	if divides.MatchString(text) {
		return "{" + escape(text) + "}"
	}
	return escape(text)
}

// undivided is a text of a list of one: "and" in it is in braces.
func undivided(tex string) string {
	return conjunction.ReplaceAllString(tex, "${1}{$2}")
}

var conjunction = regexp.MustCompile(`(?i)(^|\s)(and)\b`)

// escape is a text as LaTeX that reads as the same.
func escape(text string) string { return escaped.Replace(text) }

var escaped = strings.NewReplacer(
	`\`, `\textbackslash{}`, "{", `\textbraceleft{}`, "}", `\textbraceright{}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
	"`", `\textasciigrave{}`, "''", `'{}'`, "--", `-{}-`, "\n\n", `\par `, "\n", `\newline `,
)

// exactly is an address or a number, which programs read without LaTeX; braces would end it.
func exactly(text string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20").Replace(text)
}

// capitals is a title whose words with capital letters are in braces, since styles make
// small ones of others; but for the first letter of all.
func capitals(title string) string {
	words := strings.Fields(title)
	for i, w := range words {
		large := 0
		for n, r := range w {
			if unicode.IsUpper(r) && (i > 0 || n > 0) {
				large++
			}
		}
		if words[i] = escape(w); large > 0 {
			words[i] = "{" + escape(w) + "}"
		}
	}
	return strings.Join(words, " ")
}
