package claims

import (
	"strings"
	"sync"
)

// role is where the figure of a cue is.
type role uint8

const (
	before role = 1 << iota // the figure comes right after it: "killed 21", «مقتل 21»
	after                   // the figure comes before it: "21 dead", "21 were killed"
	active                  // after a figure only as a passive: "21 were killed", not "21 killed him"
	toll                    // the figure may be far behind: "the death toll … rose to 21"
	weak                    // only where nothing else tells
	next                    // the figure is right before it: "21 votes"
)

// cue is a word by which a figure is of a subject.
type cue struct {
	subject Subject
	role    role
}

// cues are the words that tell what a figure is of, by their folded form; those of two
// words with a space between.
var cues = sync.OnceValue(func() map[string]cue {
	out := map[string]cue{}
	for list, c := range map[string]cue{
		"killed, slain, أودت بحياة, أودى بحياة": {Dead, before | after | active},
		"kills, kill, killing, lives of, deaths of, claimed, claiming, ضحيته, ضحيتها, بحياة, حياة, مقتل, قتل, قتلت, تقتل, مصرع, وفاة, استشهاد, استشهد, توفي, توفيت, مات, ماتت, بمقتل": {Dead, before},
		"dead, deaths, fatalities, القتلى, الوفيات, الضحايا, الشهداء, وفيات, حصيلة القتلى":                                                                                            {Dead, before | after | toll},
		"death toll, toll, الحصيلة, حصيلة": {Dead, toll},
		"died, shot dead, bodies, perished, drowned, martyrs, martyred, lost their lives, lives lost, lives, قتيلا, قتيل, قتلى, شهيدا, شهيد, شهداء, جثة, جثث, جثمانا, ضحية, ضحايا, قتلوا, قضوا, ماتوا, توفوا, استشهدوا, حتفهم, مصرعهم, غرقوا": {Dead, after},
		"victims":                {Dead, after | weak},
		"injured, wounded, hurt": {Hurt, before | after | active | toll},
		"injuring, wounding, injures, wounds, hurting, إصابة, أصيب, أصيبت, جرح, جرحت, أصاب, أصابت, بجرح, بإصابة":            {Hurt, before},
		"injuries, hospitalised, hospitalized, جريحا, جريح, جرحى, مصابا, مصاب, مصابين, مصابون, أصيبوا, جرحوا, بجروح, بجراح": {Hurt, after},
		"الجرحى, المصابين, المصابون, الإصابات":                                                                              {Hurt, toll},
		"missing, unaccounted, في عداد المفقودين, مفقودا, مفقود, مفقودين, مفقودون":                                          {Missing, before | after},
		"المفقودين, المفقودون":       {Missing, toll | after},
		"فقدان, فقد, فقدت":           {Missing, before},
		"arrested, detained, jailed": {Arrested, before | after | active},
		"arresting, arrests, detention of, arrest of, detaining, arrest, detain, اعتقال, اعتقل, اعتقلت, توقيف, أوقف, أوقفت, أوقفوا, القبض على, احتجاز, احتجز, احتجزت, اقتيد": {Arrested, before},
		"in custody, into custody, detainees, معتقلا, معتقل, معتقلين, موقوفا, موقوف, موقوفين, اعتقلوا":                                                                       {Arrested, after},
		"الموقوفين, المعتقلين, الموقوفون": {Arrested, toll},
		"displaced, evacuated": {Displaced, before | after | active},
		"displacing, evacuating, نزوح, نزح, تشريد, شرد, شردت, إجلاء, أجلت, أجلي, تهجير":                                                                                                 {Displaced, before},
		"homeless, fled, flee, على النزوح, على الفرار, evacuees, refugees, lost their homes, نازحا, نازح, نازحين, مشردا, مشرد, مشردين, لاجئا, لاجئ, لاجئين, نزحوا, شردوا, مأوى, تشردوا": {Displaced, after},
		"النازحين, المشردين": {Displaced, toll},
		"rescued":            {Rescued, before | after | active},
		"rescuing, rescue, نجا, نجت, إنقاذ, أنقذ, أنقذت, أنقذوا": {Rescued, before},
		"picked up": {Rescued, after | active},
		"survivors, survived, saved, got out alive, ناجيا, ناج, ناجين, ناجون, نجوا": {Rescued, after},
		"infected": {Cases, before | after | active},
		"cases, infections, حالة إصابة, حالات إصابة": {Cases, before | after | toll},
		"protesters, protestors, demonstrators, marchers, gathered, marched, rallied, attended, protested, demonstrated, turned out, took part, took to, متظاهرا, متظاهر, متظاهرين, محتجا, محتج, محتجين, معتصما, مشاركا, تظاهروا, تجمعوا, شاركوا, احتشدوا, تجمهروا": {Crowd, after | weak},
		"crowd of, crowds of, شارك, تظاهر, احتشد, تجمع, مشاركة, بمشاركة":                                                         {Crowd, before | weak},
		"votes, ballots, صوتا, صوت, أصوات":                                                                                       {Votes, next},
		"percent, pct, per cent, %, ٪, بالمئة, بالمائة, في المئة, في المائة":                                                     {Percent, next},
		"homes, houses, buildings, apartments, flats, منزلا, منزل, منازل, مبنى, مبان, مباني, بيتا, بيوت, شقة, وحدة سكنية, بناية": {Buildings, next},
	} {
		for words := range strings.SplitSeq(list, ",") {
			out[spread(words)] = c
		}
	}
	return out
})

