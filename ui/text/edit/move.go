package edit

import "tarikh.org/tarikh/ui/text/layout"

// Motion is a way that the caret goes.
type Motion uint8

const (
	Left Motion = iota // the way the arrow points
	Right
	WordLeft // to the end or the start of a word, the way of the paragraph
	WordRight
	Up // a line, keeping x
	Down
	PageUp // a page, keeping x
	PageDown
	LineStart // of the line on the screen
	LineEnd
	TextStart // of the text
	TextEnd
)

// Move moves the caret. With extend the selection grows or shrinks with it, and Left
// and Right follow the text, not the screen: a selection is one piece of text, and
// forward is where the paragraph runs. Without, a selection is dropped, and Left
// and Right go to its end on that side.
func (s *Selection) Move(m Motion, extend bool) {
	i, _ := s.locate(s.head.Offset)
	forward := m == Right || m == WordRight || m == Down || m == PageDown || m == LineEnd || m == TextEnd
	if m <= WordRight && s.Setting(i).RTL() {
		forward = !forward
	}
	goal := s.goal
	var head Caret
	switch m {
	case Left, Right:
		head = s.aside(m == Right, forward, extend)
	case WordLeft, WordRight:
		head = s.byWord(forward)
	case Up, Down, PageUp, PageDown:
		head, goal = s.vertical(m, forward)
	case LineStart, LineEnd:
		i, box := s.CaretBox(s.head)
		head = s.edge(i, box.Line, forward)
	case TextStart:
		head = s.edge(0, 0, false)
	case TextEnd:
		last := len(s.paras) - 1
		head = s.edge(last, s.Setting(last).Lines-1, true)
	}
	anchor := head.Offset
	if extend {
		anchor = s.anchor
	}
	s.place(cursor{anchor, head})
	if m >= Up && m <= PageDown {
		s.goal = goal
	}
}

// aside is where Left and Right go.
func (s *Selection) aside(right, forward, extend bool) Caret {
	start, end := s.Range()
	switch {
	case extend && forward:
		return s.attached(s.next(s.head.Offset), layout.Upstream)
	case extend:
		return s.attached(s.previous(s.head.Offset), layout.Downstream)
	case start != end && forward:
		return s.attached(end, layout.Upstream)
	case start != end:
		return s.attached(start, layout.Downstream)
	}
	return s.stepOver(s.head, right)
}

// byWord is where WordLeft and WordRight go.
func (s *Selection) byWord(forward bool) Caret {
	if forward {
		return s.attached(s.wordForward(s.head.Offset), layout.Upstream)
	}
	return s.attached(s.wordBackward(s.head.Offset), layout.Downstream)
}

// vertical is where a motion by lines or pages goes, and the x that it keeps.
func (s *Selection) vertical(m Motion, down bool) (Caret, goal) {
	i, box := s.CaretBox(s.head)
	to := s.goal
	if !to.ok {
		to = goal{box.X, true}
	}
	dy := s.Setting(i).style.LineHeight
	if m == PageUp || m == PageDown {
		dy = max(s.page-dy, dy)
	}
	if !down {
		dy = -dy
	}
	return s.below(s.head, to.x, dy), to
}
