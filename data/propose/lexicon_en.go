package propose

import "strings"

var englishLexicon = newLexicon(false, englishVerb,
	"by our |by staff|by the |posted |published |first published|last updated|last modified|updated |updated:|copyright|© |photograph |photographed |photo |photo:|image:|image |picture:|pictured |file photo|caption|written by|reporting by|editing by|story by|edited by|source:|read more|subscribe|filed ",
	row{dated, "in on at during early late mid the this later earlier about around from throughout of day morning afternoon evening night sometime just"},
	row{trailing, "morning afternoon evening night noon midday overnight gmt utc"},
	row{bounding, "since until till by before after through every each as than versus like between ended ending dated effective"},
	row{opening, "and but so yet however meanwhile moreover then also still or nor thus therefore later already that because although though while when where whereas if once after before as since until instead nevertheless elsewhere"},
	row{closing, "and or but in on at of to for from by with the a an that which who while when as after before into since until during between than nor his her its their this about shortly just only even through among amid due both ever"},
	row{saying, "said says say told tells added adds announced announces reported reports stated states claimed claims noted explained confirmed insisted warned recalled recalls according believes believed argued denied predicted estimates promised pledged"},
	row{claiming, "ruled decided agreed found learned hoped suggested showed indicated testified acknowledged admitted alleged asserted concluded declared demanded emphasized emphasised hinted maintained pointed proposed repeated revealed stressed swore urged voted vowed wrote complained feared expects thinks shows means insists hopes knew told tells convinced proved felt understood assured discovered noticed realised realized forecast calculated confessed"},
	row{that, "that"},
	row{relative, "which who whom whose where wherein that"},
	row{subordinate, "when while because although though after before until as since once if unless whereas whenever"},
	row{coordinating, "and but or then"},
	row{pronoun, "he she it they we i you this that these those there here what who which his her its their our my your whose one some many others another most such both everyone nobody somebody all it's he's she's they're we're i'm that's there's you're i've we've they've here's what's let's"},
	row{determiner, "the a an his her its their our my your this these those some any no each every whose"},
	row{preposition, "in on at of to for from by with into over under during between about against through among across around without within amid despite following near off towards toward upon via per behind beyond beside besides inside outside along after before since until like unlike including than onto throughout as"},
	row{auxiliary | finite, "is are was were has have had will would can could shall should may might must do does did cannot isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't don't doesn't didn't"},
	row{passive, "is are was were be been being isn't wasn't weren't get got"},
	row{finite, "became began bent bit blew bore bought broke brought built came caught chose clung crept dealt drank drew drove dug fell felt fled flew forbade forgot fought froze gave got grew held hid kept knew laid lay led lent lit lost made meant met paid quit ran rang rode rose said sang sank sat saw sent shook shot slept slid sold sought sent spent spoke sprang stood stole stuck struck swam swept swore taught thought threw told took tore understood went withdrew woke won wore wrote overthrew overcame oversaw undertook retook upheld outlived rebuilt bound burnt burst wept ground hung lent bred"},
	row{finite | noVerb, "found left felt led lay saw ground"},
	row{present, "cut hit set put let cost bid read spread split shut beat shed hurt cast broadcast begins begin ends end opens open closes close starts start meets meet wins win loses lose takes take goes go holds hold returns return resumes resume votes vote faces face plays play arrives arrive leaves leave becomes become kills kill dies die falls fall rises rise makes make says say expires expire runs run turns turn hosts host visits visit reaches reach enters enter marks mark celebrates celebrate comes come gives give signs sign announces announce approves approve launches launch moves seizes captures declares declare comes remains remain stands stand brings bring sees see finds find gets get defeats defeat resigns resign publishes publish"},
	row{noVerb, "united hundred red bed need speed seed indeed wicked sacred naked shed feed weed breed bleed wed kindred hatred creed steed greed deed sled shred biped armed masked alleged unprecedented limited supposed so-called wounded injured unmanned renewed rugged skilled crowded fed ted fred med"},
	row{unspecific, "is are was were be been has have had will would could should may might do does did not more most any than up out off two just only then also so far know"},
	row{static, "remains remain lives live likes knows know remember remembers seems seem stands means believe believes stood totalled averaged amounted numbered"},
	row{denying, "no not never nobody neither nothing none hasn't haven't didn't doesn't isn't wasn't weren't"},
	row{intransitive, "born"},
	row{slight, "held"},
	row{measuring, "percent percentage compared average ratio per-cent population number"},
)

// englishVerb takes a word in -ed for a verb in the past.
func englishVerb(word string, known class) class {
	if strings.HasSuffix(word, "ed") && len(word) > len("bed") && known&noVerb == 0 {
		known |= finite
	}
	return known
}
