package app

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
)

// As is what to do with a draft that the library seems to have already.
type As uint8

// The choices.
const (
	AsUndecided As = iota // nothing: the reader is to be asked
	AsVersion             // the newest text of the article that it is like
	AsNew                 // another article
)

// Outcome is what was done with a draft.
type Outcome string

// The outcomes.
const (
	Added     Outcome = "added"
	Versioned Outcome = "new version"
	Filled    Outcome = "filled"        // a reference got its text
	Existing  Outcome = "already there" // the same text exists: nothing was written
	Duplicate Outcome = "duplicate"     // a similar article exists: nothing was written
)

// Addition is the result of adding a draft.
type Addition struct {
	Outcome Outcome
	Article data.Article  // as it is now; that of the match, without its text, where nothing was written
	Match   *intake.Match // the article of the library that the draft was found to be like
	Report  RetextReport  // on the passages of a new version
}

// Match returns the article of the library that a draft is most surely a version of,
// nil if there is none.
func (l *Library) Match(ctx context.Context, d intake.Draft) (*intake.Match, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	return l.match(ctx, d)
}

func (l *Library) match(ctx context.Context, d intake.Draft) (*intake.Match, error) {
	if err := l.catalog.Load(ctx, l.Store); err != nil {
		return nil, err
	}
	if t, found := l.catalog.Find(d); found {
		return &t, nil
	}
	return nil, nil
}

// Add adds a draft, unless the library seems to have it: as says what to do then.
// Errors are those of Store.Apply.
func (l *Library) Add(ctx context.Context, d intake.Draft, as As) (Addition, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	if as == AsNew {
		return l.AddNew(ctx, d)
	}
	match, err := l.match(ctx, d)
	switch {
	case err != nil:
		return Addition{}, err
	case match == nil:
		return l.AddNew(ctx, d)
	case match.By == intake.SameText:
		return Addition{Outcome: Existing, Article: match.Article, Match: match}, nil
	case as == AsUndecided && !match.Fills():
		return Addition{Outcome: Duplicate, Article: match.Article, Match: match}, nil
	}
	a, err := l.addMatched(ctx, d, match.Article)
	a.Match = match
	return a, err
}

// addMatched makes a draft the newest text of an article that it is a version of, or the
// text of a reference.
func (l *Library) addMatched(ctx context.Context, d intake.Draft, article data.Article) (Addition, error) {
	if article.IsReference() {
		d.Fill(article)
	} else {
		d.Complete(article)
	}
	return l.addVersion(ctx, d, article.ID)
}

// FillReference makes a draft, of a page that was fetched or a file that was read, the
// text of a reference, in one edit: what the reference says stays (see
// intake.Draft.Fill), and passages that waited are found by their words, with a doubt, or
// become orphans. The Outcome is Versioned where the article has got a text meanwhile.
// Errors are those of Store.Article and Store.Apply.
func (l *Library) FillReference(ctx context.Context, d intake.Draft, reference data.ID) (Addition, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	article, err := l.Article(ctx, reference)
	if err != nil {
		return Addition{}, err
	}
	return l.addMatched(ctx, d, article)
}

// AddNew adds a draft as a new article, whatever the library has.
func (l *Library) AddNew(ctx context.Context, d intake.Draft) (Addition, error) {
	edit, err := l.Write(ctx, d.Add(data.NewID(), l.now().Unix()))
	if err != nil {
		return Addition{}, err
	}
	return Addition{Outcome: Added, Article: *edit.Articles[0].After}, nil
}

// AddVersion replaces the fields of an article by those of a draft; fields that are
// empty in the draft become empty (see intake.Draft.Complete and Fill), but for what the
// citation says. The earlier text is kept as an edition, and passages move with their
// words; a reference gets its text, and passages that waited for it are found.
func (l *Library) AddVersion(ctx context.Context, d intake.Draft, article data.ID) (Addition, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	return l.addVersion(ctx, d, article)
}

func (l *Library) addVersion(ctx context.Context, d intake.Draft, article data.ID) (Addition, error) {
	before, err := l.Article(ctx, article)
	if err != nil {
		return Addition{}, err
	}
	after := d.Article(article)
	after.Rev, after.Added, after.Citation = before.Rev, before.Added, before.Citation.Fill(d.Citation)
	r, err := l.replace(ctx, before, after, pagesOf(d.Page))
	if err != nil {
		return Addition{}, err
	}
	there, err := l.Pictures(ctx, article)
	if err != nil {
		return Addition{}, err
	}
	d.Illustrate(&r.Edit, article, there)
	edit, err := l.Write(ctx, r.Edit)
	if err != nil {
		return Addition{}, err
	}
	outcome := Versioned
	if before.IsReference() {
		outcome = Filled
	}
	if len(edit.Articles) > 0 { // else somebody has given it the same
		after = *edit.Articles[0].After
	}
	return Addition{Outcome: outcome, Article: after, Report: r.Report}, nil
}

// AddAll adds those of some drafts that can be added unseen (see
// intake.Catalog.Addable), each in an edit of its own, some as the texts of references,
// and reports each by its index; the others are left for the reader. The error is that of
// finding out which.
func (l *Library) AddAll(ctx context.Context, drafts []intake.Draft, told func(at int, a Addition, err error)) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.catalog.Load(ctx, l.Store); err != nil {
		return err
	}
	for i, reference := range l.catalog.Addable(drafts) {
		if reference == (data.ID{}) {
			a, err := l.AddNew(ctx, drafts[i])
			told(i, a, err)
			continue
		}
		article, err := l.Article(ctx, reference)
		var a Addition
		if err == nil {
			a, err = l.addMatched(ctx, drafts[i], article)
		}
		told(i, a, err)
	}
	return nil
}
