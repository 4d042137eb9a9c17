package data

// Change is one row before and after an Edit. A nil Before inserts, a nil After
// deletes, both set update; both nil is invalid. Before carries the Rev that
// the row had when it was read; the Rev of After is set by the store.
type Change[T any] struct {
	Before, After *T
}

// Edit is the one unit of writing: applied as a whole or not at all, journaled,
// and invertible. The order of its changes does not matter: what rows refer to
// is checked when all have been made.
type Edit struct {
	// Label is the message key that names the edit in menus ("edit.note.add").
	Label string

	Library     []Change[Library] // update only, at most one
	Tracks      []Change[Track]
	Events      []Change[Event]
	Articles    []Change[Article]
	Excerpts    []Change[Excerpt]
	Annotations []Change[Annotation]
	Editions    []Change[Edition]
	Dismissals  []Change[Dismissal]
	Views       []Change[View]

	// Pages are stored with the edit where they are not stored yet. They are
	// named by what they hold, so taking the edit back leaves them alone.
	Pages []Page
	// Merge, where it is not empty, makes the edit part of the newest one if that
	// carries the same Merge, is not undone and was made not long ago (see
	// Store.Apply): a text typed in many small edits is one step of undo.
	Merge string
}

// Invert returns the edit that takes e back.
func (e Edit) Invert() Edit {
	return Edit{
		Label: e.Label, Library: invert(e.Library), Tracks: invert(e.Tracks), Events: invert(e.Events),
		Articles: invert(e.Articles), Excerpts: invert(e.Excerpts), Annotations: invert(e.Annotations),
		Editions: invert(e.Editions), Dismissals: invert(e.Dismissals), Views: invert(e.Views),
	}
}

func invert[T any](changes []Change[T]) []Change[T] {
	if changes == nil {
		return nil
	}
	out := make([]Change[T], len(changes))
	for i, c := range changes {
		out[len(changes)-1-i] = Change[T]{Before: c.After, After: c.Before}
	}
	return out
}

// Empty reports whether e changes nothing.
func (e Edit) Empty() bool {
	return len(e.Library)+len(e.Tracks)+len(e.Events)+len(e.Articles)+len(e.Excerpts)+len(e.Annotations)+
		len(e.Editions)+len(e.Dismissals)+len(e.Views) == 0
}

// Insert, Delete and Update make the three kinds of change.
func Insert[T any](row T) Change[T]           { return Change[T]{After: &row} }
func Delete[T any](row T) Change[T]           { return Change[T]{Before: &row} }
func Update[T any](before, after T) Change[T] { return Change[T]{Before: &before, After: &after} }

// Validate returns an *InvalidError for the first row that cannot be stored, or nil.
func (e Edit) Validate() error {
	if err := firstText("edit", textField{"label", e.Label, MaxTitle}); err != nil {
		return err
	}
	if len(e.Library) > 1 {
		return invalid("edit", "library", "is changed twice")
	}
	for _, c := range e.Library {
		if c.Before == nil || c.After == nil {
			return invalid("edit", "library", "can be neither inserted nor deleted")
		}
	}
	for _, err := range []error{
		validate("library", e.Library, func(r Library) ID { return r.ID }, Library.Validate),
		validate("track", e.Tracks, func(r Track) ID { return r.ID }, Track.Validate),
		validate("event", e.Events, func(r Event) ID { return r.ID }, Event.Validate),
		validate("article", e.Articles, func(r Article) ID { return r.ID }, Article.Validate),
		validate("excerpt", e.Excerpts, func(r Excerpt) ID { return r.ID }, Excerpt.Validate),
		validate("annotation", e.Annotations, func(r Annotation) ID { return r.ID }, Annotation.Validate),
		validate("edition", e.Editions, func(r Edition) ID { return r.ID }, Edition.Validate),
		validate("dismissal", e.Dismissals, func(r Dismissal) ID { return r.ID }, Dismissal.Validate),
		validate("view", e.Views, func(r View) ID { return r.ID }, View.Validate),
	} {
		if err != nil {
			return err
		}
	}
	for _, p := range e.Pages {
		if err := p.Validate(); err != nil {
			return err
		}
	}
	return firstText("edit", textField{"merge", e.Merge, MaxTitle})
}

func validate[T any](kind string, changes []Change[T], id func(T) ID, check func(T) error) error {
	seen := make(map[ID]bool, len(changes))
	for _, c := range changes {
		if c.Before == nil && c.After == nil {
			return invalid(kind, "change", "is empty")
		}
		row := c.After
		if row == nil {
			row = c.Before
		}
		if c.Before != nil && id(*c.Before) != id(*row) {
			return invalid(kind, "id", "differs before and after")
		}
		if seen[id(*row)] {
			return invalid(kind, "id", "is changed twice in one edit")
		}
		seen[id(*row)] = true
		if c.After != nil {
			if err := check(*c.After); err != nil {
				return err
			}
		}
	}
	return nil
}
