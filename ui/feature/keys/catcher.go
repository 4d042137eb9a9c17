package keys

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text"
)

// catcher is a field that shows the keys that are pressed while it has the
// keyboard.
type catcher struct {
	widget.BaseWidget
	kit     *control.Kit
	label   *text.Label
	back    *control.Surface
	content *fyne.Container
	caught  func(command.Key)
}

var (
	_ fyne.Focusable    = (*catcher)(nil)
	_ fyne.Tappable     = (*catcher)(nil)
	_ fyne.Shortcutable = (*catcher)(nil)
)

func newCatcher(k *control.Kit) *catcher {
	c := &catcher{kit: k, back: control.NewSurface(control.Ground, control.Line, 8), caught: func(command.Key) {}}
	c.label = k.Text(k.T("keys.press"), text.LabelStyle{Size: 16, Lines: 1, LineHeight: 26, Colour: fynetheme.ColorNamePlaceHolder})
	c.content = control.Stack(c.back, k.Pad(14, 12, 14, 12, c.label))
	c.ExtendBaseWidget(c)
	return c
}

func (c *catcher) show(keys string) {
	c.label.SetStyle(text.LabelStyle{Size: 16, Bold: true, Lines: 1, LineHeight: 26, Align: c.kit.Start()})
	c.label.SetText(keys)
}

// TypedKey, TypedShortcut and the others are Fyne's.
func (c *catcher) TypedKey(ev *fyne.KeyEvent) {
	if k, ok := command.FromKey(ev, input.Held()); ok {
		c.caught(k)
	}
}

func (c *catcher) TypedShortcut(s fyne.Shortcut) {
	if k, ok := command.FromShortcut(s); ok {
		c.caught(k)
	}
}
func (c *catcher) TypedRune(rune) {}
func (c *catcher) FocusGained()   { c.back.Set(control.Ground, control.Accent) }

func (c *catcher) FocusLost()                          { c.back.Set(control.Ground, control.Line) }
func (c *catcher) MinSize() fyne.Size                  { return c.content.MinSize() }
func (c *catcher) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.content) }

func (c *catcher) Tapped(*fyne.PointEvent) {
	if o := fyne.CurrentApp().Driver().CanvasForObject(c); o != nil {
		o.Focus(c)
	}
}
