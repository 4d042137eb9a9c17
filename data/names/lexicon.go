package names

import (
	"strings"
	"sync"

	"tarikh.org/tarikh/data/text/fold"
)

// wordsOf makes a set of folded words, divided by spaces; an underscore is a space in one.
func wordsOf(lists ...string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		out := map[string]bool{}
		for _, list := range lists {
			for word := range strings.FieldsSeq(list) {
				out[fold.String(strings.ReplaceAll(word, "_", " "))] = true
			}
		}
		return out
	})
}

// titles are before a name, with a capital or without one.
var titles = wordsOf(`president prime_minister vice_president deputy_prime_minister foreign_minister defence_minister defense_minister finance_minister interior_minister premier
	king queen prince princess crown_prince emperor empress tsar czar sultan emir sheikh sheik shaykh imam ayatollah grand_ayatollah pope archbishop bishop cardinal patriarch rabbi mufti caliph pharaoh
	chancellor minister secretary secretary-general secretary_general secretary_of_state general colonel major captain lieutenant sergeant admiral marshal field_marshal brigadier commander
	mr mrs ms miss dr doctor prof professor sir lord lady dame judge justice chief_justice senator sen congressman congresswoman representative rep governor gov gen lt col capt sgt maj mayor ambassador
	father sister brother reverend saint chairman director speaker mp`)

// regnal are titles that are a part of a name of one word.
var regnal = wordsOf(`king queen pope emperor empress sultan tsar czar saint imam caliph`)

// posts are what persons are called by their work, in small letters beside a name.
var posts = wordsOf(`president premier chairman chairwoman chair chief director head leader spokesman spokeswoman spokesperson minister ambassador envoy secretary secretary-general
	commander lawyer attorney judge prosecutor journalist reporter correspondent editor author writer poet novelist historian professor economist analyst expert researcher scientist activist
	actor actress singer director coach footballer player captain businessman businesswoman billionaire founder co-founder executive manager owner governor mayor senator lawmaker politician dissident
	adviser advisor aide diplomat general colonel officer doctor physician engineer architect astronaut cosmonaut pilot cleric preacher bishop king queen prince princess emir sultan caliph pharaoh
	negotiator mediator inspector commissioner winner laureate teacher student husband wife son daughter brother sister father mother widow`)

// speaks are verbs of those who say or do something.
var speaks = wordsOf(`said says told tells announced announces warned added called denied confirmed insisted argued wrote replied claimed stated declared accused urged praised criticised criticized
	acknowledged explained promised vowed tweeted testified met signed resigned died visited`)

// locates are words before places.
var locates = wordsOf(`in at near around across outside inside toward towards throughout via`)

var abbreviations = wordsOf(`mr mrs ms dr prof gen lt col capt sgt maj sen rep gov st jr sr hon rev mt ft vs no inc ltd co corp bros`)

// particles are small words within names.
var particles = wordsOf(`de la le du des da di del della van von der den ter ten bin ibn bint ben al el ul ud as-sayyid abu y e dos`)

// empties are words that begin sentences and headings, and are no names.
var empties = wordsOf(`the a an this that these those it its he she they we i you his her their our my your in on at of for to from by with without after before during since until till when while as if
	because although though but and or nor so yet not no there here then now today yesterday tomorrow meanwhile however moreover also still even only just more most many much few several some all any both
	each every either neither one two three four five six seven eight nine ten first second third last next new old early late later earlier what who whom whose which why where how about above across
	against along among around behind below beneath beside between beyond despite down except inside into like near off onto out outside over past through throughout under up upon within
	is was are were be been being has have had do does did will would can could may might must shall should let according tens hundreds thousands dozens millions once again another other others such
	photo image video read watch live breaking news update updated exclusive opinion analysis editorial related share advertisement copyright image source`)

// calendar are the names of days, months and times.
var calendar = wordsOf(`monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
	spring summer autumn winter ramadan christmas easter hanukkah nowruz muharram eid ad bc ce bce gmt utc am pm`)

