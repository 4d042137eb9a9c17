package settings

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme"
)

// Window shows what was chosen.
type Window interface {
	Rebuild()                 // in the language and with the fonts in use
	ShowTheme(t *theme.Theme) // colours and sizes
}

// Updates is told whether newer versions of the program are to be told.
type Updates interface{ Choose(notify bool) }

// chooser asks for choices and shows them.
type chooser struct {
	Choices
	host     *feature.Host
	window   Window
	updates  Updates
	families func(letter rune) ([]layout.Family, error) // fonts of the system that have a letter; slow, called elsewhere
	dialog   *control.Dialog                            // the one that was shown last
}

func (f *chooser) setTheme(name string) {
	f.State.Theme = name
	if t, err := f.Theme(); err != nil {
		f.host.Fail(err)
	} else {
		f.window.ShowTheme(t)
	}
	f.host.Remember()
}

// authorEntry is the field for the author of new notes.
func (f *chooser) authorEntry() *control.Entry {
	entry := f.host.Kit().Entry(1, f.Author(), f.Name)
	entry.OnChanged = func(name string) {
		f.State.Author = strings.TrimSpace(name)
		f.host.Remember()
	}
	return entry
}

// setting is a choice among a few values.
type setting struct {
	key    string // of its caption
	values []string
	texts  []string // message keys of the values
	value  string
	set    func(string)
}

// group is settings under a heading; more is rows of other kinds below them.
type group struct {
	key      string // of its heading
	settings []setting
	more     []fyne.CanvasObject
}

// groups are the settings, in the order of the dialog.
func (f *chooser) groups() []group {
	r, general := &f.State.Reading, f.general()
	font := systemFont
	if strings.HasPrefix(r.Font, systemFont) {
		font = r.Font
	}
	return []group{
		{"settings.general", general, []fyne.CanvasObject{f.row("settings.author", f.authorEntry())}},
		{"settings.dates", []setting{
			{"settings.months", []string{"", "egypt", "levant", "maghreb", "morocco"}, []string{"months.choice.dual", "months.choice.egypt", "months.choice.levant", "months.choice.maghreb", "months.choice.morocco"}, r.Months, func(v string) { r.Months = v }},
			{"settings.digits", []string{"", "arabic"}, []string{"digits.western", "digits.arabic"}, r.Digits, func(v string) { r.Digits = v }},
			{"settings.weekend", []string{"", "5", "45", "56", "60"}, []string{"weekend.choice.language", "weekend.choice.friday", "weekend.choice.thursday", "weekend.choice.saturday", "weekend.choice.sunday"}, r.Weekend, func(v string) { r.Weekend = v }},
			{"settings.axis", []string{"", "ltr", "rtl"}, []string{"axis.language", "axis.ltr", "axis.rtl"}, r.Axis, func(v string) { r.Axis = v }},
			{"settings.second", []string{"", "hijri", "local"}, []string{"second.none", "second.hijri", "second.local"}, r.Second, func(v string) { r.Second = v }},
		}, append([]fyne.CanvasObject{f.host.Kit().Muted(f.host.Kit().T("second.hint"))}, f.buttons("strip.zone")...)},
		{"settings.articles", []setting{
			{"settings.font", []string{"", "amiri", font}, []string{"font.vazirmatn", "font.amiri", "font.system"}, r.Font, func(v string) { r.Font = v }},
			{"settings.size", []string{"15", "", "19", "22", "26"}, []string{"size.small", "size.normal", "size.large", "size.larger", "size.largest"}, number(r.Size), func(v string) { r.Size = parse(v) }},
			{"settings.spacing", []string{"0.85", "", "1.2"}, []string{"spacing.tight", "spacing.normal", "spacing.loose"}, number(r.Spacing), func(v string) { r.Spacing = parse(v) }},
			{"settings.snap", []string{"", "words", "sentences"}, []string{"snap.none", "snap.words", "snap.sentences"}, r.Whole, func(v string) { r.Whole = v }},
			{"settings.citation", []string{"", "chicago-note", "apa", "mla", "harvard"}, []string{"cite.chicago", "cite.chicago.note", "cite.apa", "cite.mla", "cite.harvard"}, r.Cited, func(v string) { r.Cited = v }},
		}, nil},
		{"settings.backups", nil, append([]fyne.CanvasObject{
			f.host.MirrorRow(func() { f.dialog.Close() }, f.show),
			f.host.Kit().Muted(f.host.Kit().T("settings.privacy")),
		}, f.buttons("library.restore")...)},
		{"settings.sent", []setting{
			{"settings.updates", []string{"", "on"}, []string{"updates.off", "updates.on"}, map[bool]string{true: "on"}[f.State.Updates.Notify], func(v string) { f.updates.Choose(v != "") }},
			{"settings.lead", []string{"", "on"}, []string{"lead.off", "lead.on"}, map[bool]string{true: "on"}[f.State.LeadPictures], func(v string) { f.State.LeadPictures = v != "" }},
		}, []fyne.CanvasObject{f.host.Kit().Muted(f.host.Kit().T("updates.sent"))}},
		{"settings.more", nil, f.buttons("keys.change")},
	}
}

