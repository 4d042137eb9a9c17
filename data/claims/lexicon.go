package claims

import (
	"strings"
	"sync"

	"tarikh.org/tarikh/data/text/fold"
)

// rank is what a word is in a number.
type rank uint8

const (
	notNumber rank = iota
	unit           // 1 to 9, in Arabic 10 behind a unit without "and"
	ten            // 10 to 19
	tens           // 20 to 90
	hundred        // 100, multiplied by what is before it
	hundreds       // 200 to 900 in one word
	scale          // 1,000 and more, multiplied by what is before it
	scaled         // 2,000, 2,000,000 in one word, the Arabic dual
	dozen          // 12, multiplied
	half           // 0.5
	vague          // an order without a number: "dozens"
)

// number is what a word says in a number.
type number struct {
	n    float64
	rank rank
}

// table makes one of lines of words, one value each, in their folded form.
func table[T any](lines map[string]T) map[string]T {
	out := map[string]T{}
	for words, v := range lines {
		for word := range strings.FieldsSeq(words) {
			out[fold.String(word)] = v
		}
	}
	return out
}

var numbers = sync.OnceValue(func() map[string]number {
	return table(map[string]number{
		"one واحد واحدة احدى": {1, unit},
		"two اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي إثنان إثنين إثنا إثني": {2, unit},
		"three ثلاث ثلاثة":        {3, unit},
		"four أربع أربعة":         {4, unit},
		"five خمس خمسة":           {5, unit},
		"six ست ستة":              {6, unit},
		"seven سبع سبعة":          {7, unit},
		"eight ثمان ثماني ثمانية": {8, unit},
		"nine تسع تسعة":           {9, unit},
		"ten عشر عشرة":            {10, ten},
		"eleven":                  {11, ten}, "twelve": {12, ten}, "thirteen": {13, ten}, "fourteen": {14, ten}, "fifteen": {15, ten},
		"sixteen": {16, ten}, "seventeen": {17, ten}, "eighteen": {18, ten}, "nineteen": {19, ten},
		"twenty عشرون عشرين":         {20, tens},
		"thirty ثلاثون ثلاثين":       {30, tens},
		"forty fourty أربعون أربعين": {40, tens},
		"fifty خمسون خمسين":          {50, tens},
		"sixty ستون ستين":            {60, tens},
		"seventy سبعون سبعين":        {70, tens},
		"eighty ثمانون ثمانين":       {80, tens},
		"ninety تسعون تسعين":         {90, tens},
		"hundred مئة مائة":           {100, hundred},
		"مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي": {200, hundreds},
		"ثلاثمئة ثلاثمائة":                                    {300, hundreds},
		"أربعمئة أربعمائة":                                    {400, hundreds},
		"خمسمئة خمسمائة":                                      {500, hundreds},
		"ستمئة ستمائة":                                        {600, hundreds},
		"سبعمئة سبعمائة":                                      {700, hundreds},
		"ثمانمئة ثمانمائة ثمانيمئة ثمانيمائة":                 {800, hundreds},
		"تسعمئة تسعمائة":                                      {900, hundreds},
		"thousand k ألف ألفا آلاف":                            {1e3, scale},
		"million mn mln مليون مليونا ملايين":                  {1e6, scale},
		"billion bn مليار مليارا مليارات بليون بليونا بلايين": {1e9, scale},
		"trillion tn تريليون تريليونا ترليون":                 {1e12, scale},
		"ألفان ألفين ألفي":                                    {2e3, scaled},
		"مليونان مليونين مليوني":                              {2e6, scaled},
		"ملياران مليارين ملياري":                              {2e9, scaled},
		"dozen دزينة":                                         {12, dozen},
		"half نصف":                                            {0.5, half},
		"quarter ربع":                                         {0.25, half},
		"several few couple عدة بضع بضعة":                     {1, vague},
		"dozens scores tens عشرات":                            {10, vague},
		"hundreds مئات مائات":                                 {100, vague},
		"thousands ألوف":                                      {1e3, vague},
		"millions":                                            {1e6, vague},
		"billions":                                            {1e9, vague},
	})
})

