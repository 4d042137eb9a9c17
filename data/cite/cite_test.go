package cite

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

var (
	rana   = data.Name{Family: "Haddad", Given: "Rana"}
	jan    = data.Name{Family: "van der Berg", Given: "Jan-Piet"}
	king   = data.Name{Family: "Marlow", Given: "Edwin Luke, Jr."}
	office = data.Name{Literal: "Harbour Office"}
	amal   = data.Name{Family: "حداد", Given: "أمل"}
	samir  = data.Name{Literal: "سمير المرفأ"}
)

func date(edtf string) dates.Date {
	d, err := dates.Parse(edtf)
	if edtf != "" && err != nil {
		panic(err)
	}
	return d
}

func sources() map[string]data.Article {
	return map[string]data.Article{
		"newspaper": {
			Title: "Ice closes the port", URL: "https://example.org/ice", Published: date("2022-02-04"),
			Citation: data.Citation{Type: "article-newspaper", Authors: []data.Name{rana, jan}, Container: "Example Times", Accessed: "2026-11-30"},
		},
		"page": {Title: "Tide tables", URL: "https://example.org/tides", Citation: data.Citation{Type: "webpage", Container: "Harbour Office", Authors: []data.Name{office}, Accessed: "2026-11-30"}},
		"journal": {
			Title: "Do tides trade?", Published: date("1998-07"),
			Citation: data.Citation{Type: "article-journal", Authors: []data.Name{rana, jan, king}, Container: "Harbour Studies", Volume: "27", Issue: "3", Pages: "37-42", DOI: "10.1000/tides"},
		},
		"book":    {Title: "A History of Ports", Publisher: "Quay Press", Published: date("1990~"), Citation: data.Citation{Type: "book", Authors: []data.Name{king}, Edition: "2", Translators: []data.Name{rana}}},
		"edited":  {Title: "Ports of the North", Publisher: "Quay Press", Published: date("2001"), Citation: data.Citation{Type: "book", Editors: []data.Name{rana, jan}}},
		"chapter": {Title: "Locks", Publisher: "Quay Press", Published: date("2001"), Citation: data.Citation{Type: "chapter", Authors: []data.Name{king}, Editors: []data.Name{rana}, Container: "Ports of the North", Pages: "12-30"}},
		"report": {
			Title: "Ice in 2022", Publisher: "Harbour Office", Published: date("2022-03"), URL: "https://example.org/report",
			Citation: data.Citation{Type: "report", Authors: []data.Name{office}, Extra: map[string]string{"genre": "Report", "number": "12"}},
		},
		"thesis":    {Title: "Locks and gates", Publisher: "University of the Quay", Published: date("2010"), Citation: data.Citation{Type: "thesis", Authors: []data.Name{rana}, Extra: map[string]string{"genre": "PhD thesis"}}},
		"broadcast": {Title: "The frozen sea", Published: date("2020-05-05"), Publisher: "Quay TV", Citation: data.Citation{Type: "broadcast", Container: "Northern Lights"}},
		"post": {
			Title: "The port is closed until further notice", Published: date("2022-02-04"), URL: "https://example.net/p/1",
			Citation: data.Citation{Type: "post", Authors: []data.Name{office}, Container: "Chirper"},
		},
		"no author": {Title: "Ships wait", URL: "https://example.org/wait", Published: date("2022-02"), Publisher: "Example Times", Citation: data.Citation{Type: "article-newspaper"}},
		"many":      {Title: "Crews", Published: date("2003-21"), Citation: data.Citation{Type: "article-journal", Container: "Harbour Studies", Volume: "3", Authors: []data.Name{rana, jan, king, office, amal, samir, rana}}},
		"arabic": {
			Title: "الجليد يغلق المرفأ", URL: "https://example.org/ar", Published: date("2022-02-04"),
			Citation: data.Citation{Type: "article-newspaper", Authors: []data.Name{amal, samir}, Container: "صحيفة المثال", Accessed: "2026-11-30"},
		},
		"arabic journal": {
			Title: "المد والتجارة", Published: date("1998-07/1998-08"),
			Citation: data.Citation{Type: "article-journal", Authors: []data.Name{samir}, Container: "دراسات المرافئ", Volume: "27", Issue: "3", Pages: "37-42"},
		},
		"arabic book": {Title: "تاريخ المرافئ", Publisher: "دار الرصيف", Citation: data.Citation{Type: "book", Authors: []data.Name{amal, samir, rana, office}, Edition: "2"}},
	}
}

