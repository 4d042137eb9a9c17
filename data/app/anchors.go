package app

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

// AcceptAnchor returns the edit by which the reader confirms the doubtful place of a
// passage; it is empty if there is no doubt, and for an orphan.
func AcceptAnchor[T data.Excerpt | data.Annotation](row T) data.Edit {
	return reanchor("edit.anchor.accept", row, func(s anchor.Selector, d data.Doubt) (anchor.Selector, data.Doubt) {
		if d.State == data.CheckMe {
			d = data.Doubt{}
		}
		return s, d
	})
}

// AcceptAnchors is AcceptAnchor for several passages, in one edit.
func AcceptAnchors(excerpts []data.Excerpt, notes []data.Annotation) data.Edit {
	edit := data.Edit{Label: "edit.anchor.accept"}
	for _, x := range excerpts {
		edit.Excerpts = append(edit.Excerpts, AcceptAnchor(x).Excerpts...)
	}
	for _, n := range notes {
		edit.Annotations = append(edit.Annotations, AcceptAnchor(n).Annotations...)
	}
	return edit
}

// MoveAnchor returns the edit that puts a passage at other words of its article.
func MoveAnchor[T data.Excerpt | data.Annotation](row T, to anchor.Selector) data.Edit {
	return reanchor("edit.anchor.move", row, func(anchor.Selector, data.Doubt) (anchor.Selector, data.Doubt) {
		return to, data.Doubt{}
	})
}

// DetachAnchor returns the edit that makes a passage an orphan, which is not searched
// for in later texts.
func DetachAnchor[T data.Excerpt | data.Annotation](row T) data.Edit {
	return reanchor("edit.anchor.detach", row, func(s anchor.Selector, d data.Doubt) (anchor.Selector, data.Doubt) {
		was := s.Exact
		if d.State == data.CheckMe {
			was = d.Was
		}
		return s, data.Doubt{State: data.Orphan, Was: was, Method: byReader}
	})
}

func reanchor[T data.Excerpt | data.Annotation](label string, row T, with func(anchor.Selector, data.Doubt) (anchor.Selector, data.Doubt)) data.Edit {
	edit := data.Edit{Label: label}
	switch before := any(row).(type) {
	case data.Excerpt:
		after := before
		if after.Anchor, after.Doubt = with(before.Anchor, before.Doubt); after != before {
			edit.Excerpts = []data.Change[data.Excerpt]{data.Update(before, after)}
		}
	case data.Annotation:
		after := before
		if after.Anchor, after.Doubt = with(before.Anchor, before.Doubt); after.Anchor != before.Anchor || after.Doubt != before.Doubt {
			edit.Annotations = []data.Change[data.Annotation]{data.Update(before, after)}
		}
	}
	return edit
}
