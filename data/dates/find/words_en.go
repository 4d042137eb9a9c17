package find

import "tarikh.org/tarikh/data/dates"

// english has "may", "march", "sun" and other ordinary words, which the grammar
// takes for dates only with a capital and in the place of one.
var english = lazily(800, lexicon{english: true}, fillEnglish)

func fillEnglish(l *lexicon) {
	l.list(month, 1, 0, "January", "February", "", "April", "", "June", "July", "August", "September", "October", "November", "December")
	l.add(month, 3, common, "March")
	l.add(month, 5, common, "May")
	l.list(month, 1, short, "Jan", "Feb", "Mar", "Apr", "", "Jun", "Jul", "Aug", "Sept|Sep", "Oct", "Nov", "Dec")
	l.list(hijriMonth, 1, 0,
		"Muharram", "Safar", "Rabi al Awwal|Rabi I", "Rabi al Thani|Rabi II", "Jumada al Ula|Jumada I", "Jumada al Thani|Jumada al Akhira|Jumada II",
		"Rajab", "Shaban|Shaaban", "Ramadan", "Shawwal", "Dhu al Qadah|Dhul Qadah", "Dhu al Hijjah|Dhul Hijjah")
	l.list(weekday, 0, 0, "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
	l.list(weekday, 0, short, "Sun", "Mon", "Tue|Tues", "Wed", "Thu|Thurs", "Fri", "Sat")
	l.list(season, int(dates.FirstSeason), 0, "spring", "summer", "autumn", "winter")
	l.add(season, int(dates.FirstSeason)+2, common, "fall")
	l.add(part, int(dates.FirstQuarter), 0, "quarter")
	l.add(part, int(dates.FirstThird), 0, "third")
	l.add(part, int(dates.FirstHalf), 0, "half")
	l.add(hemisphere, int(dates.FirstNorthern), 0, "northern hemisphere")
	l.add(hemisphere, int(dates.FirstSouthern), 0, "southern hemisphere")
	l.add(part, int(dates.FirstQuarter), short, "q")
	l.add(part, int(dates.FirstHalf), short, "h")
	l.list(ordinal, 1, 0,
		"first", "second", "", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
		"thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
		"twenty first", "twenty second", "twenty third", "twenty fourth", "twenty fifth", "twenty sixth", "twenty seventh", "twenty eighth",
		"twenty ninth", "thirtieth", "thirty first")
	l.add(ordinal, lastOrdinal, 0, "final")
	l.list(cardinal, 1, 0,
		"one|a|an", "two|a couple of", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
		"fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
	for i, tens := range []string{"thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"} {
		l.add(cardinal, 30+10*i, 0, tens)
	}
	l.list(unit, days, 0, "day|morning|night|evening|afternoon", "week", "month", "year", "decade")
	l.list(unit, days, plural, "days", "weeks", "months", "years", "decades", "centuries", "millennia")
	l.add(century, 100, 0, "century|cent")
	l.add(century, 1000, 0, "millennium")
	for i, names := range []string{"twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"} {
		l.add(decade, 20+10*i, definite, names)
	}
	l.add(today, 0, 0, "today|tonight|this morning|this evening|this afternoon|earlier today|later today")
	l.add(today, -1, 0, "yesterday|last night")
	l.add(today, 1, 0, "tomorrow")
	l.add(today, -2, 0, "the day before yesterday")
	l.add(today, 2, 0, "the day after tomorrow")
	l.add(past, 0, 0, "last|past")
	l.add(earlier, 0, 0, "earlier|before that")
	l.add(future, 0, 0, "next|coming")
	l.add(current, 0, 0, "this")
	l.add(same, 0, 0, "the same|that same|that")
	l.add(following, 0, 0, "the following|the next")
	l.add(previous, 0, 0, "the previous|the preceding")
	l.add(ago, 0, 0, "ago")
	l.add(later, 0, 0, "later")
	l.add(unsure, 0, 0, "perhaps|possibly|probably|maybe")
	l.add(orSo, -1, 0, "or earlier|or before")
	l.add(orSo, 1, 0, "or later|or after")
	l.add(scale, 6, 0, "million")
	l.add(scale, 9, 0, "billion")
	l.add(after, notBefore, common, "after")
	l.add(about, 0, 0, "about|around|roughly|approximately|approx")
	l.add(about, 0, common, "some|nearly|almost|more than|over")
	l.add(about, 0, strong, "circa|c|ca")
	l.add(stage, 1, 0, "early|beginning of|start of|early in|dawn of")
	l.add(stage, turn, 0, "turn of")
	l.add(stage, 2, 0, "mid|middle of")
	l.add(stage, 3, 0, "late|end of|late in")
	l.add(from, 0, 0, "from")
	l.add(to, 0, 0, "to|through")
	l.add(to, notAfter, strong, "until|till")
	l.add(between, 0, 0, "between")
	l.add(and, 0, 0, "and")
	l.add(of, 0, 0, "of")
	l.add(the, 0, 0, "the")
	l.add(in, 0, 0, "in|on|during|by|throughout|pre|post|for|into|both|fiscal")
	l.add(in, notAfter, 0, "before|prior to")
	l.add(in, onward, strong, "since")
	l.add(in, 0, strong, "born")
	l.add(yearWord, 0, 0, "year|the year")
	l.add(yearWord, 0, plural, "the years")
	l.add(at, 0, 0, "at")
	l.add(noon, 0, 0, "am|a m")
	l.add(noon, 12, 0, "pm|p m")
	l.add(zone, 0, 0, "utc|gmt|z")
	l.steps(zone, -480, 60, 0, "pst", "pdt|mst", "mdt|cst", "cdt|est", "edt|ast")
	l.steps(zone, 60, 60, 0, "cet|bst", "cest|eet", "eest|msk")
	l.add(era, eraCE, 0, "ad|ce|a d|c e")
	l.add(era, eraBCE, 0, "bc|bce|b c|b c e")
	l.add(era, eraHijri, 0, "ah|a h")
	l.add(event, 0, 0, "Olympics|Games|Expo|Euro|World Cup|elections|election|war|revolution|summit|budget|season|crisis|championship|coup|constitution")
	l.add(name, 0, 0, "attacks of")
	l.add(count, 1000, 0, "thousand")
	l.add(count, 0, 0, "people|men|women|children|km|percent|per cent|dollars|euros|troops|soldiers|miles|metres|meters|kg|tons|tonnes|feet|votes|points|refugees|workers|students|protesters|demonstrators|families|homes|houses|civilians|migrants|prisoners|pilgrims|residents|jobs|employees|members|fans|patients|fighters|officers|villagers|voters|tourists|guests|visitors|settlers|miners|passengers|cases|deaths|buildings|cars|tanks|planes|ships|hectares|acres|barrels|copies|books|seats|delegates|teachers|farmers|sailors|pupils|militants|rebels|shares|persons|pounds|units|tickets|cattle|sheep|hours|minutes|others|more")
	l.add(blocked, 0, 0, "page|p|pp|room|resolution|no|number|route|flight|chapter|section|article|line|version|model|class")
	l.add(matching, 0, 0, "corresponding to")
	l.add(age, 0, 0, "of age")
	l.add(holiday, 0, 0, "every|each|Black|Good|Bloody|Ash|Easter|Palm|Cyber|Super|Holy|Fat")
	l.add(coming, 0, 0, "will|payable|due|scheduled|expected|would|shall|plans to|plan to|planning to|set to|supposed to|as soon as|as early as|postponed to|postponed until|expects|hopes to|"+
		"set for|slated for|scheduled for|planned for|due on|is to|are to|going to|is expected|deadline|upcoming|expires|opens|begins|starts|meets|votes|ends|resumes|arrives|returns|slated|intends to")
	l.add(gone, 0, 0, "was|were|had|did|been|said|told|began|fell|rose|took|went|came|got|held|met|won|lost|died|sent|left|gave|found|made|saw|became|"+
		"ran|stood|spoke|wrote|struck|broke|grew|sold|bought|paid|led|shot|hit|cut|put|quit|fought|brought|caught|thought|taught|built|kept|slept|"+
		"drove|flew|threw|knew|drew|wore|tore|swore|chose|froze|rode|shook|forgot|sank|sang|swam|drank|blew|beat|fled")
}
