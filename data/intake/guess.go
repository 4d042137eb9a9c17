package intake

import (
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/intake/page"
)

// maxTitle is the most characters that a line may have to be taken for a title.
const maxTitle = 120

// titleLine is the first line that is not blank, unless it is a dateline (then
// the next) or as long as a paragraph (then "").
func titleLine(body string) string {
	for line := range strings.Lines(body) {
		if line = strings.TrimSpace(line); len(line) > 16*maxTitle { // whatever its characters and spaces are
			return ""
		}
		line = clean(line)
		switch {
		case line == "" || dateline(line):
			continue
		case utf8.RuneCountInString(line) > maxTitle:
			return ""
		}
		return line
	}
	return ""
}

// dateline reports a line that is a date and nothing else ("04-فبراير-2022"), or
// holds no letter at all.
func dateline(line string) bool {
	if strings.IndexFunc(line, unicode.IsLetter) < 0 {
		return true
	}
	_, err := find.Field(line, find.Preferences{})
	return err == nil
}

// byName is a title from the name of the file or the last part of the address.
func byName(got received) Field {
	name, from := got.name, FromFile
	if name == "" {
		u, err := url.Parse(got.url)
		if err != nil || got.url == "" {
			return Field{}
		}
		name, from = path.Base(u.Path), page.Address
		if name == "/" || name == "." {
			name = u.Hostname()
		}
	} else {
		name = filepath.Base(name)
		name = strings.TrimSuffix(name, filepath.Ext(name))
	}
	return field(clean(strings.ToValidUTF8(name, "\ufffd")), from)
}

// arabicScript reports languages that are written in Arabic letters.
func arabicScript(lang string) bool {
	first, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch first {
	case "ar", "fa", "ur", "ps", "ckb", "sd", "ug", "ks", "arz", "apc", "prs":
		return true
	}
	return false
}
