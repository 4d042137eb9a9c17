package dates

import "strings"

// era is the count of years that a text names.
type era int64

const (
	eraNone era = iota
	eraCE
	eraBCE
	eraHijri
)

// lastOrdinal is the n of "last".
const lastOrdinal = -1

// meaning is what a phrase stands for.
type meaning struct {
	kind tokenKind
	n    int64
}

// suffixes are letters that mean something right after a number.
var suffixes = map[string]tokenKind{"s": tokenPlural, "st": tokenSuffix, "nd": tokenSuffix, "rd": tokenSuffix, "th": tokenSuffix}

// longestPhrase is the most words that a phrase of the vocabulary has.
const longestPhrase = 3

// vocabulary is all phrases by their folded form.
var vocabulary = newVocabulary()

func newVocabulary() map[string]meaning {
	v := map[string]meaning{}
	// add gives each phrase of a list, with "|" between them, one meaning.
	add := func(kind tokenKind, n int64, phrases string) {
		for phrase := range strings.SplitSeq(phrases, "|") {
			v[fold(phrase)] = meaning{kind, n}
		}
	}
	// in gives lists the meanings n, n+step and so on.
	in := func(kind tokenKind, n, step int64, lists ...string) {
		for _, list := range lists {
			add(kind, n, list)
			n += step
		}
	}
	// English; Egypt and the Gulf; the Levant and Iraq; Algeria, Tunisia and Morocco.
	in(tokenMonth, 1, 1,
		"January|Jan|يناير|كانون الثاني|جانفي",
		"February|Feb|فبراير|شباط|فيفري",
		"March|Mar|مارس|آذار",
		"April|Apr|أبريل|إبريل|نيسان|أفريل",
		"May|مايو|أيار|ماي",
		"June|Jun|يونيو|يونية|حزيران|جوان",
		"July|Jul|يوليو|يولية|تموز|جويلية|يوليوز",
		"August|Aug|أغسطس|آب|أوت|غشت",
		"September|Sept|Sep|سبتمبر|أيلول|شتنبر",
		"October|Oct|أكتوبر|تشرين الأول",
		"November|Nov|نوفمبر|تشرين الثاني|نونبر",
		"December|Dec|ديسمبر|كانون الأول|دجنبر")
	in(tokenHijriMonth, 1, 1,
		"Muharram|محرم|المحرم",
		"Safar|صفر",
		"Rabi I|Rabi al Awwal|Rabi al Awal|ربيع الأول|ربيع أول",
		"Rabi II|Rabi al Thani|Rabi al Akhir|ربيع الثاني|ربيع الآخر|ربيع ثان",
		"Jumada I|Jumada al Ula|Jumada al Awwal|جمادى الأولى|جمادى الأول",
		"Jumada II|Jumada al Thani|Jumada al Thaniya|Jumada al Akhira|جمادى الآخرة|جمادى الثانية|جمادى الثاني|جمادى الآخر",
		"Rajab|رجب",
		"Shaban|Shaaban|شعبان",
		"Ramadan|Ramadhan|رمضان",
		"Shawwal|شوال",
		"Dhu al Qada|Dhu al Qadah|Dhul Qada|Dhul Qadah|ذو القعدة|ذي القعدة",
		"Dhu al Hijja|Dhu al Hijjah|Dhul Hijja|Dhul Hijjah|ذو الحجة|ذي الحجة")
	in(tokenWeekday, 0, 1,
		"Sunday|Sun|الأحد", "Monday|Mon|الاثنين|الإثنين", "Tuesday|Tue|الثلاثاء", "Wednesday|Wed|الأربعاء",
		"Thursday|Thu|الخميس", "Friday|Fri|الجمعة", "Saturday|Sat|السبت")
	in(tokenSeason, int64(FirstSeason), 1, "spring|ربيع", "summer|صيف", "autumn|fall|خريف", "winter|شتاء")
	in(tokenPart, int64(FirstQuarter), 1, "quarter|Q|الربع")
	in(tokenPart, int64(FirstThird), 1, "third|الثلث")
	in(tokenPart, int64(FirstHalf), 1, "half|H|النصف")
	add(tokenHemisphere, int64(FirstNorthern), "northern hemisphere|نصف الكرة الشمالي")
	add(tokenHemisphere, int64(FirstSouthern), "southern hemisphere|نصف الكرة الجنوبي")
	in(tokenOrdinal, 1, 1,
		"first|الأول|الأولى", "second|الثاني|الثانية", "الثالث|الثالثة", "fourth|الرابع|الرابعة", "fifth|الخامس",
		"sixth|السادس", "seventh|السابع", "eighth|الثامن", "ninth|التاسع", "tenth|العاشر",
		"eleventh|الحادي عشر", "twelfth|الثاني عشر", "thirteenth|الثالث عشر", "fourteenth|الرابع عشر",
		"fifteenth|الخامس عشر", "sixteenth|السادس عشر", "seventeenth|السابع عشر", "eighteenth|الثامن عشر",
		"nineteenth|التاسع عشر", "twentieth|العشرون|العشرين",
		"twenty first|الحادي والعشرون|الحادي والعشرين", "الثاني والعشرون|الثاني والعشرين")
	add(tokenOrdinal, lastOrdinal, "last|final|الأخير")
	in(tokenDecadeName, 20, 10,
		"عشرينيات|عشرينات", "ثلاثينيات|ثلاثينات", "أربعينيات|أربعينات", "خمسينيات|خمسينات",
		"ستينيات|ستينات", "سبعينيات|سبعينات", "ثمانينيات|ثمانينات", "تسعينيات|تسعينات")
	add(tokenDecade, 10, "decade|عقد")
	add(tokenSpan, 100, "century|cent|القرن|قرن")
	add(tokenSpan, 1000, "millennium|الألفية")
	add(tokenScale, 1_000_000, "million|مليون")
	add(tokenScale, 1_000_000_000, "billion|مليار")
	add(tokenEra, int64(eraCE), "AD|CE|ميلادي|ميلادية|الميلادي|للميلاد")
	add(tokenEra, int64(eraBCE), "BC|BCE|قم|ق م|قبل الميلاد")
	add(tokenEra, int64(eraHijri), "AH|ه|هجري|هجرية|الهجري|للهجرة")
	add(tokenMim, 0, "م")
	add(tokenMeridiem, 0, "am|ص|صباحا")
	add(tokenMeridiem, 12, "pm|مساء")
	add(tokenZone, 0, "UTC|GMT|Z|غرينتش|غرينيتش|جرينتش")
	add(tokenT, 0, "T")
	add(tokenRelative, 0, "today|اليوم")
	add(tokenRelative, -1, "yesterday|أمس|البارحة")
	add(tokenRelative, 1, "tomorrow|غدا|الغد")
	add(tokenRelative, -2, "أول أمس|أول من أمس")
	add(tokenQualifier, int64(Approximate), "c|ca|circa|about|around|approx|approximately|roughly|نحو|حوالي|قرابة|زهاء|تقريبا")
	add(tokenQualifier, int64(Uncertain), "perhaps|possibly|probably|maybe|ربما|لعله|يحتمل")
	add(tokenFrom, 0, "from|من")
	add(tokenTo, 0, "to|through|إلى|لغاية")
	add(tokenUntil, 0, "until|till|حتى")
	add(tokenSince, 0, "since|منذ")
	add(tokenBetween, 0, "between|بين")
	add(tokenAnd, 0, "and|و")
	add(tokenEarlier, 0, "or earlier|or before|أو قبل ذلك")
	add(tokenLater, 0, "or later|or after|أو بعد ذلك")
	add(tokenMatching, 0, "corresponding to|الموافق|الموافق ل|الموافقة|الموافقة ل")
	add(tokenFiller, 0, "in|on|at|of|the|year|month|day|عام|سنة|في|شهر|يوم|الساعة|بتوقيت|توقيت|ال")
	return v
}