// noNames are last words of what is neither a person nor a body.
var noNames = wordsOf(`square street road avenue boulevard bridge river sea ocean gulf bay strait canal lake island islands mountain mountains mount valley desert peninsula coast region province governorate state
	city town village district county capital airport port harbour harbor station palace castle tower temple pyramid museum hotel hospital stadium arena park garden prize award medal cup championship
	league games olympics tournament festival war wars battle revolution uprising spring intifada massacre treaty agreement accord accords convention charter declaration protocol resolution pact plan
	act law bill constitution amendment summit conference talks day week month year century era age crisis operation mission project programme program initiative strategy report book newspaper
	internet earth moon sun mars bible quran koran torah covid covid-19 coronavirus ebola islam christianity judaism english arabic french german spanish east west north south middle asia africa europe
	america mosque church cathedral synagogue shrine line wall zone border crossing heights strip bank hill hills field fields ship airlines-flight flight
	muslim muslims christian christians jew jews islamist islamists sunni shia shiite kurd kurds kurdish druze catholic orthodox protestant communist nazi cold-war minister president`)

// notFirst are first words of what is no person.
var notFirst = wordsOf(`north south east west northern southern eastern western central upper lower new old great greater mount lake cape port fort wadi tel ras bab gulf strait red black white dead blue yellow high low
	united world international national grand royal holy supreme nobel cold civil first second third operation article chapter section page figure table`)

// notAcronyms are words in capitals that name no body.
var notAcronyms = wordsOf(`us usa uk uae ussr tv ceo cfo coo gdp hiv aids dna dvd pdf faq id ok phd mp mps pm am gmt utc bc ad ce bce ii iii iv vi vii viii ix xi xii xiii xiv xv xvi it vip ngo ngos covid sars h1n1 html www km kg eu-wide
	roman a4 vs new breaking rt cc and or the in of on by to at is ps qa`)

// What a word says of a body.
const (
	lastWordOfBody = 1 << iota // "Suez Canal Authority", "Ministry of Finance"
	headOfBody                 // before other words with capitals, too: "Ministry of", "Bank of"
	alone                      // one word that is a body: "Senate"
)

var bodyWords = sync.OnceValue(func() map[string]int {
	out := map[string]int{}
	for words, role := range map[string]int{
		`ministry department bank university organisation organization association federation union league council committee commission court party front movement army institute college academy
			school office bureau agency authority company corporation corp inc ltd group fund foundation society club board parliament assembly congress senate cabinet government administration
			forces brigades brigade guard guards police service services directorate secretariat tribunal chamber house church alliance coalition brotherhood partnership network centre center community
			confederation congregation consortium cooperative council-general exchange faculty guild holdings laboratory laboratories library mission newspaper observatory orchestra press radio
			registry reserve secretariat syndicate team television trust airlines airways motors salvage shipping bloc militia junta treasury post times gazette tribune herald journal security intelligence wire broadcasting railways`: lastWordOfBody,
		`ministry department bank university organisation organization association federation union council committee commission court institute college academy office bureau agency authority
			house chamber league movement party front army high_commissioner society assembly congress community fund`: headOfBody,
		`senate knesset kremlin pentagon congress parliament duma bundestag hezbollah hamas taliban interpol reuters mossad vatican politburo reichstag comintern`: alone,
	} {
		for word := range strings.FieldsSeq(words) {
			out[fold.String(word)] |= role
		}
	}
	return out
})

var demonyms = wordsOf(`american british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss austrian polish czech slovak hungarian romanian bulgarian greek turkish russian soviet
	ukrainian belarusian georgian armenian azerbaijani kazakh swedish norwegian danish finnish icelandic estonian latvian lithuanian serbian croatian bosnian albanian macedonian
	egyptian syrian lebanese jordanian iraqi iranian persian israeli palestinian saudi kuwaiti qatari bahraini emirati omani yemeni libyan tunisian algerian moroccan sudanese mauritanian somali ethiopian
	kenyan nigerian ghanaian ugandan rwandan congolese south-african chinese japanese korean indian pakistani afghan bangladeshi nepali thai vietnamese indonesian malaysian filipino australian
	canadian mexican brazilian argentine argentinian chilean cuban venezuelan colombian peruvian european african asian arab arabs western eastern ottoman roman byzantine mamluk abbasid
	americans russians israelis palestinians egyptians syrians iraqis iranians germans britons europeans africans ukrainians turks greeks kurds jews muslims christians romans persians ottomans`)

