package table

import (
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// dialect is the table that another program writes: the names of its columns are known,
// and how it means its dates.
type dialect struct {
	format string             // the name of the format that it is of
	must   []string           // folded names that a table must have, "a|b" for one of two
	first  string             // the folded name that the first column must have, or ""
	means  map[string]Meaning // by folded names
	places []Meaning          // by the number of the column, where names do not count
	rest   Meaning            // of other columns
	ends   bool               // an end is the first instant after the event
	order  form.Order         // of its dates where nothing tells
	bce    bool               // negative years are counted without a year 0
	year   bool               // dates begin with the year, of any number of digits
	unset  bool               // the first instants of calendars mean that there is none
	events string             // the type of rows that are events, "" for all
	clock  string             // the folded name of the column with the zone of its times, or ""
	own    bool               // it was written here, see ownRow
	split  string             // between several words in a cell, "" where the column shows it
}

func dialects() []*dialect {
	return []*dialect{own(), timelineJS(), timelineJS1(), timesketch(), plaso(), aeon3(), aeon2(), preceden(), acled()}
}

func timelineJS() *dialect {
	d := timelineJSOf("headline", "year", "end year|media|display date|text")
	for name, meaning := range map[string]Meaning{
		"year": Year, "month": Month, "day": Day, "time": Time,
		"end year": EndYear, "end month": EndMonth, "end day": EndDay, "end time": EndTime,
	} {
		d.means[name] = meaning
	}
	return d
}

// timelineJS1 is the sheet of the versions before 3, whose dates are in one cell.
func timelineJS1() *dialect {
	d := timelineJSOf("headline", "start date", "media|tag|text|type")
	d.means["start date"], d.means["end date"] = Start, End
	return d
}

func timelineJSOf(must ...string) *dialect {
	return &dialect{
		format: "timelinejs-sheet", must: must, rest: Keep, order: form.MonthFirst, bce: true,
		means: map[string]Meaning{
			"display date": Display, "headline": Title, "text": Text, "media": Picture, "media credit": Keep, "media caption": Keep,
			"media thumbnail": Picture, "alt text": Keep, "type": RowType, "group": Track, "tag": Track, "background": Ignore, "source": Source,
		},
	}
}

// timesketch is what Timesketch reads, and Plaso's dynamic output writes.
func timesketch() *dialect {
	return &dialect{
		format: "timesketch", must: []string{"message", "datetime|timestamp"}, rest: Keep, unset: true,
		means: map[string]Meaning{
			"message": Title, "datetime": Start, "timestamp": Start, "timestamp desc": Keep, "source short": Track, "source": Track,
			"source long": Source, "tag": Tags, "tags": Tags, "label": Tags, "labels": Tags, "url": Address,
			"parser": Ignore, "parser chain": Ignore, "inode": Ignore, "offset": Ignore, "pathspec": Ignore, "path spec": Ignore,
			"xml string": Ignore, "strings": Ignore, "data type": Ignore, "date time": Ignore, "container type": Ignore, "type": Ignore,
			"sha256 hash": Ignore, "md5 hash": Ignore, "sha1 hash": Ignore, "event identifier hash": Ignore, "strings parsed": Ignore,
			"ts timeline id": Ignore, "id": Ignore, "index": Ignore, "values": Ignore, "vendor": Ignore,
		},
	}
}

// plaso is the older output of Plaso and log2timeline (l2tcsv).
func plaso() *dialect {
	return &dialect{
		format: "timesketch", must: []string{"date", "time", "timezone", "macb", "sourcetype", "desc"}, rest: Keep, order: form.MonthFirst, unset: true, clock: "timezone",
		means: map[string]Meaning{
			"date": Start, "time": Time, "desc": Title, "source": Track, "sourcetype": Source, "timezone": Keep, "macb": Ignore, "short": Ignore,
			"version": Ignore, "inode": Ignore, "format": Ignore, "extra": Ignore,
		},
	}
}

func aeon3() *dialect {
	return &dialect{
		format: "aeon3", must: []string{"type", "label", "start date", "display id|latest start date|earliest end date"}, rest: Keep,
		ends: true, bce: true, year: true, events: "event",
		means: map[string]Meaning{
			"type": RowType, "internal identifier": ID, "display id": ID, "label": Title, "summary": Text, "start date": Start,
			"latest start date": LatestStart, "ongoing": Ongoing, "duration": Duration, "earliest end date": EarliestEnd, "end date": End, "tags": Tags,
			"color": Ignore, "colour": Ignore, "links": Address, "location": Place, "locations": Place, "place": Place,
		},
	}
}

func aeon2() *dialect {
	return &dialect{
		format: "aeon2", must: []string{"event id|eventid", "title", "start date", "duration", "end date", "parent"}, rest: Keep,
		ends: true, bce: true, year: true, split: "|",
		means: map[string]Meaning{
			"event id": ID, "eventid": ID, "title": Title, "start date": Start, "duration": Duration, "end date": End, "color": Ignore, "colour": Ignore,
			"tags": Tags, "links": Address, "description": Text, "arc": Track, "location": Place, "participant": Entity, "viewpoint": Entity,
			"observer": Entity, "item": Entity,
		},
	}
}

// preceden knows its columns by their order, and its names by the first of them.
func preceden() *dialect {
	return &dialect{
		format: "preceden", first: "layer name", rest: Keep, order: form.MonthFirst,
		places: []Meaning{Track, ID, Title, Text, Start, StartNear, End, EndNear, Ignore, Ignore, Ignore},
	}
}

func acled() *dialect {
	return &dialect{
		format: "csv", must: []string{"event id cnty", "event date", "notes"}, rest: Keep,
		means: map[string]Meaning{
			"event id cnty": ID, "event date": Start, "time precision": Precision, "event type": Track, "sub event type": Tags, "notes": Title,
			"location": Place, "country": Place, "source": Source, "year": Redundant, "iso": Ignore, "region": Ignore, "inter1": Ignore, "inter2": Ignore,
			"interaction": Ignore, "geo precision": Ignore, "source scale": Ignore, "timestamp": Ignore, "event id no cnty": Ignore, "data id": Ignore,
		},
	}
}

// recogniseNames does the same by the folded names of columns.
func recogniseNames(folded []string) *dialect {
	has := map[string]bool{}
	for _, name := range folded {
		has[name] = true
	}
	for _, d := range dialects() {
		if d.fits(folded, has) {
			return d
		}
	}
	return nil
}

func (d *dialect) fits(folded []string, has map[string]bool) bool {
	if d.first != "" {
		return len(folded) >= 5 && len(folded) <= len(d.places)+2 && folded[0] == d.first
	}
	for _, must := range d.must {
		any := false
		for name := range strings.SplitSeq(must, "|") {
			any = any || has[name]
		}
		if !any {
			return false
		}
	}
	return true
}
