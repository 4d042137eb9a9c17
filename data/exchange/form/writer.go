package form

import (
	"bufio"
	"io"

	"tarikh.org/tarikh/data"
)

// Writer is what the writers of texts have in common: where they write, what, and what of
// it they have no place for.
type Writer struct {
	*bufio.Writer
	From     Taken
	Articles map[data.ID]data.Article
	Names    map[data.ID]string // of tracks, each of its own
	Lost     Dropped
}

// NewWriter writes what is taken to w.
func NewWriter(w io.Writer, from Taken) *Writer {
	return &Writer{Writer: bufio.NewWriterSize(w, 1<<16), From: from, Articles: from.ArticlesByID(), Names: from.DistinctNames()}
}

// LoseIf counts something that the format has no place for.
func (w *Writer) LoseIf(lost bool, what string) {
	if lost {
		w.Lost.Lose(what, 1)
	}
}

// Finish writes what is left and returns what was lost, the texts of articles too.
func (w *Writer) Finish() (Dropped, error) {
	for _, a := range w.From.Articles {
		w.LoseIf(a.Text != "", LosesArticles)
	}
	return w.Lost, w.Flush()
}
