package table_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/table"
)

// zipped is a file of a zip with these members, of which the long ones are packed.
func zipped(t testing.TB, name string, members map[string]string) form.File {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range slices.Sorted(maps.Keys(members)) {
		text, method := members[m], zip.Store
		if len(text) > 1<<16 {
			method = zip.Deflate
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: m, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return formtest.File(name, b.String())
}

const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/sheet2.xml"/>` +
	`<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>` +
	`<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`

// styles of cells by number: 0 plain, 1 a day, 2 day and time, 3 "mmm yyyy", 4 "yyyy", 5 a
// time, 6 money.
const styles = `<styleSheet><numFmts count="4"><numFmt numFmtId="164" formatCode="mmm\ yyyy"/><numFmt numFmtId="165" formatCode="yyyy"/>` +
	`<numFmt numFmtId="166" formatCode="[$-409]d\-mmm\-yy\ h:mm;@"/><numFmt numFmtId="167" formatCode="#,##0.00\ &quot;dollars&quot;"/></numFmts>` +
	`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="166"/><xf numFmtId="164"/>` +
	`<xf numFmtId="165"/><xf numFmtId="20"/><xf numFmtId="167"/></cellXfs></styleSheet>`

// book is a workbook of two sheets, of which the first is empty; pr is what the workbook
// says of itself.
func book(t testing.TB, pr, rows string, shared ...string) form.File {
	t.Helper()
	var strs strings.Builder
	for _, s := range shared {
		strs.WriteString("<si>" + s + "</si>")
	}
	return zipped(t, "x.xlsx", map[string]string{
		"xl/workbook.xml": `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` + pr +
			`<sheets><sheet name="Empty" sheetId="1" r:id="rId1"/><sheet name="Hidden" state="hidden" sheetId="3" r:id="rId1"/><sheet name="Events" sheetId="2" r:id="rId2"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": relations,
		"xl/styles.xml":              styles,
		"xl/sharedStrings.xml":       "<sst>" + strs.String() + "</sst>",
		"xl/worksheets/sheet1.xml":   "<worksheet><sheetData/></worksheet>",
		"xl/worksheets/sheet2.xml":   "<worksheet><sheetData>" + rows + "</sheetData></worksheet>",
	})
}

const header = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>Place</t></is></c></row>`

// dated is a row with a cell for its date, of a style, and a title.
func dated(row, style int, value string) string {
	return fmt.Sprintf(`<row r="%d"><c r="A%d" s="%d"><v>%s</v></c><c r="B%d" t="str"><f>UPPER("t")</f><v>T%d</v></c></row>`, row, row, style, value, row, row)
}

func TestWorkbook(t *testing.T) {
	for _, c := range []struct {
		name, pr, rows string
		want           []string
	}{
		{
			name: "as precise as the format shows", rows: header + dated(2, 1, "44596") + dated(3, 2, "44596.833333333336") + dated(4, 3, "44596") +
				dated(5, 4, "44596") + dated(6, 2, "44596") + dated(7, 1, "44596.5"),
			want: []string{"2022-02-04 T2", "2022-02-04T20:00 T3", "2022-02 T4", "2022 T5", "2022-02-04 T6", "2022-02-04 T7"},
		},
		{
			name: "1900 and its 29 February", rows: header + dated(2, 1, "1") + dated(3, 1, "59") + dated(4, 1, "60") + dated(5, 1, "61") + dated(6, 1, "2958465"),
			want: []string{"1900-01-01 T2", "1900-02-28 T3", "1900-03-01 T5", "9999-12-31 T6", `skip sheet "Events", row 4, column "Date": bad_date 1900-02-29`},
		},
		{
			name: "1904", pr: `<workbookPr date1904="1"/>`, rows: header + dated(2, 1, "0") + dated(3, 1, "43134"),
			want: []string{"1904-01-01 T2", "2022-02-04 T3"},
		},
		{
			name: "numbers without a format of dates", rows: header + dated(2, 0, "44596") + dated(3, 0, "1999") + dated(4, 0, "1.65E9") + dated(5, 6, "7"),
			want: []string{"2022-02-04 T2", "1999 T3", "2022-04-15T05:20:00Z T4", "0007 T5"},
		},
		{
			name: "texts, rich texts, errors, places, rows that are missing",
			rows: header + `<row r="4"><c r="A4" t="s"><v>2</v></c><c r="B4" t="s"><v>3</v></c><c r="D4" t="inlineStr"><is><r><t>Bo</t></r><r><t>nn</t></r><rPh><t>x</t></rPh></is></c></row>` +
				`<row><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c></row>`,
			want: []string{"1949-05-23 Basic Law @Bonn", `skip sheet "Events", row 5, column "Date": no_date `},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := read(t, book(t, c.pr, c.rows, "<t>Date</t>", "<t>Title</t>", "<t>1949-05-23</t>", "<r><t>Basic_x0009_</t></r><r><rPr/><t>Law</t></r>"), form.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := lines(d); !slices.Equal(got, c.want) {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(c.want, "\n\t"))
			}
		})
	}
}

func TestLinksOfCells(t *testing.T) {
	members := map[string]string{
		"xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="Events" sheetId="1" r:id="rId2"/></sheets></workbook>`,
		"xl/worksheets/sheet1.xml": `<worksheet xmlns:r="r"><sheetData><row r="1"><c t="str"><v>date</v></c><c t="str"><v>title</v></c><c t="str"><v>link</v></c></row>` +
			`<row r="2"><c><v>1999</v></c><c t="str"><v>A</v></c><c t="str"><v>The report</v></c></row>` +
			`<row r="5"><c><v>2000</v></c><c t="str"><v>B</v></c></row></sheetData><hyperlinks><hyperlink ref="C2" r:id="rId1"/>` +
			`<hyperlink ref="B5:C6" r:id="rId2"/><hyperlink ref="A5" r:id="rId3"/><hyperlink ref="Z9" r:id="rId1"/><hyperlink ref="" r:id="none"/></hyperlinks></worksheet>`,
		"xl/worksheets/_rels/sheet1.xml.rels": `<Relationships><Relationship Id="rId1" Type="t/hyperlink" Target="https://example.org/report" TargetMode="External"/>` +
			`<Relationship Id="rId2" Type="t/hyperlink" Target="https://example.org/b" TargetMode="External"/>` +
			`<Relationship Id="rId3" Type="t/hyperlink" Target="javascript:alert(1)" TargetMode="External"/></Relationships>`,
	}
	d, err := read(t, zipped(t, "x.xlsx", members), form.Options{})
	want := []string{"1999 A <https://example.org/report>", "2000 B <https://example.org/b>"}
	if got := lines(d); err != nil || !slices.Equal(got, want) || d.Events[0].Links[0].Title != "The report" {
		t.Errorf("%v: %q", err, got)
	}
}

func TestSheets(t *testing.T) {
	file := book(t, "", header+dated(2, 1, "44596"), "<t>Date</t>", "<t>Title</t>")
	tab, err := table.Open(t.Context(), file, table.Layout{})
	if err != nil || tab.Layout.Sheet != "Events" || !slices.Equal(tab.Sheets, []string{"Empty", "Events"}) {
		t.Errorf("%v, sheet %q of %q", err, tab.Layout.Sheet, tab.Sheets)
	}
	if _, err := table.Open(t.Context(), file, table.Layout{Sheet: "None"}); err == nil || !strings.Contains(err.Error(), `no sheet "None"; there are Empty, Events`) {
		t.Error(err)
	}
}

// sheets is a workbook of sheets of that content, the last one hidden.
func sheets(t testing.TB, rows ...string) form.File {
	t.Helper()
	members := map[string]string{}
	var list strings.Builder
	for i, r := range rows {
		state := ""
		if i == len(rows)-1 {
			state = `state="hidden"`
		}
		fmt.Fprintf(&list, `<sheet name="S%d" sheetId="%d" %s/>`, i+1, i+1, state)
		members[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = "<worksheet><sheetData>" + r + "</sheetData></worksheet>"
	}
	members["xl/workbook.xml"] = "<workbook><sheets>" + list.String() + "</sheets></workbook>"
	return zipped(t, "x.xlsx", members)
}

func TestOtherSheets(t *testing.T) {
	const (
		remark = `<row r="1"><c t="str"><v>Made by hand</v></c></row>`
		events = `<row r="1"><c t="str"><v>Date</v></c><c t="str"><v>Title</v></c></row><row r="2"><c><v>1999</v></c><c t="str"><v>A</v></c></row>`
	)
	for _, c := range []struct {
		name string
		rows []string
		want []string
	}{
		{"the first with events", []string{remark, "", events, events, remark}, []string{"1999 A", "drop sheet S1 1", "drop sheet S4 1", "drop sheet S5 1"}},
		{"others are counted", []string{events, "", remark}, []string{"1999 A", "drop sheet S3 1"}},
		{"hidden ones are not taken", []string{remark, events}, nil},
	} {
		d, err := read(t, sheets(t, c.rows...), form.Options{})
		if got := lines(d); !slices.Equal(got, c.want) || (err != nil) != (c.want == nil) {
			t.Errorf("%s: %v %q, want %q", c.name, err, got, c.want)
		}
	}
}

// lying is a workbook of which one part says that it has fewer bytes than it unpacks to.
func lying(t testing.TB) form.File {
	t.Helper()
	var packed, b bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("<workbook>" + strings.Repeat(" ", 16<<20))); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(&b)
	raw, err := z.CreateRaw(&zip.FileHeader{Name: "xl/workbook.xml", Method: zip.Deflate, CompressedSize64: uint64(packed.Len()), UncompressedSize64: 10})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := raw.Write(packed.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return formtest.File("x.xlsx", b.String())
}

func TestHostileWorkbooks(t *testing.T) {
	bomb := strings.Repeat(" ", 16<<20)
	for name, c := range map[string]struct {
		file form.File
		err  string
	}{
		"bomb":        {zipped(t, "x.xlsx", map[string]string{"xl/workbook.xml": "<workbook>" + bomb}), "it unpacks to more than 200 times its size"},
		"lying size":  {lying(t), "xl/workbook.xml: it cannot be read"},
		"no workbook": {zipped(t, "x.xlsx", map[string]string{"xl/other.xml": ""}), "xl/workbook.xml: it is missing in the workbook"},
		"no zip":      {formtest.File("x.xlsx", "PK\x03\x04 and nothing more"), "it is no workbook"},
		"no sheets":   {zipped(t, "x.xlsx", map[string]string{"xl/workbook.xml": "<workbook/>"}), "without sheets"},
		"far column":  {book(t, "", `<row r="1"><c r="XFD1"><v>1</v></c></row>`), "row 1: a cell is in column 16384; a table may have 1000 columns"},
		"entities":    {book(t, "", `<row r="1"><c r="A1" t="str"><v>&lol;</v></c></row>`), "sheet2.xml: it cannot be read"},
		"cut":         {book(t, "", `<row r="1"><c r="A1" t="str"><v>abc`), "sheet2.xml: it cannot be read"},
		"empty":       {book(t, "", ""), "all of its sheets are empty"},
	} {
		if _, err := table.Open(t.Context(), c.file, table.Layout{}); err == nil || !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
