package tarikhjson_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/tarikhjson"
)

var update = flag.Bool("update", false, "write the schema file")

// writtenSample is the sample as a library's own file.
func writtenSample(t testing.TB) string {
	t.Helper()
	store := newStore(t)
	if err := importJSON(t.Context(), store, assets.Files, samplePath, "ar"); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := tarikhjson.Write(t.Context(), &out, form.Taken{Store: store}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func readLibrary(t testing.TB, text string) (form.Document, error) {
	t.Helper()
	return tarikhjson.Read(t.Context(), formtest.File("a.json", text), form.Options{})
}

func TestALibrarysOwnFileIsStrict(t *testing.T) {
	sample := writtenSample(t)
	doc, err := readLibrary(t, sample)
	if err != nil {
		t.Fatal(err)
	}
	formtest.Check(t, doc)
	if !doc.Own || doc.Library == (data.ID{}) || doc.Revision == 0 || len(doc.Events) < 30 || len(doc.Rest.Library) != 1 {
		t.Errorf("%v %s %d %d", doc.Own, doc.Library, doc.Revision, len(doc.Events))
	}
	event := doc.Events[0]
	for name, c := range map[string]struct{ old, new, where, reason string }{
		"another member":   {`"title":"` + event.Title, `"titel":"` + event.Title, "events[0].titel", "no such member"},
		"no title":         {`"title":"` + event.Title + `",`, ``, "events[0].title", "empty"},
		"no such date":     {`"date":"` + event.Date.EDTF, `"date":"2022-13`, "events[0].date", "2022-13"},
		"no ID":            {`"id":"` + event.ID.String(), `"id":"1`, "events[0].id", "not a UUID"},
		"an ID twice":      {`"id":"` + doc.Events[1].ID.String(), `"id":"` + event.ID.String(), "events[1].id", "another row"},
		"a derived field":  {`"events": [` + "\n{", `"events": [` + "\n" + `{"rev":1,`, "events[0].rev", "no such member"},
		"no library":       {`"library": {`, `"views": [], "editions": [{`, "", ""},
		"cut":              {sample[len(sample)/2:], "", "", "ends before"},
		"something behind": {"\n}\n", "\n}\n{}", "", "something follows"},
	} {
		_, err := readLibrary(t, strings.Replace(sample, c.old, c.new, 1))
		bad, ok := errors.AsType[*form.Error](err)
		if !ok || c.where != "" && bad.Place.Path != c.where || !strings.Contains(bad.Reason, c.reason) || bad.Place.Line == 0 {
			t.Errorf("%s: %v, want %s: %s", name, err, c.where, c.reason)
		}
	}
}

// A page stays in the file until it is written, and is what its hash says.
func TestPagesAreReadWhenTheyAreWritten(t *testing.T) {
	const head = `{"format": "tarikh-json", "version": 2, "library": {"id": "01890000-0000-7000-8000-000000000001", "title": "L"}, "pages": [{"hash": "`
	page := data.NewPage([]byte("<p>x</p>"), "text/html", "", 5)
	for body, want := range map[string]string{
		"PHA+eDwvcD4=": "", "PHA+eTwvcD4=": "not those of its hash", "?": "not base64",
	} {
		doc, err := readLibrary(t, head+hexOf(page.Hash)+`", "fetched": "1970-01-01T00:00:05Z", "media": "text/html", "body": `+"\n\""+body+`"}]}`)
		if err != nil {
			t.Fatal(err)
		}
		for got, err := range doc.Pages {
			if want != "" {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("%s: %v, want %s", body, err, want)
				}
			} else if err != nil || string(got.Body) != "<p>x</p>" || got.Media != page.Media || got.Fetched != 5 {
				t.Errorf("%+v, %v", got, err)
			}
		}
	}
}

func hexOf(h [32]byte) string {
	const digits = "0123456789abcdef"
	var b strings.Builder
	for _, c := range h {
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	return b.String()
}

// The schema file is made of the shapes; -update writes it.
func TestSchemaFile(t *testing.T) {
	const path = "tarikh-json-2.schema.json"
	made, err := tarikhjson.Schema()
	if err != nil {
		t.Fatal(err)
	}
	made = append(made, '\n')
	if *update {
		if err := os.WriteFile(path, made, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if file, err := os.ReadFile(path); err != nil || !bytes.Equal(file, made) {
		t.Errorf("%s is not what the shapes say (%v); go test ./data/exchange/tarikhjson -run Schema -update", path, err)
	}
	var schema struct {
		Properties map[string]struct {
			Items struct{ Properties map[string]any }
		}
	}
	var sample map[string]json.RawMessage
	if err := errors.Join(json.Unmarshal(made, &schema), json.Unmarshal([]byte(writtenSample(t)), &sample)); err != nil {
		t.Fatal(err)
	}
	for name, value := range sample {
		if _, ok := schema.Properties[name]; !ok {
			t.Errorf("%s is written and not in the schema", name)
		}
		var rows []map[string]json.RawMessage
		if json.Unmarshal(value, &rows) != nil {
			continue
		}
		for _, row := range rows {
			for member := range row {
				if _, ok := schema.Properties[name].Items.Properties[member]; !ok {
					t.Errorf("%s.%s is written and not in the schema", name, member)
				}
			}
		}
	}
}

func FuzzReadLibrary(f *testing.F) {
	sample := writtenSample(f)
	lines := strings.SplitAfter(sample, "\n")
	// One row of each list is seed enough.
	var short []string
	for i, line := range lines {
		if !strings.HasPrefix(line, "{\"") || i == 0 || !strings.HasPrefix(lines[i-1], "{\"") {
			short = append(short, strings.TrimSuffix(line, ",\n")+"\n")
		}
	}
	f.Add(strings.Join(slices.Compact(short), ""))
	f.Add(`{"format": "tarikh-json", "version": 2, "library": {"id": "01890000-0000-7000-8000-000000000001", "title": "L"}, "pages": [{"hash": "00", "body": ""}]}`)
	f.Add(`{"version": 2}`)
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := readLibrary(t, text)
		if _, ok := errors.AsType[*form.Error](err); err != nil && !ok {
			t.Errorf("%T", err)
		}
		if err == nil && doc.Pages != nil {
			for _, err := range doc.Pages {
				if err != nil {
					break
				}
			}
		}
	})
}