// given are given names, in Latin and Arabic letters, that tell a person.
var given = wordsOf(`
	ahmed ahmad mohamed mohammed muhammad mohammad mahmoud mahmud ali hassan hasan hussein husain hosni omar umar osman khaled khalid ibrahim youssef yusuf yasser yasir mustafa moustafa kamal gamal jamal
	anwar saad said saeed sami samir karim fahd faisal salman abdullah abdallah abdel abdul sultan zayed rashid tariq tarek saddam bashar hafez muammar moammar nasser naguib farouk fuad fouad abbas ismail
	haniyeh walid waleed nabih michel saad-eddin ziad adel amr essam hisham ehab ihab wael osama usama ayman tawakkol fatima aisha maryam zeinab khadija leila layla hind noor rana huda mona salma
	george john joseph paul peter thomas james robert donald joe joseph barack bill hillary william charles david michael richard ronald jimmy gerald lyndon dwight franklin theodore harry
	winston anthony margaret tony gordon theresa boris rishi keir clement harold neville edward henry elizabeth anne mary victoria jean jacques françois francois emmanuel nicolas valery pierre louis napoleon
	angela helmut willy konrad gerhard olaf friedrich otto adolf hans karl wolfgang vladimir dmitry dmitri mikhail boris leonid nikita joseph sergei sergey alexei alexander yuri ivan nikolai lev leon
	volodymyr viktor viktoria petro yulia recep mustafa-kemal golda menachem yitzhak shimon ariel ehud benjamin binyamin naftali yair moshe chaim isaac yasir kofi boutros ban antonio antónio ursula jens
	nelson desmond winnie robert-mugabe kwame jomo patrice haile meles abiy ellen leymah mahatma jawaharlal indira rajiv narendra zulfikar benazir nawaz imran pervez mao deng xi hu jiang zhou sun chiang
	ho kim park shinzo junichiro sanae hirohito akihito fidel che raul hugo evo lula dilma luiz salvador augusto simon gabriel pablo diego javier juan carlos miguel maria ana isabel fernando francisco jose josé
	neil buzz stephen steven steve bill mark jeff elon tim larry sergey warren alan albert marie isaac galileo charles-darwin sigmund ranjan roberto luigi giuseppe benito silvio mario giorgia andrew
	christopher daniel matthew mark luke simon samuel adam eric patrick kevin brian scott jason ryan gary frank raymond gregory joshua dennis jerry walter arthur lawrence albert bruce ralph roy eugene
	philip bobby johnny martin ernest craig alan sarah jennifer linda barbara susan jessica karen nancy lisa betty sandra ashley emily donna michelle carol amanda melissa deborah stephanie rebecca
	laura sharon cynthia kathleen amy shirley ruth helen catherine christine samantha janet carolyn rachel heather diane julie joyce christina evelyn judith olivia hannah jacqueline martha gloria teresa
	sara madison frances kathryn janice abigail sophia alice jean julia kate emma
	محمد أحمد محمود علي حسن حسين عمر عثمان خالد إبراهيم يوسف يعقوب موسى عيسى مصطفى كمال جمال أنور حسني سعد سعيد سامي سمير كريم كامل فهد فيصل سلمان عبدالله عبد سلطان زايد راشد طارق زياد
	ياسر صدام بشار حافظ معمر نجيب فاروق فؤاد عباس إسماعيل هنية نبيه ميشال ميشيل وليد عادل عمرو عصام هشام إيهاب وائل أسامة أيمن توكل فاطمة عائشة مريم زينب خديجة ليلى هند رنا هدى منى سلمى
	صلاح شريف ماجد مازن باسم بسام غسان رامي رياض سليمان داود هارون أيوب يحيى زكريا أنس بلال حمزة جعفر حيدر مقتدى نوري نصر نواف صباح تميم حمد مروان لخضر الأخضر هادي عبده قيس الباجي المنصف
	بيني إسحاق مناحم شمعون أرئيل أريئيل إيهود بنيامين نفتالي يائير موشيه غولدا جولدا كوفي بطرس بان أنطونيو جورج جون جوزيف بول بيتر توماس جيمس روبرت دونالد جو باراك بيل هيلاري ويليام وليام تشارلز ديفيد
	مايكل ريتشارد رونالد جيمي جيرالد ليندون دوايت فرانكلين هاري ونستون أنتوني مارغريت توني غوردون تيريزا بوريس ريشي كير هارولد إدوارد هنري إليزابيث ماري فيكتوريا جان جاك فرانسوا إيمانويل نيكولا
	شارل بيير لويس نابليون أنغيلا أنجيلا هلموت هيلموت فيلي كونراد غيرهارد أولاف أدولف هانز كارل فلاديمير دميتري ديمتري ميخائيل ليونيد نيكيتا سيرغي سيرجي أليكسي ألكسندر يوري إيفان نيكولاي
	فولوديمير فيكتور بيترو يوليا رجب نيلسون ديزموند كوامي باتريس هيلا ملس آبي أبي إلين المهاتما جواهرلال أنديرا راجيف ناريندرا ذوالفقار بينظير نواز عمران برويز ماو دنغ شي جيانغ كيم شينزو فيدل تشي
	هوغو إيفو لولا نيل ستيفن ستيف مارك إيلون بيل تيم لاري ألبرت إسحق غاليليو رانجان تيدروس روبرتو جوزيبي بينيتو سيلفيو ماريو جورجيا ليونيل كريستيانو دييغو أنطوني أنتوني لويد كمالا
	سيمون خوان خوسيه كارلوس فرناندو ماريا آنا أندرو دانيال ماثيو أندريه باتريك كيفن سارة جنيفر ليندا باربرا سوزان نانسي لورا هيلين كاثرين كريستين`)

