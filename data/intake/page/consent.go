package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// consent reports a box that asks for consent to cookies or to the use of data. It is
// known by its name, or by its words with a button to agree; what holds the title of
// an article or nearly all elements of the page is none.
func (b *body) consent(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Aside, atom.Dialog, atom.Form, atom.Footer, atom.Header, atom.P, atom.Ul, atom.Table:
	default:
		if !strings.Contains(n.Data, "-") {
			return false
		}
	}
	const most = 3000 // nodes; no such box has more
	if size := 0; n.FirstChild != nil {
		for range n.Descendants() {
			if size++; size > most {
				return false
			}
		}
	}
	dialog := attr(n, "role") == "dialog" || attr(n, "role") == "alertdialog" || attr(n, "aria-modal") == "true" || n.DataAtom == atom.Dialog
	named := consentName(n)
	if !dialog && !named && !agrees(n) {
		return false
	}
	for c := range n.Descendants() {
		switch {
		case c.DataAtom == atom.Article, c.DataAtom == atom.Main, c.DataAtom == atom.H1 && !aboutData(textOf(c)):
			return false
		}
	}
	text := strings.ToLower(allText(n, 20_000))
	if !mostAboutData(n) {
		return false
	}
	return aboutData(text) || named && len(text) < 400
}

// consentName reports the names of consent boxes, of their common makers too.
func consentName(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" && a.Key != "aria-label" || len(a.Val) > 500 {
			continue
		}
		name := strings.ToLower(a.Val)
		for _, word := range []string{
			"consent", "cookie", "gdpr", "onetrust", "didomi", "qc-cmp", "truste", "usercentrics", "sp_message", "fc-dialog", "cmpbox", "cmp-container",
			"privacy-banner", "privacy-notice", "privacy-popup", "privacybox", "ccpa", "klaro", "iubenda-cs", "tarteaucitron", "rgpd", "dsgvo",
		} {
			if strings.Contains(name, word) {
				return true
			}
		}
	}
	return false
}

// agrees reports a box with a button or link to agree.
func agrees(n *html.Node) bool {
	for c := range n.Descendants() {
		button := c.DataAtom == atom.Button || c.DataAtom == atom.A || attr(c, "role") == "button" || c.DataAtom == atom.Input && attr(c, "type") != "hidden"
		if !button {
			continue
		}
		text := strings.ToLower(strings.Trim(textOf(c)+attr(c, "value"), " .!✓✔×"))
		if len(text) > 60 {
			continue
		}
		for _, word := range []string{
			"accept", "i accept", "agree", "i agree", "allow all", "got it", "reject", "refuse", "ok", "manage settings", "manage options", "manage preferences",
			"akzeptieren", "alle akzeptieren", "zustimmen", "ablehnen", "einverstanden", "accepter", "tout accepter", "j'accepte", "refuser", "aceptar", "rechazar", "accetta", "rifiuta",
			"aceitar", "akkoord", "accepteren", "godkänn", "принять", "согласен", "kabul et", "قبول", "موافق", "أوافق", "أوافق على الكل", "رفض", "قبول الكل", "می\u200cپذیرم", "同意",
		} {
			if text == word || len(word) > 4 && strings.HasPrefix(text, word) {
				return true
			}
		}
	}
	return false
}

// mostAboutData reports that at least half of the prose below n is about cookies and the
// use of data.
func mostAboutData(n *html.Node) bool {
	all, about := 0, 0
	for c := range n.Descendants() {
		if size := len(strings.TrimSpace(c.Data)); c.Type == html.TextNode && size >= proseBytes {
			if all += size; kindsOfData(c.Data[:min(len(c.Data), longestHead)]) > 0 {
				about += size
			}
		}
	}
	return about*2 >= all
}

// longestHead is how many bytes of a text are looked at for words that say what it is.
const longestHead = 2000

// aboutData reports words about cookies and the use of data: two kinds of them.
func aboutData(text string) bool { return kindsOfData(text) >= 2 }

// kindsOfData counts the kinds of words about cookies and the use of data in a text.
func kindsOfData(text string) int {
	text = strings.ToLower(text)
	kinds := 0
	for _, words := range [][]string{
		{"cookie", "كوكيز", "ملفات تعريف الارتباط", "ملفات الارتباط", "кук", "çerez"},
		{"privacy", "datenschutz", "privatsphäre", "vie privée", "confidentialité", "privacidad", "riservatezza", "الخصوصية", "خصوصيتك", "конфиденциальн", "gizlilik", "حریم خصوصی"},
		{"our partners", "partners", "unsere partner", "partenaires", "socios", "third parties", "شركائنا", "شركاؤنا", "الشركاء", "أطراف ثالثة"},
		{"your device", "ihrem gerät", "votre appareil", "tu dispositivo", "su dispositivo", "جهازك", "personal data", "données personnelles", "personenbezogene", "datos personales", "البيانات الشخصية", "بياناتك"},
		{"consent", "einwilligung", "consentement", "consentimiento", "consenso", "موافقتك", "الموافقة على"},
		{"personalis", "personaliz", "personnalis", "advertising", "tracking", "offers that fit", "الإعلانات", "المخصصة", "werbung", "publicité", "publicidad"},
		{"settings", "preferences", "einstellungen", "paramètres", "preferencias", "الإعدادات", "التفضيلات"},
	} {
		for _, w := range words {
			if strings.Contains(text, w) {
				kinds++
				break
			}
		}
	}
	return kinds
}

// allText is the text below n, at most most bytes of it.
func allText(n *html.Node, most int) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && b.Len() < most {
			b.WriteString(c.Data[:min(len(c.Data), most)])
			b.WriteByte(' ')
		}
	}
	return b.String()
}
