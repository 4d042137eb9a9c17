package fold

import (
	"strings"
	"sync"
)

// What no rule knows: words whose first or last letters look like those that are
// written together with a word, and are their own. Here are those only for which the
// rule would find another word ("لبن" in "لبنان", "طريق" in "بطريق").

// hasOwnEnding reports whether the end of a word is its own.
func hasOwnEnding(word string) bool { return ownEndings()[word] }

var ownEndings = sync.OnceValue(func() map[string]bool { return set(ownEndingWords) })

const ownEndingWords = `
		قانون لبنان سودان سلطان برلمان ميدان ايران انسان طيران دوران مهرجان شعبان عدنان حمدان زيدان عمران سلمان سليمان
		نعمان لقمان مروان رضوان عثمان غسان كنعان حرمان عدوان عنوان بركان ديوان قربان سرطان نيسان حزيران رمضان
		قطعان فرسان بحران زعفران مرجان فنجان ضمان حنان سكان باكستان افغانستان كردستان تركستان
		كانون زيتون هارون فرعون عربون هرمون صابون ليمون كربون تلفزيون مضمون مخزون مليون بليون تريليون الكترون دومينيون
		مجنون قارون شمشون ماكرون بتهوفن بنتاغون كولون صهيون
		بحرين مسكين تمرين تامين تعيين تحسين شاهين تشرين فلسطين برلين بوتين ستالين لينين ياسين قوانين عناوين ميادين ملايين
		تكوين تدوين تموين تضمين تمكين ثمين متين ماليزيا
		اوقات اصوات اثبات اموات ادوات سادات ابيات
		توجيه تنبيه ترفيه تشويه تنزيه تمويه تنويه اتجاه انتباه اشتباه مياه فواكه
		متهم تفاهم مساهم تساهم ملهم مبهم
		روسيا سوريا ليبيا تركيا المانيا بريطانيا ايطاليا اسبانيا اوكرانيا رومانيا بولونيا بلغاريا البانيا موريتانيا نيجيريا
		اثيوبيا اريتريا ماليزيا اندونيسيا كولومبيا بوليفيا استراليا جورجيا صربيا كرواتيا سلوفينيا سلوفاكيا ليتوانيا لاتفيا
		استونيا يوغوسلافيا تشيكوسلوفاكيا بيلاروسيا مقدونيا مولدوفا ارمينيا تنزانيا زامبيا ناميبيا كينيا غينيا كمبوديا
		منغوليا كاليفورنيا فرجينيا فلوريدا صقليه انطاكيا كوريا اسيا افريقيا قبرص مانيا
		بابا دنيا عليا عصا سينما دراما
		رسمي سوري تركي محلي ذكري كسري ليلي سلمي مالي حالي تالي جندي كرسي كبري صغري اخري اولي اعلي`

// hasOwnBeginning reports whether the first letter of a word is its own, and no "and"
// or preposition; the word may have an ending.
func hasOwnBeginning(word string) bool {
	own := ownBeginnings()
	for end := len(word); end >= 3*arabicLetter; end -= arabicLetter {
		if own[word[:end]] && endings()[word[end:]] {
			return true
		}
	}
	return false
}

const endingWords = `ا ي يا يه يات يون يين يتها يته ت وا نا هما هم هن ها ه تهما تهم تهن تها ته تان تين تا ات اته اتها اتهم ان ين ون`

var endings = sync.OnceValue(func() map[string]bool {
	all := set(endingWords)
	all[""] = true
	return all
})

var ownBeginnings = sync.OnceValue(func() map[string]bool { return set(ownBeginningWords) })

