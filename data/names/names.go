// Package names proposes persons and organisations that texts in Arabic and English name:
// by the capitals of a run of words, the title or post beside it, words that name bodies,
// given names, what a library knows already, and what recurs.
//
// The one idea behind it: a name is an extent of a text with the reason for which it is
// taken for one. Names are joined where they are written alike; one word of a name is the
// whole one only where the same text has said that and it can be nobody else's, and is not
// joined with certainty to a person of another text.
package names

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// Kind is what has a name.
type Kind string

// The kinds.
const (
	Person       Kind = "person"
	Organisation Kind = "organisation"
)

// Reason is why an extent is taken for a name of its kind.
type Reason string

// The reasons, the best first.
const (
	ByLibrary Reason = "library" // the library has it
	ByList    Reason = "list"    // a body that is known by its name
	ByTitle   Reason = "title"   // Because is the title or the post beside it
	ByWord    Reason = "word"    // Because is a word that names bodies
	ByGiven   Reason = "given"   // Because is a given name
	BySaid    Reason = "said"    // it speaks
	ByCapital Reason = "capital" // capital letters alone
)

// reasons are all, in order.
func reasons() []Reason {
	return []Reason{ByLibrary, ByList, ByTitle, ByWord, ByGiven, BySaid, ByCapital}
}

// Passage is where a text names somebody: bytes of the text with the number that it was
// added as, half-open.
type Passage struct{ Text, Start, End int }

// Known is a person or an organisation that a library has.
type Known struct {
	Kind   Kind
	Called []string // all names, the one by which it is listed first
}

// Proposal is somebody or something that texts name.
type Proposal struct {
	Name     string
	Others   []string // other names, as those of bodies in the other script
	Spelt    []string // how texts have the whole name, as Key gives it
	Kind     Kind
	Reason   Reason
	Because  string    // see Reason
	Known    int       // place among the known, -1 for none
	Passages []Passage // in the order of the texts
	Texts    int       // how many texts name it
	// May are the names of proposals, or of the known, that it may be: a surname alone in a
	// text that does not say whose, and a surname or a word that several have.
	May []string
	// Alike is the name of a proposal or one of the known that sounds alike in the other
	// script; empty where there is none, or several.
	Alike string
}

// Sure reports whether more than its letters says that it is a name.
func (p *Proposal) Sure() bool { return p.Reason != ByCapital && p.Reason != BySaid && len(p.May) == 0 }

// mention is a name in a text.
type mention struct {
	text       int
	start, end int
	name       string // as it is listed
	spelt      string // as it stands, see Key; empty where it is a part of the name
	key        string // folded
	kind       Kind
	reason     Reason
	because    string
	others     []string
	known      int
	may        []string
}

// Finder finds names in texts, which are added one by one.
type Finder struct {
	place    func(name string) bool
	known    []Known
	called   map[string][]int // the known by their folded names
	longest  int              // words of a known name
	texts    int
	mentions []mention
	lone     map[string][]mention // single words with a capital that may be names, by key
	placed   map[string]int       // how often single words follow "in" and the like, by key
	articled map[string]bool      // Arabic words that have been seen with an article
}

// New returns a Finder. place reports whether a name is that of a well-known place; it may
// be nil.
func New(known []Known, place func(name string) bool) *Finder {
	if place == nil {
		place = func(string) bool { return false }
	}
	f := &Finder{place: place, known: known, called: map[string][]int{}, lone: map[string][]mention{}, placed: map[string]int{}, articled: map[string]bool{}}
	for i, k := range known {
		for _, name := range k.Called {
			key := Key(name)
			if key == "" || slices.Contains(f.called[key], i) {
				continue
			}
			f.called[key] = append(f.called[key], i)
			f.longest = max(f.longest, strings.Count(key, " ")+1)
		}
	}
	return f
}

// Key is how a name is compared: its folded words.
func Key(name string) string {
	return strings.Join(slices.Collect(fold.Words(name)), " ")
}

// Add reads a text, and returns its number: the first is 0.
func (f *Finder) Add(text string) int {
	n := f.texts
	f.texts++
	s := &scan{Finder: f, text: text, number: n, tokens: tokens(text)}
	for _, t := range s.tokens {
		if bare, ok := strings.CutPrefix(t.word, "ال"); ok && t.arabic {
			f.articled[bare] = true
		}
	}
	s.read()
	f.mentions = append(f.mentions, s.joined()...)
	return n
}

// scan is a text that is read.
type scan struct {
	*Finder
	text   string
	number int
	tokens []token
	found  []mention
	short  []mention // single words that may be a part of a name
}

// read finds the names of the text, from its first word to its last.
func (s *scan) read() {
	for i := 0; i < len(s.tokens); {
		if next := s.knownAt(i); next > i {
			i = next
			continue
		}
		next := i
		switch t := &s.tokens[i]; {
		case t.sign != 0:
		case t.arabic:
			next = s.arabicAt(i)
		case t.capital:
			next = s.latinAt(i)
		}
		i = max(next, i+1)
	}
}

