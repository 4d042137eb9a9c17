package slide

import (
	"image"
	"image/color"
	"strings"
	"unicode"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
	"tarikh.org/tarikh/ui/theme/palette"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Frame is what a slide is laid out in.
type Frame struct {
	W, H    float32 // units, of all of it
	RTL     bool    // its direction, which is that of the story
	Palette palette.Palette
	Shaper  *layout.Shaper
	// Controls leaves room for buttons, where Counter is not written then.
	Controls bool
}

// designW and designH are the size for which all measures are given, in units.
const designW, designH = 1440, 900

// Scale is how much larger everything is than it was drawn.
func (f Frame) Scale() float32 { return min(max(min(f.W/designW, f.H/designH), 0.5), 2.5) }

// Foot is the height of the line of time at the foot.
func (f Frame) Foot() float32 { return 128 * f.Scale() }

// Side is the room between the sides and what is on the slide.
func (f Frame) Side() float32 { return 60 * f.Scale() }

// ControlsAt is the middle of the room for buttons, from the top.
func (f Frame) ControlsAt() float32 { return f.H - f.Foot() - 55*f.Scale() }

// Box is a part of a slide.
type Box struct{ X, Y, W, H float32 }

// At is where a box is on a picture with so many pixels to the unit.
func (b Box) At(scale float32) image.Rectangle {
	return image.Rect(int(b.X*scale+0.5), int(b.Y*scale+0.5), int((b.X+b.W)*scale+0.5), int((b.Y+b.H)*scale+0.5))
}

// Role is what a text of a slide is to those who do not see it.
type Role uint8

// The roles.
const (
	RolePlain Role = iota
	RoleHead       // the title
	RoleQuote
)

// Laid is a slide that was laid out.
type Laid struct {
	Frame
	Ground color.NRGBA
	// Picture is where the picture is drawn, and Cover that it fills the box, cut at its
	// sides, else it is whole inside it. W is 0 where there is none.
	Picture Box
	Cover   bool
	// Map is where the map is drawn, and Card that it lies on the picture, else it takes that
	// one's side of the slide. W is 0 where there is none.
	Map  Box
	Card bool
	// Over is drawn over the picture.
	Over    scene.Layer
	Roles   []Role // of Over.Texts
	Waiting bool   // for faces of the system
	Short   bool   // words were left out for want of room
}

// sizes are those that words are tried in, the largest first.
type sizes struct{ title, text, quote float32 }

func tried() []sizes {
	return []sizes{{60, 20, 21}, {52, 20, 21}, {46, 18.5, 19}, {40, 17, 18}, {34, 16, 17}, {29, 15, 16}, {25, 14, 15}, {22, 13, 14}}
}

// Measures at the size of the design.
const (
	headTop    = 32  // of the line with the story's name
	columnTop  = 122 // of the words
	controls   = 110 // above the foot
	beside     = 504 // width of words beside a picture
	alone      = 900 // and without
	fadeWidth  = 300
	mostCutOff = 0.42 // of a picture that fills its box
	cardWidth  = 320  // of a map on a picture
	cardHeight = 208
	cardAside  = 28 // from the sides
	cardCorner = 10
	mapFade    = 150
)

// Lay lays a slide out.
func Lay(f Frame, s Slide) *Laid {
	l := &Laid{Frame: f, Ground: f.Palette.Panel}
	if f.Palette.Dark {
		l.Ground = f.Palette.Ground
	}
	l.world(s)
	l.picture(s)
	l.head(s)
	l.words(s)
	return l
}

// picture places the picture: over the end side up to the foot, with a fade to the words.
func (l *Laid) picture(s Slide) {
	if s.Width == 0 || s.Height == 0 {
		return
	}
	k := l.Scale()
	at := l.pictureAt()
	box := Box{at, 0, l.W - at, l.H - l.Foot()}
	shape, room := float32(s.Width)/float32(s.Height), box.W/box.H
	if l.Cover = min(shape, room)/max(shape, room) >= 1-mostCutOff; l.Cover {
		l.Picture = l.mirrored(box)
		ground := scene.Rect{X: box.X - 1, Y: 0, W: fadeWidth*k + 1, H: box.H, Fill: l.Ground, FadeRight: fadeWidth * k}
		if l.RTL {
			ground.X, ground.FadeLeft, ground.FadeRight = l.W-box.X-fadeWidth*k, ground.FadeRight, 0
		}
		l.Over.Bands = append(l.Over.Bands, ground)
	} else { // whole, beside the words
		from := l.Side() + l.besideWidth() + 40*k
		box = Box{from, 96 * k, l.W - from - l.Side() - l.taken(), box.H - 96*k - 60*k}
		w, h := box.W, box.W/shape
		if h > box.H {
			w, h = box.H*shape, box.H
		}
		l.Picture = l.mirrored(Box{box.X + (box.W-w)/2, box.Y + (box.H-h)/2, w, h})
	}
	if s.Caption == "" {
		return
	}
	p := l.set(s.Caption, layout.Style{Size: 12 * k, LineHeight: 18 * k, MaxLines: 1}, 0)
	if most := min((l.W-at)*0.7, l.W-at-l.taken()-60*k); p.Width > most {
		p = l.set(s.Caption, layout.Style{Size: 12 * k, LineHeight: 18 * k, MaxLines: 1}, most)
	}
	w, h := p.Width+20*k, 24*k
	plate := l.mirrored(Box{l.W - 27*k - l.taken() - w, l.H - l.Foot() - 16*k - h, w, h})
	fill := l.Ground
	fill.A = 0xC8
	l.Over.Marks = append(l.Over.Marks, scene.Rect{X: plate.X, Y: plate.Y, W: w, H: h, Radius: 4 * k, Fill: fill})
	l.text(p, plate.X+10*k-indent(p), plate.Y+3*k, l.Palette.Ink, RolePlain)
}

// besideWidth is that of words beside a picture.
func (l *Laid) besideWidth() float32 { return min(beside*l.Scale(), l.W*0.4) }

// beside reports whether the words are beside a picture or a map.
func (l *Laid) beside() bool { return l.Picture.W > 0 || l.Map.W > 0 }

// pictureAt is where a picture begins, from the start side: below the ends of the words,
// where it is faint.
func (l *Laid) pictureAt() float32 { return l.Side() + l.besideWidth() - 60*l.Scale() }

// head names the story in the first line.
func (l *Laid) head(s Slide) {
	k := l.Scale()
	p := l.set(s.Story, layout.Style{Size: 13.5 * k, LineHeight: 24 * k, MaxLines: 1}, 0)
	if most := l.pictureAt(); l.beside() && p.Width > most {
		p = l.set(s.Story, layout.Style{Size: 13.5 * k, LineHeight: 24 * k, MaxLines: 1}, most)
	}
	l.put(p, l.Side(), headTop*k, l.Palette.Muted, RolePlain)
}

// block is a paragraph with what is above it.
type block struct {
	p     *layout.Paragraph
	gap   float32
	ink   color.NRGBA
	role  Role
	inner float32 // from the side of the column
	bar   bool    // a bar in the track's colour beside it
}

// words sets date, title, text and quote one below the other, as large as they have room;
// where they have none at all, the quote goes, and then the end of the text.
func (l *Laid) words(s Slide) {
	k := l.Scale()
	width := min(alone*k, l.W-2*l.Side())
	if l.beside() {
		width = l.besideWidth()
	}
	top := columnTop * k
	room := l.H - l.Foot() - top - controls*k
	if s.Date == "" {
		top -= 12 * k
	}
	all := tried()
	var blocks []block
	for _, z := range all {
		if blocks = l.blocks(s, z, width, 0); height(blocks) <= room {
			l.stack(s, blocks, top)
			return
		}
	}
	last := all[len(all)-1]
	l.Short = true
	s.Quote, s.Source, s.Listed = "", "", nil
	if blocks = l.blocks(s, last, width, 0); height(blocks) > room {
		lines := 1
		if bare := height(l.blocks(s, last, width, 1)); bare < room {
			lines += int((room - bare) / (last.text * 1.55 * k))
		}
		blocks = l.blocks(s, last, width, lines)
	}
	l.stack(s, blocks, top)
}

// blocks lays the words out in sizes; most is how many lines the text has at most, 0: all.
func (l *Laid) blocks(s Slide, z sizes, width float32, most int) (all []block) {
	k := l.Scale()
	if s.Date != "" {
		style := layout.Style{Size: 16 * k, LineHeight: 26 * k, MaxLines: 2}
		all = append(all, block{p: l.set(s.Date, style, width-14*k), ink: l.Palette.Muted, inner: 14 * k, bar: true})
	}
	if s.Title != "" {
		style := layout.Style{Size: z.title * k, LineHeight: z.title * titleLine(s.Title) * k, Bold: true, Family: layout.FamilyReading, MaxLines: 6}
		all = append(all, block{p: l.written(s.Title, style, width), gap: 14 * k, ink: l.Palette.Ink, role: RoleHead})
	}
	gap := 22 * k
	for _, words := range paragraphs(s.Text) {
		style := layout.Style{Size: z.text * k, LineHeight: z.text * 1.55 * k, MaxLines: most}
		p := l.written(words, style, width)
		all = append(all, block{p: p, gap: gap, ink: l.Palette.Ink})
		if gap = 8 * k; most > 0 {
			if most -= len(p.Lines); most <= 0 {
				break
			}
		}
	}
	for i, words := range s.Listed {
		style := layout.Style{Size: 0.9 * z.text * k, LineHeight: 1.5 * z.text * k, MaxLines: 1}
		above := float32(0)
		if i == 0 {
			above = 18 * k
		}
		all = append(all, block{p: l.set(words, style, width-22*k), gap: above, ink: l.Palette.Ink, inner: 22 * k, bar: true})
	}
	if s.Quote != "" {
		style := layout.Style{Size: z.quote * k, LineHeight: z.quote * 1.5 * k, Family: layout.FamilyReading}
		all = append(all, block{p: l.written(s.Quote, style, width-22*k), gap: 26 * k, ink: l.Palette.Ink, role: RoleQuote, inner: 22 * k, bar: true})
		source := layout.Style{Size: 13 * k, LineHeight: 21 * k, MaxLines: 2}
		all = append(all, block{p: l.set(s.Source, source, width-22*k), gap: 2 * k, ink: l.Palette.Muted, inner: 22 * k, bar: true})
	}
	return all
}

// titleLine is how far apart a title's lines are, in sizes of its letters: Arabic ones reach
// further up and down.
func titleLine(title string) float32 {
	if strings.ContainsFunc(title, func(r rune) bool { return unicode.Is(unicode.Arabic, r) }) {
		return 1.5
	}
	return 1.12
}

func height(blocks []block) (h float32) {
	for i, b := range blocks {
		if i > 0 {
			h += b.gap
		}
		h += b.p.Height
	}
	return h
}

// stack puts blocks one below the other, with bars beside those that have one.
func (l *Laid) stack(s Slide, blocks []block, y float32) {
	k := l.Scale()
	bar := l.Palette.Accent
	if s.Colour != "" {
		bar = l.Palette.Mark(s.Colour)
	}
	for i, b := range blocks {
		if i > 0 {
			y += b.gap
		}
		if b.bar {
			top := y
			if i > 0 && blocks[i-1].bar && b.gap < 4*k { // of a quote and its source, or of a list, it is one
				top -= b.gap + 1
			}
			at := l.mirrored(Box{l.Side(), top, 3.5 * k, y + b.p.Height - top})
			if b.role != RoleQuote && i == 0 {
				at.Y, at.H = at.Y+4*k, at.H-8*k
			}
			l.Over.Marks = append(l.Over.Marks, scene.Rect{X: at.X, Y: at.Y, W: at.W, H: at.H, Radius: 1.5 * k, Fill: bar})
		}
		l.put(b.p, l.Side()+b.inner, y, b.ink, b.role)
		y += b.p.Height
	}
	if !l.Controls && s.Counter != "" {
		p := l.set(s.Counter, layout.Style{Size: 14 * k, LineHeight: 22 * k, MaxLines: 1}, 0)
		l.put(p, l.Side(), l.ControlsAt()-11*k, l.Palette.Muted, RolePlain)
	}
}

// paragraphs are the lines of a text that have words.
func paragraphs(text string) (all []string) {
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// set lays out words in the direction of the slide, at its start side.
func (l *Laid) set(words string, style layout.Style, width float32) *layout.Paragraph {
	style.Base, style.Align = uax9.LTR, layout.AlignLeft
	if l.RTL {
		style.Base, style.Align = uax9.RTL, layout.AlignRight
	}
	return l.lay(words, style, width)
}

// written lays out what people wrote in a direction of its own.
func (l *Laid) written(words string, style layout.Style, width float32) *layout.Paragraph {
	style.Align = layout.AlignLeft
	if l.RTL {
		style.Align = layout.AlignRight
	}
	return l.lay(words, style, width)
}

func (l *Laid) lay(words string, style layout.Style, width float32) *layout.Paragraph {
	p := l.Shaper.Paragraph(words, style, width)
	l.Waiting = l.Waiting || p.Waiting
	return p
}

// put places a paragraph x units from the start side.
func (l *Laid) put(p *layout.Paragraph, x, y float32, ink color.NRGBA, role Role) {
	if l.RTL {
		x = l.W - x - p.Box
	}
	l.text(p, x, y, ink, role)
}

func (l *Laid) text(p *layout.Paragraph, x, y float32, ink color.NRGBA, role Role) {
	l.Over.Texts = append(l.Over.Texts, scene.Text{X: x, Y: y, P: p, Colour: ink})
	l.Roles = append(l.Roles, role)
}

// mirrored is a box that is given from the left on the side that the direction has it.
func (l *Laid) mirrored(b Box) Box {
	if l.RTL {
		b.X = l.W - b.X - b.W
	}
	return b
}

// indent is how far the words of a line are from the left of its paragraph.
func indent(p *layout.Paragraph) float32 {
	if len(p.Lines) == 0 {
		return 0
	}
	return p.Lines[0].X
}
