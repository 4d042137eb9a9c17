package table

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"

	"tarikh.org/tarikh/data/text/fold"
)

// plainName is the name of a column without the number that tells it from others of its name.
func plainName(name string) string {
	if !strings.HasSuffix(name, ")") {
		return name
	}
	open := strings.LastIndex(name, " (")
	if open < 0 || !integer(name[open+2:len(name)-1]) {
		return name
	}
	return name[:open]
}

// names are what columns of a meaning are called, by language; of two columns the one
// whose name comes first has it. Names are between commas.
var names = map[Meaning]map[string]string{
	Title: {
		"en": "title, headline, event title, event name, event, name, what, heading, subject, label, summary, message, activity, incident, milestone, happening, occurrence, action",
		"ar": "العنوان, عنوان, عنوان الحدث, اسم الحدث, الحدث, حدث, الواقعة, واقعة, الأحداث, الاسم, اسم, الموضوع",
		"fr": "titre, intitulé, événement, évènement, événements, nom, objet, fait",
		"de": "titel, überschrift, ereignis, ereignisse, bezeichnung, schlagzeile, was, betreff",
		"es": "título, titular, evento, suceso, acontecimiento, hecho, nombre, qué",
		"ru": "заголовок, название, событие, события, наименование, имя, что",
	},
	Start: {
		"en": "start date, start, date start, begin date, begin, begins, beginning, from, date from, event date, date, datetime, date time, timestamp, when, started, since, dates, date and time, start time",
		"ar": "تاريخ البداية, تاريخ البدء, البداية, بداية, البدء, تاريخ الحدث, التاريخ, تاريخ, من, من تاريخ, متى, التاريخ والوقت",
		"fr": "date de début, date début, début, commencement, du, depuis, date de l'événement, date, dates, quand",
		"de": "startdatum, anfangsdatum, beginn, anfang, start, von, ab, datum, wann, zeitpunkt, termin",
		"es": "fecha de inicio, fecha inicio, inicio, comienzo, desde, fecha, fechas, cuándo",
		"ru": "дата начала, начало, с, дата события, дата, даты, когда",
	},
	End: {
		"en": "end date, end, date end, finish date, finish, ends, ending, until, till, to, date to, through, ended, stop",
		"ar": "تاريخ النهاية, تاريخ الانتهاء, النهاية, نهاية, الانتهاء, إلى, إلى تاريخ, حتى",
		"fr": "date de fin, date fin, fin, au, jusqu'à, jusqu'au",
		"de": "enddatum, ende, schluss, bis",
		"es": "fecha de fin, fecha fin, fecha final, fin, final, término, hasta",
		"ru": "дата окончания, дата конца, окончание, конец, по, до",
	},
	Year: {
		"en": "year, start year, yr", "ar": "السنة, سنة, العام, عام, سنة البداية", "fr": "année, an", "de": "jahr", "es": "año", "ru": "год",
	},
	Month: {"en": "month, start month", "ar": "الشهر, شهر", "fr": "mois", "de": "monat", "es": "mes", "ru": "месяц"},
	Day: {
		"en": "day, start day, day of month", "ar": "اليوم, يوم", "fr": "jour", "de": "tag", "es": "día", "ru": "день, число",
	},
	Time: {
		"en": "time, start time, hour, time of day", "ar": "الوقت, وقت, الساعة, ساعة", "fr": "heure", "de": "uhrzeit, zeit", "es": "hora", "ru": "время, час",
	},
	EndYear: {
		"en": "end year, year end, to year", "ar": "سنة النهاية, عام النهاية", "fr": "année de fin", "de": "endjahr", "es": "año final, año de fin", "ru": "год окончания",
	},
	EndMonth: {"en": "end month", "ar": "شهر النهاية", "fr": "mois de fin", "de": "endmonat", "es": "mes final", "ru": "месяц окончания"},
	EndDay:   {"en": "end day", "ar": "يوم النهاية", "fr": "jour de fin", "de": "endtag", "es": "día final", "ru": "день окончания"},
	EndTime:  {"en": "end time", "ar": "وقت النهاية", "fr": "heure de fin", "de": "endzeit", "es": "hora final", "ru": "время окончания"},
	Duration: {
		"en": "duration, length", "ar": "المدة, مدة", "fr": "durée", "de": "dauer", "es": "duración", "ru": "длительность, продолжительность",
	},
	LatestStart: {"en": "latest start date, latest start"},
	EarliestEnd: {"en": "earliest end date, earliest end"},
	Display:     {"en": "display date, date text, date as text, date in words"},
	Text: {
		"en": "description, text, details, detail, desc, body, content, story, long description, event description, summary, abstract, notes, note, comments, comment, remarks, information, info",
		"ar": "الوصف, وصف, وصف الحدث, النص, نص, التفاصيل, تفاصيل, الشرح, شرح, المحتوى, نبذة, ملاحظات, الملاحظات, ملخص",
		"fr": "description, texte, détails, détail, contenu, résumé, commentaire, commentaires, remarques, notes",
		"de": "beschreibung, text, details, inhalt, erläuterung, zusammenfassung, notizen, bemerkung, bemerkungen, anmerkung, anmerkungen, kommentar",
		"es": "descripción, texto, detalles, detalle, contenido, resumen, notas, comentario, comentarios, observaciones",
		"ru": "описание, текст, подробности, детали, содержание, заметки, примечание, примечания, комментарий",
	},
	Track: {
		"en": "track, category, categories, group, layer, lane, swimlane, timeline, section, series, arc, event type, type, kind, topic, theme, project, class, phase, period, era, epoch",
		"ar": "المسار, مسار, الفئة, فئة, التصنيف, تصنيف, المجموعة, مجموعة, القسم, قسم, نوع الحدث, النوع, نوع, المجال, الحقبة, الفترة",
		"fr": "piste, catégorie, groupe, rubrique, section, type, thème, période, époque",
		"de": "spur, kategorie, gruppe, rubrik, bereich, ebene, ereignistyp, typ, art, thema, epoche",
		"es": "pista, categoría, grupo, sección, tipo, tema, período, época",
		"ru": "категория, группа, раздел, рубрика, тип, вид, тема, период, эпоха",
	},
	Tags: {
		"en": "tags, tag, labels, keywords, keyword", "ar": "الوسوم, وسوم, وسم, الكلمات المفتاحية, كلمات مفتاحية, كلمات دلالية, علامات",
		"fr": "étiquettes, étiquette, mots clés, mot clé", "de": "schlagwörter, schlagworte, stichwörter, stichworte, schlagwort",
		"es": "etiquetas, etiqueta, palabras clave", "ru": "теги, тег, метки, ключевые слова",
	},
	Place: {
		"en": "place, location, where, venue, site, city, town, region, country, address, locations",
		"ar": "المكان, مكان, الموقع, موقع, مكان الحدث, المدينة, مدينة, الدولة, البلد, أين",
		"fr": "lieu, endroit, localisation, où, ville, pays, adresse",
		"de": "ort, schauplatz, standort, wo, stadt, land, adresse",
		"es": "lugar, ubicación, sitio, dónde, ciudad, país, dirección",
		"ru": "место, местоположение, где, город, страна, адрес",
	},
	Actors: {
		"en": "actors, persons, organisations, organizations, persons and organisations", "ar": "الأطراف, أطراف, الأشخاص, أشخاص, الجهات, جهات, الأشخاص والجهات",
		"fr": "acteurs, personnes", "de": "akteure, personen", "es": "actores, personas", "ru": "действующие лица, персоны",
	},
	Source: {
		"en": "source, sources, publisher, citation, reference, references, newspaper, ref, credit, author",
		"ar": "المصدر, مصدر, المصادر, مصادر, المرجع, مرجع, المراجع, الناشر",
		"fr": "source, sources, référence, références", "de": "quelle, quellen, beleg, nachweis, referenz",
		"es": "fuente, fuentes, referencia", "ru": "источник, источники",
	},
	Address: {
		"en": "url, link, web address, source url, address, website, web page, web, hyperlink, uri, href, links, urls, source, sources, reference, references",
		"ar": "الرابط, رابط, الروابط, روابط, رابط المصدر, المصدر, مصدر", "fr": "lien, liens, adresse, site, source, sources", "de": "verweis, webseite, adresse, quelle, quellen",
		"es": "enlace, enlaces, vínculo, dirección, fuente, fuentes", "ru": "ссылка, ссылки, адрес, сайт, источник",
	},
	Picture: {
		"en": "image, picture, photo, image url, picture url, photo url, media, media url, thumbnail, video, images", "ar": "الصورة, صورة, رابط الصورة, الوسائط, وسائط, فيديو",
		"fr": "image, photo, média", "de": "bild, foto, medien", "es": "imagen, foto, multimedia", "ru": "изображение, картинка, фото, медиа",
	},
	Importance: {
		"en": "importance, priority, significance, weight, rank", "ar": "الأهمية, أهمية, درجة الأهمية, الأولوية", "fr": "importance, priorité",
		"de": "wichtigkeit, bedeutung, priorität, rang", "es": "importancia, prioridad", "ru": "важность, значимость, приоритет",
	},
	ID: {
		"en": "id, event id, unique id, uid, uuid, guid, identifier, key", "ar": "المعرف, معرف, معرف الحدث", "fr": "identifiant", "de": "kennung",
		"es": "identificador", "ru": "идентификатор, ид",
	},
}