// bounding is what words beside a figure say of it.
type bounding uint8

const (
	approx bounding = 1 << iota
	atLeast
	atMost
	between // of a range
	partial // the figure is of a part of another: "including 3 children"
)

// boundsBefore are the words before a figure that bound it, each as words folded and
// parted by spaces, «و» and «ب» apart.
var boundsBefore = sync.OnceValue(func() map[string]bounding {
	out := map[string]bounding{}
	for list, b := range map[string]bounding{
		`about, around, some, roughly, approximately, nearly, almost, close to, near, an estimated, estimated, estimated at, circa, approx, ~, ≈, just about, in the region of, more or less,
		نحو, حوالي, حوالى, قرابة, زهاء, ما يقارب, يقارب, تقارب, ما يقرب من, يقرب من, ما يناهز, يناهز, تناهز, بحدود, في حدود, حدود, يقدر بنحو, يقدر ب, تقدر ب, تقريبا, قريب من, قريبا من`: approx,
		`at least, a minimum of, minimum of, no fewer than, not fewer than, no less than, not less than, more than, over, above, upwards of, upward of, in excess of, exceeding, exceeded, exceeds, exceed,
		topped, topping, surpassed, beyond, well over, greater than, >, well above, just over, passed,
		ما لا يقل عن, لا يقل عن, لا تقل عن, لا يقلون عن, على الأقل, على الاقل, أكثر من, اكثر من, يزيد على, يزيد عن, تزيد على, تزيد عن, ما يزيد على, ما يزيد عن, يفوق, تفوق, ما يفوق, فاق, تجاوز, تجاوزت, يتجاوز, تتجاوز,
		تخطى, تخطت, يتخطى, أزيد من, فوق, ينوف على, يربو على, ما يربو على, بما لا يقل عن, زاد على, زاد عن`: atLeast,
		`up to, at most, no more than, not more than, a maximum of, maximum of, as many as, fewer than, less than, under, below, <, at the most, just under, well under,
		أقل من, ما لا يزيد على, ما لا يزيد عن, لا يزيد على, لا يزيد عن, لا يتجاوز, لا تتجاوز, ما لا يتجاوز, على الأكثر, ما يصل إلى, يصل إلى, بما يصل إلى, لا يتعدى, لم يتجاوز, لم تتجاوز`: atMost,
		`between, from, anywhere from, anywhere between, بين, ما بين, من`: between,
		`including, among them, of them, of whom, among whom, including at least, aged, age, flight, no, article, room, page, chapter, channel,
		بينهم, بينهن, بينها, من بينهم, من بينها, منهم, منها, بمن فيهم, عمره, عمرها, بعمر, رقم, المادة`: partial,
	} {
		for phrase := range strings.SplitSeq(list, ",") {
			out[spread(phrase)] = b
		}
	}
	return out
})

// boundsAfter are the words after a figure, or what it counts, that bound it.
var boundsAfter = sync.OnceValue(func() map[string]bounding {
	out := map[string]bounding{}
	for list, b := range map[string]bounding{
		`or so, approximately, roughly, or thereabouts, تقريبا`:                                                             approx,
		`or more, at least, at the least, plus, +, and counting, and rising, على الأقل, على الاقل, أو أكثر, فأكثر, فما فوق`: atLeast,
		`or fewer, or less, at most, at the most, على الأكثر, أو أقل, كحد أقصى`:                                             atMost,
	} {
		for phrase := range strings.SplitSeq(list, ",") {
			out[spread(phrase)] = b
		}
	}
	return out
})

// longestBound is how many words such phrases have at most.
const longestBound = 4

func spread(phrase string) string { return fold.String(strings.Join(strings.Fields(phrase), " ")) }
