package propose

import (
	"strings"
	"sync"
	"unicode"

	"tarikh.org/tarikh/data/text/fold"
)

// lexicon is what the words of a language do in a sentence, folded.
type lexicon struct {
	arab bool
	// dated are words before a date that go with it.
	dated map[string]bool
	// opening are words that a title does not begin with, closing those that it
	// does not end in.
	opening, closing map[string]bool
	// saying are verbs of attribution; that are the words which may follow and
	// open what was said.
	saying, that map[string]bool
	// relating are words that begin a clause about the one before it.
	relating map[string]bool
	// idle are words that say nothing of what happened.
	idle map[string]bool
}

// newLexicon returns a lexicon of lists of words, made when it is first used.
func newLexicon(arab bool, dated, opening, closing, saying, that, relating, idle string) func() *lexicon {
	return sync.OnceValue(func() *lexicon {
		v := &lexicon{
			arab: arab, dated: set(fold.String(dated)), opening: set(fold.String(opening)), closing: set(fold.String(closing)),
			saying: set(fold.String(saying)), that: set(fold.String(that)), relating: set(fold.String(relating)), idle: set(fold.String(idle)),
		}
		for _, words := range []map[string]bool{v.dated, v.opening, v.closing, v.that} {
			for w := range words {
				v.idle[w] = true
			}
		}
		return v
	})
}

// relates reports whether a clause begins with a word that makes it one about the
// clause before it.
func (v *lexicon) relates(clause string) bool {
	word, _, _ := strings.Cut(strings.TrimLeftFunc(clause, notLetter), " ")
	return v.relating[fold.String(word)]
}

// The languages of the date finder.
var (
	arabicLexicon = newLexicon(true,
		"في يوم منذ خلال بتاريخ من مساء صباح فجر ظهر ليلة ليل عشية غداة حتى أثناء",
		"و كما لكن ولكن بل إذ حيث بينما فيما وفيما قد وقد فقد لقد ولقد أن إن أنه إنه وأن وإن أنها إنها بأن بأنه وذلك ذلك علما مضيفا وأضاف عندما حين حينما ثم وكان كان وكانت وهو وهي هو هي الذي التي والتي والذي مما وعليه وبذلك كذلك يذكر أيضا وأيضا",
		"و في من إلى على عن مع أن إن التي الذي بعد قبل حتى منذ أو ثم لكن بين خلال حيث وفي ومن وهو وهي كان كانت",
		"قال وقال فقال قالت وقالت يقول وتقول أكد وأكد أكدت وأكدت يؤكد أعلن وأعلن أعلنت وأعلنت أوضح وأوضح أوضحت أضاف وأضاف أضافت وأضافت ذكر وذكر ذكرت وذكرت أفاد وأفاد أفادت وأفادت صرح وصرح أشار وأشار أشارت وأشارت لفت ولفت كشف وكشف يذكر ويذكر يشار ويشار زعم وزعم اعتبر واعتبر رأى بين وبين جاء وجاء مشيرا مؤكدا موضحا مضيفا",
		"أن إن بأن وأن وإن أنه إنه أنها إنها بأنه بأنها أنهم إنهم",
		"الذي التي والذي والتي الذين اللذان اللتان",
		"هذا هذه تلك ما لا لم لن هناك أي كل بعض غير عام شهر سنة اليوم أمس غدا الماضي المقبل العام الشهر عند لدى كما عبر ضد نحو به بها له لها فيه فيها منه منها إليه عليه وما ولم")
	englishLexicon = newLexicon(false,
		"in on at during since from by of until till throughout as the this early late mid",
		"and but so yet however meanwhile moreover then while when where which who whom whose that because although though as also still if or nor after before",
		"and or but in on at of to for from by with the a an that which who while when as after before into over under since until during between this his her its their",
		"said says say told tells added adds announced announces reported reports stated states claimed claims noted explained confirmed insisted warned recalled",
		"that",
		"which who whom whose where",
		"is are was were be been has have had will would could should may might do does did not it he she they we you i there here more most some any all both than then about just only up out off its his her their our your one two")
	persianLexicon = newLexicon(true,
		"در از روز تا ماه سال طی", "و اما که ولی همچنین سپس", "و در از به با که را تا بر", "گفت گفتند افزود اعلام", "که", "که", "این آن است بود شد شده می")
	frenchLexicon = newLexicon(false,
		"en le au à du de depuis dès la l les jusqu", "et mais or donc car ni que qui dont où puis lorsque quand tandis ainsi", "et de du des le la les à au aux en dans pour par sur que qui avec un une",
		"dit déclaré affirmé annoncé ajouté indiqué", "que qu", "qui que dont où", "est a été sont ont avait était il elle ils elles ce cette ces se ne pas plus son sa ses leur")
	spanishLexicon = newLexicon(false,
		"en el del de desde hasta la los al", "y pero o que quien donde cuando mientras además así pues", "y de del el la los las a al en por para con que un una",
		"dijo afirmó anunció declaró añadió indicó", "que", "que quien cuyo cuya donde", "es fue son ha han era se no más su sus lo le")
	russianLexicon = newLexicon(false,
		"в с до по к на около", "и но а что который которая которые когда также однако", "и в с на по к от до из за для о об что",
		"сказал сказала заявил заявила сообщил сообщила добавил", "что", "который которая которое которые", "был была было были есть не это он она они его её их как")
	turkishLexicon = newLexicon(false,
		"tarihinde günü", "ve ama fakat ancak da de", "ve ile için bir", "söyledi açıkladı belirtti", "", "", "bu bir olan olarak daha çok")
	otherLexicon = newLexicon(false, "", "", "", "", "", "", "")
)