// add adds the name of tokens [from, to).
func (s *scan) add(from, to int, kind Kind, reason Reason, because string) {
	if from >= to {
		return
	}
	m := mention{text: s.number, start: s.tokens[from].begin, end: s.tokens[to-1].end, kind: kind, reason: reason, because: because, known: -1}
	m.name = oneSpace(s.text[m.start:m.end])
	if a := s.tokens[from]; a.arabic {
		m.name = strings.ReplaceAll(m.name, "\u0640", "")
		if a.article {
			_, one := utf8.DecodeRuneInString(m.name)
			_, two := utf8.DecodeRuneInString(m.name[one:])
			m.name = "ال" + m.name[one+two:]
		}
	}
	m.key = s.key(from, to)
	m.spelt = Key(s.text[m.start:m.end])
	if ids := s.called[m.key]; len(ids) > 0 && reason != ByLibrary {
		s.recognise(&m, ids)
	}
	s.found = append(s.found, m)
}

// key is the key of the name of tokens [from, to).
func (s *scan) key(from, to int) string {
	words := make([]string, 0, to-from)
	for _, t := range s.tokens[from:to] {
		if t.sign == 0 {
			words = append(words, t.word)
		}
	}
	words[0] = s.tokens[from].bareWord()
	return strings.Join(words, " ")
}

func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }

// knownAt finds the longest name of the library or of the list of bodies that begins at a
// token, and returns the place after it.
func (s *scan) knownAt(i int) int {
	t := &s.tokens[i]
	if t.sign != 0 || !t.arabic && !t.capital {
		return i
	}
	for n := min(max(s.longest, longestBody), len(s.tokens)-i); n > 0; n-- {
		if s.broken(i, i+n) {
			continue
		}
		rest := ""
		for _, w := range s.tokens[i+1 : i+n] {
			rest += " " + w.word
		}
		for _, first := range t.readings() {
			key := first + rest
			if ids := s.called[key]; len(ids) > 0 {
				s.addKnown(i, i+n, first, ids)
				return i + n
			}
			if b, ok := bodies()[key]; ok && (t.arabic || n > 1 || t.upper || !t.begins || b.plain) {
				s.tokens[i].cutTo(s.text, first)
				s.add(i, i+n, Organisation, ByList, "")
				m := &s.found[len(s.found)-1]
				m.name, m.others = b.called(t.arabic)
				m.key = b.key
				return i + n
			}
		}
	}
	return i
}

// addKnown adds a name of the library.
func (s *scan) addKnown(from, to int, first string, ids []int) {
	s.tokens[from].cutTo(s.text, first)
	s.add(from, to, s.known[ids[0]].Kind, ByLibrary, "")
	s.recognise(&s.found[len(s.found)-1], ids)
}

// recognise makes a mention one of the known; of a name that several have, it may be each.
func (s *scan) recognise(m *mention, ids []int) {
	k := s.known[ids[0]]
	m.kind, m.reason, m.because = k.Kind, ByLibrary, ""
	if len(ids) > 1 {
		for _, id := range ids {
			m.may = append(m.may, s.known[id].Called[0])
		}
		return
	}
	m.known, m.name, m.key = ids[0], k.Called[0], Key(k.Called[0])
}

// broken reports whether a sign is between the tokens of [from, to), or another script.
func (s *scan) broken(from, to int) bool {
	for i := from; i < to; i++ {
		t := s.tokens[i]
		if t.sign != 0 || t.arabic != s.tokens[from].arabic || i > from && t.begins {
			return true
		}
	}
	return false
}

// joined is what the text names, single words with the whole names that they are of.
func (s *scan) joined() []mention {
	whole := map[string][]*mention{} // by their last words
	for i := range s.found {
		m := &s.found[i]
		if last := lastWord(m.key); m.kind == Person && last != m.key && !slices.ContainsFunc(whole[last], func(o *mention) bool { return o.key == m.key }) {
			whole[last] = append(whole[last], m)
		}
	}
	out := slices.Clone(s.found)
	s.shortArabic(whole)
	for _, m := range s.short {
		of := whole[m.key]
		switch {
		case len(of) == 1 && of[0].start < m.start:
			m.key, m.name, m.kind, m.reason, m.because, m.known, m.may = of[0].key, of[0].name, of[0].kind, of[0].reason, of[0].because, of[0].known, of[0].may
			m.spelt = ""
			out = append(out, m)
		case len(of) > 1 || m.reason != "": // of two, or with a title
			m.kind, m.reason = Person, cmp.Or(m.reason, ByCapital)
			for _, o := range of {
				m.may = append(m.may, o.name)
			}
			out = append(out, m)
		default:
			s.lone[m.key] = append(s.lone[m.key], m)
		}
	}
	return out
}

