package table_test

import (
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/table"
)

const (
	sheet3 = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Group,Background\n"
	aeon2  = `"EventID","Title","Start Date","Duration","End Date","Parent","Color","Tags","Links","Notes","Scene","Description","Participant","Arc","Location"` + "\r\n"
	aeon3  = "Type,Display ID,Label,Summary,Narrative Position,Color,Parent,Parent,Ongoing,Start Date,Latest Start Date,Duration,Earliest End Date,End Date,Links,Tags,Participants\n"
	layers = "Layer Name,Event ID,Event Name,Notes,Start Date,Start Approximate,End Date,End Approximate,Milestone,Symbol,Color\n"
	plaso  = "datetime,timestamp_desc,source,source_long,message,parser,display_name,tag\n"
)

// known are tables of other programs, recognised by the names of their columns.
var known = []struct {
	name, file, format, text string
	want                     []string
}{
	{
		name: "TimelineJS", format: "timelinejs-sheet",
		text: sheet3 +
			",,,,,,,,,<b>Revolutions</b>,About them,https://example.org/t.jpg,,,,title,,\n" +
			"2010,12,17,10:30 AM,,,,,,Bouazizi,<p>In Tunisia</p>,//example.org/a.jpg,AP,,,,Tunisia,#fff\n" +
			"\"1,789\",0,,,1799,,,,,Revolution,,,,,,,France,\n" +
			"-44,3,15,,,,,,,Ides,,,,,,,,\n" +
			"1600,,,,,,,,about 1600,Antikythera,,,,,,,,\n" +
			"1601,,,,,,,,early summer of love,Odd,,,,,,,,\n" +
			"2011,1,14,2030,2011,1,14,21.15,,Flight,,,,,,,,\n" +
			"1914,,,,1918,,,,,War,Four years,,,,,era,,\n" +
			",,,,,,,,,No date,,,,,,,,\n" +
			"2012,3,3,,2012,3,3,,,Same,,,,,,,,\n" +
			"2013,,,,,,,,,Quoted,,\"<blockquote>He said <a href=\"\"https://example.org/q\"\">so</a></blockquote>\",,,,,,\n" +
			"2014,,,,,,,,,Shown,,\"<iframe src=\"\"https://example.org/map\"\"></iframe>\",,,,,,\n" +
			"2015,,,,,,,,,Beside,,picture.jpg,,,,,,\n",
		want: []string{
			"2010-12-17T10:30 Bouazizi in Tunisia : In Tunisia//Media Credit: AP <https://example.org/a.jpg>",
			"1789/1799 Revolution in France", "-0043-03-15 Ides", "1600~ Antikythera", "1601 Odd : Display Date: early summer of love",
			"2011-01-14T20:30/2011-01-14T21:15 Flight", "2012-03-03 Same",
			"2013 Quoted : Media: He said so <https://example.org/q>", "2014 Shown <https://example.org/map>", "2015 Beside : Media: picture.jpg", "era 1914/1918 War//Four years", "title Revolutions : About them",
			`skip row 10, column "Year": no_date `, "drop Background 1", "drop Media 1",
		},
	},
	{
		name: "TimelineJS, the older sheet", format: "timelinejs-sheet",
		text: "Start Date,End Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Tag\n" +
			"1/2/2011,1/5/2011,A,,,,,,,x\n2011,,B,,,,,,,\n2012-05-06,,C,,,,,,,\n-50,,D,,,,,,,\n",
		want: []string{"2011-01-02/2011-01-05 A in x", "2011 B", "2012-05-06 C", "-0049 D"},
	},
	{
		name: "Timesketch", format: "timesketch",
		text: "message,timestamp,datetime,timestamp_desc,data_type\nprecise,123456789,2024-07-24T10:57:02.877297Z,Write time,x\n" +
			"second,1331698658276340,2015-07-24T19:01:01+00:00,Write time,x\nnone,0,1970-01-01T00:00:00+00:00,Not a time,x\n",
		want: []string{
			"2024-07-24T10:57:02Z precise : timestamp_desc: Write time", "2015-07-24T19:01:01Z second : timestamp_desc: Write time",
			`skip row 4, column "datetime": no_date `, "drop data_type 2", "drop fraction of a second 1",
		},
	},
	{
		name: "Timesketch without datetime", format: "timesketch",
		text: "message,timestamp,timestamp_desc\nA,1331698658276340,Write time\nB,1331698658,\n",
		want: []string{"2012-03-14T04:17:38Z A : timestamp_desc: Write time", "2012-03-14T04:17:38Z B", "drop fraction of a second 1"},
	},
	{
		name: "Plaso", format: "timesketch",
		text: plaso + "2023-12-09 10:00:00.5+00:00,Creation Time,FILE,File stat,/usr/bin/bash,filestat,OS:/usr/bin/bash,-\n" +
			"1899-12-30T00:00:00+00:00,Content Modification Time,PLSRecall,PL/SQL,Sequence,pls,x,\"['a', 'b']\"\n" +
			"2023-12-09T10:30:00+00:00,Last Access Time,LOG,Syslog,login,syslog,OS:/var/log,\"[\"\"ssh\"\", \"\"root\"\"]\"\n",
		want: []string{
			"2023-12-09T10:00:00Z /usr/bin/bash in FILE by File stat : timestamp_desc: Creation Time/display_name: OS:/usr/bin/bash",
			"2023-12-09T10:30:00Z login #ssh#root in LOG by Syslog : timestamp_desc: Last Access Time/display_name: OS:/var/log",
			`skip row 3, column "datetime": no_date `, "drop parser 2", "drop fraction of a second 1",
		},
	},
	{
		name: "Plaso, lines of JSON", format: "timesketch", file: "x.jsonl",
		text: `{"__container_type__": "event", "datetime": "2023-12-09T10:00:00+00:00", "message": "A", "timestamp": 1702116000000000, "timestamp_desc": "Creation Time", "tag": ["x", "y"], "inode": 5}` + "\n\n" +
			`{"message": "B", "timestamp_desc": "t", "datetime": null, "timestamp": 1}` + "\n" +
			`{"message": "D", "timestamp": 1702116000000000, "timestamp_desc": "t"}` + "\n" +
			`{"message": "C", "datetime": "2024-01-02T03:04:05Z", "user": {"name": "u"}}` + "\n",
		want: []string{
			`2023-12-09T10:00:00Z A #x#y : timestamp_desc: Creation Time`, "2023-12-09T10:00:00Z D : timestamp_desc: t", `2024-01-02T03:04:05Z C : user: {"name": "u"}`,
			`skip row 3, column "datetime": no_date `, "drop __container_type__ 1", "drop inode 1",
		},
	},
	{
		name: "Plaso, the older table", format: "timesketch",
		text: "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra\n" +
			"06/07/2012,11:20:30,UTC,M...,LOG,Syslog,Entry Written,-,h,short,Long text,2,/var/log,1,-,syslog,-\n",
		want: []string{
			"2012-06-07T11:20:30Z Long text in LOG by Syslog : timezone: UTC/type: Entry Written/host: h/filename: /var/log",
			"drop MACB 1", "drop format 1", "drop inode 1", "drop short 1", "drop version 1",
		},
	},
	{
		name: "Aeon Timeline 2", format: "aeon2",
		text: aeon2 +
			`"2","Scene","2021-11-26 16:00:00","0 seconds","2021-11-26 16:00:00","","Red","Journey|Sea","","Note","Yes","Text","Morton|Stan","Main","Ship"` + "\r\n" +
			`"1","Day","2021-11-25 00:00:00","0 seconds","2021-11-25 00:00:00","","Blue","","",,,"","","",""` + "\r\n" +
			`"3","Old","0001-12-17 00:00:00 BC","2 months, 1 week, 1 day","0001-02-25 00:00:00 AD","","Red","","",,,"","","",""` + "\r\n" +
			`"6","Month","0100-01-01 00:00:00","1 month, 2 days","0100-02-03 00:00:00","","Red","","",,,"","","",""` + "\r\n",
		want: []string{
			"2021-11-26T16:00:00 Scene @Ship #Journey#Sea#Morton#Stan in Main key 2 : Text//Notes: Note/Scene: Yes",
			"2021-11-25 Day key 1", "0000-12-17/0001-02-24 Old key 3", "0100-01-01/0100-02-02 Month key 6", "drop Color 4",
		},
	},
	{
		name: "Aeon Timeline 2 with roles and colours of its own", format: "aeon2",
		text: `"EventID","Title","Start Date","Duration","End Date","Parent","Color","Tags","Witness"` + "\r\n" +
			`"24","No one enters","1933-02-07 00:00:00","1 hour","1933-02-07 01:00:00","","Murder Night","","The Conductor|Mr Ratchett"` + "\r\n" +
			`"32","Snowdrift","1933-02-07 00:30:00","0 seconds","1933-02-07 00:30:00","","Red","Clue|Train",""` + "\r\n",
		want: []string{
			"1933-02-07T00:00:00/1933-02-07T01:00:00 No one enters #The Conductor#Mr Ratchett key 24 : Color: Murder Night",
			"1933-02-07T00:30:00 Snowdrift #Clue#Train key 32 : Color: Red",
		},
	},
	{
		name: "Aeon Timeline 3", format: "aeon3",
		text: aeon3 +
			"Event,EV5,One,About,Scene 1.1,Red,,,False,BC 1-11-19,,3 weeks,,BC 1-12-10,,,Morton\n" +
			"Event,EV2,Two,,,,EV5,,False,99-10-18,,1 month,,99-11-22,https://example.org/,a|b,Morton|Stan\n" +
			"Event,EV3,Three,,,,,,True,2020-01-05,,,,,,,\n" +
			"Event,EV4,Four,,,,,,False,2020-01-05,2020-01-09,,,,,,\n" +
			"Event,EV6,Five,,,,,,False,2020-01-05,2020-01-09,,2020-02-01,2020-03-01,,,\n" +
			"Event,EV7,Six,,,,,,False,2020-05,,,,2020-07,,,\n" +
			"Character,C1,Morton,,,,,,False,,,,,,,,\nCharacter,C2,Stan,,,,,,False,,,,,,,,\n",
		want: []string{
			"0000-11-19/0000-12-09 One #Morton key EV5 : About//Narrative Position: Scene 1.1",
			"0099-10-18/0099-11-21 Two #a#b#Morton#Stan key EV2 : Parent: EV5 <https://example.org/>",
			"2020-01-05/.. Three key EV3", "[2020-01-05..2020-01-09] Four key EV4", "2020-01-05~/2020-02-29~ Five key EV6", "2020-05/2020-06 Six key EV7",
			`skip row 8, column "Type": not_event Character Morton`, `skip row 9, column "Type": not_event Character Stan`, "drop Color 1",
		},
	},
	{
		name: "Preceden", format: "preceden",
		text: layers + "War,7,Landing,In Normandy,6/5/1944,yes,8/30/1944,,no,circle,#ff0000\nWar,,Peace,,May 1945,,,,yes,,random\n",
		want: []string{
			"1944-06-05~/1944-08-30 Landing in War key 7 : In Normandy", "1945-05 Peace in War",
			"drop Color 2", "drop Milestone 2", "drop Symbol 1",
		},
	},
	{
		name: "ACLED", format: "csv",
		text: "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,country,location,source,notes,fatalities\n" +
			"SYR1,04 February 2022,2022,1,Political violence,Battles,Armed clash,A,Syria,Idleb,SOHR,Clashes in Idleb.,3\n" +
			"SYR2,05 February 2022,2022,2,Political violence,Battles,Armed clash,A,Syria,Idleb,SOHR,More clashes.,0\n" +
			"SYR3,06 February 2022,2022,3,Political violence,Riots,Mob violence,B,Syria,Homs,SOHR,A riot.,0\n",
		want: []string{
			"2022-02-04 Clashes in Idleb. @Syria, Idleb #Armed clash in Battles by SOHR key SYR1 : disorder_type: Political violence/actor1: A/fatalities: 3",
			"2022-02-05~ More clashes. @Syria, Idleb #Armed clash in Battles by SOHR key SYR2 : disorder_type: Political violence/actor1: A/fatalities: 0",
			"2022-02 A riot. @Syria, Homs #Mob violence in Riots by SOHR key SYR3 : disorder_type: Political violence/actor1: B/fatalities: 0",
		},
	},
}