// name is a name that columns of a meaning have.
type name struct {
	meaning Meaning
	rank    int // among those of the meaning in its language, from 0
	english bool
}

// lexicon is names by what they are called, folded.
var lexicon = sync.OnceValue(func() map[string][]name {
	found := map[string][]name{}
	for meaning, languages := range names {
		for lang, list := range languages {
			for rank, called := range strings.Split(list, ", ") {
				called = foldName(called)
				found[called] = append(found[called], name{meaning, rank, lang == "en"})
			}
		}
	}
	return found
})

// foldName is the name of a column without case, accents and signs; "startDate" and
// "start_date" are two words.
func foldName(s string) string {
	var b strings.Builder
	lower := false
	for _, r := range s {
		if lower && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		lower = unicode.IsLower(r)
		if r == '\'' || r == '’' || unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		} else {
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(fold.String(b.String())), " ")
}

// languages are the words by which a name says what language its column is in.
var languages = map[string]string{
	"en": "en", "eng": "en", "english": "en", "anglais": "en", "englisch": "en", "ingles": "en", "انجليزي": "en", "الانجليزيه": "en", "بالانجليزيه": "en",
	"ar": "ar", "ara": "ar", "arabic": "ar", "arabe": "ar", "arabisch": "ar", "عربي": "ar", "العربيه": "ar", "بالعربيه": "ar",
	"fr": "fr", "french": "fr", "francais": "fr", "de": "de", "german": "de", "deutsch": "de", "es": "es", "spanish": "es", "espanol": "es",
	"ru": "ru", "russian": "ru",
}

// cutLanguage divides a folded name of several words into the name and the language at its
// end, "" if there is none: "title ar", "العنوان بالإنجليزية", "event ka".
func cutLanguage(folded string) (rest, lang string) {
	i := strings.LastIndexByte(folded, ' ')
	if i < 0 || len(lexicon()[folded]) > 0 {
		return folded, ""
	}
	last := folded[i+1:]
	if lang = languages[last]; lang == "" && len(last) == 2 && len(lexicon()[folded[:i]]) > 0 {
		if base, err := language.ParseBase(last); err == nil {
			lang = base.String()
		}
	}
	if lang == "" {
		return folded, ""
	}
	return folded[:i], lang
}
