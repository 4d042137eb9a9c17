package page

import (
	"strings"
	"unicode/utf8"
)

// trim drops what is left of a page's furniture at both ends of its text: tools and
// disclosures at its beginning; lists of other texts, tags, invitations, and headings
// without text below them at its end. Lists of other texts within it go too.
func trim(text []paragraph) []paragraph {
	text = withoutLists(text)
	const most = 8 // lines that are looked at
	for range most {
		if len(text) < 2 || !opening(text[0]) {
			break
		}
		text = text[1:]
	}
	for len(text) > 0 {
		p := text[len(text)-1]
		link := p.linked*2 > len(p.text) && !(linkedSentence(p) && len(text) > 1 && text[len(text)-2].linked*2 <= len(text[len(text)-2].text))
		if p.kind != heading && !p.clock && !legal(p.text) && !link && (len(text) < 2 || !ending(p)) {
			break
		}
		text = text[:len(text)-1]
	}
	return text
}

// withoutLists drops the lists of other texts: the lines below a heading like "Related"
// up to the next paragraph of prose, or all to the end where that is little.
func withoutLists(text []paragraph) []paragraph {
	size := 0
	for _, p := range text {
		size += len(p.text)
	}
	kept := make([]paragraph, 0, len(text))
	before := 0
	for i := 0; i < len(text); i++ {
		p := text[i]
		if !elsewhere(p) {
			kept = append(kept, p)
			before += len(p.text)
			continue
		}
		if rest := size - before; before > 0 && rest*4 < size && !proseBelow(text[i+1:]) {
			break
		}
		for i+1 < len(text) && (text[i+1].kind == item || text[i+1].linked*2 > len(text[i+1].text) || text[i+1].words < 12 && text[i+1].kind == plain && !sentence(text[i+1].text)) {
			i++
			size -= len(text[i].text)
		}
	}
	return kept
}

// proseBelow reports that two paragraphs of some length follow each other, as in no list.
func proseBelow(text []paragraph) bool {
	for i := range text[:max(0, len(text)-1)] {
		if text[i].words >= 30 && text[i+1].words >= 30 && text[i].linked == 0 && text[i+1].linked == 0 {
			return true
		}
	}
	return false
}

// elsewhere reports a heading, or a line like one, above a list of other texts.
func elsewhere(p paragraph) bool {
	if p.words > 7 || p.kind == item || p.kind == quotation || p.kind == pictured || strings.HasSuffix(p.text, ".") {
		return false
	}
	lower := strings.ToLower(strings.Trim(p.text, " :.…|*-–—<>»«›‹!"))
	switch lower {
	case "related", "related articles", "related stories", "related posts", "related content", "related news", "related topics", "related links", "related coverage", "related reading",
		"you may also like", "you may like", "you might also like", "you might like", "more stories", "more from this author", "more on this story", "more on this topic", "more on this",
		"read next", "up next", "next up", "recommended", "recommended for you", "recommended stories", "recommended reading", "most read", "most popular", "popular stories",
		"popular posts", "trending", "trending now", "latest news", "latest stories", "latest articles", "latest posts", "recent posts", "recent articles", "also on this site", "also read", "read also", "see also",
		"top stories", "editor's picks", "editors' picks", "editor’s picks", "editors’ picks", "don't miss", "don’t miss", "more news", "more articles", "further reading on this site", "in this section", "explore more", "keep reading",
		"tags", "topics", "filed under", "categories", "share this", "share this article", "share this story", "about the author", "about the authors", "leave a comment", "leave a reply", "comments", "post navigation",
		"sign up for our newsletter", "subscribe to our newsletter", "our newsletter", "newsletter", "newsletters", "follow us", "stay connected", "join the conversation",
		"مواضيع ذات صلة", "موضوعات ذات صلة", "مقالات ذات صلة", "أخبار ذات صلة", "أخبار متعلقة", "مواضيع متعلقة", "ذات صلة", "اقرأ أيضا", "اقرأ أيضًا", "اقرأ ايضا", "إقرأ أيضا", "قد يعجبك", "قد يعجبك أيضا", "قد يعجبك أيضًا", "ربما يعجبك",
		"الأكثر قراءة", "الأكثر مشاهدة", "الأكثر تداولا", "شاهد أيضا", "شاهد أيضًا", "آخر الأخبار", "أحدث الأخبار", "المزيد من الأخبار", "مقالات أخرى", "كلمات مفتاحية", "كلمات دلالية", "الوسوم", "وسوم", "شارك المقال", "شارك الخبر", "عن الكاتب", "التعليقات", "أضف تعليقا", "اترك تعليقا",
		"à lire aussi", "lire aussi", "sur le même sujet", "articles liés", "voir aussi", "les plus lus", "vous aimerez aussi", "mots-clés", "partager", "commentaires",
		"mehr zum thema", "lesen sie auch", "das könnte sie auch interessieren", "weitere artikel", "meistgelesen", "ähnliche artikel", "schlagwörter", "kommentare",
		"te puede interesar", "también te puede interesar", "lo más leído", "noticias relacionadas", "artículos relacionados", "etiquetas", "comentarios",
		"leggi anche", "articoli correlati", "potrebbe interessarti", "leia também", "leia mais", "notícias relacionadas", "relacionadas",
		"читайте также", "по теме", "похожие материалы", "ilgili haberler", "benzer haberler", "مطالب مرتبط", "相关新闻", "相关阅读", "延伸阅读", "相關新聞":
		return true
	}
	return false
}