func TestTablesOfOtherPrograms(t *testing.T) {
	for _, c := range known {
		t.Run(c.name, func(t *testing.T) {
			name := c.file
			if name == "" {
				name = "x.csv"
			}
			d, err := read(t, formtest.File(name, c.text), form.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := lines(d); !slices.Equal(got, c.want) {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(c.want, "\n\t"))
			}
			if got := formatOf(formtest.File(name, c.text)); got != c.format {
				t.Errorf("recognised as %q", got)
			}
		})
	}
}

// formatOf is the name of the format that a file is most like.
func formatOf(file form.File) string {
	p := form.NewProbe(file)
	best, most := "", 0
	for _, f := range table.Formats() {
		if l := f.Likeness(p); l > most {
			best, most = f.Name, l
		}
	}
	return best
}

func TestWhatIsNoTable(t *testing.T) {
	for _, text := range []string{
		"", "One line of prose.", "A text, with commas.\nAnd another line\nand a third, with one, or two.\nMore\n", `{"events": []}`, "[1, 2]",
		"<html><body>a,b</body></html>", "a,b\x00c\n1,2\n", "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "title: Life\n2020: born\n2021: walks, talks\n",
	} {
		if got := formatOf(formtest.File("x.txt", text)); got != "" {
			t.Errorf("%.40q is recognised as %s", text, got)
		}
	}
}

func TestRefusedByName(t *testing.T) {
	for name, file := range map[string]form.File{
		"plaso":          formtest.File("case.plaso", "SQLite format 3\x00…"),
		"officetimeline": zipped(t, "x.pptx", map[string]string{"ppt/presentation.xml": "<p/>"}),
	} {
		for _, f := range table.Formats() {
			if f.Name != name {
				continue
			}
			if f.Refused == "" || formatOf(file) != name {
				t.Errorf("%s is recognised as %q", name, formatOf(file))
			}
			if _, err := f.Read(t.Context(), file, form.Options{}); err == nil {
				t.Errorf("%s is read", name)
			}
		}
	}
}
