package propose_test

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/propose"
)

// What pages say of themselves is no event, and what is behind it in a sentence is told
// without it.
func TestStampsInAParagraph(t *testing.T) {
	published, err := dates.Parse("2010-06-02")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, lang, text, want string }{
		{"posts in a row", "en", "Comments are closed. Posted by Sally Quinn on June 1, 2010 10:20 AM Posted by Phil Davis, on June 1, 2010 4:36 PM", ""},
		{"the printed version", "en", "More news inside. A version of this article appeared in print on May 3, 2010, on page A1 of the New York edition.", ""},
		{"a page", "en", "Send us your views. Page last updated at 10:00 GMT, Tuesday, 1 June 2010", ""},
		{"a mail", "en", "It is all true. On 3 May 2010, Jane Doe wrote:", ""},
		{"what readers wrote", "en", "May 31st, 2010 5:12 am ET Report abuse | The rig exploded on Monday and nobody cares.", ""},
		{"an hour before the date", "en", "Follow us 7:01 pm ET May 31, 2010 RETWEET Could the rig sink in the deep water?", ""},
		{"behind a stamp", "en", "Page last updated at 10:00 GMT, Tuesday, 1 June 2010 The rig sank on Monday.", "2010-05-31 The rig sank"},
		{"behind a dateline with its hour", "en", "MEXICO CITY | Mon May 31, 2010 7:50 pm EDT MEXICO CITY (Reuters) - The rig sank on Monday.", "2010-05-31 The rig sank"},
		{"behind an hour", "en", "2:30 PM The rig sank on Monday.", "2010-05-31 The rig sank"},
		{"behind an hour in four digits", "en", "2224 The rig sank on Monday.", "2010-05-31 The rig sank"},
		{"a comment", "en", "It is sad. At 18:20 29th May 2010, vampfan wrote: I have to say that it was all known.", ""},
		{"a comment after midnight", "en", "It is sad. At 00:28 1st Jun 2010, vampfan wrote: I have to say that it was all known.", ""},
		{"a comment to reply to", "en", "We know it.\nMay 31, 2010 at 5:12 am | Reply (required) Nobody cares", ""},
		{"what a comment tells", "en", "At 18:20 29th May 2010, vampfan wrote: The rig sank on Monday.", "2010-05-31 The rig sank"},
		{"a blog", "en", "Jane Doe | 17:45 UK time, Tuesday, 1 June 2010 The rig sank on Monday.", "2010-05-31 The rig sank"},
		{"a byline behind the date", "en", "May 31, 2010 | By Jane Doe The owners were warned", ""},
		{"a broadcast", "en", "Hope for the Gulf Aired June 1, 2010 - 16:00 ET THIS IS A RUSH TRANSCRIPT.", ""},
		{"a letter in history", "en", "At 5:10 am on 12 May 2010, Grant wrote: “The army surrenders.”", "2010-05-12T05:10 Grant wrote"},
		{"a list by days", "en", "20 April: The rig exploded in the Gulf 22 April: The rig sank in deep water", "2010-04-20 The rig exploded in the Gulf|2010-04-22 The rig sank in deep water"},
		{"an hour that is news", "en", "The rig exploded on 20 April 2010 at 9:45 pm.", "2010-04-20T21:45 The rig exploded"},
		{"a report", "en", "The report was published on 3 May 2010.", "2010-05-03 The report was published"},
		{"a page in Arabic", "ar", "آخر تحديث: الثلاثاء 1 يونيو 2010", ""},
		{"an item in Arabic", "ar", "تابعونا. تاريخ النشر 1 يونيو 2010", ""},
		{"a report in Arabic", "ar", "غرقت المنصة في 31 مايو 2010.", "2010-05-31 غرقت المنصة"},
	} {
		finds := find.Dates(c.text, find.Options{Lang: c.lang, Published: published})
		var got []string
		for _, e := range propose.Events(c.text, nil, finds, propose.Options{Lang: c.lang}) {
			got = append(got, e.Date.EDTF+" "+e.Title)
		}
		if got := strings.Join(got, "|"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
