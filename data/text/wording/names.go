package wording

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// Names are folded words that a library uses as names.
type Names map[string]bool

// NewNames takes the words of names: those of tracks and tags.
func NewNames(all iter.Seq[string]) Names {
	out := Names{}
	for name := range all {
		for t := range fold.Words(name) {
			if word := strings.TrimPrefix(t, "ال"); utf8.RuneCountInString(word) > 2 && lexicon()[t]&^given == 0 {
				out[word] = true
			}
		}
	}
	return out
}

// has reports whether a folded word is one of the names, for an Arabic one without its
// proclitics, too.
func (n Names) has(word string) bool {
	if len(n) == 0 {
		return false
	}
	if n[word] {
		return true
	}
	for _, first := range proclitics {
		if rest, ok := strings.CutPrefix(word, first); ok && n[rest] {
			return true
		}
	}
	return false
}

// isName reports whether word i of a passage is (part of) a name.
func (p passage) isName(i int) bool {
	t := p.all[i]
	c := classOf(t)
	switch {
	case (p.names.has(t.word) || c&given != 0) && (t.capital || !latin(t.word)), t.upper && !numeric(t.word):
		return true
	case c&(number|month|period|negation|measure|ordinary) != 0:
		return false
	case t.capital:
		return true
	case i == 0 || !arabic(t.word):
		return false
	}
	before := classOf(p.all[i-1])
	if t.begins || strings.HasPrefix(t.word, "ال") {
		return false
	}
	return before&titled != 0 || before&spoken != 0 && c&titled == 0
}

func latin(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

func arabic(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Arabic, r) })
}

// placesAndPersons are names that news and history in Arabic are full of; no upper-case
// letter tells them there. Those in Latin letters that are ordinary words otherwise are
// left out.
const placesAndPersons = `
	مصر السعودية سوريا سورية لبنان الأردن العراق فلسطين إسرائيل إيران تركيا الكويت قطر البحرين الإمارات عمان اليمن ليبيا تونس الجزائر المغرب السودان موريتانيا الصومال جيبوتي
	أمريكا أميركا الولايات روسيا الصين اليابان الهند باكستان أفغانستان فرنسا ألمانيا بريطانيا إنجلترا إسبانيا إيطاليا البرتغال هولندا بلجيكا سويسرا النمسا بولندا أوكرانيا اليونان
	السويد النرويج الدنمارك فنلندا أيرلندا كندا المكسيك البرازيل الأرجنتين تشيلي كوبا فنزويلا كولومبيا أستراليا نيوزيلندا إندونيسيا ماليزيا تايلاند فيتنام كوريا الفلبين بنغلاديش
	إثيوبيا كينيا نيجيريا غانا السنغال مالي النيجر تشاد أوغندا رواندا الكونغو أنغولا زيمبابوي إريتريا أرمينيا أذربيجان جورجيا قبرص مالطا صربيا كرواتيا البوسنة ألبانيا بلغاريا رومانيا المجر التشيك
	القاهرة الإسكندرية الرياض جدة مكة المدينة دمشق حلب حمص حماة إدلب درعا بيروت طرابلس صيدا عمّان بغداد البصرة الموصل كركوك أربيل القدس غزة رام نابلس الخليل حيفا يافا عكا أبيب طهران أصفهان
	أنقرة إسطنبول اسطنبول الدوحة المنامة أبوظبي دبي الشارقة مسقط صنعاء عدن تعز بنغازي مصراتة قرطاج صفاقس وهران قسنطينة الرباط الدار فاس مراكش طنجة الخرطوم دارفور نواكشوط مقديشو
	واشنطن نيويورك لندن باريس برلين موسكو بكين طوكيو دلهي مومباي كابول كييف روما مدريد لشبونة بروكسل جنيف فيينا أثينا وارسو شنغهاي سيول بيونغ يانغ سيدني أوتاوا هافانا
	محمد أحمد محمود علي حسن حسين عمر عثمان خالد إبراهيم يوسف يعقوب موسى عيسى مصطفى كمال جمال أنور حسني سعد سعيد سامي سمير كريم كامل فهد فيصل سلمان عبدالله سلطان زايد راشد طارق زياد
	ياسر عرفات صدام بشار حافظ معمر القذافي السادات مبارك مرسي السيسي ناصر نجيب فاروق فؤاد عباس هنية نصرالله الحريري عون ميقاتي السوداني الكاظمي فاطمة عائشة مريم زينب خديجة ليلى سارة هند نور رنا هدى منى سلمى
	جورج جون جوزيف بول بيتر توماس جيمس روبرت ترامب بايدن أوباما كلينتون بوش ماكرون ميركل شولتس بوتين زيلينسكي نتنياهو أردوغان خامنئي روحاني رئيسي شي جين بينغ مودي غوتيريش
	Beijing Cairo London Paris Moscow Washington Berlin Baghdad Damascus Beirut Tehran Jerusalem Gaza Kyiv Kiev Tokyo Rome Madrid Ankara Riyadh Tripoli Tunis Algiers Rabat Khartoum
	Egypt Syria Iraq Iran Israel Palestine Lebanon Jordan Libya Tunisia Algeria Morocco Sudan Yemen Qatar Kuwait Oman Russia Ukraine China Japan India France Germany Britain Spain Italy Greece`
