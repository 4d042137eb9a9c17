package app

import (
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/wording"
)

// Articles as newsrooms write them, of our own make; the edits below are of kinds that
// they make later.
const (
	dam = `Dam inspectors find cracks in three of eight spillways
Engineers inspecting the Lorne dam found cracks in three of its eight spillways on Tuesday, the regional water board said, forcing the evacuation of about 4,200 residents downstream.
"We have never seen damage of this kind," said Peter Halloran, the board's chief engineer. The reservoir stood at 92% of capacity, 1.5 metres below the crest.
Governor Linda Osei declared a state of emergency on 14 February 2023 and asked for $35 million in federal aid. No injuries were reported.
The board denied that it had ignored warnings. Repairs are expected to take more than six months, and the dam will not reopen before September.
An independent review, led by Professor James Whitfield of the University of Northgate, is due to report in late spring.`
	strike = `Port workers vote to strike over pay
Members of the dockers' union voted by 61 percent to 39 percent to walk out from 6 a.m. on Friday, shutting all four terminals at the Port of Estermouth for at least 48 hours.
The employers offered a rise of 3.2% in June; the union had asked for 7%. Talks in Brussels broke down last week after both sides rejected a plan by the mediator, Karen Lindqvist.
Shipping lines said that some 140 vessels would be delayed. Ferries to Calais are not affected, and the oil jetty stays open.
The last such strike, in 1989, lasted eleven days and cost the city an estimated £90 million. Union leaders say they are ready to resume talks without conditions.`
	hudna = `إعلان هدنة لثلاثة أيام في الشمال
أعلن المتحدث باسم الأمم المتحدة يوم الثلاثاء التوصل إلى هدنة إنسانية مدتها ثلاثة أيام في شمال البلاد، تبدأ صباح 14 مارس 2023 وتشمل خمس محافظات.
وقال المبعوث سالم الخوري إن الطرفين وافقا على فتح المعابر أمام قوافل الإغاثة، وإن نحو 4200 أسرة ستحصل على الغذاء والدواء. ولم تسجل أي إصابات منذ منتصف الليل.
وأكد وزير الخارجية أن بلاده لن ترسل قوات إلى المنطقة، ودعا إلى استئناف المحادثات في جنيف قبل نهاية الشهر.
ونفت الحكومة أنها رفضت خطة الوسيط. وتقدر كلفة الإعمار بنحو 3.5 مليارات دولار، بزيادة 12٪ على تقديرات العام الماضي.`
	saddun = `تصدعات في سد النخيل تجبر السكان على الرحيل
عثر المهندسون على تصدعات في ثلاث من بوابات سد النخيل الثماني يوم الأحد، ما أجبر اثني عشر ألف شخص على مغادرة منازلهم في الوادي.
وقالت المهندسة رنا الحلبي، مديرة السد: «لم نر ضررًا كهذا من قبل». ويبلغ منسوب المياه 92 في المئة من السعة، أي أقل من القمة بمتر ونصف.
وأعلن المحافظ حالة الطوارئ مساء الاثنين، وطلب 35 مليون دينار من الحكومة في بغداد. وليس هناك خطر على الجسور.
ومن المتوقع أن يستغرق الإصلاح أكثر من ستة أشهر، وألا يعاد فتح السد قبل أيلول. وكان آخر حادث من هذا النوع قد وقع عام 1988.`
)

