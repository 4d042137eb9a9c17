package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

const threeItems = `<rss version="2.0"><channel><title>Daily</title>
<item><title>The bridge is open</title><link>https://daily.example/bridge</link><pubDate>4 Feb 2022</pubDate><content>&lt;p&gt;The bridge over the river was opened on Friday.</content></item>
<item><title>Trains run again</title><link>https://daily.example/trains</link><content>&lt;p&gt;From Monday on the trains run again in the valley.</content></item>
<item><title>Only a notice</title><link>https://daily.example/notice</link><description>A few words.</description></item>
</channel></rss>`

func TestImportOfChosenEntries(t *testing.T) {
	library, feed := filepath.Join(t.TempDir(), "a.tarikh"), writeFile(t, "daily.rss", threeItems)
	if out := must(t, "import", "--list", library, feed); strings.Count(out, "\n") != 3 || !strings.Contains(out, "The bridge is open") || strings.Contains(out, "there") {
		t.Errorf("listed\n%s", out)
	}
	if code, r := importReports(t, "--only", "2", library, feed); code != exitOK || r[0].Articles != 1 || r[0].References != 0 {
		t.Errorf("exit %d: %+v", code, r)
	}
	var listed []listedEntry
	if err := json.Unmarshal([]byte(must(t, "import", "--list", "--json", library, feed)), &listed); err != nil || len(listed) != 3 || listed[0].There || !listed[1].There || listed[2].Kind != "reference" || listed[0].Date != "2022-02-04" {
		t.Errorf("%+v, %v", listed, err)
	}
	// The rest is not gone, and what is there does not come twice.
	if code, r := importReports(t, "--only", "BRIDGE", "--only", "3", library, feed); code != exitOK || r[0].Articles != 1 || r[0].References != 1 || r[0].Gone != 0 {
		t.Errorf("exit %d: %+v", code, r)
	}
	if code, r := importReports(t, library, feed); code != exitOK || r[0].Articles != 0 || r[0].Unchanged != 2 || r[0].Gone != 0 {
		t.Errorf("exit %d: %+v", code, r)
	}
	for _, args := range [][]string{{"--only", "4", library, feed}, {"--only", "no such words", library, feed}, {"--list", library, writeFile(t, "two.json", twoEvents)}, {"--only", "1", library, writeFile(t, "two.json", twoEvents)}} {
		if code, out, errs := tarikh(t, append([]string{"import"}, args...)...); code == exitOK || out != "" || !strings.Contains(errs, "--only") {
			t.Errorf("%q: exit %d, %s%s", args, code, out, errs)
		}
	}
}

func TestFetchListsItsQueue(t *testing.T) {
	library := filepath.Join(t.TempDir(), "a.tarikh")
	must(t, "import", library, writeFile(t, "pocket.csv", "title,url,time_added,tags,status\nThe bridge,https://daily.example/bridge,1644040800,news,unread\nTrains,https://daily.example/trains,1644040800,,unread\n"))
	if out := must(t, "fetch", "--dry-run", library); out != "waits\thttps://daily.example/bridge\tThe bridge\nwaits\thttps://daily.example/trains\tTrains\n" {
		t.Errorf("queue\n%s", out)
	}
	if out := must(t, "fetch", "--dry-run", "--query", "trains", library); out != "waits\thttps://daily.example/trains\tTrains\n" {
		t.Errorf("queue\n%s", out)
	}
}

// What cannot be reached stays a reference and is reported; nothing is asked of the network
// here, since the addresses are of this machine.
func TestFetchReportsWhatFails(t *testing.T) {
	library := filepath.Join(t.TempDir(), "a.tarikh")
	must(t, "import", library, writeFile(t, "pocket.csv", "title,url,time_added,tags,status\nHere,http://127.0.0.1:9/x,1644040800,,unread\n"))
	code, out, errs := tarikh(t, "fetch", library)
	if code != exitFailed || !strings.HasPrefix(out, "failed\thttp://127.0.0.1:9/x\tHere\t") || !strings.Contains(out, "your own network") || !strings.Contains(errs, "pages: 1, hosts: 1") || !strings.Contains(errs, "1 of 1 texts") {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
	var reports []fetchReport
	_, out, _ = tarikh(t, "fetch", "--json", library)
	if err := json.Unmarshal([]byte(out), &reports); err != nil || len(reports) != 1 || reports[0].Result != "failed" || reports[0].Reason == "" {
		t.Errorf("%+v, %v", reports, err)
	}
}