// marked is a citation with its italics between stars.
func marked(t Text) string {
	var b strings.Builder
	for _, r := range t {
		if r.Italic {
			b.WriteString("*" + r.Text + "*")
		} else {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

// right are citations as the styles have them, each under the name of its source.
const right = `
newspaper | en chicago | Haddad, Rana, and Jan-Piet van der Berg. “Ice closes the port.” *Example Times*, February 4, 2022. https://example.org/ice.
newspaper | en chicago-note | Rana Haddad and Jan-Piet van der Berg, “Ice closes the port,” *Example Times*, February 4, 2022, https://example.org/ice.
newspaper | en apa | Haddad, R., & van der Berg, J.-P. (2022, February 4). Ice closes the port. *Example Times*. https://example.org/ice
newspaper | en mla | Haddad, Rana, and Jan-Piet van der Berg. “Ice closes the port.” *Example Times*, 4 Feb. 2022, example.org/ice. Accessed 30 Nov. 2026.
newspaper | en harvard | Haddad, R. and van der Berg, J.-P. (2022) ‘Ice closes the port’, *Example Times*, 4 February. Available at: https://example.org/ice (Accessed: 30 November 2026).
newspaper | ar chicago | Rana Haddad و Jan-Piet van der Berg. «Ice closes the port». *Example Times*، 4 فبراير 2022. متاح على: https://example.org/ice
newspaper | ar chicago-note | Rana Haddad و Jan-Piet van der Berg، «Ice closes the port»، *Example Times*، 4 فبراير 2022، متاح على: https://example.org/ice
newspaper | ar apa | Rana Haddad و Jan-Piet van der Berg. (2022، 4 فبراير). Ice closes the port. *Example Times*. متاح على: https://example.org/ice
newspaper | ar mla | Rana Haddad و Jan-Piet van der Berg. «Ice closes the port». *Example Times*، 4 فبراير 2022، متاح على: https://example.org/ice. تاريخ الاطلاع: 30 نوفمبر 2026.
newspaper | ar harvard | Rana Haddad و Jan-Piet van der Berg (2022) «Ice closes the port»، *Example Times*، 4 فبراير. متاح على: https://example.org/ice (تاريخ الاطلاع: 30 نوفمبر 2026).
page | en chicago | Harbour Office. “Tide tables.” Accessed November 30, 2026. https://example.org/tides.
page | en chicago-note | Harbour Office, “Tide tables,” accessed November 30, 2026, https://example.org/tides.
page | en apa | Harbour Office. (n.d.). *Tide tables*. Retrieved November 30, 2026, from https://example.org/tides
page | en mla | “Tide tables.” *Harbour Office*, example.org/tides. Accessed 30 Nov. 2026.
page | en harvard | Harbour Office (no date) *Tide tables*. Available at: https://example.org/tides (Accessed: 30 November 2026).
page | ar chicago | Harbour Office. «Tide tables». تاريخ الاطلاع: 30 نوفمبر 2026. متاح على: https://example.org/tides
page | ar chicago-note | Harbour Office، «Tide tables»، تاريخ الاطلاع: 30 نوفمبر 2026، متاح على: https://example.org/tides
page | ar apa | Harbour Office. (د.ت). *Tide tables*. متاح على: https://example.org/tides، تاريخ الاطلاع: 30 نوفمبر 2026
page | ar mla | «Tide tables». *Harbour Office*، متاح على: https://example.org/tides. تاريخ الاطلاع: 30 نوفمبر 2026.
page | ar harvard | Harbour Office (د.ت) *Tide tables*. متاح على: https://example.org/tides (تاريخ الاطلاع: 30 نوفمبر 2026).
journal | en chicago | Haddad, Rana, Jan-Piet van der Berg, and Edwin Luke Marlow Jr. “Do tides trade?” *Harbour Studies* 27, no. 3 (1998): 37–42. https://doi.org/10.1000/tides.
journal | en chicago-note | Rana Haddad et al., “Do tides trade?,” *Harbour Studies* 27, no. 3 (1998): 37–42, https://doi.org/10.1000/tides.
journal | en apa | Haddad, R., van der Berg, J.-P., & Marlow, E. L., Jr. (1998). Do tides trade? *Harbour Studies*, *27*(3), 37–42. https://doi.org/10.1000/tides
journal | en mla | Haddad, Rana, et al. “Do tides trade?” *Harbour Studies*, vol. 27, no. 3, July 1998, pp. 37–42, https://doi.org/10.1000/tides.
journal | en harvard | Haddad, R., van der Berg, J.-P. and Marlow, E.L., Jr. (1998) ‘Do tides trade?’, *Harbour Studies*, 27(3), pp. 37–42. Available at: https://doi.org/10.1000/tides.
book | en chicago | Marlow, Edwin Luke, Jr. *A History of Ports*. Translated by Rana Haddad. 2nd ed. Quay Press, ca. 1990.
book | en chicago-note | Edwin Luke Marlow Jr., *A History of Ports*, trans. Rana Haddad, 2nd ed. (Quay Press, ca. 1990).
book | en apa | Marlow, E. L., Jr. (ca. 1990). *A History of Ports* (R. Haddad, Trans.; 2nd ed.). Quay Press.
book | en mla | Marlow, Edwin Luke, Jr. *A History of Ports*. Translated by Rana Haddad, 2nd ed., Quay Press, circa 1990.
book | en harvard | Marlow, E.L., Jr. (c. 1990) *A History of Ports*. Translated by Rana Haddad. 2nd edn. Quay Press.
book | ar chicago | Edwin Luke Marlow Jr. *A History of Ports*. ترجمة Rana Haddad. ط 2. Quay Press، نحو 1990.
book | ar chicago-note | Edwin Luke Marlow Jr.، *A History of Ports*، ترجمة Rana Haddad، ط 2 (Quay Press، نحو 1990).
book | ar apa | Edwin Luke Marlow Jr. (نحو 1990). *A History of Ports* (ترجمة Rana Haddad؛ ط 2). Quay Press.
book | ar mla | Edwin Luke Marlow Jr. *A History of Ports*. ترجمة Rana Haddad، ط 2، Quay Press، نحو 1990.
book | ar harvard | Edwin Luke Marlow Jr. (نحو 1990) *A History of Ports*. ترجمة Rana Haddad. ط 2. Quay Press.
edited | en chicago | Haddad, Rana, and Jan-Piet van der Berg, eds. *Ports of the North*. Quay Press, 2001.
edited | en chicago-note | Rana Haddad and Jan-Piet van der Berg, eds., *Ports of the North* (Quay Press, 2001).
edited | en apa | Haddad, R., & van der Berg, J.-P. (Eds.). (2001). *Ports of the North*. Quay Press.
edited | en mla | Haddad, Rana, and Jan-Piet van der Berg, editors. *Ports of the North*. Quay Press, 2001.
edited | en harvard | Haddad, R. and van der Berg, J.-P. (eds) (2001) *Ports of the North*. Quay Press.
edited | ar chicago | Rana Haddad و Jan-Piet van der Berg، محرران. *Ports of the North*. Quay Press، 2001.
edited | ar chicago-note | Rana Haddad و Jan-Piet van der Berg، محرران، *Ports of the North* (Quay Press، 2001).
edited | ar apa | Rana Haddad و Jan-Piet van der Berg (محرران). (2001). *Ports of the North*. Quay Press.
edited | ar mla | Rana Haddad و Jan-Piet van der Berg، محرران. *Ports of the North*. Quay Press، 2001.
edited | ar harvard | Rana Haddad و Jan-Piet van der Berg (محرران) (2001) *Ports of the North*. Quay Press.
chapter | en chicago | Marlow, Edwin Luke, Jr. “Locks.” In *Ports of the North*, edited by Rana Haddad. Quay Press, 2001.
chapter | en chicago-note | Edwin Luke Marlow Jr., “Locks,” in *Ports of the North*, ed. Rana Haddad (Quay Press, 2001), 12–30.
chapter | en apa | Marlow, E. L., Jr. (2001). Locks. In R. Haddad (Ed.), *Ports of the North* (pp. 12–30). Quay Press.
chapter | en mla | Marlow, Edwin Luke, Jr. “Locks.” *Ports of the North*, edited by Rana Haddad, Quay Press, 2001, pp. 12–30.
chapter | en harvard | Marlow, E.L., Jr. (2001) ‘Locks’, in R. Haddad (ed.) *Ports of the North*. Quay Press, pp. 12–30.
chapter | ar chicago | Edwin Luke Marlow Jr. «Locks». في: *Ports of the North*، تحرير Rana Haddad. Quay Press، 2001.
chapter | ar chicago-note | Edwin Luke Marlow Jr.، «Locks»، في: *Ports of the North*، تحرير Rana Haddad (Quay Press، 2001)، ص 12–30.
chapter | ar apa | Edwin Luke Marlow Jr. (2001). Locks. في: Rana Haddad (محرر)، *Ports of the North* (ص 12–30). Quay Press.
chapter | ar mla | Edwin Luke Marlow Jr. «Locks». *Ports of the North*، تحرير Rana Haddad، Quay Press، 2001، ص 12–30.
chapter | ar harvard | Edwin Luke Marlow Jr. (2001) «Locks»، في: Rana Haddad (محرر) *Ports of the North*. Quay Press، ص 12–30.
report | en chicago | Harbour Office. *Ice in 2022*. Report 12. Harbour Office, 2022. https://example.org/report.
report | en chicago-note | Harbour Office, *Ice in 2022*, Report 12 (Harbour Office, 2022), https://example.org/report.
report | en apa | Harbour Office. (2022). *Ice in 2022* (Report No. 12). https://example.org/report
report | en mla | *Ice in 2022*. Report 12, Harbour Office, Mar. 2022, example.org/report.
report | en harvard | Harbour Office (2022) *Ice in 2022*. Report 12. Available at: https://example.org/report.
thesis | en chicago | Haddad, Rana. “Locks and gates.” PhD diss., University of the Quay, 2010.
thesis | en chicago-note | Rana Haddad, “Locks and gates” (PhD diss., University of the Quay, 2010).
thesis | en apa | Haddad, R. (2010). *Locks and gates* [Doctoral dissertation, University of the Quay].
thesis | en mla | Haddad, Rana. *Locks and gates*. 2010. University of the Quay, PhD dissertation.
thesis | en harvard | Haddad, R. (2010) *Locks and gates*. PhD thesis. University of the Quay.
thesis | ar chicago | Rana Haddad. «Locks and gates». أطروحة دكتوراه، University of the Quay، 2010.
thesis | ar chicago-note | Rana Haddad، «Locks and gates» (أطروحة دكتوراه، University of the Quay، 2010).
thesis | ar apa | Rana Haddad. (2010). *Locks and gates* [أطروحة دكتوراه، University of the Quay].
thesis | ar mla | Rana Haddad. *Locks and gates*. 2010. University of the Quay، أطروحة دكتوراه.
thesis | ar harvard | Rana Haddad (2010) *Locks and gates*. أطروحة دكتوراه. University of the Quay.
broadcast | en chicago | “The frozen sea.” *Northern Lights*, aired May 5, 2020, on Quay TV.
broadcast | en chicago-note | “The frozen sea,” *Northern Lights*, aired May 5, 2020, on Quay TV.
broadcast | en apa | *The frozen sea* [Broadcast]. (2020, May 5). In *Northern Lights*. Quay TV.
broadcast | en mla | “The frozen sea.” *Northern Lights*, Quay TV, 5 May 2020.
broadcast | en harvard | ‘The frozen sea’ (2020) *Northern Lights*. Quay TV, 5 May.
broadcast | ar chicago | «The frozen sea». *Northern Lights*، بُثّ في 5 مايو 2020، على Quay TV.
broadcast | ar chicago-note | «The frozen sea»، *Northern Lights*، بُثّ في 5 مايو 2020، على Quay TV.
broadcast | ar apa | *The frozen sea* [بث]. (2020، 5 مايو). في: *Northern Lights*. Quay TV.
broadcast | ar mla | «The frozen sea». *Northern Lights*، Quay TV، 5 مايو 2020.
broadcast | ar harvard | «The frozen sea» (2020) *Northern Lights*. Quay TV، 5 مايو.
post | en chicago | Harbour Office. “The port is closed until further notice.” Chirper, February 4, 2022. https://example.net/p/1.
post | en chicago-note | Harbour Office, “The port is closed until further notice,” Chirper, February 4, 2022, https://example.net/p/1.
post | en apa | Harbour Office. (2022, February 4). *The port is closed until further notice* [Post]. Chirper. https://example.net/p/1
post | en mla | Harbour Office. “The port is closed until further notice.” *Chirper*, 4 Feb. 2022, example.net/p/1.
post | en harvard | Harbour Office (2022) ‘The port is closed until further notice’ [Chirper], 4 February. Available at: https://example.net/p/1.
post | ar chicago | Harbour Office. «The port is closed until further notice». Chirper، 4 فبراير 2022. متاح على: https://example.net/p/1
post | ar chicago-note | Harbour Office، «The port is closed until further notice»، Chirper، 4 فبراير 2022، متاح على: https://example.net/p/1
post | ar apa | Harbour Office. (2022، 4 فبراير). *The port is closed until further notice* [منشور]. Chirper. متاح على: https://example.net/p/1
post | ar mla | Harbour Office. «The port is closed until further notice». *Chirper*، 4 فبراير 2022، متاح على: https://example.net/p/1.
post | ar harvard | Harbour Office (2022) «The port is closed until further notice» [Chirper]، 4 فبراير. متاح على: https://example.net/p/1.
no author | en chicago | *Example Times*. “Ships wait.” February 2022. https://example.org/wait.
no author | en chicago-note | “Ships wait,” *Example Times*, February 2022, https://example.org/wait.
no author | en apa | Ships wait. (2022, February). *Example Times*. https://example.org/wait
no author | en mla | “Ships wait.” *Example Times*, Feb. 2022, example.org/wait.
no author | en harvard | *Example Times* (2022) ‘Ships wait’, February. Available at: https://example.org/wait.
many | en chicago | Haddad, Rana, Jan-Piet van der Berg, Edwin Luke Marlow Jr., et al. “Crews.” *Harbour Studies* 3 (2003).
many | en chicago-note | Rana Haddad et al., “Crews,” *Harbour Studies* 3 (2003).
many | en apa | Haddad, R., van der Berg, J.-P., Marlow, E. L., Jr., Harbour Office, أمل حداد, سمير المرفأ, & Haddad, R. (2003). Crews. *Harbour Studies*, *3*.
many | en mla | Haddad, Rana, et al. “Crews.” *Harbour Studies*, vol. 3, spring 2003.
many | en harvard | Haddad, R. *et al.* (2003) ‘Crews’, *Harbour Studies*, 3.
arabic | en chicago | أمل حداد and سمير المرفأ. “الجليد يغلق المرفأ.” *صحيفة المثال*, February 4, 2022. https://example.org/ar.
arabic | en chicago-note | أمل حداد and سمير المرفأ, “الجليد يغلق المرفأ,” *صحيفة المثال*, February 4, 2022, https://example.org/ar.
arabic | en apa | أمل حداد, & سمير المرفأ. (2022, February 4). الجليد يغلق المرفأ. *صحيفة المثال*. https://example.org/ar
arabic | en mla | أمل حداد and سمير المرفأ. “الجليد يغلق المرفأ.” *صحيفة المثال*, 4 Feb. 2022, example.org/ar. Accessed 30 Nov. 2026.
arabic | en harvard | أمل حداد and سمير المرفأ (2022) ‘الجليد يغلق المرفأ’, *صحيفة المثال*, 4 February. Available at: https://example.org/ar (Accessed: 30 November 2026).
arabic | ar chicago | أمل حداد وسمير المرفأ. «الجليد يغلق المرفأ». *صحيفة المثال*، 4 فبراير 2022. متاح على: https://example.org/ar
arabic | ar chicago-note | أمل حداد وسمير المرفأ، «الجليد يغلق المرفأ»، *صحيفة المثال*، 4 فبراير 2022، متاح على: https://example.org/ar
arabic | ar apa | أمل حداد وسمير المرفأ. (2022، 4 فبراير). الجليد يغلق المرفأ. *صحيفة المثال*. متاح على: https://example.org/ar
arabic | ar mla | أمل حداد وسمير المرفأ. «الجليد يغلق المرفأ». *صحيفة المثال*، 4 فبراير 2022، متاح على: https://example.org/ar. تاريخ الاطلاع: 30 نوفمبر 2026.
arabic | ar harvard | أمل حداد وسمير المرفأ (2022) «الجليد يغلق المرفأ»، *صحيفة المثال*، 4 فبراير. متاح على: https://example.org/ar (تاريخ الاطلاع: 30 نوفمبر 2026).
arabic journal | ar chicago | سمير المرفأ. «المد والتجارة». *دراسات المرافئ*، مج 27، ع 3 (1998)، ص 37–42.
arabic journal | ar chicago-note | سمير المرفأ، «المد والتجارة»، *دراسات المرافئ*، مج 27، ع 3 (1998)، ص 37–42.
arabic journal | ar apa | سمير المرفأ. (1998). المد والتجارة. *دراسات المرافئ*، مج 27، ع 3، ص 37–42.
arabic journal | ar mla | سمير المرفأ. «المد والتجارة». *دراسات المرافئ*، مج 27، ع 3، يوليو–أغسطس 1998، ص 37–42.
arabic journal | ar harvard | سمير المرفأ (1998) «المد والتجارة»، *دراسات المرافئ*، مج 27، ع 3، ص 37–42.
arabic book | ar chicago | أمل حداد، سمير المرفأ، Rana Haddad و Harbour Office. *تاريخ المرافئ*. ط 2. دار الرصيف، د.ت.
arabic book | ar chicago-note | أمل حداد وآخرون، *تاريخ المرافئ*، ط 2 (دار الرصيف، د.ت).
arabic book | ar apa | أمل حداد، سمير المرفأ، Rana Haddad و Harbour Office. (د.ت). *تاريخ المرافئ* (ط 2). دار الرصيف.
arabic book | ar mla | أمل حداد وآخرون. *تاريخ المرافئ*. ط 2، دار الرصيف.
arabic book | ar harvard | أمل حداد وآخرون (د.ت) *تاريخ المرافئ*. ط 2. دار الرصيف.
`

func TestCitations(t *testing.T) {
	all := sources()
	for line := range strings.Lines(strings.TrimSpace(right)) {
		part := strings.SplitN(strings.TrimSpace(line), " | ", 3)
		lang, style, _ := strings.Cut(part[1], " ")
		if got := marked(Of(all[part[0]], Options{Style: Style(style), Lang: lang})); got != part[2] {
			t.Errorf("%s, %s\n     %s\nwant %s", part[0], part[1], got, part[2])
		}
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ edtf, chicago, apa, mla, arabic string }{
		{"2022-02-04", "February 4, 2022", "2022, February 4", "4 Feb. 2022", "4 فبراير 2022"},
		{"2022-02", "February 2022", "2022, February", "Feb. 2022", "فبراير 2022"},
		{"2022-21", "Spring 2022", "2022, Spring", "spring 2022", "ربيع 2022"},
		{"2022-02-04/2022-02-06", "February 4–6, 2022", "2022, February 4–6", "4–6 Feb. 2022", "4–6 فبراير 2022"},
		{"2022-01/2022-03", "January–March 2022", "2022, January–March", "Jan.–Mar. 2022", "يناير–مارس 2022"},
		{"2019-12-30/2020-01-02", "December 30, 2019–January 2, 2020", "December 30, 2019–January 2, 2020", "30 Dec. 2019–2 Jan. 2020", "30 ديسمبر 2019–2 يناير 2020"},
		{"1999/2001", "1999–2001", "1999–2001", "1999–2001", "1999–2001"},
		{"1900~", "ca. 1900", "ca. 1900", "circa 1900", "نحو 1900"},
		{"1900?", "1900?", "1900?", "1900?", "1900؟"},
		{"1900%", "ca. 1900?", "ca. 1900?", "circa 1900?", "نحو 1900؟"},
		{"2022-02-04~", "ca. February 4, 2022", "ca. 2022, February 4", "circa 4 Feb. 2022", "نحو 4 فبراير 2022"},
		{"199X", "ca. 1990–1999", "ca. 1990–1999", "circa 1990–1999", "نحو 1990–1999"},
		{"[1667,1668]", "ca. 1667–1668", "ca. 1667–1668", "circa 1667–1668", "نحو 1667–1668"},
		{"[2022-02-04,2022-04-02]", "ca. 2022", "ca. 2022", "circa 2022", "نحو 2022"},
		{"-0043-03-15", "March 15, 44 BCE", "44 BCE, March 15", "15 Mar. 44 BCE", "15 مارس 44 ق.م"},
		{"2020/..", "2020–", "2020–", "2020–", "2020–"},
		{"../2020", "–2020", "–2020", "–2020", "–2020"},
		{"2022-02-04T10:00Z", "February 4, 2022", "2022, February 4", "4 Feb. 2022", "4 فبراير 2022"},
		{"", "n.d.", "n.d.", "", "د.ت"},
	} {
		a := data.Article{Title: "T", Published: date(c.edtf), Citation: data.Citation{Type: "article-newspaper", Container: "N", Authors: []data.Name{office}}}
		for _, s := range []struct {
			style      Style
			lang, want string
		}{
			{Chicago, "en", "Harbour Office. “T.” *N*, " + c.chicago},
			{APA, "en", "Harbour Office. (" + c.apa + "). T. *N*"},
			{MLA, "en", "Harbour Office. “T.” *N*, " + c.mla},
			{ChicagoNote, "ar", "Harbour Office، «T»، *N*، " + c.arabic},
		} {
			want := strings.TrimSuffix(s.want, ", ")
			if !strings.HasSuffix(want, ".") && !strings.HasSuffix(want, "?") && !strings.HasSuffix(want, "؟") {
				want += "."
			}
			if got := marked(Of(a, Options{Style: s.style, Lang: s.lang})); strings.ReplaceAll(got, ".*.", ".*") != want && got != strings.Replace(want, "*N*.", "*N.*", 1) {
				t.Errorf("%s %s %s: %s, want %s", c.edtf, s.style, s.lang, got, want)
			}
		}
	}
}

// A part that begins a sentence begins with a capital; names stay as they are.
func TestOpenings(t *testing.T) {
	journal := data.Article{Title: "T", Published: date("2003-21"), Citation: data.Citation{Type: "article-journal", Volume: "3", Pages: "1-2"}}
	book := data.Article{Title: "T", Citation: data.Citation{Type: "book", Extra: map[string]string{"number": "12"}}}
	page := data.Article{Title: "T", Published: date("1900~"), Citation: data.Citation{Type: "webpage"}}
	named := data.Article{Title: "T", Published: date("1900"), Citation: data.Citation{Type: "article-journal", Container: "eLife"}}
	for _, c := range []struct {
		of    data.Article
		style Style
		want  string
	}{
		{journal, MLA, "“T.” Vol. 3, spring 2003, pp. 1–2."},
		{book, Chicago, "*T*. No. 12. N.d."},
		{book, ChicagoNote, "*T*, no. 12 (n.d.)."},
		{book, Harvard, "*T* (no date). No. 12."},
		{page, Chicago, "“T.” Ca. 1900."},
		{page, ChicagoNote, "“T,” ca. 1900."},
		{page, MLA, "“T.” Circa 1900."},
		{named, MLA, "“T.” *eLife*, 1900."},
	} {
		if got := marked(Of(c.of, Options{Style: c.style})); got != c.want {
			t.Errorf("%s: %s, want %s", c.style, got, c.want)
		}
	}
	for _, s := range Styles() {
		_ = Of(data.Article{Citation: data.Citation{Type: "book"}}, Options{Style: s}) // nothing is known
	}
}

func TestArabicDigits(t *testing.T) {
	a := sources()["arabic journal"]
	a.Citation.DOI = "10.1000/12"
	got := Of(a, Options{Style: MLA, Lang: "ar", Indic: true, Month: func(m int) string { return []string{7: "تموز", 8: "آب"}[m] }}).String()
	want := "سمير المرفأ. «المد والتجارة». دراسات المرافئ، مج ٢٧، ع ٣، تموز–آب ١٩٩٨، ص ٣٧–٤٢، متاح على: https://doi.org/10.1000/12."
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestAuthors(t *testing.T) {
	for byline, want := range map[string][]data.Name{
		"":                                     nil,
		"By Rana Haddad and Jan van der Berg":  {rana, {Family: "van der Berg", Given: "Jan"}},
		"Rana Haddad, Jan Berg & Ann B. Smith": {rana, {Family: "Berg", Given: "Jan"}, {Family: "Smith", Given: "Ann B."}},
		"Haddad, Rana":                         {rana},
		"Reuters":                              {{Literal: "Reuters"}},
		"Associated Press":                     {{Literal: "Associated Press"}},
		"Example Times":                        {{Literal: "Example Times"}},
		"بقلم أمل حداد، سمير المرفأ": {{Literal: "أمل حداد"}, {Literal: "سمير المرفأ"}},
		"أمل حداد و وليد سعد":        {{Literal: "أمل حداد"}, {Literal: "وليد سعد"}},
		"@harbour":                   {{Literal: "@harbour"}},
		"Samir al-Marfa":             {{Family: "al-Marfa", Given: "Samir"}},
		"the editors of this page":   {{Literal: "the editors of this page"}},
	} {
		if got := Authors(data.Article{Byline: byline, Publisher: "Example Times"}); !slices.Equal(got, want) {
			t.Errorf("%q: %+v, want %+v", byline, got, want)
		}
	}
}

func TestManyAuthors(t *testing.T) {
	a := data.Article{Title: "T", Citation: data.Citation{Type: "book"}}
	for i := range 22 {
		a.Citation.Authors = append(a.Citation.Authors, data.Name{Family: string(rune('A'+i)) + "x", Given: "G"})
	}
	got := Of(a, Options{Style: APA}).String()
	if !strings.HasPrefix(got, "Ax, G., Bx, G.,") || !strings.Contains(got, "Sx, G., … Vx, G. (n.d.)") || strings.Contains(got, "&") || strings.Contains(got, "Tx") {
		t.Error(got)
	}
}

// Whatever is known of a source, a citation has no gaps: no empty part between two marks.
func TestNoGaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := func(of string, from ...string) string { return rapid.SampledFrom(append(from, "")).Draw(t, of) }
		people := rapid.SliceOfN(rapid.SampledFrom([]data.Name{rana, jan, king, office, amal, samir}), 0, 4)
		a := data.Article{
			Title: rapid.SampledFrom([]string{"A title", "Why?", "«عنوان»", "It “says” so."}).Draw(t, "title"), URL: one("URL", "https://example.org/x"), Publisher: one("publisher", "Press", "Harbour Office"),
			Published: date(one("date", "2022-02-04", "1900~", "2020/..")),
			Citation: data.Citation{
				Type: one("type", data.CitationTypes()...), Authors: people.Draw(t, "authors"), Editors: people.Draw(t, "editors"), Translators: people.Draw(t, "translators"),
				Container: one("container", "Journal", "Harbour Office"), Volume: one("volume", "3"), Issue: one("issue", "4"), Pages: one("pages", "1-2", "7"),
				Edition: one("edition", "2", "revised edition"), DOI: one("DOI", "10.1/x"), Accessed: one("accessed", "2026-11-30"),
				Extra: map[string]string{"genre": one("genre", "Report"), "number": one("number", "12")},
			},
		}
		for _, s := range Styles() {
			for _, lang := range []string{"en", "ar"} {
				got := Of(a, Options{Style: s, Lang: lang}).String()
				if !strings.Contains(got, strings.Trim(a.Title, "«».?")[:2]) || gap.MatchString(got) || strings.TrimSpace(got) != got {
					t.Errorf("%s %s %q", s, lang, got)
				}
			}
		}
	})
}

// gap is two marks that have nothing between them.
var gap = regexp.MustCompile(`  |[,،:(] ?[.,،:)]|\. [.,،]|\.\.|\(\)|\[\]|“”|‘’|«»| [.,،]`)
