package page

import (
	"strings"
	"sync"
	"unicode"
)

// purpose is what a date beside an article dates, by the words before it or the names
// of its element.
type purpose uint8

const (
	unnamed purpose = iota
	ofPublication
	ofChange
)

// labelled is the purpose that the words before a date give it; the last of them
// counts: "Published 4 March, updated".
func labelled(before string) purpose {
	text := strings.ToLower(before)
	last, at := unnamed, -1
	for _, set := range []struct {
		words []string
		what  purpose
	}{{publishedWords, ofPublication}, {changedWords, ofChange}} {
		for _, w := range set.words {
			if i := strings.LastIndex(text, w); i > at || i == at && i >= 0 && set.what == ofChange {
				last, at = set.what, i
			}
		}
	}
	return last
}

// Words of fifteen languages that say what a date is the date of.
var (
	publishedWords = []string{
		"published", "posted", "first published", "pub date", "publication date", "created", "written on", "issued", "release date", "date posted", "pubdate", "originally published",
		"نشر", "نُشر", "تاريخ النشر", "كتب في", "أضيف", "تاريخ الإضافة", "صدر في",
		"publié", "paru le", "mis en ligne", "créé le", "posté le",
		"veröffentlicht", "erschienen", "erstellt", "publiziert", "online seit",
		"publicado", "publicada", "fecha de publicación", "creado",
		"pubblicato", "pubblicata", "postado", "data de publicação",
		"опубликован", "размещено", "создано", "дата публикации",
		"yayın", "yayınlan", "eklenme", "oluşturul", "giriş",
		"منتشر", "تاریخ انتشار", "شائع", "发布", "發布", "發佈", "发表", "刊登", "פורסם", "प्रकाशित", "diterbitkan", "dipublikasikan", "gepubliceerd", "geplaatst", "publicerad", "opublikowano",
	}
	changedWords = []string{
		"updated", "update", "modified", "changed", "revised", "edited", "last reviewed", "corrected",
		"تحديث", "حدث في", "عُدل", "تعديل", "عدّل",
		"mis à jour", "mise à jour", "modifié", "actualisé",
		"aktualisiert", "geändert", "bearbeitet", "stand:",
		"actualizado", "actualizada", "actualización", "modificado", "editado",
		"aggiornato", "aggiornata", "aggiornamento", "modificato", "atualizado", "atualizada", "modificado",
		"обновлен", "изменен", "отредактирован",
		"güncelle", "düzenle", "به\u200cروزرسانی", "بروزرسانی", "ویرایش", "اپ ڈیٹ", "更新", "修改", "עודכן", "अपडेट", "diperbarui", "bijgewerkt", "gewijzigd", "uppdaterad", "aktualizacja", "zaktualizowano",
	}
)

// creditWord reports a word of a line that only says who wrote a text and when, other
// than the names and the date.
func creditWord(word string) bool {
	switch word {
	case "by", "and", "on", "at", "in", "first", "last", "originally", "written", "words", "author", "authors", "date", "release", "story", "text", "report", "reported",
		"time", "min", "mins", "minute", "minutes", "read", "ago", "hours", "hour", "days", "day", "views", "comments", "comment", "shares", "reading", "article",
		"le", "la", "à", "a", "par", "et", "de", "lecture", "min.", "temps", "von", "am", "um", "und", "vom", "lesezeit", "minuten", "el", "las", "por", "y", "di", "il", "alle", "ore", "e", "às",
		"بقلم", "كتب", "كتبت", "تاريخ", "النشر", "آخر", "في", "الساعة", "بتوقيت", "هـ", "الموافق", "يوم", "اليوم", "دقائق", "دقيقة", "قراءة", "مشاهدة", "تعليق", "تعليقات", "منذ", "ساعة", "ساعات",
		"дата", "в", "и", "tarihi", "saat", "son", "در", "ساعت", "作者", "时间", "日期":
		return true
	}
	return clockWord(word) || labelWords()[word] || labelled(word) != unnamed
}

// labelWords are the single words of the labels.
var labelWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, set := range [][]string{publishedWords, changedWords} {
		for _, phrase := range set {
			for w := range strings.FieldsFuncSeq(phrase, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
				words[w] = true
			}
		}
	}
	return words
})

// weekdays are the names of days in the languages that dates are read in, and of
// some more.
var weekdays = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for w := range strings.FieldsSeq(`
		monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
		السبت الأحد الاحد الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة
		lundi mardi mercredi jeudi vendredi samedi dimanche
		montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
		lunes martes miércoles jueves viernes sábado domingo
		segunda terça quarta quinta sexta feira segunda-feira terça-feira quarta-feira quinta-feira sexta-feira
		lunedì martedì mercoledì giovedì venerdì sabato domenica
		понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
		pazartesi salı çarşamba perşembe cuma cumartesi pazar
		شنبه یکشنبه دوشنبه چهارشنبه پنجشنبه جمعه پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار
		星期一 星期二 星期三 星期四 星期五 星期六 星期日 周一 周二 周三 周四 周五 周六 周日
		ראשון שני שלישי רביעי חמישי שישי שבת יום
		सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार senin selasa rabu kamis jumat sabtu minggu
		maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag
		poniedziałek wtorek środa czwartek piątek sobota niedziela` + " سه\u200cشنبه پنج\u200cشنبه") {
		words[w] = true
	}
	return words
})
