package main

// layer says what one package may import besides the standard library. Paths
// of the project are without the module's; outside names modules, each with all
// packages below it. Tests may import what their package may, the testing
// module, the assets, and the packages and modules of tests.
type layer struct {
	own     []string
	outside []string
	tests   []string
}

const (
	fyne       = "fyne.io/fyne/v2"
	uuid       = "github.com/google/uuid"
	dbus       = "github.com/godbus/dbus/v5"
	afero      = "github.com/spf13/afero"
	xText      = "golang.org/x/text"
	xImage     = "golang.org/x/image"
	glfw       = "github.com/go-gl/glfw/v3.4/glfw"
	xSys       = "golang.org/x/sys"
	xTerm      = "golang.org/x/term"
	shaping    = "github.com/go-text/typesetting"
	sqlite3    = "github.com/mattn/go-sqlite3"
	pgx        = "github.com/jackc/pgx/v5"
	pgservice  = "github.com/jackc/pgservicefile"
	i18n       = "github.com/nicksnyder/go-i18n/v2"
	xdg        = "github.com/adrg/xdg"
	keyring    = "github.com/zalando/go-keyring"
	kong       = "github.com/alecthomas/kong"
	snowball   = "github.com/kljensen/snowball"
	rapid      = "pgregory.net/rapid"
	rrule      = "github.com/teambition/rrule-go"
	yaml       = "go.yaml.in/yaml/v3"
	xNet       = "golang.org/x/net"
	segments   = "github.com/clipperhouse/uax29/v2"
	goldmark   = "github.com/yuin/goldmark"
	brotli     = "github.com/andybalholm/brotli"
	goja       = "github.com/dop251/goja"
	wazero     = "github.com/tetratelabs/wazero"
	lumberjack = "gopkg.in/natefinch/lumberjack.v2"

	readability = "codeberg.org/readeck/go-readability/v2"
	anyOfOurs   = "..."
)