const ownBeginningWords = `
		بحر بحار بحوث بحير بخار بديل بدون بدو بدل بدع بداي بدات براء براد برق برك بروز بروج بريد بريء بساط بستان بسام بسيط بشار بشير
		بشر بصر بصير بصم بضاع بضايع بطون بطاق بطار بطال بطول بطريق بطل بعيد بعد بعدما بعض بعث بعوض بغداد بغل بقاء بقاع بقر بقي
		بلاد بلاط بلاغ بلد بلدان بلدي بلوغ بليغ بناء بناي بنات بنادق بندق بنود بنوك بنك بني بنين بهار بهتان بواب بوار بوليس
		بور بورص بوصل بوابه بيان بيت بيوت بيض بيضاء بيع بيوع بيطر بين بينما بيروت بييه بييي بارود بارون بالون باحث باخر بادر بارز
		بارك باشر باطل باكر بالغ باقي برهان براهين برنامج بنزين بترول بكاء باعث باشا بلقان برميل براع
		لجن لجان لقاء لقاح لسان لسن لباس لبس لحظ لحوم لحي لحم لبن لبنان لبناني لذلك لذيذ لطيف لغ لغات لغو لندن لواء لوح لوايح ليال ليل
		ليبيا ليبي ليست ليس لير ليمون لجوء لجا لاجي لاعب لاحظ لاحق لازم لاهاي لامع لقب لقم لكم لهج لهيب لوب لولا لعب لعن لصوص لقط
		لماذا لكن لكنه لكنها لدي لديه لديها لمس لمح
		كتاب كتايب كتب كاتب كامل كاذب كارث كافه كافي كافح كانون كانت كانوا كانا كان كبار كبير كبري كبر كتل كتيب كثير كثاف كرام كراهي
		كرسي كراسي كريم كساد كسور كسر كشف كشاف كفاء كفاح كفيل كفاي كفر كفار كلام كلاب كلم كلمات كلي كلما كلاهما كمال كمين كمي كندا
		كند كنيس كنايس كنوز كنز كهرب كهوف كواليس كوارث كواكب كوبا كوريا كور كوكب كوميدي كويت كيان كيماوي كيلو كاميرا كابل كاس كاسر
		كرد كربلاء كرواتيا كردستان كتمان كرم كره كافور كاهن كاهل كنعان كبرياء كفالا كاثوليك كالح
		فاتح فارس فارق فاصل فاعل فاسد فاضل فايد فايز فاروق فارسي فادح فاشل فاشي فاطم فاتور فارغ فاجع فتا فتر فترات فتو فتح فحص فجو
		فخور فدا فدرال فرار فراغ فرص فرق فروع فرع فرنسا فرنس فريق فريد فرد فساد فسيح فصول فصل فصيل فصايل فضاء فضاي فضيح فضايح
		فضيل فضل فضلا فعال فعل فعلي فقد فقدان فقيه فقير فقراء فقر فكر فلسطين فلاح فلسف فندق فنادق فنان فن فنون فنلندا فوات فوايد
		فواكه فوري فور فورا فوضي فوز فيتنام فيديو فيروس فيلم فيلسوف فيضان فيينا فينيق فيصل فيلق فجا فحو فهرس فهم فهد فيها فيهم فيما
		فطور فولاذ فقاع فراش فرات فخام فروسي فردوس فرعون فستان فيزياء فيفري فيروز فنجان فرسان فراع
		وحد وحدات وزير وزار وزراء وكال وكيل وكلاء ولاي ولا وثيق وثايق وطن وقت وقف وقود واقع وسط وسيط وسيل وسايل واجب واحد واجه
		وراء ورق ورث وضع وظيف وظايف وعود وعد وعي وفا وفاه وفي وفد وفود ولاد ولد وجه وجود وجد وصول وصف وصل وصي وصاي واشنطن واسع واضح
		والد والي وادي وارد وارث وهم ويلات وديع ودايع وريث ورد ورود ورش وزن وباء وباي وتير وجب وحش وحشي وحوش وداع وساط وسام وسواس
		وصم وصال وضوء وضوح وفاق وفاء وفير وفر وقاي وقايع وقوع وقوف وقع وكر ولاء ولي وليد وليم وهج واصل وافق وافد واثق واعد وازن واكب
		واظب ورط وزع وثب وشيك وسيم ولع وخيم واقي ورم وعاء وعر وصيف والدين والديه والديها وجهاء`

// ownStems are the stems of English words that Porter's rules make one with others.
var ownStems = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, group := range ownStemGroups() {
		words := strings.Fields(group)
		for _, word := range words {
			out[word] = words[0]
		}
	}
	return out
})

func ownStemGroups() []string {
	return []string{
		"universe universes", "universal universally universality", "university universities",
		"organ organs", "organiz organize organizes organized organizing organization organizations organizational organizer organizers " +
			"organise organises organised organising organisation organisations organisational organiser organisers",
		"internal internally", "international internationally", "important importantly importance", "several",
		"author authors authored", "authority authorities", "authoriz authorize authorized authorizes authorizing authorization " +
			"authorise authorised authorises authorising authorisation",
		"experiment experiments experimental experimented experimenting", "executive executives", "emergency emergencies",
		"polite politely politeness", "physician physicians", "paste pasted pastes",
	}
}

// Lexicon is what no rule knows, for those who write the rules again: the pages that are
// exported. Words are folded, with a space between two.
type Lexicon struct {
	Own        string   `json:"own"`        // words whose end is their own
	Beginnings string   `json:"beginnings"` // words whose first letter is their own
	Endings    string   `json:"endings"`    // what may follow those
	English    []string `json:"english"`    // words of one stem, which is the first
}

// Lexical returns the lexicon.
func Lexical() Lexicon {
	line := func(words string) string { return strings.Join(strings.Fields(words), " ") }
	return Lexicon{Own: line(ownEndingWords), Beginnings: line(ownBeginningWords), Endings: line(endingWords), English: ownStemGroups()}
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		out[word] = true
	}
	return out
}
