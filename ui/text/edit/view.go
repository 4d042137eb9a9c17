package edit

// View is what is seen of a document: some height of it. It is held by the paragraph
// at its top, not by the distance from the beginning, so that what is on the screen
// stays while estimates above it turn real.
type View struct {
	d      *Document
	height float64
	at     int     // the paragraph at the top
	shift  float64 // how far the view's top is below the paragraph's
}

// NewView returns a view of the beginning of a document.
func NewView(d *Document) *View { return &View{d: d} }

// Resize sets the width of the text and the height of the view. Where the width
// changes, the first line in view stays there.
func (v *View) Resize(width float32, height float64) {
	v.settle()
	if v.d.width != width && v.d.laid != nil && !v.d.options.Single {
		s := v.d.Setting(v.at)
		local, _ := s.span(min(int(v.shift/float64(v.d.lineHeight)+0.5), s.Lines-1))
		v.d.Resize(width, float32(height))
		v.shift = float64(v.d.Setting(v.at).lineOf(local)) * float64(v.d.lineHeight)
	}
	v.d.Resize(width, float32(height))
	v.height = height
	v.settle()
}

// Top is how far the view is from the beginning, Extent how high everything is.
func (v *View) Top() float64    { return v.d.Top(v.at) + v.shift }
func (v *View) Extent() float64 { return v.d.Height() }

// ScrollBy moves the view down by dy, as far as the ends allow.
func (v *View) ScrollBy(dy float64) {
	v.shift += dy
	v.settle()
}

// ScrollTo moves the view to a distance from the beginning.
func (v *View) ScrollTo(top float64) {
	v.at = v.d.heights.find(top)
	v.shift = top - v.d.Top(v.at)
	v.settle()
}

// Reveal scrolls as little as needed to show the line of the caret.
func (v *View) Reveal() {
	v.settle()
	i, box := v.d.CaretBox(v.d.head)
	y := v.d.Top(i) + float64(box.Top) - v.Top()
	switch {
	case y < 0:
		v.at, v.shift = i, float64(box.Top)
	case y+float64(v.d.lineHeight) > v.height:
		v.at, v.shift = i, float64(box.Bottom)-v.height
	}
	v.settle()
}

// Each calls yield for every paragraph in view with its top relative to the view's.
func (v *View) Each(yield func(i int, y float64)) {
	y := -v.shift
	for i := v.at; i < len(v.d.paras) && y < v.height; i++ {
		height := float64(v.d.Setting(i).Height)
		yield(i, y)
		y += height
	}
}

// Hit is the caret nearest to a point of the view.
func (v *View) Hit(x float32, y float64) Caret {
	i := v.at
	for y += v.shift; y < 0 && i > 0; {
		i--
		y += float64(v.d.Setting(i).Height)
	}
	for i < len(v.d.paras)-1 && y >= float64(v.d.Setting(i).Height) {
		y -= float64(v.d.Setting(i).Height)
		i++
	}
	return v.d.HitIn(i, x, float32(y))
}

// settle lays out what is in view and keeps the view within the ends.
func (v *View) settle() {
	if v.at >= len(v.d.paras) {
		v.at, v.shift = len(v.d.paras)-1, 0
	}
	v.hold()
	y := -v.shift
	i := v.at
	for ; i < len(v.d.paras) && y < v.height; i++ {
		y += float64(v.d.Setting(i).Height)
	}
	if i == len(v.d.paras) && y < v.height {
		v.shift -= v.height - y
		v.hold()
	}
}

// hold walks to the paragraph that the view's top is in.
func (v *View) hold() {
	for v.shift < 0 && v.at > 0 {
		v.at--
		v.shift += float64(v.d.Setting(v.at).Height)
	}
	if v.at == 0 {
		v.shift = max(v.shift, 0)
	}
	for v.at < len(v.d.paras)-1 {
		height := float64(v.d.Setting(v.at).Height)
		if v.shift < height {
			return
		}
		v.shift -= height
		v.at++
	}
}
