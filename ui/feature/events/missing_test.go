package events

import (
	"database/sql"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// deleteRow deletes a row without the program, as damage does.
func deleteRow(t testing.TB, path, table string, id data.ID) {
	t.Helper()
	db, err := sql.Open("sqlite3", path+"?_foreign_keys=0")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	done, err := db.Exec("DELETE FROM "+table+" WHERE id = ?", id[:])
	if err != nil {
		t.Fatal(err)
	}
	if n, err := done.RowsAffected(); n != 1 || err != nil {
		t.Fatalf("%d rows are deleted of %s; %v", n, table, err)
	}
}

// An article one of whose events is lost is shown with the others, and says so.
func TestAMissingEventLeavesTheArticle(t *testing.T) {
	d := newDesk(t, nil)
	d.Close()
	deleteRow(t, d.path, "event", d.Events[0].ID)
	d.reopen()
	d.read(d.Article.ID)
	if a := d.Host.Library.Article(); a.Text != featuretest.ReportedText || len(a.Excerpts) != 1 || a.Excerpts[0].ID != d.Excerpts[1].ID || a.Missing != 1 {
		t.Errorf("%d passages are shown and %d are missing", len(a.Excerpts), a.Missing)
	}
	if !d.says(d.reading.View(), d.Host.Kit().Locale.TN("article.missing", 1)) {
		t.Error("the reader does not say that a passage is missing")
	}
}

// An event one of whose articles is lost says so.
func TestAMissingArticleLeavesTheEvent(t *testing.T) {
	d := newDesk(t, nil)
	d.Close()
	deleteRow(t, d.path, "article", d.Article.ID)
	d.reopen()
	d.sel(0)
	if v := d.Host.Library.Event(); len(v.Excerpts) != 0 || v.Missing != 1 {
		t.Errorf("%d passages are shown and %d are missing", len(v.Excerpts), v.Missing)
	}
	if !d.says(d.f.View(), d.Host.Kit().Locale.TN("event.missing", 1)) {
		t.Error("the card does not say that a passage is missing")
	}
}
