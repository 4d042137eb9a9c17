package names_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tarikh.org/tarikh/data/names"
)

// says lists proposals as "kind name ×passages (reason because)?may=alike".
func says(f *names.Finder) (out []string) {
	for _, p := range f.Proposals() {
		line := fmt.Sprintf("%s %s ×%d %s", p.Kind, p.Name, len(p.Passages), p.Reason)
		if p.Because != "" {
			line += " " + p.Because
		}
		if len(p.May) > 0 {
			line += " ?" + strings.Join(p.May, "|")
		}
		if p.Alike != "" {
			line += " =" + p.Alike
		}
		out = append(out, line)
	}
	return out
}

func TestRules(t *testing.T) {
	known := []names.Known{
		{Kind: names.Person, Called: []string{"Vladimir Putin", "فلاديمير بوتين", "بوتين", "Putin"}},
		{Kind: names.Person, Called: []string{"Ana Mirova", "Mirova"}},
		{Kind: names.Person, Called: []string{"Lev Mirova", "Mirova"}},
	}
	for name, c := range map[string]struct {
		texts []string
		want  []string
	}{
		"a title with a capital":        {[]string{"In May, President Zoran Petkov resigned."}, []string{"person Zoran Petkov ×1 title President"}},
		"a title in small letters":      {[]string{"He met the spokesman Zoran Petkov there."}, []string{"person Zoran Petkov ×1 title spokesman"}},
		"a post behind the name":        {[]string{"He met Zoran Petkov, the foreign minister, there."}, []string{"person Zoran Petkov ×1 title minister"}},
		"a title with a point":          {[]string{"He met Dr. Zoran Petkov there."}, []string{"person Zoran Petkov ×1 title Dr"}},
		"initials":                      {[]string{"He met President Zoran K. Petkov there."}, []string{"person Zoran K. Petkov ×1 title President"}},
		"particles":                     {[]string{"He met General Otto von Petkov there."}, []string{"person Otto von Petkov ×1 title General"}},
		"a genitive":                    {[]string{"He read President Zoran Petkov's letter."}, []string{"person Zoran Petkov ×1 title President"}},
		"the beginning of a sentence":   {[]string{"Heavy rain fell. Schools were closed. However, Trains ran."}, nil},
		"two capitals at the beginning": {[]string{"The Zoran Petkov case went on."}, []string{"person Zoran Petkov ×1 capital"}},
		"days, months and peoples":      {[]string{"On Tuesday, French and Egyptian delegates met in July."}, nil},
		"places":                        {[]string{"He went from Cairo to New York and Saudi Arabia."}, nil},
		"what is no person":             {[]string{"They met in Petkov Square after the Petkov Treaty, by the North Petkov road."}, nil},
		"a body by its last word":       {[]string{"He joined the Blue Petkov Movement."}, []string{"organisation Blue Petkov Movement ×1 word Movement"}},
		"a body by its first word":      {[]string{"He left the Ministry of Public Works and Petkov Bridge."}, []string{"organisation Ministry of Public Works ×1 word Ministry"}},
		"an acronym":                    {[]string{"The XQZ was founded by them, in the US."}, []string{"organisation XQZ ×1 capital"}},
		"a heading in capitals":         {[]string{"BIG FLOOD HITS TOWN"}, nil},
		"a body that is known":          {[]string{"It was said at the UN, and U.N. envoys agreed.", "للأمم المتحدة رأي"}, []string{"organisation United Nations ×3 list"}},
		"a name before a number":        {[]string{"In Hangar 12.", "The Hangar 12 burned.", "Then Hangar 12 fell."}, nil},
		"one word in three texts":       {[]string{"The ship Rhosus sank.", "The ship Rhosus sailed.", "A crew of Rhosus left."}, []string{"organisation Rhosus ×3 capital"}},
		"one word in two texts":         {[]string{"The ship Rhosus sank.", "The ship Rhosus sailed."}, nil},
		"one word that is a place":      {[]string{"The Tayouneh roundabout.", "The old Tayouneh fell.", "Those of Tayouneh left.", "People in Tayouneh fled."}, nil},
		"one word that is no place":     {[]string{"The Tayouneh roundabout.", "The old Tayouneh fell.", "Those of Tayouneh left."}, []string{"organisation Tayouneh ×3 capital"}},
		"a surname in the same text":    {[]string{"President Zoran Petkov came. Later Petkov left."}, []string{"person Zoran Petkov ×2 title President"}},
		"a surname of two in a text": {
			[]string{"President Zoran Petkov met Dr. Ivo Petkov. Later Petkov left."},
			[]string{"person Ivo Petkov ×1 title Dr", "person Petkov ×1 capital ?Zoran Petkov|Ivo Petkov", "person Zoran Petkov ×1 title President"},
		},
		"a surname in another text": {
			[]string{"President Zoran Petkov came.", "They asked Petkov about it."},
			[]string{"person Petkov ×1 capital ?Zoran Petkov", "person Zoran Petkov ×1 title President"},
		},
		"a title in Arabic":                 {[]string{"زار الرئيس البلغاري زوران بيتكوف المدينة."}, []string{"person زوران بيتكوف ×1 title الرئيس البلغاري"}},
		"a post in Arabic":                  {[]string{"أكد وزير الخارجية زوران بيتكوف ذلك."}, []string{"person زوران بيتكوف ×1 title وزير الخارجية"}},
		"a title of a title":                {[]string{"قال وزير الخارجية البلغاري الأمير زوران بن بيتكوف ذلك."}, []string{"person زوران بن بيتكوف ×1 title الأمير"}},
		"proclitics":                        {[]string{"سلّم الرسالة لفلاديمير زيتكوف ولأحمد الزيتوني."}, []string{"person أحمد الزيتوني ×1 given أحمد", "person فلاديمير زيتكوف ×1 given فلاديمير"}},
		"vowel signs":                       {[]string{"قَالَ مُحَمَّدٌ الزَّيْتُونِيُّ ذلك."}, []string{"person مُحَمَّدٌ الزَّيْتُونِيُّ ×1 given مُحَمَّدٌ"}},
		"«على» is no name":                  {[]string{"وضع الكتاب على الطاولة، وجلس على زوران."}, nil},
		"a good neighbourhood":              {[]string{"مبدأ حسن الجوار وصلاح الدين."}, nil},
		"a title without a name":            {[]string{"قال الرئيس إن الحكومة ستجتمع، وزار رئيس الوزراء المدينة."}, nil},
		"a ministry":                        {[]string{"قالت وزارة التربية والتعليم السورية ذلك."}, []string{"organisation وزارة التربية والتعليم السورية ×1 word وزارة"}},
		"a body with «لل»":                  {[]string{"اجتمع المجلس القومي لحقوق الإنسان أمس."}, []string{"organisation المجلس القومي لحقوق الإنسان ×1 word المجلس"}},
		"a company":                         {[]string{"اشترت شركة زيتكوف المصنع، وباعت شركة كبيرة غيره."}, []string{"organisation شركة زيتكوف ×1 word شركة"}},
		"traffic is no movement":            {[]string{"توقفت حركة المرور، وتعطلت حركة السير."}, nil},
		"a head with a known body":          {[]string{"اتهمت منظمة هيومن رايتس ووتش السلطات."}, []string{"organisation هيومن رايتس ووتش ×1 list"}},
		"a surname in Arabic":               {[]string{"زار الرئيس زوران بيتكوف المدينة، وقال لبيتكوف مضيفه إنه سعيد."}, []string{"person زوران بيتكوف ×2 title الرئيس"}},
		"two scripts":                       {[]string{"Judge Tarek Bitar returned.", "عاد القاضي طارق بيطار."}, []string{"person Tarek Bitar ×1 title Judge =طارق بيطار", "person طارق بيطار ×1 title القاضي =Tarek Bitar"}},
		"the library's names":               {[]string{"They met Putin. لقاء مع بوتين، ولبوتين رأي."}, []string{"person Vladimir Putin ×3 library"}},
		"the library's names behind titles": {[]string{"President Vladimir Putin met Dr. Putin. قال الرئيس الروسي فلاديمير بوتين ذلك."}, []string{"person Vladimir Putin ×3 library"}},
		"a name of two in the library":      {[]string{"They met Mirova there."}, []string{"person Mirova ×1 library ?Ana Mirova|Lev Mirova"}},
		"nothing":                           {[]string{"", "\n", "1234", "\xff\xfe"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := names.New(known, places())
			for _, text := range c.texts {
				f.Add(text)
			}
			got := says(f)
			slices.Sort(got)
			want := slices.Clone(c.want)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("proposed are\n\t%s\nnot\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
			}
		})
	}
}