// funds are words that say what money is for.
var funds = sync.OnceValue(func() map[string]Subject {
	return table(map[string]Subject{
		"damage damages losses loss cost costs destruction أضرار خسائر خسارة كلفة تكلفة تكاليف":                                             Damage,
		"aid donated donate pledged pledge pledges relief donations donation grant مساعدات مساعدة تبرع تبرعت تبرعات تعهد تعهدت منحة معونات": Aid,
	})
})

// measures are words right after a figure that say what it measures.
var measures = sync.OnceValue(func() map[string]Value {
	return table(map[string]Value{
		"tonnes tonne tons ton طن طنا أطنان":                                             {Unit: UnitTonne},
		"kg kilograms kilogram kilos كيلوغرام كيلوغراما كيلوغرامات كلغ كجم":              {Unit: UnitKilogram},
		"km kilometres kilometers kilometre kilometer كيلومتر كيلومترا كيلومترات كلم كم": {Unit: UnitKilometre},
		"metres meters metre meter m متر مترا أمتار":                                     {Unit: UnitMetre},
		"miles mile ميل ميلا أميال":                                                      {Unit: UnitMile},
	})
})

// money is what writes a currency, in words and signs.
var money = sync.OnceValue(func() map[string]string {
	return table(map[string]string{
		"$ dollar dollars دولار دولارا دولارات usd": UnitDollar,
		"€ euro euros يورو eur":                     UnitEuro,
		"£ pounds pound جنيه جنيها جنيهات gbp":      UnitPound,
		"¥ yen ين":              UnitYen,
		"yuan يوان":             UnitYuan,
		"lira liras ليرة ليرات": UnitLira,
		"riyal riyals rial rials ريال ريالا ريالات": UnitRiyal,
		"dirham dirhams درهم درهما دراهم":           UnitDirham,
		"dinar dinars دينار دينارا دنانير":          UnitDinar,
		"franc francs فرنك فرنكا":                   UnitFranc,
		"rouble roubles ruble rubles روبل":          UnitRouble,
		"₹ rupee rupees روبية":                      UnitRupee,
		"peso pesos بيزو":                           UnitPeso,
	})
})