// Of each edit, the state of the passage and the weightiest reason are labelled.
func TestEditsOfArticles(t *testing.T) {
	const sure, check, orphan = data.Sure, data.CheckMe, data.Orphan
	figure, date, name, negation, words := wording.Figure, wording.Date, wording.Name, wording.Negation, wording.Words
	var right, wrong int
	for _, c := range []struct {
		label, text, quote string
		edits              []string // pairs
		state              data.DoubtState
		kind               wording.Kind // where to check
	}{
		// English.
		{"a toll corrected", dam, "the evacuation of about 4,200 residents", []string{"4,200", "2,400"}, check, figure},
		{"a thousand dropped", dam, "about 4,200 residents downstream", []string{"4,200", "420"}, check, figure},
		{"a separator dropped", dam, "about 4,200 residents downstream", []string{"4,200", "4200"}, sure, 0},
		{"number words", dam, "cracks in three of its eight spillways", []string{"three of its", "four of its"}, check, figure},
		{"the number in the headline only", dam, "cracks in three of its eight spillways", []string{"in three of eight", "in four of eight"}, sure, 0},
		{"the decimal point", dam, "1.5 metres below the crest", []string{"1.5", "15"}, check, figure},
		{"a share", dam, "The reservoir stood at 92% of capacity", []string{"92%", "29%"}, check, figure},
		{"a currency", dam, "asked for $35 million in federal aid", []string{"$35", "€35"}, check, figure},
		{"a magnitude", dam, "asked for $35 million in federal aid", []string{"million in", "billion in"}, check, figure},
		{"a bound", dam, "take more than six months", []string{"more than", "less than"}, check, figure},
		{"a day", dam, "declared a state of emergency on 14 February 2023", []string{"14 February", "15 February"}, check, date},
		{"a month", dam, "the dam will not reopen before September", []string{"September", "October"}, check, date},
		{"before becomes after", dam, "the dam will not reopen before September", []string{"before September", "after September"}, check, date},
		{"a weekday", dam, "three of its eight spillways on Tuesday", []string{"on Tuesday", "on Wednesday"}, check, date},
		{"a season", dam, "due to report in late spring", []string{"late spring", "late summer"}, check, date},
		{"a negation dropped", dam, "the dam will not reopen before September", []string{"will not", "will"}, check, negation},
		{"a negation contracted", dam, "the dam will not reopen before September", []string{"will not", "won't"}, check, negation},
		{"no becomes three", dam, "No injuries were reported", []string{"No injuries", "Three injuries"}, check, figure},
		{"denied becomes confirmed", dam, "The board denied that it had ignored warnings", []string{"denied", "confirmed"}, check, negation},
		{"a first name", dam, "said Peter Halloran", []string{"Peter", "Paul"}, check, name},
		{"a surname at the edge", dam, "Governor Linda Osei", []string{"Osei", "Mensah"}, check, name},
		{"a university", dam, "of the University of Northgate", []string{"Northgate", "Southgate"}, check, name},
		{"a word of style", dam, "forcing the evacuation of about 4,200 residents", []string{"forcing", "prompting"}, check, words},
		{"a paragraph before", dam, "No injuries were reported", []string{"Engineers inspecting", "Updated at noon.\nEngineers inspecting"}, sure, 0},
		{"curly quotes", dam, `"We have never seen damage of this kind," said Peter Halloran`, []string{`"We`, `“We`, `kind,"`, `kind,”`}, sure, 0},
		{"the sentence cut", dam, "No injuries were reported.", []string{" No injuries were reported.", ""}, orphan, 0},
		{"a vote", strike, "voted by 61 percent to 39 percent to walk out", []string{"61 percent to 39", "51 percent to 49"}, check, figure},
		{"an hour", strike, "from 6 a.m. on Friday", []string{"6 a.m.", "6 p.m."}, check, date},
		{"with for without", strike, "ready to resume talks without conditions", []string{"without", "with"}, check, negation},
		{"a place", strike, "Ferries to Calais are not affected", []string{"Calais", "Dover"}, check, name},
		{"a year", strike, "The last such strike, in 1989, lasted eleven days", []string{"1989", "1998"}, check, date},
		{"all becomes two", strike, "shutting all four terminals", []string{"all four", "two"}, check, figure},
		{"a unit of time", strike, "lasted eleven days", []string{"eleven days", "eleven weeks"}, check, date},
		{"half the text moved", strike, "some 140 vessels would be delayed", []string{"Members of", "Shipping lines are worried.\nMembers of"}, sure, 0},
		{"words around it", strike, "some 140 vessels would be delayed", []string{"Shipping lines said", "Agents of shipping lines said", "Ferries to", "The ferries to"}, sure, 0},
		// Arabic.
		{"مدة بالكلمات", hudna, "هدنة إنسانية مدتها ثلاثة أيام", []string{"مدتها ثلاثة", "مدتها أربعة"}, check, figure},
		{"العنوان وحده", hudna, "هدنة إنسانية مدتها ثلاثة أيام", []string{"هدنة لثلاثة", "هدنة لأربعة"}, sure, 0},
		{"يوم", hudna, "تبدأ صباح 14 مارس 2023", []string{"14", "15"}, check, date},
		{"أرقام هندية", hudna, "تبدأ صباح 14 مارس 2023", []string{"14", "١٤", "2023", "٢٠٢٣"}, sure, 0},
		{"شهر", hudna, "تبدأ صباح 14 مارس 2023", []string{"مارس", "أبريل"}, check, date},
		{"صباح ومساء", hudna, "تبدأ صباح 14 مارس 2023", []string{"صباح", "مساء"}, check, date},
		{"عدد المحافظات", hudna, "وتشمل خمس محافظات", []string{"خمس", "ست"}, check, figure},
		{"عدد الأسر", hudna, "نحو 4200 أسرة ستحصل على الغذاء", []string{"4200", "2400"}, check, figure},
		{"نحو تحذف", hudna, "وإن نحو 4200 أسرة ستحصل على الغذاء", []string{"نحو 4200", "4200"}, check, figure},
		{"لم تحذف", hudna, "ولم تسجل أي إصابات منذ منتصف الليل", []string{"ولم تسجل أي إصابات", "وسجلت إصابات"}, check, negation},
		{"لن تحذف", hudna, "بلاده لن ترسل قوات إلى المنطقة", []string{"لن ترسل", "سترسل"}, check, negation},
		{"لن قبل المقطع", hudna, "ترسل قوات إلى المنطقة", []string{"لن ترسل", "ترسل"}, check, negation},
		{"نفت تصبح أكدت", hudna, "ونفت الحكومة أنها رفضت خطة الوسيط", []string{"ونفت", "وأكدت"}, check, negation},
		{"مكان", hudna, "استئناف المحادثات في جنيف", []string{"جنيف", "فيينا"}, check, name},
		{"اسم المبعوث", hudna, "وقال المبعوث سالم الخوري إن الطرفين وافقا", []string{"سالم", "سليم"}, check, words},
		{"مليارات وملايين", hudna, "بنحو 3.5 مليارات دولار", []string{"مليارات", "ملايين"}, check, figure},
		{"فاصلة عشرية عربية", hudna, "بنحو 3.5 مليارات دولار", []string{"3.5", "٣٫٥"}, sure, 0},
		{"نسبة", hudna, "بزيادة 12٪ على تقديرات العام الماضي", []string{"12٪", "21٪"}, check, figure},
		{"قبل وبعد", hudna, "قبل نهاية الشهر", []string{"قبل", "بعد"}, check, date},
		{"تشكيل", hudna, "وأكد وزير الخارجية أن بلاده لن ترسل قوات", []string{"وأكد وزير", "وأكّد وزيرُ"}, sure, 0},
		{"فقرة قبله", hudna, "وتشمل خمس محافظات", []string{"أعلن المتحدث", "خبر عاجل.\nأعلن المتحدث"}, sure, 0},
		{"ألوف", saddun, "أجبر اثني عشر ألف شخص على مغادرة منازلهم", []string{"اثني عشر", "عشرين"}, check, figure},
		{"ألف تحذف", saddun, "اثني عشر ألف شخص", []string{"عشر ألف شخص", "عشر شخصا"}, check, figure},
		{"يوم الأسبوع", saddun, "بوابات سد النخيل الثماني يوم الأحد", []string{"يوم الأحد", "يوم السبت"}, check, date},
		{"اسم", saddun, "المهندسة رنا الحلبي، مديرة السد", []string{"رنا", "هدى"}, check, name},
		{"قول منفي", saddun, "«لم نر ضررًا كهذا من قبل»", []string{"لم نر ضررًا", "رأينا ضررًا"}, check, negation},
		{"علامات الاقتباس", saddun, "«لم نر ضررًا كهذا من قبل»", []string{"«لم", "\"لم", "قبل»", "قبل\""}, sure, 0},
		{"أقل وأعلى", saddun, "أي أقل من القمة بمتر ونصف", []string{"أقل", "أعلى"}, check, words},
		{"ليس تحذف", saddun, "وليس هناك خطر على الجسور", []string{"وليس هناك", "وهناك"}, check, negation},
		{"عاصمة", saddun, "من الحكومة في بغداد", []string{"بغداد", "أربيل"}, check, name},
		{"أشهر وأسابيع", saddun, "أكثر من ستة أشهر", []string{"ستة أشهر", "ستة أسابيع"}, check, date},
		{"ألا تحذف", saddun, "وألا يعاد فتح السد قبل أيلول", []string{"وألا يعاد", "وأن يعاد"}, check, negation},
		{"سنة", saddun, "وقع عام 1988", []string{"1988", "1998"}, check, date},
		{"كلمة أسلوب", saddun, "عثر المهندسون على تصدعات", []string{"تصدعات في ثلاث", "شقوق في ثلاث"}, check, words},
		{"تطويل", saddun, "وأعلن المحافظ حالة الطوارئ", []string{"المحافظ", "المحـــافظ"}, sure, 0},
		{"حذف الجملة", saddun, "وليس هناك خطر على الجسور.", []string{" وليس هناك خطر على الجسور.", ""}, orphan, 0},
	} {
		after := c.text
		for pair := range slices.Chunk(c.edits, 2) {
			if !strings.Contains(after, pair[0]) {
				t.Fatalf("%s: %q is not in the text", c.label, pair[0])
			}
			after = strings.Replace(after, pair[0], pair[1], 1)
		}
		got, _ := changed(t, c.text, c.quote, after)
		why := Why(got.Doubt, got.Anchor.Exact, nil)
		if got.Doubt.State != c.state || c.state == check && (len(why) == 0 || why[0].Kind != c.kind) {
			wrong++
			t.Errorf("%s: %q is %q %q, %v", c.label, c.quote, got.Doubt.State, got.Anchor.Exact, why)
			continue
		}
		right++
	}
	t.Logf("%d right, %d wrong", right, wrong)
}
