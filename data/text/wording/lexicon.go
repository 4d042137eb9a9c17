package wording

import (
	"strings"
	"sync"

	"tarikh.org/tarikh/data/text/fold"
)

// class is what a word can be, a set.
type class uint16

const (
	number   class = 1 << iota // "twelve", "dozen", "half"
	measure                    // what numbers count in: "million dollars", "kilometres"
	bound                      // beside a number: "more than", "nearly"
	month                      // beside which a number is a day or year
	period                     // weekdays, units of time, what is told from today: "yesterday"
	dated                      // before a year: "in", "since"
	negation                   // turns what it belongs to around
	given                      // a person's name or a place's
	titled                     // before a name: "President", «الرئيس»
	spoken                     // before a name without an article, in Arabic: «قال»
	ordinary                   // begins a sentence without being a name
	capital                    // is of its class only with an upper-case letter: "May"
)

// words are the words of the classes, separated by spaces, in English and Arabic, and the
// negations of the other languages that articles are often in.
func words() map[class]string {
	return map[class]string{
		number: `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
			twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion trillions
			dozen dozens score scores half halves third thirds quarter quarters fifth sixth seventh eighth ninth tenth tenths
			first second fourth eleventh twelfth thirteenth fifteenth twentieth thirtieth hundredth once twice thrice double doubled triple tripled quadruple
			halved couple pair single several few many both all every most none
			صفر واحد واحدة اثنان اثنين اثنا اثني اثنتان اثنتين اثنتا اثنتي إثنان إثنين ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثمان ثماني ثمانية
			تسع تسعة عشر عشرة أحد إحدى حادي حادية عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين
			مئة مائة مئتان مئتين مائتان مائتين مئات مئتي مائتي ألفي مليوني ملياري عشرات آلاف ألف ألفا ألفان ألفين ألوف مليون مليونا مليونان مليونين ملايين مليار مليارا ملياران مليارين مليارات
			بليون تريليون ثلاثمئة ثلاثمائة أربعمئة أربعمائة خمسمئة خمسمائة ستمئة ستمائة سبعمئة سبعمائة ثمانمئة ثمانمائة ثمانيمئة تسعمئة تسعمائة
			نصف ربع ثلث ثلثا ثلثي ثلثان ثلثين سدس ثمن أرباع أول أولى ثان ثانٍ ثاني ثانية ثالث ثالثة رابع رابعة خامس خامسة سادس سادسة سابع سابعة ثامن ثامنة
			تاسع تاسعة عاشر عاشرة مرة مرتين مرتان مرات ضعف ضعفي ضعفين أضعاف بضع بضعة كل جميع معظم بعض كلا كلتا نيف`,
		measure: `percent percentage point points cent cents dollar dollars euro euros pound pounds yen yuan rouble roubles ruble rubles dinar dinars dirham dirhams riyal
			riyals lira franc francs km kilometre kilometres kilometer kilometers mile miles metre metres meter meters cm centimetre centimetres feet foot inch inches kg kilogram kilograms gram grams
			ton tons tonne tonnes litre litres liter liters barrel barrels acre acres hectare hectares degree degrees celsius fahrenheit watt watts megawatt megawatts gigawatt gigawatts
			دولار دولارا دولارات يورو جنيه جنيها جنيهات ريال ريالا ريالات درهم درهما دراهم دينار دينارا دنانير ليرة ليرات فرنك روبل يوان بالمئة بالمائة
			كيلومتر كيلومترا كيلومترات كلم كم متر مترا أمتار ميل ميلا أميال طن طنا أطنان كيلوغرام كيلوغراما غرام غراما لتر لترا برميل برميلا براميل فدان فدانا هكتار هكتارا درجة درجات نقطة نقاط`,
		bound: `more less fewer least most above below over under nearly almost about around exactly roughly approximately minimum maximum up down
			أكثر أقل فوق تحت نحو حوالي حوالى قرابة زهاء تقريبا يزيد تزيد يقل تقل أزيد أدنى أقصى`,
		month: `january february april june july august september october november december jan feb apr jun jul aug sept oct nov dec muharram safar rajab shaban ramadan shawwal
			يناير فبراير مارس أبريل إبريل مايو يونيو يونية يوليو يولية أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار أذار نيسان أيار حزيران تموز آب أيلول تشرين
			جانفي فيفري أفريل ماي جوان يوليوز جويلية غشت أوت شتنبر نونبر دجنبر محرم صفر رجب شعبان رمضان شوال جمادى القعدة الحجة`,
		month | capital:  `may march mar`,
		period | capital: `mon tue tues wed thu thur thurs fri sat sun`,
		period: `monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight day days week weeks weekend month months year years hour hours minute minutes seconds decade decades century centuries
			daily weekly monthly yearly annual annually morning afternoon evening night noon midnight spring summer autumn winter last next previous following ago earlier later
			before after since until during ad bc bce ce am pm
			الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت أمس اليوم غدا غد الغد يوم يوما يومين يومان أيام أسبوع أسبوعا أسبوعين أسابيع شهر شهرا شهرين أشهر شهور عام عاما عامين عامان أعوام سنة سنتين سنتان سنوات سنين
			ساعة ساعات ساعتين دقيقة دقائق دقيقتين عقد عقدين عقود قرن قرنا قرنين قرون صباح صباحا مساء ظهر ظهرا عصر عصرا فجر فجرا ليل ليلا ليلة بارحة البارحة ربيع صيف خريف شتاء
			ماضي ماضية الماضي الماضية مقبل مقبلة المقبل المقبلة قادم قادمة القادم القادمة جاري الجاري سابق سابقة السابق السابقة لاحق لاحقا قبل بعد منذ حتى خلال هجري هجرية ميلادي ميلادية`,
		dated: `in since from until till by of year سنة عام عامي في منذ حتى من إلى`,
		negation: `not no never none nobody nothing nowhere neither nor without cannot except unless hardly barely scarcely unable impossible unlikely false untrue
			aint arent cant couldnt darent didnt doesnt dont hadnt hasnt havent isnt mightnt mustnt neednt oughtnt shant shouldnt wasnt werent wont wouldnt
			deny denies denied denying denial refuse refuses refused refusing refusal reject rejects rejected rejecting rejection fail fails failed failing failure
			lack lacks lacked lacking absence avoid avoided prevent prevented stop stopped halt halted cancel cancelled canceled
			لا لم لن ليس ليست ليسا ليسوا لسن لست لسنا لستم غير دون بدون دونما ما بلا كلا لما عدم انعدام نفى نفت نفيا نفوا ينفي تنفي ينفون ننفي نفي نافيا نافية أنكر أنكرت ينكر تنكر إنكار منكرا
			رفض رفضت رفضوا يرفض ترفض يرفضون رافضا رافضة فشل فشلت يفشل تفشل امتنع امتنعت يمتنع سوى إلا عدا ماعدا لولا لئلا ألا أبدا إطلاقا مستحيل إلغاء ألغى ألغت ألغي ألغيت
			ne pas non jamais sans aucun aucune nicht kein keine keinen keiner nie niemals ohne nunca sin nem não senza mai değil yok не нет ни без никогда نیست نمی بدون هیچ نه نبود نکرد`,
		titled: `mr mrs ms dr sir lord president minister premier chancellor king queen prince princess general colonel captain senator professor judge pope bishop sheikh imam
			رئيس الرئيس الرئيسة وزير الوزير الوزيرة السيد السيدة الشيخ الملك الملكة الأمير الأميرة اللواء الجنرال العقيد العميد الفريق النقيب الدكتور الدكتورة البروفيسور القاضي البابا الإمام
			السفير النائب المستشار المستشارة الخديوي السلطان مدينة بلدة قرية محافظة ولاية دولة جمهورية مملكة إمارة بن ابن بنت أبو أبي أم عبد آل`,
		spoken: `قال قالت أعلن أعلنت أكد أكدت صرح صرحت أضاف أضافت أوضح أوضحت ذكر ذكرت التقى التقت زار زارت استقبل استقبلت وصف وصفت`,
		given:  placesAndPersons,
		ordinary: `the a an this that these those it its he she they we you i his her their our my your in on at by for from to of with as and or but if when while
			after before since until during under over about there here what who why how which one some many most all both each every another other others such so
			then now later meanwhile however although because despite according several few more less somebody someone something anybody anyone anything everybody everyone everything nobody nothing officials police people ministers leaders experts members
			residents rescuers firefighters workers protesters soldiers troops authorities lawmakers witnesses scientists researchers talks both killed was is are were has have had will would`,
	}
}

