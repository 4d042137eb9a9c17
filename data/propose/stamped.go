package propose

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/text/fold"
)

// Stamps of web pages that are not a line of their own but begin, end or divide a paragraph:
// "Posted by Jane Doe on June 1, 2010 10:20 AM", "Page last updated at 10:00 GMT, Friday",
// "A version of this article appeared in print on", «آخر تحديث: ». Their dates are those of
// the page, and what is before them in the sentence belongs to them.

// zone is how stamps name the zone of their hour.
const zone = `(?:E[SD]?T|C[SD]?T|M[SD]T|P[SD]?T|GMT|BST|UTC|CES?T|EES?T|KSA)\b`

// stampPatterns find stamps: hour, the hour right behind a date, in the text as it is; the
// others in folded text that ends before the date.
type stampPatterns struct {
	hour   *regexp.Regexp
	first  *regexp.Regexp // the hour and the date behind it as one
	reply  *regexp.Regexp // the date and its hour as one, with what divides them from a comment
	clock  *regexp.Regexp // an hour in a date
	atHour *regexp.Regexp // the hour of a comment before its date, folded
	before []*regexp.Regexp
	words  []string       // one of which is in each of those
	after  *regexp.Regexp // in the text behind the date
	wrote  *regexp.Regexp // behind a date with its hour: who wrote a comment
	by     *regexp.Regexp // behind a date with its year: who wrote the article
}

var patterns = sync.OnceValue(func() stampPatterns {
	p := stampPatterns{
		hour:   regexp.MustCompile(`^(.{4,40}?)[\s,;|–-]+\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:(?:[AaPp]\.?[Mm]\b\.?)(?:\s*\(?` + zone + `)?|` + zone + `)`),
		first:  regexp.MustCompile(`^\d{1,2}[:.]\d{2}\s*[AaPp]\.?[Mm]\.?\s*` + zone + `[\s,|]+[A-Z0-9]`),
		reply:  regexp.MustCompile(`^.{4,40}? at \d{1,2}[:.]\d{2}\s*[AaPp]\.?[Mm]\.?\s*\|`),
		clock:  regexp.MustCompile(`\d[:.]\d{2}`),
		atHour: regexp.MustCompile(`\bat \d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?(?: on)?\s*$`),
		after:  regexp.MustCompile(`^[^.\n]{0,60} wrote:\s*(?:\n|$)`),
		wrote:  regexp.MustCompile(`^,\s[^.,:\n]{1,40} wrote:\s*[^\s"“«'‘]`),
		by:     regexp.MustCompile(`^\s*\|\s*(?:By|من) \p{L}`),
	}
	p.words = strings.Fields(fold.String("am pm a.m p.m posted published updated submitted filed uploaded added printed comment modified reviewed edited appeared amended corrected تحديث نشر نشرت النشر الإضافة أضيف كتب حدث حررت"))
	for _, s := range []string{
		`(?:^|[|·•]\s*|\bm\s+|\s{2,})(?:posted|published|updated|submitted|filed|uploaded|added|printed)\s*(?:on|at|:)?[\s,|:]*$`,
		`\d{1,2}[:.]\d{2}\s*[ap]\.?m\.?\s*(?i:` + zone + `)[\s|]*$`,
		`\b(?:posted|submitted|comment|uploaded) by [^.]{1,60}?(?:[\s,|:]on)?[\s,|:]*$`,
		`\blast (?:updated|modified|reviewed|edited)\b[^.]{0,40}$`,
		`\bversion (?:of this (?:article|story|post|column) )?(?:was )?(?:appeared|published|printed)\b.{0,140}$`,
		`\bthis (?:article|story|post|page|column|entry) (?:was |has been )?(?:first |originally |last )?(?:published|posted|appeared|updated|amended|modified|corrected)\b[^.]{0,120}$`,
		`(?:اخر تحديث|تاريخ النشر|تاريخ الاضافه|تاريخ التحديث|تم النشر|تم التحديث|حدث في|حررت في)[^.]{0,40}$`,
		`(?:^|[|·•]\s*)(?:نشر|نشرت|اضيف|كتب|حدث)\s*(?:في|بتاريخ|يوم|:)[\s:|،]*$`,
	} {
		p.before = append(p.before, regexp.MustCompile(s))
	}
	return p
})

