package markwhen

import (
	"regexp"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

var (
	tagWord  = regexp.MustCompile(`(^|\s)#([\pL\pN_]+(?:-[\pL\pN_]+)*)`)
	oldID    = regexp.MustCompile(`(^|\s)!([\pL\pN_]+)`)
	linkText = regexp.MustCompile(`(!?)\[([^\[\]\n]*)\]\(((?:[^()\s]|\([^()\s]*\))+)\)`)
	bareLink = regexp.MustCompile(`https?://[^\s<>"]+`)
	taskLine = regexp.MustCompile(`(?m)^(\s*)- \[([xX ]?)\][ \t]*`)
	doneWord = regexp.MustCompile(`^\s*\[([xX ]?)\](?:\s+|$)`)
	hostName = regexp.MustCompile(`^(?:www\.[\pL\pN.-]+$|[\pL\pN-]+(?:\.[\pL\pN-]+)+/)`)
	onlyNum  = regexp.MustCompile(`^\d+$`)
	blanks   = regexp.MustCompile(`\n{3,}`)
)

// content is what the text of an event says.
type content struct {
	title, text string
	tags        []string
	links       []form.Link
	place, id   string
}

// contentOf reads the text of an event: what is in the line of its date, and the lines
// behind it.
func contentOf(first, body string) content {
	var c content
	more := ""
	if m := doneWord.FindStringSubmatch(first); m != nil {
		first, more = first[len(m[0]):], "completed: no"
		if strings.TrimSpace(m[1]) != "" {
			more = "completed: yes"
		}
	}
	first = c.linked(first)
	plain, tags := cutTags(first)
	if strings.Contains(plain, "!") {
		if m := oldID.FindStringSubmatchIndex(plain); m != nil {
			c.id = plain[m[4]:m[5]]
			plain = plain[:m[2]] + plain[m[1]:]
		}
	}
	c.tags, c.title = tags, form.Line(plain)
	if c.title == "" && len(tags) > 0 {
		c.title = strings.Join(tags, ", ")
	}
	body, tags = foldTags(tasks(c.linked(withoutComments(body))))
	c.tags = append(c.tags, tags...)
	c.text = form.Paragraphs(tidied(body), more)
	return c
}

// tasks is a text with boxes before its tasks.
func tasks(text string) string {
	if !strings.Contains(text, "- [") {
		return text
	}
	return taskLine.ReplaceAllStringFunc(text, func(task string) string {
		m := taskLine.FindStringSubmatch(task)
		if strings.TrimSpace(m[2]) != "" {
			return m[1] + "☑ "
		}
		return m[1] + "☐ "
	})
}

// tidied is a text without space at the ends of lines, and at most one empty line.
func tidied(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimRight(line, " \t\n") + "\n")
	}
	text = strings.TrimRight(b.String(), "\n")
	if strings.Contains(text, "\n\n\n") {
		text = blanks.ReplaceAllString(text, "\n\n")
	}
	return form.Clean(text)
}

// linked is a text with the words of its links instead of these; pictures are taken out.
func (c *content) linked(text string) string {
	named := strings.Contains(text, "](")
	if strings.Contains(text, "://") {
		bare := text
		if named {
			bare = linkText.ReplaceAllString(text, "")
		}
		for _, address := range bareLink.FindAllString(bare, -1) {
			c.link(strings.TrimRight(address, ".,;:!?)]'»،"), "")
		}
	}
	if !named {
		return text
	}
	return linkText.ReplaceAllStringFunc(text, func(link string) string {
		m := linkText.FindStringSubmatch(link)
		words, target := m[2], m[3]
		switch picture := m[1] != ""; {
		case target == "location" || target == "map":
			if c.place == "" {
				c.place = words
			}
			return ""
		case c.link(target, words) && picture:
			return ""
		case picture && words == "":
			return target
		case form.WebAddress(target) == "" && !hostName.MatchString(target):
			return words + " (" + target + ")"
		}
		return words
	})
}

// link notes an address of the web, and reports whether it is one.
func (c *content) link(address, title string) bool {
	if hostName.MatchString(address) {
		address = "http://" + address
	}
	if address = form.WebAddress(address); address == "" {
		return false
	}
	c.links = append(c.links, form.Link{URL: address, Title: title})
	return true
}

// cutTags takes the tags out of a line. A hash with only a number is none.
func cutTags(line string) (rest string, tags []string) {
	if !strings.Contains(line, "#") {
		return line, nil
	}
	rest = tagWord.ReplaceAllStringFunc(line, func(found string) string {
		m := tagWord.FindStringSubmatch(found)
		if onlyNum.MatchString(m[2]) {
			return found
		}
		tags = append(tags, m[2])
		return m[1]
	})
	return rest, tags
}

// foldTags takes the tags out of lines: those at their ends as a whole, and of those within
// a sentence only the hash, since they are its words.
func foldTags(text string) (rest string, tags []string) {
	if !strings.Contains(text, "#") {
		return text, nil
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		all, found := cutTags(line)
		tags = append(tags, found...)
		if len(found) == 0 || strings.TrimSpace(all) == "" {
			b.WriteString(all)
			continue
		}
		line = strings.TrimRight(line, " \t\n")
		for i := len(found) - 1; i >= 0; i-- {
			cut, ok := strings.CutSuffix(line, "#"+found[i])
			if !ok {
				break
			}
			line = strings.TrimRight(cut, " \t")
		}
		b.WriteString(tagWord.ReplaceAllStringFunc(line, func(tag string) string {
			m := tagWord.FindStringSubmatch(tag)
			if onlyNum.MatchString(m[2]) {
				return tag
			}
			return m[1] + m[2]
		}) + "\n")
	}
	return b.String(), tags
}