// lexicon is the classes of each folded word.
var lexicon = sync.OnceValue(func() map[string]class {
	out := map[string]class{}
	for class, list := range words() {
		for word := range strings.FieldsSeq(list) {
			out[fold.String(word)] |= class
		}
	}
	return out
})

// proclitics are what Arabic writes as one word with the one after it.
var proclitics = [...]string{"وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك"}

// classOf returns what a word can be, for an Arabic one without its proclitics, too.
func classOf(t token) class {
	all := lexicon()
	c := all[t.word]
	if c == 0 {
		c = clitic(all, t.word)
	}
	if c&capital != 0 && !t.capital {
		c &^= month | period
	}
	return c
}

// clitic looks a word up without what Arabic writes before it.
func clitic(all map[string]class, word string) class {
	for _, first := range proclitics {
		rest, ok := strings.CutPrefix(word, first)
		joins := first == "و" || first == "ف"
		switch {
		case !ok, len(rest) < 4, len(rest) < 6 && !joins: // three letters, after "and" two
			continue
		case all[rest] != 0:
			return all[rest]
		case !joins:
			continue
		}
		for _, second := range proclitics {
			if r, ok := strings.CutPrefix(rest, second); ok && len(r) >= 6 && all[r] != 0 {
				return all[r]
			}
		}
	}
	return 0
}