// stampEnd returns where the stamp ends that a find of a sentence is the date of; false if
// it is none of a stamp.
func stampEnd(text string, s sentence, f find.Find) (int, bool) {
	const near, hour = 160, 30
	p := patterns()
	tail := text[f.Start:min(len(text), f.End+hour, max(s.end, f.End))]
	if m := p.hour.FindStringSubmatchIndex(tail); m != nil && f.Start+m[3] <= f.End && !strings.HasSuffix(strings.ToLower(strings.TrimRight(tail[:m[3]], " ,")), " at") {
		return max(f.End, f.Start+m[1]), true
	}
	if p.first.MatchString(text[f.Start:f.End]) {
		return f.End, true
	}
	from := max(s.start, f.Start-near)
	for from > s.start && !utf8.RuneStart(text[from]) {
		from--
	}
	head := fold.String(text[from:f.Start])
	if slices.ContainsFunc(p.words, func(w string) bool { return strings.Contains(head, w) }) && slices.ContainsFunc(p.before, func(re *regexp.Regexp) bool { return re.MatchString(head) }) {
		return f.End, true
	}
	if p.after.MatchString(text[f.End:min(len(text), s.end+1)]) {
		return s.end, true
	}
	return creditEnd(text[f.Start:min(len(text), f.End+near)], head, f)
}

// creditEnd is stampEnd for a date with its hour of what a reader or a blog wrote ("At 18:20
// 29th Apr 2009, fan wrote: ", "May 3, 2010 at 5:12 am | Reply", "Jane Doe | 17:45 UK time,
// Friday, 1 May 2009"), and one with a byline ("May 3, 2010 | By Jane Doe"). tail is the text
// from the date on, head the folded one before it.
func creditEnd(tail, head string, f find.Find) (int, bool) {
	p := patterns()
	if f.Kind != find.KindAbsolute {
		return 0, false
	}
	hour := p.clock.MatchString(f.Text)
	switch m := p.wrote.FindStringIndex(tail[f.End-f.Start:]); {
	case m != nil && (hour && strings.HasSuffix(head, "at ") || p.atHour.MatchString(head)):
		return f.End + strings.Index(tail[f.End-f.Start:], ":") + 1, true
	case hour && strings.HasSuffix(strings.TrimRight(head, " "), "|"), p.by.MatchString(tail[f.End-f.Start:]):
		return f.End, true
	}
	if m := p.reply.FindStringIndex(tail); m != nil {
		return max(f.End, f.Start+m[1]), true
	}
	return 0, false
}

// stamper knows the stamps of a text by the dates that are in them.
type stamper struct {
	text string
	ends map[int]int // where the stamp of the find that begins there ends; 0 for none
}

func (st stamper) end(s sentence, f find.Find) int {
	end, known := st.ends[f.Start]
	if !known {
		end, _ = stampEnd(st.text, s, f)
		st.ends[f.Start] = end
	}
	return end
}

// unstamped returns a sentence behind the last stamp before a find of it; false where
// the find itself is a stamp's.
func (st stamper) unstamped(s sentence, finds []find.Find, f find.Find) (sentence, bool) {
	if strings.Contains(s.text(), "Report abuse") { // what readers wrote below an article
		return s, false
	}
	for _, g := range finds {
		if g.Start > f.Start {
			break
		}
		if g.Start < s.start {
			continue
		}
		end := st.end(s, g)
		switch {
		case end <= s.start:
		case f.Start < end:
			return s, false
		default:
			rest := st.text[end:f.Start]
			s.start = f.Start - len(strings.TrimLeftFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !mayOpen(r) }))
			s.opens = true
		}
	}
	return s, true
}

// undated returns a title without a date of its sentence that it begins with, and a colon or
// dash: "June 1 - Shares fell".
func undated(title string, inside []find.Find) string {
	for _, g := range inside {
		rest, ok := strings.CutPrefix(title, g.Text)
		if !ok {
			continue
		}
		rest = strings.TrimLeft(rest, " ")
		if first, size := utf8.DecodeRuneInString(rest); strings.ContainsRune(":-–—", first) && len(rest) > size {
			return strings.TrimLeft(rest[size:], " ")
		}
	}
	return title
}

// item returns the item of a find in a sentence that is a list by days: "20 April: the rig
// explodes 28 April: the coast guard fears …". Other sentences are returned as they are.
func item(text string, s sentence, inside []find.Find, f find.Find) sentence {
	var heads []find.Find
	for _, g := range inside {
		if g.End <= s.end && strings.HasPrefix(strings.TrimLeft(text[g.End:s.end], " "), ":") {
			heads = append(heads, g)
		}
	}
	if len(heads) < 2 {
		return s
	}
	for _, h := range heads {
		if h.Start <= f.Start && h.Start > s.start {
			s.start = h.Start
		}
		if h.Start > f.Start {
			s.end = h.Start - len(text[:h.Start]) + len(strings.TrimRightFunc(text[:h.Start], unicode.IsSpace))
			break
		}
	}
	s.end = max(s.end, f.End)
	return s
}
