// Package retext replaces the text of an article: its earlier texts, and the passages
// whose place in the new one is in doubt.
//
// The one idea behind it: no passage that readers have marked is lost or moved
// silently. Before a text is replaced the reader sees the result for the passages, and
// those that were found with doubt wait for a decision.
package retext

import (
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/library"
)

// Feature is the texts of articles and the passages in doubt.
type Feature struct{ judge }

var _ feature.Feature = (*Feature)(nil)

// New makes the feature, which says in the head of the reader how many passages of the
// open article are in doubt.
func New(h *feature.Host, r *reading.Feature) *Feature {
	f := &Feature{judge{h, r}}
	f.count()
	h.Library.Subscribe(func(c library.Change) {
		if c.Kind == library.ArticleOpened {
			f.count()
		}
	})
	return f
}

// count says how many passages are in doubt.
func (f *Feature) count() {
	const name = "doubts"
	k, a := f.host.Kit(), f.host.Library.Article()
	n := 0
	if a != nil {
		n = doubtsOf(a).count()
	}
	if n == 0 {
		f.reading.SetLink(name, nil)
		return
	}
	f.reading.SetLink(name, k.Button(control.Link, k.Locale.TN("doubts.count", n), nil, func() { f.host.Run("doubts") }))
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	h, l := f.host, f.host.Library
	article := func() bool { return l.Article() != nil }
	return []command.Command{
		{ID: "doubts", Title: "command.doubts", Enabled: article, Run: func() { reviewDoubts(f.judge) }},
		{ID: "article.text", Title: "command.article.text", Enabled: func() bool { return l.Writable() && article() && !l.Article().IsReference() }, Run: func() { replaceText(h, l.Article().Article) }},
		{ID: "article.editions", Title: "command.article.editions", Enabled: article, Run: func() { showEditions(h) }},
	}
}

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() { f.count() }