// What is proposed stands where its passages are, without what Arabic writes together with it.
func TestPassages(t *testing.T) {
	f := names.New(nil, nil)
	text := "  وقال وَلِفلاديمير زيتكوف ذلك"
	f.Add("nothing")
	f.Add(text)
	p := f.Proposals()
	if len(p) != 1 || len(p[0].Passages) != 1 || p[0].Passages[0].Text != 1 {
		t.Fatalf("%+v", p)
	}
	if at := p[0].Passages[0]; text[at.Start:at.End] != "فلاديمير زيتكوف" {
		t.Errorf("it stands at %q", text[at.Start:at.End])
	}
}

// Whatever the texts are, passages are whole characters of them, in order, and names are
// not blank.
func FuzzFinder(f *testing.F) {
	f.Add("President Zoran K. Petkov's U.N. envoy, of the Ministry of the Interior; \"Petkov\" said.", "Petkov")
	f.Add("قال وزير الخارجية السعودي الأمير فيصل بن فرحان للأمم المتحدة ولبوتين وعبد", "بوتين")
	f.Add("الرئيس\nوزارة الـ شركة لل حركة أبو بن د. عبد", "لل")
	f.Add("\xff President \xfe Jean-Claude d'Ivoire-X A. B.C. D.E.F. al-", "A")
	f.Fuzz(func(t *testing.T, text, name string) {
		finder := names.New([]names.Known{{Kind: names.Person, Called: []string{name, "Zoran " + name}}}, nil)
		finder.Add(text)
		finder.Add(name)
		texts := []string{text, name}
		for _, p := range finder.Proposals() {
			last := names.Passage{Text: -1}
			if strings.TrimSpace(p.Name) == "" || len(p.Passages) == 0 {
				t.Fatalf("%+v", p)
			}
			for _, at := range p.Passages {
				whole := texts[at.Text]
				if at.Text < last.Text || at.Text == last.Text && at.Start < last.Start || at.Start >= at.End || at.End > len(whole) {
					t.Fatalf("%q: %+v after %+v", whole, at, last)
				}
				if utf8.ValidString(whole) && !utf8.ValidString(whole[at.Start:at.End]) {
					t.Fatalf("%q: %+v divides a character", whole, at)
				}
				last = at
			}
		}
	})
}

func TestKindOf(t *testing.T) {
	for name, want := range map[string]names.Kind{
		"Vladimir Putin": names.Person, "بوتين": names.Person, "United Nations": names.Organisation, "الأمم المتحدة": names.Organisation, "Bank of England": names.Organisation,
		"Suez Canal Authority": names.Organisation, "XQZ": names.Organisation, "شركة زيتكوف": names.Organisation, "المجلس الأعلى": names.Organisation, "": names.Person, "?": names.Person,
	} {
		if got := names.KindOf(name); got != want {
			t.Errorf("%q is a %s", name, got)
		}
	}
}