// shortArabic finds the last words of whole names, which no capital tells, behind them.
func (s *scan) shortArabic(whole map[string][]*mention) {
	taken := func(t token) bool {
		return slices.ContainsFunc(s.found, func(m mention) bool { return t.begin < m.end && m.start < t.end })
	}
	for i, t := range s.tokens {
		if !t.arabic || t.sign != 0 {
			continue
		}
		for _, word := range t.readings() {
			of := whole[word]
			if len(of) == 0 || ordinary()[word] || given()[word] || of[0].start >= t.begin || taken(t) {
				continue
			}
			s.tokens[i].cutTo(s.text, word)
			s.addShort(i, "", "")
			break
		}
	}
}

// addShort adds one word that may be a part of a name.
func (s *scan) addShort(i int, reason Reason, because string) {
	before := len(s.found)
	s.add(i, i+1, Person, reason, because)
	m := s.found[before]
	if m.reason == ByLibrary {
		return
	}
	s.found = s.found[:before]
	if !slices.ContainsFunc(s.short, func(o mention) bool { return o.start == m.start }) {
		s.short = append(s.short, m)
	}
}

func lastWord(key string) string { return key[strings.LastIndexByte(key, ' ')+1:] }

// fewTexts is how many texts at least name what one word with a capital stands for.
const fewTexts = 3

// Proposals are what the texts name: those that are sure before the others, those of most
// texts first.
func (f *Finder) Proposals() []Proposal {
	by := map[string][]mention{}
	for _, m := range f.mentions {
		by[m.key] = append(by[m.key], m)
	}
	surnames := f.surnames(by)
	f.recurring(by, surnames)
	out := make([]Proposal, 0, len(by))
	for _, all := range by {
		out = append(out, f.proposal(all, surnames))
	}
	slices.SortFunc(out, func(a, b Proposal) int {
		if a.Sure() != b.Sure() {
			if a.Sure() {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.Texts, a.Texts), cmp.Compare(len(b.Passages), len(a.Passages)), strings.Compare(a.Name, b.Name), strings.Compare(string(a.Kind), string(b.Kind)))
	})
	alike(out, f.known)
	return out
}

// surnames are the names of persons by their last words.
func (f *Finder) surnames(by map[string][]mention) map[string][]string {
	out := map[string][]string{}
	add := func(key, name string) {
		if last := lastWord(key); last != key && !slices.Contains(out[last], name) {
			out[last] = append(out[last], name)
		}
	}
	for _, k := range f.known {
		if k.Kind == Person {
			for _, name := range k.Called {
				add(Key(name), k.Called[0])
			}
		}
	}
	for _, all := range by {
		if all[0].kind == Person {
			add(all[0].key, all[0].name)
		}
	}
	for _, names := range out {
		slices.Sort(names)
	}
	return out
}

// recurring adds the single words that are in several texts, and those that are the last
// word of somebody's name in another one.
func (f *Finder) recurring(by map[string][]mention, surnames map[string][]string) {
	for key, all := range f.lone {
		texts := map[int]bool{}
		for _, m := range all {
			texts[m.text] = true
		}
		if len(by[key]) > 0 || f.placed[key]*5 >= len(all) || len(texts) < fewTexts && len(surnames[key]) == 0 {
			continue
		}
		for _, m := range all {
			m.reason, m.kind = ByCapital, Organisation
			if len(surnames[key]) > 0 {
				m.kind = Person
			}
			by[key] = append(by[key], m)
		}
	}
}

// proposal is what the mentions of one name make.
func (f *Finder) proposal(all []mention, surnames map[string][]string) Proposal {
	slices.SortFunc(all, func(a, b mention) int { return cmp.Or(a.text-b.text, a.start-b.start) })
	order := reasons()
	best, written, texts := all[0], map[string]int{}, map[int]bool{}
	p := Proposal{Known: -1}
	for _, m := range all {
		if slices.Index(order, m.reason) < slices.Index(order, best.reason) {
			best = m
		}
		written[m.name]++
		texts[m.text] = true
		p.Passages = append(p.Passages, Passage{m.text, m.start, m.end})
		p.May = with(p.May, m.may...)
		p.Others = with(append(p.Others, m.others...), m.name)
		if m.spelt != "" {
			p.Spelt = with(p.Spelt, m.spelt)
		}
		if m.known >= 0 {
			p.Known = m.known
		}
	}
	p.Name, p.Kind, p.Reason, p.Because, p.Texts = best.name, best.kind, best.reason, best.because, len(texts)
	for name, n := range written {
		if most := written[p.Name]; n > most || n == most && name < p.Name {
			p.Name = name
		}
	}
	if p.Known < 0 && p.Kind == Person && !strings.Contains(best.key, " ") {
		p.May = with(p.May, surnames[best.key]...)
	}
	p.Others = slices.DeleteFunc(with(nil, p.Others...), func(name string) bool { return Key(name) == Key(p.Name) })
	return p
}

// with adds texts that are not there yet.
func with(all []string, more ...string) []string {
	for _, text := range more {
		if !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}

// runes is the length of a word in characters.
func runes(word string) int { return utf8.RuneCountInString(word) }
