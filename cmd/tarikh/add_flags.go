package main

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

var langPattern = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// given reads the flags about one source, and refuses those that could not be
// shown or opened later.
func (c *addArticleCmd) given() (a data.Article, err error) {
	a = data.Article{Title: c.Title, Lang: c.Lang, Publisher: c.Publisher, Byline: c.Byline, URL: c.URL}
	if c.Date != "" {
		if a.Published, err = dates.Parse(c.Date); err != nil {
			return a, problem{exitUsage, fmt.Sprintf("add-article: --date: %v", err)}
		}
	}
	if c.Title+c.Lang+c.Publisher+c.Byline+c.URL+c.Date != "" && len(c.Sources) > 1 {
		return a, problem{exitUsage, "add-article: --title, --date, --lang, --publisher, --byline and --url are for one source"}
	}
	return a, c.check()
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

// addArticleCmd adds articles.
type addArticleCmd struct {
	Library     string   `arg:"" help:"The library. A window that has it open does the work, and can undo it." type:"library"`
	Sources     []string `arg:"" name:"source" help:"Files (text, Markdown, HTML, MHTML, PDF, DOCX, ODT) and http or https addresses."`
	Title       string   `help:"The article's title (default: what the source says). Like the five flags that follow, for one source only." placeholder:"WORDS"`
	Date        string   `help:"The date of publication in EDTF, 2022-02-04 (default: what the source says; without one, dates such as “yesterday” stay open)." placeholder:"DATE"`
	Lang        string   `help:"The article's language, ar or en (default: what the source says, or its letters)." placeholder:"LANG"`
	Publisher   string   `help:"Who published it." placeholder:"WORDS"`
	Byline      string   `help:"Who wrote it." placeholder:"WORDS"`
	URL         string   `name:"url" help:"Where it is." placeholder:"URL"`
	AsVersion   bool     `xor:"match" help:"If the library has the article already, replace its text and keep the old one as an earlier version."`
	AsNew       bool     `xor:"match" help:"If the library has the article already, add another one."`
	Propose     bool     `help:"Print the events that the article seems to report. None is added."`
	JSON        bool     `help:"One JSON array, an object for each source."`
	LeadPicture bool     `help:"Fetch the picture that stands for a page with it."`
}