// layers is the direction of imports: a package that is not in it does not
// belong to the project yet. Only direct imports are listed; what follows from
// them (no Fyne below data, or under scene) is checked on the whole tree.
func layers() map[string]layer {
	domain := []string{"data", "data/text/anchor", "data/dates", "data/text/query"}
	return map[string]layer{
		"assets":          {},
		"assets/licences": {},

		"data/dates":        {},
		"data/dates/zones":  {own: []string{"data/dates"}},
		"data/text/anchor":  {own: []string{"data/text/fold"}},
		"data/text/fold":    {outside: []string{xText, snowball}},
		"data/gazetteer":    {own: []string{"data/text/fold"}},
		"data/placing":      {own: []string{"data", "data/gazetteer", "data/text/fold"}, tests: []string{"data/dates", "data/sqlite", afero}},
		"data/telling":      {own: []string{"data", "data/dates", "data/gazetteer", "data/placing", "data/text/query"}, tests: []string{"data/sqlite", "data/text/anchor", afero}},
		"data/text/diff":    {own: []string{"data/text/fold"}},
		"data/text/markup":  {},
		"data/verify":       {own: []string{"data", "data/text/report"}, outside: []string{rapid}},
		"data/keyring":      {own: []string{"data"}, outside: []string{keyring}},
		"data/away":         {own: append([]string{"data/app", "data/reconcile", "data/sqlite/file", "data/text/query"}, domain...), outside: []string{afero}, tests: []string{"data/sqlite"}},
		"data/reconcile":    {own: []string{"data", "data/dates", "data/text/anchor"}, outside: []string{rapid}},
		"data/text/report":  {own: []string{"data/text/fold"}},
		"data/text/wording": {own: []string{"data/text/fold", "data/text/diff"}},
		"data/text/query":   {own: []string{"data/dates", "data/dates/find", "data/text/fold"}},
		"data/dates/find":   {own: []string{"data/dates", "data/dates/zones"}},
		"data/propose": {
			own: []string{"data", "data/text/anchor", "data/dates", "data/dates/find", "data/text/fold"}, outside: []string{segments},
		},
		"data/names":           {own: []string{"data/gazetteer", "data/text/fold"}},
		"data/claims":          {own: []string{"data/dates", "data/dates/find", "data/text/fold"}},
		"data/propose/story":   {own: []string{"data/dates", "data/propose"}, tests: []string{"data/dates/find"}},
		"data":                 {own: []string{"data/dates", "data/text/anchor", "data/text/query"}, outside: []string{uuid}},
		"data/storetest":       {own: append([]string{"data/app", "data/reconcile", "data/text/fold", "data/verify"}, domain...), outside: []string{rapid}},
		"data/sift":            {own: append([]string{"data/text/fold"}, domain...)},
		"data/postgres/schema": {own: domain},
		"data/postgres": {
			own: append([]string{"data/door", "data/sift", "data/text/report", "data/verify", "data/postgres/schema"}, domain...), outside: []string{pgx, pgservice, xText}, tests: []string{"data/sqlite", "data/storetest", "data/postgres/pgtest", afero},
		},
		"data/postgres/pgtest": {},
		"data/sqlite/file":     {own: []string{"data"}, outside: []string{afero, xSys}},
		"data/sqlite/engine":   {own: append(stored(), "data/text/fold", "data/sqlite/file"), outside: []string{sqlite3}},
		"data/sqlite/rows":     {own: append(stored(), "data/sqlite/engine")},
		"data/sqlite/words":    {own: append(stored(), "data/sift", "data/sqlite/engine", "data/sqlite/rows"), outside: []string{sqlite3}},
		"data/sqlite/journal":  {own: append(stored(), "data/sqlite/engine", "data/sqlite/rows", "data/sqlite/words")},
		"data/sqlite/columns":  {own: append(stored(), "data/sqlite/engine", "data/sqlite/rows"), outside: []string{sqlite3}},
		"data/sqlite/search": {
			own: append(stored(), "data/sift", "data/text/query", "data/text/report", "data/verify", "data/sqlite/engine", "data/sqlite/rows", "data/sqlite/words", "data/sqlite/journal"),
		},
		"data/sqlite/check": {own: append(stored(), "data/sqlite/engine", "data/sqlite/rows", "data/sqlite/journal", "data/sqlite/columns")},
		"data/sqlite/pending": {
			own:     append(stored(), "data/sqlite/file", "data/sqlite/engine", "data/sqlite/rows", "data/sqlite/words", "data/sqlite/check"),
			outside: []string{afero},
		},
		"data/sqlite/apart": {own: append(stored(), "data/sqlite/engine", "data/sqlite/rows", "data/sqlite/words")},
		"data/sqlite/salvage": {
			own:     append(stored(), "data/sqlite/file", "data/sqlite/engine", "data/sqlite/rows", "data/sqlite/journal", "data/sqlite/check"),
			outside: []string{sqlite3, afero},
		},
		"data/sqlite": {
			own: append(append(stored(), "data/text/query"), "data/sqlite/file", "data/sqlite/engine", "data/sqlite/rows", "data/sqlite/words",
				"data/sqlite/journal", "data/sqlite/columns", "data/sqlite/search", "data/sqlite/check", "data/sqlite/pending", "data/sqlite/salvage", "data/sqlite/apart"),
			outside: []string{sqlite3, afero, xSys}, tests: []string{"data/storetest", "data/exchange/tarikhjson"},
		},
		"data/sqlite/faultvfs": {outside: []string{sqlite3}, tests: []string{"data", "data/dates", "data/sqlite", "data/exchange/tarikhjson", "data/text/query", afero}},
		"data/backup":          {own: []string{"data"}, outside: []string{afero, xSys}, tests: []string{"data/dates", "data/sqlite"}},
		"data/intake/pagelink": {own: []string{"data/intake/web"}},
		"data/intake": {
			own:     []string{"data", "data/dates", "data/dates/find", "data/intake/page", "data/intake/web", "data/intake/office", "data/intake/near", "data/picture", "data/text/fold"},
			outside: []string{afero, goldmark, xText, xNet},
		},
		"data/intake/page":    {own: []string{"data", "data/dates", "data/dates/find", "data/text/fold"}, outside: []string{readability, xNet}},
		"data/door":           {},
		"data/intake/web":     {own: []string{"data/door"}},
		"data/newer":          {own: []string{"data/door"}},
		"data/intake/office":  {},
		"data/picture":        {own: []string{"data/picture/avif"}, outside: []string{xImage}},
		"data/picture/avif":   {outside: []string{wazero}},
		"data/picture/thumbs": {own: []string{"data/picture"}, outside: []string{afero}},
		"data/intake/near":    {own: []string{"data/text/fold"}},
		"data/app": {
			own: []string{
				"data", "data/verify", "data/text/anchor", "data/text/fold", "data/text/wording", "data/dates", "data/dates/find", "data/propose", "data/propose/story", "data/intake", "data/intake/near", "data/intake/web", "data/picture", "data/exchange", "data/exchange/form", "data/exchange/merge", "data/exchange/offer", "data/exchange/take",
				"data/claims", "data/names", "data/exchange/tarikhjson", "data/backup", "data/placing", "data/gazetteer", "data/reconcile",
			},
			outside: []string{afero}, tests: []string{"data/exchange/form/formtest", "data/sqlite", "data/sqlite/file", "data/text/fold", "data/text/query"},
		},
		"data/exchange/form":          {own: []string{"data", "data/dates", "data/dates/find", "data/picture"}, outside: []string{xNet, xImage, xText}, tests: formattedTests()},
		"data/exchange/form/formtest": {own: []string{"data", "data/dates", "data/text/anchor", "data/exchange/form"}, outside: []string{rapid}},
		"data/exchange/packet":        {own: []string{"data", "data/cite", "data/exchange/form", "data/picture"}, tests: []string{"data/dates", "data/exchange/form/formtest", "data/text/anchor"}},
		"data/exchange/take": {
			own: []string{"data", "data/dates", "data/text/query", "data/exchange/form"}, tests: []string{"data/sqlite", "data/text/anchor", afero},
		},
		"data/exchange/tarikhjson": {
			own: []string{"data", "data/text/anchor", "data/dates", "data/intake", "data/exchange/form"}, outside: []string{xText},
			tests: append(formattedTests(), "data/sqlite", afero),
		},
		"data/exchange/offer":           {own: []string{"data", "data/exchange/form", "data/intake", "data/picture"}, tests: []string{"data/exchange/form/formtest"}},
		"data/exchange/timelinejs":      {own: append(formatted(), "data/exchange/offer", "data/picture"), tests: formattedTests()},
		"data/exchange/timelineproject": {own: append(formatted(), "data/exchange/offer"), outside: []string{xText}, tests: formattedTests()},
		"data/exchange/simile":          {own: formatted(), tests: formattedTests()},
		"data/exchange/vis":             {own: formatted(), tests: formattedTests()},
		"data/exchange/wikidata":        {own: formatted(), tests: formattedTests()},
		"data/exchange/placemark":       {own: append(formatted(), "data/exchange/offer", "data/gazetteer", "data/placing"), outside: []string{xNet}, tests: formattedTests()},
		"data/exchange/aeon":            {own: append(formatted(), "data/exchange/offer"), tests: formattedTests()},
		"data/exchange/markdown":        {own: append(formatted(), "data/exchange/offer", "data/intake", "data/picture", "data/text/anchor"), outside: []string{xNet, yaml}, tests: formattedTests()},
		"data/exchange/markwhen":        {own: formatted(), outside: []string{rrule, yaml}, tests: formattedTests()},
		"data/exchange/annotations":     {own: append(formatted(), "data/text/anchor"), tests: formattedTests()},
		"data/exchange/webannotation":   {own: append(annotated(), "data/text/anchor", "data/text/markup"), tests: formattedTests()},
		"data/exchange/hypothesis":      {own: annotated(), tests: formattedTests()},
		"data/exchange/readwise":        {own: annotated(), tests: formattedTests()},
		"data/exchange/zoteronote":      {own: annotated(), outside: []string{xNet}, tests: formattedTests()},
		"data/exchange/ical":            {own: formatted(), outside: []string{rrule}, tests: formattedTests()},
		"data/cite":                     {own: []string{"data", "data/dates"}},
		"data/exchange/works":           {own: append(formatted(), "data/cite", "data/intake"), outside: []string{xText}, tests: formattedTests()},
		"data/exchange/works/workstest": {own: append(formatted(), "data/cite", "data/exchange/works", "data/exchange/form/formtest"), outside: []string{rapid}},
		"data/exchange/csljson":         {own: append(formatted(), "data/cite", "data/exchange/works"), tests: workTests()},
		"data/exchange/bibtex":          {own: append(formatted(), "data/cite", "data/exchange/works"), outside: []string{xText}, tests: workTests()},
		"data/exchange/zoterordf":       {own: append(formatted(), "data/exchange/works"), outside: []string{xText}, tests: formattedTests()},
		"data/exchange/ris":             {own: append(formatted(), "data/cite", "data/exchange/works"), tests: workTests()},
		"data/exchange/table":           {own: append(formatted(), "data/intake", "data/names"), outside: []string{xText}, tests: formattedTests()},
		"data/exchange/container": {
			own: []string{"data", "data/text/anchor", "data/exchange/form", "data/intake", "data/picture"}, tests: append(formattedTests(), "data/dates"),
		},
		"data/exchange/epub":      {own: append(contained(), "data/picture"), outside: []string{xNet}, tests: formattedTests()},
		"data/exchange/feed":      {own: contained(), tests: formattedTests()},
		"data/exchange/mail":      {own: contained(), outside: []string{xNet}, tests: formattedTests()},
		"data/exchange/omnivore":  {own: contained(), tests: formattedTests()},
		"data/exchange/readlater": {own: contained(), outside: []string{xNet}, tests: formattedTests()},
		"data/exchange/wallabag":  {own: contained(), tests: formattedTests()},
		"data/exchange/warc":      {own: contained(), outside: []string{xNet, brotli}, tests: formattedTests()},
		"data/exchange/merge":     {own: []string{"data", "data/intake", "data/placing", "data/text/anchor", "data/text/fold", "data/dates", "data/exchange/form"}, tests: []string{"data/sqlite", afero}},
		"data/exchange": {
			own: []string{
				"data/exchange/form", "data/exchange/tarikhjson", "data/exchange/timelinejs", "data/exchange/timelineproject", "data/exchange/markwhen", "data/exchange/ical", "data/exchange/table",
				"data/exchange/simile", "data/exchange/vis", "data/exchange/wikidata", "data/exchange/placemark", "data/exchange/aeon", "data/exchange/markdown",
				"data/exchange/bibtex", "data/exchange/csljson", "data/exchange/ris", "data/exchange/zoterordf",
				"data/exchange/webannotation", "data/exchange/hypothesis", "data/exchange/readwise", "data/exchange/zoteronote",
				"data/exchange/epub", "data/exchange/feed", "data/exchange/mail", "data/exchange/omnivore", "data/exchange/readlater", "data/exchange/wallabag", "data/exchange/warc",
				"data", "data/text/anchor", "data/text/markup", "data/dates", "data/intake",
			}, outside: []string{xText},
			tests: []string{"data/sqlite", afero, goldmark},
		},

		"ui/input": {outside: []string{fyne}},

		"ui/text/uax9":   {outside: []string{xText}},
		"ui/text/layout": {own: []string{"ui/text/uax9"}, outside: []string{shaping}, tests: []string{xImage}},
		"ui/text/flow":   {},
		"ui/text/glyph":  {own: []string{"ui/blend", "ui/text/layout"}, outside: []string{shaping, xImage}},
		"ui/text/edit":   {own: []string{"ui/text/uax9", "ui/text/layout", "ui/text/flow"}, outside: []string{shaping}},
		"ui/text": {
			own:     []string{"ui/input", "ui/text/uax9", "ui/text/layout", "ui/text/flow", "ui/text/edit", "ui/text/glyph", "ui/theme", "ui/theme/palette"},
			outside: []string{fyne, shaping, xImage},
		},

		"ui/blend":  {},
		"ui/motion": {tests: []string{rapid}},

		"ui/timeline/scene": {own: []string{"data", "data/dates", "ui/motion", "ui/text/layout", "ui/text/uax9"}, tests: []string{"ui/i18n"}},
		"ui/timeline/paint": {own: []string{"ui/blend", "ui/timeline/scene", "ui/text/glyph", "ui/theme/palette"}, outside: []string{xImage}, tests: []string{"ui/text/layout"}},
		"ui/timeline": {
			own: []string{
				"data", "data/dates", "ui/input", "ui/motion", "ui/timeline/scene", "ui/timeline/paint", "ui/text", "ui/text/layout", "ui/text/uax9", "ui/theme/palette",
			},
			outside: []string{fyne}, tests: []string{"ui/i18n"},
		},

		"ui/print/page": {
			own: []string{
				"assets", "data", "data/dates", "data/exchange/form", "data/gazetteer", "data/picture", "data/telling", "data/text/anchor", "data/text/fold", "ui/i18n",
				"ui/map/outline", "ui/map/project", "ui/map/scene", "ui/print/content",
			},
			tests: []string{"data/exchange/form/formtest", "data/exchange/take", "data/sqlite", "data/text/anchor", "ui/motion", afero, goja},
		},
		"ui/print/fontsubset": {outside: []string{shaping}},
		"ui/print/poster": {
			own: []string{
				"assets", "data", "data/dates", "data/exchange/form", "data/picture", "data/picture/thumbs", "ui/i18n", "ui/text/layout", "ui/theme/palette", "ui/timeline/paint", "ui/timeline/scene",
			},
			tests: []string{"data/exchange/form/formtest"},
		},
		"ui/print/picture": {
			own:   []string{"data/exchange/form", "ui/print/poster", "ui/text/glyph", "ui/timeline/paint", "ui/timeline/scene"},
			tests: []string{"data/exchange/form/formtest", "assets", "data", "data/dates", "ui/text/layout"},
		},
		"ui/print/pdf":         {own: []string{"ui/print/fontsubset", "ui/text/layout"}, outside: []string{shaping}, tests: []string{"ui/print/pdf/pdftest", rapid}},
		"ui/print/pdf/pdftest": {},
		"ui/print/svg": {
			own:     []string{"data/exchange/form", "ui/print/fontsubset", "ui/print/poster", "ui/text/layout", "ui/text/uax9", "ui/timeline/scene"},
			outside: []string{shaping}, tests: []string{"data/exchange/form/formtest", "assets", "data", "data/dates"},
		},
		"ui/print/mapsheet": {
			own: []string{
				"assets", "data", "data/exchange/form", "data/gazetteer", "ui/i18n", "ui/map/paint", "ui/map/project", "ui/map/scene",
				"ui/print/content", "ui/print/poster", "ui/print/svg", "ui/text/glyph", "ui/text/layout", "ui/theme/palette", "ui/timeline/scene",
			},
			tests: []string{"data/dates", "ui/map/outline"},
		},
		"ui/print/sheets": {
			own: []string{
				"assets", "data/dates", "data/exchange/form", "ui/i18n", "ui/print/pdf", "ui/print/poster", "ui/text/layout", "ui/text/uax9", "ui/theme/palette", "ui/timeline/scene",
			},
			tests: []string{"data/exchange/form/formtest", "data", "data/text/anchor", "ui/print/pdf/pdftest"},
		},
		"ui/print/content": {
			own: []string{"assets", "data", "data/cite", "data/dates", "data/exchange/form", "data/gazetteer", "data/picture", "data/placing", "data/text/markup", "ui/i18n", "ui/text/layout", "ui/text/uax9"},
		},
		"ui/print/office": {
			own: []string{"data", "data/exchange/form", "ui/i18n", "ui/print/content", "ui/text/uax9", "ui/theme/palette"}, tests: append(contentTests(), "data/intake/office", "data/exchange/form/formtest", xText),
		},
		"ui/print/markdown": {own: []string{"data/exchange/form", "ui/i18n", "ui/print/content"}, tests: append(contentTests(), "data", goldmark)},
		"ui/print/chronology": {
			own: []string{
				"data", "data/dates", "data/exchange/form", "ui/i18n", "ui/print/content", "ui/print/pdf", "ui/print/poster", "ui/text/layout", "ui/text/uax9", "ui/theme/palette",
			},
			tests: []string{"assets", "data/exchange/form/formtest", "data/text/anchor", "ui/print/pdf/pdftest"},
		},

		"ui/print/slides": {
			own: []string{
				"assets", "data", "data/exchange/form", "data/gazetteer", "data/picture", "data/placing", "data/telling", "ui/i18n", "ui/map/paint", "ui/map/scene",
				"ui/print/content", "ui/print/pdf", "ui/print/picture", "ui/print/poster", "ui/slide", "ui/text/glyph", "ui/text/layout", "ui/theme/palette", "ui/timeline/paint", "ui/timeline/scene",
			},
			tests: []string{"data/dates", "data/exchange/form/formtest", "data/text/anchor", "ui/map/outline", "ui/print/pdf/pdftest"},
		},

		"ui/timeline/bench": {
			own:   append([]string{"ui/text/glyph", "ui/text/layout", "ui/theme/palette", "ui/timeline/scene", "ui/timeline/paint"}, domain...),
			tests: []string{"assets", "data/sqlite", "ui/i18n", afero},
		},

		"ui/map/outline": {},
		"ui/map/project": {own: []string{"ui/motion"}},
		"ui/map/scene": {
			own: []string{"data", "data/gazetteer", "ui/map/outline", "ui/map/project", "ui/text/layout", "ui/theme/palette", "ui/timeline/scene"}, tests: []string{"assets"},
		},
		"ui/map/view": {
			own:     []string{"data", "ui/input", "ui/map/paint", "ui/map/project", "ui/map/scene", "ui/motion", "ui/text", "ui/text/layout", "ui/theme/palette", "ui/timeline/scene"},
			outside: []string{fyne}, tests: []string{"assets", "data/gazetteer", "ui/map/outline"},
		},
		"ui/map/paint": {own: []string{"ui/map/project", "ui/map/scene", "ui/timeline/paint"}, outside: []string{xImage}, tests: []string{"assets", "data", "data/gazetteer", "ui/map/outline", "ui/text/glyph", "ui/text/layout", "ui/theme/palette"}},

		"ui/slide": {
			own: []string{
				"data", "data/dates", "data/placing", "data/telling", "ui/i18n", "ui/map/paint", "ui/map/project", "ui/map/scene", "ui/motion", "ui/text/layout", "ui/text/uax9",
				"ui/theme/palette", "ui/timeline/paint", "ui/timeline/scene",
			},
			outside: []string{xImage}, tests: []string{"assets", "data/gazetteer", "ui/map/outline", "ui/text/glyph"},
		},

		"ui/theme/palette": {tests: []string{"data"}},
		"ui/theme":         {own: []string{"ui/theme/palette", "assets"}, outside: []string{fyne}},
		"ui/i18n":          {own: []string{"data/claims", "data/dates", "data/dates/find", "data/dates/zones"}, outside: []string{i18n, xText}, tests: []string{"ui/timeline/scene"}},

		"ui/portal": {outside: []string{dbus}},
		"ui/clip": {
			own: []string{"data", "data/cite", "data/dates", "ui/i18n", "ui/text/uax9"}, tests: []string{"assets"},
		},
		"ui/clipboard": {},
		"ui/command":   {own: []string{"data/text/fold"}, outside: []string{fyne}},
		"ui/state":     {own: []string{"data", "data/exchange/table"}, outside: []string{afero}, tests: []string{"data/exchange/form"}},
		"ui/library":   {own: append([]string{"data/app", "data/reconcile", "data/verify", "data/text/wording", "ui/timeline/scene"}, domain...), tests: []string{"data/sqlite", afero}},
		"ui/control": {
			own:     []string{"ui/input", "ui/text", "ui/text/flow", "ui/text/layout", "ui/text/uax9", "ui/i18n", "ui/theme", "ui/theme/palette"},
			outside: []string{fyne},
		},
		"ui/feature": {
			own:     []string{"data", "data/app", "data/dates", "data/dates/find", "data/gazetteer", "data/placing", "data/text/query", "ui/command", "ui/control", "ui/i18n", "ui/input", "ui/library", "ui/portal", "ui/state", "ui/text", "ui/text/uax9"},
			outside: []string{fyne, afero}, tests: []string{"assets", "ui/feature/featuretest", "ui/text/layout"},
		},
		"ui/feature/history": {
			own: []string{"data", "data/app", "data/dates", "ui/command", "ui/control", "ui/feature", "ui/library", "ui/text"}, outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/backups": {
			own:     []string{"data", "data/app", "data/backup", "ui/command", "ui/control", "ui/feature", "ui/library", "ui/state", "ui/text"},
			outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/tags": {
			own:     []string{"data", "data/app", "data/text/fold", "ui/command", "ui/control", "ui/feature", "ui/i18n", "ui/library", "ui/text"},
			outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/settings": {
			own:     []string{"ui/command", "ui/control", "ui/feature", "ui/i18n", "ui/state", "ui/text", "ui/text/edit", "ui/text/layout", "ui/theme"},
			outside: []string{fyne, afero}, tests: featureTests(),
		},
		"ui/feature/strip": {
			own: []string{
				"data", "data/dates", "data/dates/zones", "data/text/query", "ui/command", "ui/control", "ui/feature", "ui/feature/settings", "ui/library", "ui/state", "ui/text", "ui/theme",
				"ui/timeline", "ui/timeline/scene",
			},
			outside: []string{fyne}, tests: append(featureTests(), "assets", "data/app", "data/text/anchor"),
		},
		"ui/feature/bringin": {
			own: []string{
				"data", "data/app", "data/dates", "data/dates/find", "data/intake", "data/picture", "data/intake/pagelink", "ui/command", "ui/control", "ui/feature", "ui/i18n", "ui/library", "ui/text", "ui/text/uax9",
			},
			outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/details": {
			own: []string{
				"data", "data/app", "data/dates", "ui/command", "ui/control", "ui/feature", "ui/library", "ui/text/uax9",
			},
			outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/publish": {
			own: []string{
				"data", "data/app", "data/dates", "data/exchange/form", "data/exchange/take", "ui/command", "ui/control", "ui/feature", "ui/i18n", "ui/library", "ui/state", "ui/text",
			},
			outside: []string{fyne, afero}, tests: append(featureTests(), "assets", "data/exchange", "data/sqlite/file", "ui/print/page"),
		},
		"ui/feature/fetching": {
			own:     []string{"data", "data/app", "data/intake", "ui/command", "ui/control", "ui/feature", "ui/library", "ui/text"},
			outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/imports": {
			own: []string{
				"data", "data/app", "data/dates", "data/exchange", "data/exchange/form", "data/exchange/merge", "data/exchange/table", "data/text/fold", "ui/command", "ui/control",
				"ui/feature", "ui/i18n", "ui/library", "ui/state", "ui/text", "ui/text/uax9", "ui/theme", "ui/timeline", "ui/timeline/scene",
			},
			outside: []string{fyne, afero}, tests: append(featureTests(), "assets", "data/exchange/form/formtest"),
		},
		"ui/feature/review": {
			own: []string{
				"data", "data/app", "data/dates", "data/dates/find", "data/propose", "ui/command", "ui/control", "ui/feature", "ui/feature/events",
				"ui/feature/reading", "ui/feature/strip", "ui/feature/tags", "ui/input", "ui/library", "ui/text", "ui/theme/palette", "ui/timeline/scene",
			},
			outside: []string{fyne}, tests: append(featureTests(), "ui/feature/retext", "ui/i18n"),
		},
		"ui/feature/mainevents": {
			own: []string{
				"data", "data/app", "data/dates", "data/propose", "ui/command", "ui/control", "ui/feature", "ui/feature/events", "ui/feature/reading", "ui/input", "ui/library",
				"ui/text", "ui/theme/palette",
			},
			outside: []string{fyne}, tests: append(featureTests(), "ui/feature/retext"),
		},
		"ui/feature/verification": {
			own:     []string{"data", "data/app", "data/text/report", "data/verify", "ui/command", "ui/control", "ui/feature", "ui/library", "ui/text"},
			outside: []string{fyne}, tests: append(featureTests(), "data/text/anchor"),
		},
		"ui/feature/actors": {
			own:     []string{"data", "data/app", "data/names", "data/text/fold", "data/text/query", "ui/command", "ui/control", "ui/feature", "ui/library", "ui/text"},
			outside: []string{fyne}, tests: append(featureTests(), "data/text/anchor"),
		},
		"ui/feature/ties": {
			own:     []string{"data", "data/app", "data/names", "data/text/anchor", "data/text/fold", "data/text/query", "ui/command", "ui/control", "ui/feature", "ui/feature/strip", "ui/library", "ui/timeline/scene"},
			outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/pictures": {
			own:     []string{"data", "data/app", "data/picture", "data/picture/thumbs", "ui/clipboard", "ui/command", "ui/control", "ui/feature", "ui/library", "ui/text"},
			outside: []string{fyne, afero}, tests: append(featureTests(), "ui/feature/reading"),
		},
		"ui/feature/sources": {own: []string{"data", "data/app", "data/claims", "data/dates", "data/dates/find", "data/gazetteer", "data/text/report", "data/text/wording", "data/verify", "ui/command", "ui/control", "ui/feature", "ui/feature/verification", "ui/library", "ui/text"}, outside: []string{fyne}, tests: append(featureTests(), "data/text/anchor", "ui/text/uax9")},
		"ui/feature/company": {
			own:     []string{"data", "ui/command", "ui/control", "ui/feature", "ui/feature/notes", "ui/library", "ui/text"},
			outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/people": {own: []string{"data", "ui/command", "ui/control", "ui/feature", "ui/library", "ui/text"}, outside: []string{fyne}, tests: featureTests()},
		"ui/feature/conflicts": {
			own:     []string{"data", "data/claims", "data/dates", "data/gazetteer", "data/reconcile", "data/text/anchor", "ui/command", "ui/control", "ui/feature", "ui/library", "ui/text"},
			outside: []string{fyne}, tests: append(featureTests(), "data/app"),
		},
		"ui/feature/duplicates": {own: []string{"data", "data/app", "ui/command", "ui/control", "ui/feature", "ui/i18n", "ui/library", "ui/text"}, outside: []string{fyne}, tests: append(featureTests(), "data/text/anchor")},
		"ui/feature/status": {
			own:     []string{"data", "ui/command", "ui/control", "ui/feature", "ui/feature/backups", "ui/feature/notes", "ui/library", "ui/text"},
			outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/libraries": {
			own:     []string{"data", "data/app", "ui/command", "ui/control", "ui/feature", "ui/library", "ui/text"},
			outside: []string{fyne}, tests: append(featureTests(), "assets"),
		},
		"ui/feature/first": {
			own: []string{"ui/command", "ui/control", "ui/feature", "ui/text"}, outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/keys": {
			own: []string{"ui/command", "ui/control", "ui/feature", "ui/i18n", "ui/input", "ui/text", "ui/text/uax9"}, outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/tour": {
			own: []string{"ui/command", "ui/control", "ui/feature", "ui/text", "ui/theme"}, outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/guide": {
			own: []string{"data/text/fold", "ui/command", "ui/control", "ui/feature", "ui/i18n", "ui/text"}, outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/about": {
			own: []string{"assets/licences", "ui/command", "ui/control", "ui/feature", "ui/text", "ui/text/uax9"}, outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/updates": {
			own: []string{"data/newer", "ui/command", "ui/control", "ui/feature", "ui/text"}, outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/reading": {
			own: []string{
				"data", "data/app", "data/dates", "data/text/anchor", "ui/command", "ui/control", "ui/feature", "ui/input", "ui/library", "ui/state", "ui/text", "ui/text/layout",
			},
			outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/retext": {
			own: []string{
				"data", "data/app", "data/intake", "data/text/anchor", "data/text/diff", "data/text/wording", "ui/command", "ui/control", "ui/feature",
				"ui/feature/reading", "ui/i18n", "ui/library", "ui/text",
			},
			outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/copying": {
			own:     []string{"data", "data/cite", "data/dates", "data/text/anchor", "ui/clip", "ui/clipboard", "ui/command", "ui/control", "ui/feature", "ui/i18n", "ui/library"},
			outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/events": {
			own: []string{
				"data", "data/app", "data/dates", "data/text/anchor", "data/text/query", "ui/command", "ui/control", "ui/feature", "ui/feature/reading", "ui/feature/retext", "ui/feature/tags", "ui/feature/verification", "ui/library", "ui/text",
			},
			outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/notes/links": {
			own: []string{"data", "data/dates", "data/text/fold", "data/text/markup", "data/text/query", "ui/library"}, tests: featureTests(),
		},
		"ui/feature/notes": {
			own: []string{
				"data", "data/app", "data/dates", "data/exchange", "data/text/fold", "data/text/markup", "ui/command", "ui/control", "ui/feature", "ui/feature/notes/links", "ui/feature/reading",
				"ui/feature/retext", "ui/feature/tags", "ui/library", "ui/text", "ui/text/uax9",
			},
			outside: []string{fyne}, tests: append(featureTests(), "data/reconcile", "data/text/anchor"),
		},
		"ui/feature/notelist": {
			own: []string{
				"data", "data/dates", "data/text/fold", "data/text/markup", "data/text/query", "ui/command", "ui/control", "ui/feature", "ui/feature/notes",
				"ui/feature/retext", "ui/feature/tags", "ui/library", "ui/text",
			},
			outside: []string{fyne}, tests: append(featureTests(), "data/text/anchor", "ui/feature/reading"),
		},
		"ui/feature/contents": {
			own: []string{"data", "data/text/anchor", "ui/command", "ui/control", "ui/feature", "ui/library", "ui/text"}, outside: []string{fyne},
			tests: append(featureTests(), "ui/feature/reading"),
		},
		"ui/feature/filter": {
			own: []string{"data", "data/dates", "data/text/query", "ui/command", "ui/control", "ui/feature", "ui/library", "ui/text"}, outside: []string{fyne}, tests: append(featureTests(), "ui/feature/tags"),
		},
		"ui/feature/story": {
			own: []string{
				"data", "data/app", "data/dates", "data/telling", "data/text/query", "ui/command", "ui/control", "ui/feature", "ui/i18n", "ui/input", "ui/library", "ui/map/paint",
				"ui/map/project", "ui/map/scene", "ui/motion", "ui/slide", "ui/text", "ui/theme", "ui/timeline/paint",
			},
			outside: []string{fyne}, tests: append(featureTests(), "data/gazetteer", "ui/map/outline"),
		},
		"ui/feature/views": {
			own: []string{"data", "data/dates", "ui/command", "ui/control", "ui/feature", "ui/state"}, outside: []string{fyne}, tests: append(featureTests(), "data/text/query"),
		},
		"ui/feature/search": {
			own: []string{
				"data", "data/text/anchor", "data/text/fold", "data/text/query", "ui/command", "ui/control", "ui/feature", "ui/i18n", "ui/library", "ui/text", "ui/timeline/scene",
			},
			outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/lists": {
			own: []string{
				"data", "data/app", "data/exchange/form", "data/text/query", "ui/command", "ui/control", "ui/feature", "ui/feature/filter",
				"ui/feature/tags", "ui/feature/verification", "ui/i18n", "ui/library", "ui/state", "ui/text",
			},
			outside: []string{fyne}, tests: append(featureTests(), "data/text/fold"),
		},
		"ui/feature/unread": {
			own: []string{
				"data", "ui/command", "ui/control", "ui/feature", "ui/feature/filter", "ui/library", "ui/text",
			},
			outside: []string{fyne}, tests: append(featureTests(), "ui/feature/reading"),
		},
		"ui/feature/worldmap": {
			own: []string{
				"data", "data/app", "data/dates", "data/gazetteer", "data/placing", "data/text/query", "ui/command", "ui/control", "ui/feature", "ui/library",
				"ui/map/scene", "ui/map/view", "ui/text", "ui/theme",
			},
			outside: []string{fyne}, tests: append(featureTests(), "data/text/anchor", "ui/map/outline"),
		},
		"ui/feature/places": {
			own: []string{"data", "ui/command", "ui/feature", "ui/library", "ui/text"}, outside: []string{fyne},
			tests: append(featureTests(), "data/text/anchor", "ui/feature/reading"),
		},
		"ui/feature/palette": {
			own: []string{
				"data", "data/dates", "data/dates/find", "data/text/fold", "ui/command", "ui/control", "ui/feature", "ui/library", "ui/text",
			},
			outside: []string{fyne}, tests: featureTests(),
		},
		"ui/feature/featuretest": {
			own:     []string{"assets", "data", "data/app", "data/dates", "data/gazetteer", "data/text/anchor", "ui/command", "ui/control", "ui/feature", "ui/i18n", "ui/library", "ui/state", "ui/text", "ui/text/layout"},
			outside: []string{fyne, afero},
		},
		// The window puts everything of the interface together, and nothing of the store.
		"ui/shell": {
			own:     []string{anyOfOurs},
			outside: []string{fyne, afero}, tests: []string{"data/sqlite", "data/sqlite/file"},
		},

		"cmd/tarikh": {own: []string{anyOfOurs}, outside: []string{fyne, glfw, kong, xdg, afero, lumberjack, xSys, xTerm}},
		"cmd/check":  {},
		// What is handed out is made of the assets and of the program, built.
		"cmd/package":  {own: []string{"assets", "assets/licences"}},
		"cmd/mapdata":  {own: []string{"data/gazetteer", "ui/map/outline"}},
		"cmd/licences": {own: []string{"assets", "assets/licences"}, outside: []string{xImage}},
	}
}
