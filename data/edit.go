package data

// Change is one row before and after an Edit. A nil Before inserts, a nil After
// deletes, both set update; both nil is invalid. Before has the Rev of the row when it
// was read; the Rev of After is set by the store.
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
	Origins     []Change[Origin]
	Entities    []Change[Entity]
	Mentions    []Change[Mention]
	Relations   []Change[Relation]
	Pictures    []Change[Picture]
	Stories     []Change[Story]
	Steps       []Change[StoryStep]

	// Pages are stored with the edit where they are not stored yet. They are named by
	// their hash, so undoing the edit leaves them alone.
	Pages []Page
	// Merge, where it is not empty, makes the edit part of the newest one if that
	// carries the same Merge, is not undone and was made not long ago (see
	// Store.Apply): a text typed in many small edits is one step of undo.
	Merge string
}

// Insert, Delete and Update make the three kinds of change.
func Insert[T any](row T) Change[T]           { return Change[T]{After: &row} }
func Delete[T any](row T) Change[T]           { return Change[T]{Before: &row} }
func Update[T any](before, after T) Change[T] { return Change[T]{Before: &before, After: &after} }