// opening reports a line of tools or a disclosure at the beginning of a text.
func opening(p paragraph) bool {
	if p.kind == heading || p.kind == pictured || p.clock {
		return false
	}
	return slogan(p) || p.words <= 12 && tool(p.text) || p.words <= 60 && discloses(p.text)
}

// ending reports a line that sites put below their texts.
func ending(p paragraph) bool {
	if p.kind == pictured || p.kind == quotation {
		return false
	}
	if p.words > 60 {
		return false
	}
	lower := strings.ToLower(p.text)
	for _, word := range []string{
		"tags:", "tag:", "tagged", "topics:", "topic:", "filed under", "filed in", "posted in", "categories:", "category:", "keywords:", "labels:", "more from ", "more about ", "share:", "share on ",
		"a version of this article appear", "this article was originally published", "have a tip", "got a tip", "do you have a story", "contact us", "email the author", "related:",
		"الوسوم:", "كلمات مفتاحية:", "الكلمات المفتاحية", "تصنيفات:", "للاشتراك", "mots-clés", "schlagwörter", "etiquetas:", "tags :",
	} {
		if strings.HasPrefix(lower, word) {
			return p.words <= 40
		}
	}
	return slogan(p) || p.words <= 12 && tool(p.text) || discloses(p.text) || invites(p.text) && (p.words <= 12 || p.linked > 0 && p.words <= 25) || p.words <= 40 && asks(lower)
}

// asks reports an invitation to subscribe, follow or write.
func asks(lower string) bool {
	for _, words := range [][2]string{
		{"subscribe", "newsletter"},
		{"sign up", "newsletter"},
		{"sign up", "email"},
		{"sign up", "free"},
		{"follow", "twitter"},
		{"follow", "facebook"},
		{"follow us", ""},
		{"follow", "instagram"},
		{"like us on", ""},
		{"join our", "channel"},
		{"join our", "group"},
		{"download", "our app"},
		{"subscribe to", ""},
		{"click here to", ""},
		{"اشترك", "النشرة"},
		{"تابعونا", ""},
		{"تابعنا", ""},
		{"انضم", "قناة"},
		{"abonnez-vous", ""},
		{"suivez-nous", ""},
		{"abonnieren sie", "newsletter"},
		{"suscríbete", ""},
		{"síguenos", ""},
	} {
		if strings.Contains(lower, words[0]) && strings.Contains(lower, words[1]) {
			return true
		}
	}
	return false
}

