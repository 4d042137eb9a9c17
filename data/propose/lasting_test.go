package propose

import (
	"strings"
	"testing"
)

// Two dates of a sentence on which something began and ended are one event that lasts;
// two that are about different things are two.
func TestLasting(t *testing.T) {
	for _, c := range []struct{ name, lang, text, want string }{
		{
			"until, ended", "en", "A team convened by the WHO to look for the origins of the virus did not reach Wuhan until 14 January 2021, more than a year after the first reports; its work there ended on 10 February with most questions open.",
			"2021-01-14/2021-02-10 A team convened by the WHO to look for the origins of the virus",
		},
		{"began and ended", "en", "The strike of the miners began on 3 May 2021 and ended on 9 June 2021.", "2021-05-03/2021-06-09 The strike of the miners"},
		{"they ended", "en", "The talks on the border opened in Geneva on 3 May 2021, and they ended on 9 May.", "2021-05-03/2021-05-09 The talks on the border opened in Geneva"},
		{"months", "en", "The siege of the town began in May 1921, and it ended in July 1922.", "1921-05/1922-07 The siege of the town"},
		{"another subject", "en", "The minister left the country on 3 May 2021, and the talks ended on 9 May 2021.", "2021-05-03 The minister left the country\n2021-05-09 The talks ended"},
		{"an object", "en", "The army attacked the town on 3 May 2021 and ended the siege on 9 May 2021.", "2021-05-03 The army attacked the town\n2021-05-09 The army ended the siege"},
		{"an end before", "en", "The strike of the miners began on 3 May 2021 and ended on 9 June 2020.", "2021-05-03 The strike of the miners began\n2020-06-09 The strike of the miners ended"},
		{"two sentences", "en", "Wuhan was sealed off on 23 January 2020. The lockdown ended on 8 April.", "2020-01-23 Wuhan was sealed off\n2020-04-08 The lockdown ended"},
		{"بدأ وانتهى", "ar", "بدأ الإغلاق في 23 يناير 2020، وانتهى في 8 أبريل بعد 76 يوما.", "2020-01-23/2020-04-08 بدأ الإغلاق"},
		{"لم يصل حتى", "ar", "لم يصل فريق الخبراء الدولي إلى ووهان حتى 14 يناير 2021، وانتهى عمله في 10 فبراير.", "2021-01-14/2021-02-10 فريق الخبراء الدولي"},
		{"شيء آخر", "ar", "غادر الوزير البلاد في 3 مايو 2021، وانتهت المحادثات في 9 مايو.", "2021-05-03 غادر الوزير البلاد\n2021-05-09 انتهت المحادثات"},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := events(t, c.text, c.lang)
			if got := proposed(all); got != c.want {
				t.Errorf("proposed:\n%s\nwant\n%s", got, c.want)
			}
			if lasting := strings.Contains(c.want, "/"); all[0].Lasting != lasting {
				t.Errorf("lasting: %v", all[0].Lasting)
			}
		})
	}
}

// Each date of what lasts has the part of the sentence that reports it.
func TestPassagesOfWhatLasts(t *testing.T) {
	const text = "The team did not reach the city until 14 January 2021, late in the winter; its work there ended on 10 February."
	c := events(t, text, "en")[0]
	var got []string
	for _, p := range c.Passages() {
		got = append(got, text[p.Start:p.End])
		if p.Find.Start < p.Start || p.Find.End > p.End {
			t.Errorf("the date is not in %q", text[p.Start:p.End])
		}
	}
	if want := "The team did not reach the city until 14 January 2021, late in the winter|its work there ended on 10 February."; strings.Join(got, "|") != want {
		t.Errorf("passages: %q", got)
	}
}