// persons are what figures of people count.
var persons = sync.OnceValue(func() map[string]bool {
	return table(map[string]bool{
		`people persons person men man women woman children child boys girls civilians civilian soldiers soldier police policemen officers officer workers worker miners
		passengers residents villagers students pupils migrants fighters militants rebels troops firefighters firefighter journalists others patients inmates prisoners tourists
		crew passer suspects members sailors pilgrims fans youths teenagers students staff employees foreigners nationals suspects activists supporters opponents protesters demonstrators families
		servicemen gunmen insurgents attackers doctors nurses babies schoolchildren pedestrians victims lives bystanders worshippers guards diplomats
		شخصا شخص أشخاص مدنيا مدني مدنيين مدنيون جنديا جندي جنود طفلا طفل أطفال امرأة نساء سيدة رجلا رجل رجال عاملا عامل عمال راكبا راكب ركاب
		متظاهرا متظاهر متظاهرين متظاهرون طالبا طالب طلاب تلميذا تلميذ تلاميذ مهاجرا مهاجر مهاجرين مسلحا مسلح مسلحين شرطيا شرطي عسكريا عسكري عسكريين ضابطا ضابط ضباط عنصرا عنصر عناصر
		فلسطينيا فلسطيني فلسطينيين لبنانيا لبناني لبنانيين سوريا سوري سوريين عراقيا عراقي عراقيين مصريا مصري مصريين ليبيا ليبي ليبيين إسرائيليا إسرائيلي إسرائيليين
		آخر آخرين آخرون مواطنا مواطن مواطنين بحارا بحار بحارة صحافيا صحفيا صحافي صحفي صحفيين رضيعا رضيع شابا شاب شبان محتجا محتج محتجين مسعفا مسعف مسعفين
		إطفائيا إطفائي إطفائيين سائحا سائح سياح حاجا حجاج مريضا مريض مرضى سجينا سجين سجناء موظفا موظف موظفين نسمة فردا فرد أفراد ناشطا ناشط ناشطين مشتبها مشتبه أجنبيا أجانب عائلة أسرة`: true,
	})
})

// bodies are persons whose noun says what became of them.
var bodies = sync.OnceValue(func() map[string]Subject {
	return table(map[string]Subject{"قتيل شهيد": Dead, "جريح مصاب": Hurt, "مفقود": Missing, "معتقل موقوف": Arrested, "نازح لاجئ": Displaced})
})

// times are what figures count that are no claims: ages, and how long something lasts.
var times = sync.OnceValue(func() map[string]bool {
	return table(map[string]bool{
		`year years month months week weeks day days hour hours minute minutes second seconds st nd rd th yearold
		عاما عام أعوام سنة سنوات شهرا شهر أشهر شهور أسبوعا أسبوع أسابيع يوما يوم أيام ساعة ساعات دقيقة دقائق ثانية ثوان`: true,
	})
})

// rises are verbs by which a figure of a noun before them is told: "the number of dead
// rose to 21".
var rises = sync.OnceValue(func() map[string]bool {
	return table(map[string]bool{
		`rose rises risen rising climbed climbs climbing increased jumped raised raising reached reaches reaching hit hits stood stands put puts bringing brought brings
		was were is are now revised passed exceeded topped at to totalled totaled grew fell dropped lowered
		بلغ بلغت يبلغ تبلغ بلوغ ارتفع ارتفعت ترتفع يرتفع ارتفاع رفع رفعت يرفع وصل وصلت يصل تصل ليصل لتصل ليبلغ لتبلغ زاد زادت ازداد ازدادت صعد تجاوز تجاوزت انخفض انخفضت تراجع عدلت إلى`: true,
	})
})

// cueAt is the cue of the one to three words that begin at token i, the longest first,
// the place after them, and whether the word is joined by «و».
func (r *reader) cueAt(i int) (c cue, end int, joined bool) {
	const longest = 3
	all := cues()
	for n := longest; n > 0; n-- {
		words, ok := r.phrase(i, i+n)
		if !ok {
			continue
		}
		if c, ok := all[words]; ok {
			return c, i + n, false
		}
		first, rest, _ := strings.Cut(words, " ")
		bare, prefix := clitic(first, "و", "ف", "ب", "ل")
		if prefix == "" {
			continue
		}
		if rest != "" {
			bare += " " + rest
		}
		if c, ok := all[bare]; ok {
			return c, i + n, prefix == "و" || prefix == "ف"
		}
	}
	return cue{}, i, false
}
