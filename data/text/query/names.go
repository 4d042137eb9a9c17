package query

import (
	"strings"

	"tarikh.org/tarikh/data/text/fold"
)

// name is what a field or a value is called: in Arabic first as it is written,
// then what is understood as well.
type name struct {
	key    string
	arabic []string
}

func fieldNames() []name {
	return []name{
		{string(Tag), []string{"وسم", "وسوم"}},
		{string(Track), []string{"مسار"}},
		{string(Source), []string{"مصدر", "ناشر"}},
		{string(Author), []string{"كاتب", "مؤلف"}},
		{string(Colour), []string{"لون"}},
		{string(Place), []string{"مكان", "موضع"}},
		{string(From), []string{"من", "منذ"}},
		{string(To), []string{"إلى", "حتى"}},
		{string(On), []string{"في", "يوم"}},
		{string(Known), []string{"معلوم", "معروف"}},
		{string(Status), []string{"حالة", "الحالة"}},
		{string(Actor), []string{"طرف", "شخص", "جهة", "فاعل"}},
		{string(Has), []string{"له", "فيه", "لها", "فيها"}},
		{string(Is), []string{"هو", "هي"}},
	}
}

func valueNames(f Field) []name {
	switch f {
	case Has:
		return []name{
			{"note", []string{"ملاحظة", "ملاحظات"}},
			{"article", []string{"مقال", "مقالة"}},
			{"tag", []string{"وسم", "وسوم"}},
			{"place", []string{"مكان"}},
			{"text", []string{"نص"}},
		}
	case Is:
		return []name{
			{"uncertain", []string{"تقريبي", "غير-مؤكد", "غير مؤكد"}},
			{"certain", []string{"مؤكد"}},
			{"span", []string{"ممتد", "مدة", "فترة"}},
			{"reference", []string{"مرجع"}},
			{"unread", []string{"غير-مقروء", "غير مقروء", "جديد"}},
		}
	case Status:
		return []name{
			{"unverified", []string{"غير-موثق", "غير موثق", "بلا مصدر"}},
			{"single-source", []string{"مصدر-واحد", "مصدر واحد"}},
			{"corroborated", []string{"معزز", "متعدد المصادر"}},
			{"confirmed", []string{"مثبت"}},
			{"disputed", []string{"متنازع", "متنازع عليه", "محل خلاف"}},
			{"refuted", []string{"مدحوض", "منفي", "مفند"}},
		}
	case Colour:
		return []name{
			{"red", []string{"أحمر"}},
			{"blue", []string{"أزرق"}},
			{"green", []string{"أخضر"}},
			{"violet", []string{"بنفسجي"}},
			{"amber", []string{"كهرماني"}},
			{"teal", []string{"فيروزي"}},
			{"rose", []string{"وردي"}},
			{"slate", []string{"رمادي"}},
		}
	}
	return nil
}

// FixedValues returns what a field may be where that is a fixed list (Has, Is,
// Status, Colour); nil for others.
func FixedValues(f Field) []string {
	var all []string
	for _, n := range valueNames(f) {
		all = append(all, n.key)
	}
	return all
}

// Name returns what is typed before the colon for a field, in Arabic for the
// language "ar", else in English. Both are read.
func Name(f Field, lang string) string { return called(fieldNames(), string(f), lang) }

// ValueName returns what is typed for a value of a field; values of no fixed list
// are what they are.
func ValueName(f Field, value, lang string) string { return called(valueNames(f), value, lang) }

func called(names []name, key, lang string) string {
	if lang == "ar" {
		for _, n := range names {
			if n.key == key {
				return n.arabic[0]
			}
		}
	}
	return key
}

func fieldNamed(text string) (Field, bool) {
	// The other spelling of colour, and English synonyms.
	switch strings.ToLower(text) {
	case "color":
		return Colour, true
	case "since":
		return From, true
	case "until":
		return To, true
	}
	key, ok := named(fieldNames(), text)
	return Field(key), ok
}

func valueNamed(f Field, text string) (string, bool) { return named(valueNames(f), text) }

// named finds the key that is called so, however it is written.
func named(names []name, text string) (string, bool) {
	text = fold.String(text)
	for _, n := range names {
		if text == n.key {
			return n.key, true
		}
		for _, arabic := range n.arabic {
			if text == fold.String(arabic) {
				return n.key, true
			}
		}
	}
	return "", false
}
