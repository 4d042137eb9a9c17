package main

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/intake"
)

var langPattern = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// given reads the flags about one source, and refuses those that could not be
// shown or opened later.
func (c *addArticleCmd) given() (given, error) {
	g := given{title: c.Title, lang: c.Lang, publisher: c.Publisher, byline: c.Byline, url: c.URL}
	if c.Date != "" {
		date, err := dates.Parse(c.Date)
		if err != nil {
			return given{}, problem{exitUsage, fmt.Sprintf("add-article: --date: %v", err)}
		}
		g.date = date
	}
	if g != (given{}) && len(c.Sources) > 1 {
		return given{}, problem{exitUsage, "add-article: --title, --date, --lang, --publisher, --byline and --url are for one source"}
	}
	return g, c.check()
}

func (c *addArticleCmd) check() error {
	for _, f := range [...]struct{ flag, text string }{{"--title", c.Title}, {"--publisher", c.Publisher}, {"--byline", c.Byline}} {
		if !utf8.ValidString(f.text) || strings.ContainsFunc(f.text, unicode.IsControl) {
			return problem{exitUsage, fmt.Sprintf("add-article: %s holds line ends or control characters", f.flag)}
		}
	}
	if c.Lang != "" && !langPattern.MatchString(c.Lang) {
		return problem{exitUsage, fmt.Sprintf("add-article: --lang %q: want a language tag such as ar or en", c.Lang)}
	}
	if c.URL != "" {
		if u, err := url.Parse(c.URL); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			return problem{exitUsage, fmt.Sprintf("add-article: --url %q: want an http or https address", c.URL)}
		}
	}
	return nil
}

// addArticleCmd brings articles in.
type addArticleCmd struct {
	Library   string   `arg:"" help:"The library." type:"path"`
	Sources   []string `arg:"" name:"source" help:"Files (text, Markdown, HTML, MHTML, PDF, DOCX, ODT) and http or https addresses."`
	Title     string   `help:"The article's title (default: what the source says). Like the five flags that follow, for one source only."`
	Date      string   `help:"The date of publication in EDTF, 2022-02-04 (default: what the source says; required where it says none)."`
	Lang      string   `help:"The article's language, ar or en (default: what the source says, or its letters)."`
	Publisher string   `help:"Who published it."`
	Byline    string   `help:"Who wrote it."`
	URL       string   `name:"url" help:"Where it is."`
	AsVersion bool     `xor:"twin" help:"Where the library has the article already, give it the new text and keep the old one as an earlier version."`
	AsNew     bool     `xor:"twin" help:"Where the library has the article already, add another one."`
	Propose   bool     `help:"Print the events that the article seems to report. None is added."`
	JSON      bool     `help:"One JSON array, an object for each source."`
}

// given is what the flags say of a source in place of what it says itself.
type given struct {
	title, lang, publisher, byline, url string
	date                                dates.Date
}

// correct puts what was given into a draft.
func (g given) correct(d *intake.Draft) {
	for _, f := range []struct {
		field *intake.Field
		value string
	}{{&d.Title, g.title}, {&d.Lang, g.lang}, {&d.Publisher, g.publisher}, {&d.Byline, g.byline}, {&d.URL, g.url}} {
		if f.value != "" {
			*f.field = intake.Field{Value: f.value, From: intake.FromUser}
		}
	}
	if !g.date.IsZero() {
		d.Published = intake.DateField{Value: g.date, From: intake.FromUser}
	}
}