// lexiconOf returns the lexicon of a language, or of a text's script where the
// language is not said or not known.
func lexiconOf(lang, text string) *lexicon {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	switch lang {
	case "ar":
		return arabicLexicon()
	case "en":
		return englishLexicon()
	case "fa":
		return persianLexicon()
	case "fr":
		return frenchLexicon()
	case "es":
		return spanishLexicon()
	case "ru":
		return russianLexicon()
	case "tr":
		return turkishLexicon()
	case "":
	default:
		return otherLexicon()
	}
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r):
			return arabicLexicon()
		case unicode.Is(unicode.Cyrillic, r):
			return russianLexicon()
		case unicode.Is(unicode.Latin, r):
			return englishLexicon()
		}
	}
	return otherLexicon()
}

// beginWithWaw are common words whose first letter, a waw, is part of the root and no
// conjunction.
var beginWithWaw = sync.OnceValue(func() map[string]bool {
	return set(fold.String(`وقع وقعت وقعوا وقعا وصل وصلت وصلوا وصول وصوله وصولها ولد ولدت وافق وافقت واصل واصلت وجه وجهت وزير وزيرة وزراء وزارة وزاره
	وفاة وفد وفود وكالة وكالات وكيل وقف وقفت وقفة وقوف ورد وردت وضع وضعت وعد وعدت وعود وجد وجدت وحدة وحدات واشنطن ووهان والد والدة والده والدته وباء
	وثيقة وثائق وسط وفق وفقا وطن وطنية واجه واجهت واحد واحدة وقود وسائل وسيلة وسيط وساطة ورشة وصف وصفت وصفه وصية وظيفة وظائف وزن وزع وزعت
	وقت وراء ورقة ورثة ورث وريث وعي وفر وفرت وقائع ولاية ولايات والي وديعة وداع ودع ودعت وسع وسعت وهب وهم ولي وجبة وجود وجهة وجه وادي وارد واردات وفير وفيات وفاته وفاتها`))
})

// conjunctionLength returns the length in bytes of the conjunction «و» that is written
// together with the first word of an Arabic text, 0 where there is none.
func conjunctionLength(text string) int {
	const waw = "و"
	word := text
	if i := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && r != '\u0640' }); i >= 0 {
		word = text[:i]
	}
	rest, ok := strings.CutPrefix(word, waw)
	folded := fold.String(rest)
	if !ok || len(folded) < len("ابت") {
		return 0
	}
	if beginWithWaw()[fold.String(word)] {
		return 0
	}
	n := len(waw)
	for _, r := range rest { // harakat on it
		if !unicode.Is(unicode.Mn, r) {
			break
		}
		n += len(string(r))
	}
	return n
}

// wordsOf are the words of a text that distinguish one event from another, without what
// Arabic writes together with them.
func wordsOf(text string, v *lexicon) map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsFuncSeq(fold.String(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if v.idle[word] {
			continue
		}
		word = stem(word)
		if len(word) > 2 && !v.idle[word] {
			words[word] = true
		}
		if len(words) == maxWords {
			break
		}
	}
	return words
}

// maxWords bounds what a comparison of two passages costs.
const maxWords = 200

// stem removes the article and what is written before it.
func stem(word string) string {
	const least = len("ابت")
	for _, prefix := range [...]string{"وال", "بال", "كال", "فال", "ولل", "ال", "لل", "و"} {
		if rest, ok := strings.CutPrefix(word, prefix); ok && len(rest) >= least {
			return rest
		}
	}
	return word
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// set makes a set of the words of a text.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		m[word] = true
	}
	return m
}