// longestBody is how many words the name of a body in the list has at most.
const longestBody = 6

// body is a body that is known by its names in both scripts.
type body struct {
	key   string // of its first name
	names []string
	plain bool // one word that is nothing else, even where a sentence begins
}

// called are the name by which it is listed in a script, and those in the other one.
func (b body) called(arabic bool) (name string, others []string) {
	for _, n := range b.names {
		switch {
		case strings.ContainsFunc(n, arabicLetter) != arabic:
			others = append(others, n)
		case name == "":
			name = n
		}
	}
	return name, others
}

func arabicLetter(r rune) bool { return r >= 0x600 && r < 0x700 }

var bodies = sync.OnceValue(func() map[string]body {
	out := map[string]body{}
	for line := range strings.Lines(bodyNames) {
		names := strings.Split(strings.TrimSpace(line), "; ")
		if len(names) < 2 {
			continue
		}
		b := body{key: Key(names[0]), names: names, plain: true}
		for _, name := range names {
			out[Key(name)] = b
		}
	}
	return out
})

const bodyNames = `
United Nations; UN; U.N.; الأمم المتحدة
UN Security Council; United Nations Security Council; مجلس الأمن الدولي
UN General Assembly; United Nations General Assembly; الجمعية العامة للأمم المتحدة
European Union; EU; الاتحاد الأوروبي
European Commission; المفوضية الأوروبية
European Parliament; البرلمان الأوروبي
European Council; المجلس الأوروبي
European Central Bank; ECB; البنك المركزي الأوروبي
Arab League; League of Arab States; جامعة الدول العربية; الجامعة العربية
African Union; الاتحاد الأفريقي; الاتحاد الإفريقي
Gulf Cooperation Council; GCC; مجلس التعاون الخليجي; مجلس التعاون لدول الخليج العربية
NATO; حلف شمال الأطلسي; الناتو; حلف الناتو
World Health Organization; World Health Organisation; WHO; منظمة الصحة العالمية
International Monetary Fund; IMF; صندوق النقد الدولي
World Bank; البنك الدولي
World Trade Organization; WTO; منظمة التجارة العالمية
International Atomic Energy Agency; IAEA; الوكالة الدولية للطاقة الذرية
International Criminal Court; ICC; المحكمة الجنائية الدولية
International Court of Justice; ICJ; محكمة العدل الدولية
International Committee of the Red Cross; ICRC; اللجنة الدولية للصليب الأحمر
Red Cross; الصليب الأحمر
Red Crescent; الهلال الأحمر
International Olympic Committee; IOC; اللجنة الأولمبية الدولية
FIFA; الفيفا; الاتحاد الدولي لكرة القدم
UEFA; الاتحاد الأوروبي لكرة القدم
UNESCO; اليونسكو; يونسكو
UNICEF; اليونيسف; يونيسف
UNRWA; الأونروا
UNHCR; المفوضية السامية للأمم المتحدة لشؤون اللاجئين
World Food Programme; برنامج الأغذية العالمي
Human Rights Watch; هيومن رايتس ووتش
Amnesty International; منظمة العفو الدولية
Doctors Without Borders; أطباء بلا حدود
OPEC; أوبك
Interpol; الإنتربول
Hamas; حماس; حركة حماس
Fatah; فتح الفلسطينية; حركة فتح
Islamic Jihad; الجهاد الإسلامي; حركة الجهاد الإسلامي
Palestine Liberation Organization; PLO; منظمة التحرير الفلسطينية
Palestinian Authority; السلطة الفلسطينية; السلطة الوطنية الفلسطينية
Hezbollah; Hizbollah; Hizbullah; حزب الله
Amal Movement; حركة أمل
Houthis; الحوثيون; الحوثيين; جماعة الحوثي; أنصار الله
Taliban; طالبان; حركة طالبان
Al-Qaeda; al Qaeda; Al Qaeda; تنظيم القاعدة
Islamic State; ISIS; ISIL; Daesh; تنظيم الدولة الإسلامية; داعش; تنظيم الدولة
Muslim Brotherhood; الإخوان المسلمون; الإخوان المسلمين; جماعة الإخوان المسلمين; جماعة الإخوان
White House; البيت الأبيض
Kremlin; الكرملين
Pentagon; البنتاغون; البنتاجون
Federal Reserve; مجلس الاحتياطي الاتحادي; الاحتياطي الفيدرالي; مجلس الاحتياطي الفيدرالي
Knesset; الكنيست
Congress; الكونغرس; الكونجرس
House of Representatives; مجلس النواب الأمريكي
House of Commons; مجلس العموم
House of Lords; مجلس اللوردات
Bundestag; البوندستاغ
Duma; الدوما; مجلس الدوما
NASA; ناسا; وكالة ناسا
CIA; Central Intelligence Agency; وكالة المخابرات المركزية; وكالة الاستخبارات المركزية; سي آي إيه
FBI; Federal Bureau of Investigation; مكتب التحقيقات الاتحادي; مكتب التحقيقات الفيدرالي
Mossad; الموساد
KGB; كي جي بي
Reuters; رويترز; وكالة رويترز
Associated Press; أسوشيتد برس
Agence France-Presse; AFP; وكالة فرانس برس; فرانس برس
BBC; بي بي سي; هيئة الإذاعة البريطانية
Al Jazeera; Al-Jazeera; قناة الجزيرة
Microsoft; مايكروسوفت; شركة مايكروسوفت
Google; غوغل; جوجل; شركة غوغل
Apple Inc; شركة آبل; شركة أبل
Amazon.com; شركة أمازون
Facebook; فيسبوك; شركة فيسبوك
Twitter; تويتر; شركة تويتر
Boeing; بوينغ; بوينج; شركة بوينغ
Airbus; إيرباص; شركة إيرباص
Saudi Aramco; Aramco; أرامكو; أرامكو السعودية; شركة أرامكو
Gazprom; غازبروم; شركة غازبروم
Al-Azhar; الأزهر; الأزهر الشريف
Vatican; الفاتيكان
`