// tool reports a line that is for using the page.
func tool(text string) bool {
	lower := strings.ToLower(strings.Trim(text, " :.…|*-–—<>»«›‹▶►·•()"))
	if sentence(text) && !strings.HasSuffix(text, ":") {
		return false
	}
	for _, word := range []string{
		"listen to this article", "listen to article", "listen", "share this", "share on", "share via", "copy link", "copy url", "print this", "save article", "save this", "bookmark", "add to", "font size", "text size", "resize",
		"reading time", "estimated reading", "read time", "jump to", "skip to", "back to", "go to", "home >", "home /", "home »", "you are here", "play audio", "audio version", "gift article", "gift this", "view comments",
		"leave a comment", "add a comment", "post a comment", "0 comments", "no comments", "show comments", "view all", "view gallery", "open gallery", "close", "email this", "tweet", "facebook", "twitter", "whatsapp", "linkedin", "reddit", "pinterest", "telegram",
		"استمع إلى", "استمع للمقال", "شارك", "نسخ الرابط", "حجم الخط", "وقت القراءة", "مدة القراءة", "الرئيسية /", "الرئيسية >", "الرئيسية »", "طباعة", "حفظ", "أضف تعليق", "فيسبوك", "تويتر", "واتساب",
		"temps de lecture", "écouter", "partager", "lesezeit", "artikel anhören", "teilen", "drucken", "tiempo de lectura", "compartir", "escuchar", "tempo di lettura", "condividi", "tempo de leitura", "compartilhar", "okuma süresi", "время чтения", "поделиться",
	} {
		if lower == word || strings.HasPrefix(lower, word+" ") || strings.HasPrefix(lower, word) && len(word) > 9 {
			return true
		}
	}
	return strings.HasSuffix(lower, " min read") || strings.HasSuffix(lower, " minute read") || strings.HasSuffix(lower, " minutes read") || strings.HasSuffix(lower, " min de lecture") || strings.HasSuffix(lower, " دقائق قراءة")
}

// discloses reports a line on what the publisher earns, or on how the text was made.
func discloses(text string) bool {
	lower := strings.ToLower(text)
	for _, phrase := range []string{
		"affiliate link", "affiliate commission", "may earn a commission", "earn a small commission", "earn commission", "we may receive compensation", "we may be compensated", "sponsored by", "this post is sponsored", "paid partnership",
		"advertiser disclosure", "when you buy through", "when you purchase through", "if you buy something", "if you click on a link", "products featured here are from our partners",
		"روابط تابعة", "عمولة من", "liens affiliés", "affiliate-links", "enlaces de afiliado", "link di affiliazione",
	} {
		if strings.Contains(lower, phrase) {
			return true
		}
	}
	return false
}

// legal reports a line about rights, which ends the text of many agencies.
func legal(text string) bool {
	start, _ := utf8.DecodeRuneInString(text)
	lower := strings.ToLower(text[:min(len(text), longestHead)])
	return start == '©' || strings.HasPrefix(lower, "copyright") || strings.HasPrefix(lower, "(c)") || strings.HasPrefix(text, "جميع الحقوق محفوظة")
}

// slogan reports the lines that pages put between paragraphs of their text.
func slogan(p paragraph) bool {
	if p.words > 6 {
		return false
	}
	switch strings.ToLower(strings.Trim(p.text, " :.…|*-–—<>»«")) {
	case "advertisement", "advertising", "ad", "sponsored", "sponsored content", "promoted", "story continues below advertisement",
		"continue reading", "read more", "more", "share", "share this", "share this article", "save", "print", "related", "related articles",
		"related stories", "see also", "also read", "read also", "recommended", "loading", "skip advertisement", "article continues below",
		"sign up", "subscribe", "subscribe now", "follow us", "back to top", "click here",
		"إعلان", "إعلانات", "اقرأ أيضا", "اقرأ أيضًا", "إقرأ أيضا", "اقرأ المزيد", "للمزيد", "المزيد", "شارك", "شارك المقال", "شارك الخبر",
		"مواضيع ذات صلة", "مقالات ذات صلة", "أخبار ذات صلة", "ذات صلة", "تابعنا", "طباعة", "تابع القراءة", "شاهد أيضا", "شاهد أيضًا":
		return true
	}
	return false
}
