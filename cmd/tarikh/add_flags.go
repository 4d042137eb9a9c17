package main

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates"
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