// general are the settings of the program as a whole.
func (f *chooser) general() []setting {
	all := []setting{
		{"settings.lang", []string{"", "en", "ar"}, []string{"settings.system", "lang.en", "lang.ar"}, f.State.Lang, func(v string) { f.State.Lang = v }},
		{"settings.theme", []string{"", "light", "dark"}, []string{"settings.system", "settings.light", "settings.dark"}, f.State.Theme, f.setTheme},
		{"settings.animations", []string{"", "on", "off"}, []string{"settings.system", "animations.on", "animations.off"}, f.State.Animations, func(v string) { f.State.Animations = v }},
	}
	if f.host.Desktop != nil {
		all = append(all, setting{"settings.chooser", []string{"", "own"}, []string{"chooser.desktop", "chooser.own"}, f.State.Chooser, func(v string) { f.State.Chooser = v }})
	}
	return all
}

// buttons are what has a dialog of its own, by command.
func (f *chooser) buttons(ids ...string) []fyne.CanvasObject {
	k := f.host.Kit()
	row := k.Wrap(8)
	for _, id := range ids {
		item := f.host.Item(id)
		row.Add(k.Button(control.Outline, item.Text, nil, item.Run))
	}
	return []fyne.CanvasObject{row}
}

func number(v float32) string {
	if v == 0 {
		return ""
	}
	return strconv.FormatFloat(float64(v), 'g', -1, 32)
}

func parse(s string) float32 {
	v, err := strconv.ParseFloat(s, 32)
	if err != nil {
		return 0 // "" is the program's own choice
	}
	return float32(v)
}

// show is the dialog of choices; each takes effect at once, behind the dialog.
func (f *chooser) show() {
	k := f.host.Kit()
	var d *control.Dialog
	body := control.Column(10)
	for i, g := range f.groups() {
		if len(g.settings)+len(g.more) == 0 {
			continue
		}
		if i > 0 {
			body.Add(k.Pad(0, 2, 0, 2, control.HLine()))
		}
		body.Add(k.Text(k.T(g.key), text.LabelStyle{Bold: true}))
		for _, s := range g.settings {
			texts := make([]string, len(s.texts))
			for i, key := range s.texts {
				texts[i] = k.T(key)
			}
			body.Add(f.row(s.key, k.Words(s.values, texts, s.value, func(v string) { f.choose(d, s, v) }).Root))
		}
		for _, o := range g.more {
			body.Add(o)
		}
	}
	d = k.ShowDialog(f.host.Canvas, k.T("command.settings"), 680, body, control.Action{Text: k.T("button.close"), Primary: true})
	f.dialog = d
}

// choose applies a choice. The dialog stays open, and is rebuilt only if its own words
// change.
func (f *chooser) choose(d *control.Dialog, s setting, value string) {
	if strings.HasPrefix(value, systemFont) {
		d.Close()
		f.chooseFamily()
		return
	}
	s.set(value)
	f.window.Rebuild()
	if s.key == "settings.lang" || s.key == "settings.digits" {
		d.Close()
		f.show()
	}
}

// row is a caption and what is chosen or typed beside it.
func (f *chooser) row(key string, o fyne.CanvasObject) fyne.CanvasObject {
	k := f.host.Kit()
	return control.Beside(k, 150, k.Text(k.T(key), text.LabelStyle{Size: control.SizeSmall}), o)
}

// systemFont begins the value of a reading font that the system has: its name follows.
const systemFont = "system:"

// chooseFamily lists the families of the system that can show the language of the
// interface, each as the font for reading.
func (f *chooser) chooseFamily() {
	letter := 'a'
	if f.host.Kit().RTL() {
		letter = '\u0628'
	}
	feature.Background(f.host, func(context.Context) ([]layout.Family, error) { return f.families(letter) }, func(names []layout.Family, err error) {
		k := f.host.Kit()
		if err != nil || len(names) == 0 {
			k.Tell(f.host.Canvas, k.T("font.system"), k.T("font.none"), k.T("button.ok"))
			return
		}
		var d *control.Dialog
		choose := func(name layout.Family) {
			f.State.Reading.Font = systemFont + string(name)
			d.Close()
			f.window.Rebuild()
			f.show()
		}
		list := k.LongList(control.LongRows{
			New: func() fyne.CanvasObject { return newFontRow(k) }, Fill: func(i int, o fyne.CanvasObject) { o.(*fontRow).show(names[i]) },
			Row: 40, Pressed: func(i int, _ control.Press) { choose(names[i]) }, Chosen: func(i int) { choose(names[i]) },
			Key: func(ev *fyne.KeyEvent) bool {
				if ev.Name == fyne.KeyEscape {
					d.TypedKey(ev)
				}
				return ev.Name == fyne.KeyEscape
			},
		})
		list.SetCount(len(names), true)
		body := k.Well(360, list)
		d = k.ShowDialog(f.host.Canvas, k.T("font.system"), 560, body, control.Action{Text: k.T("button.cancel")})
		f.host.Canvas.Focus(list)
	})
}

// fontRow is a family, with some words in it.
type fontRow struct {
	widget.BaseWidget
	kit         *control.Kit
	name, words *text.Label
	content     *fyne.Container
}

func newFontRow(k *control.Kit) *fontRow {
	r := &fontRow{kit: k}
	r.ExtendBaseWidget(r)
	r.name = k.Name("", text.LabelStyle{Lines: 1, LineHeight: 24, Shrink: true, Align: k.Start()})
	r.words = k.Text(k.T("font.preview"), text.LabelStyle{})
	r.content = k.Pad(14, 6, 18, 6, k.Row(14, 0, r.name, r.words))
	return r
}

// CreateRenderer is Fyne's.
func (r *fontRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

func (r *fontRow) show(family layout.Family) {
	r.name.SetText(string(family))
	r.words.SetStyle(text.LabelStyle{Size: 17, Lines: 1, LineHeight: 28, Align: r.kit.Start(), Base: r.kit.Direction(), Family: family})
	r.content.Refresh()
}
