package form

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestScriptsBecomeJSON(t *testing.T) {
	for _, c := range []struct{ in, out string }{
		{`{"a": [1, -2.5e3, true, null, "x\"y\\"]}`, `{"a": [1, -2.5e3, true, null, "x\"y\\"]}`},
		{`storyjs_jsonp_data = {"a": 1};`, `{"a": 1}`},
		{`callback({"a": 1});`, `{"a": 1}`},
		{`window.x = ({"a": 1})`, `{"a": 1}`},
		{`export default {"a": 1}`, `{"a": 1}`},
		{`var x = {"a": 1}; createStoryJS({source: x})`, `{"a": 1}`},
		{"// mine {\n/* { */ var x = {\"a\": 1}", "\n" + `{"a": 1}`},
		{"{\"a\": 1, // one\n\"b\": /* two\n */ 2}", "{\"a\": 1, \n\"b\": \n 2}"},
		{`{"a": [1, 2, ], "b": {"c": 1,},}`, `{"a": [1, 2 ], "b": {"c": 1}}`},
		{`{a: 1, $b_2: 'it\'s "x"', true: undefined}`, `{"a": 1, "$b_2": "it's \"x\"", "true": null}`},
		{`{"month": 08, "year": -0044, "x": 0, "y": 0.5}`, `{"month": 8, "year": -44, "x": 0, "y": 0.5}`},
		{"{\"a\": \"x\ty\"}", `{"a": "x\ty"}`},
		{`{"a": "http://x/*y"}`, `{"a": "http://x/*y"}`},
		{`<b>{"a": 1}`, `<b>{"a": 1}`},
		{`[{"a": 1}]`, `[{"a": 1}]`},
		{`var items = new vis.DataSet([{id: 1, start: new Date(2014, 3, 20)}, {start: Date.UTC(2014,3)}]);`, `[{"id": 1, "start": "new Date(2014, 3, 20)"}, {"start": "Date.UTC(2014,3)"}]`},
		{``, ``},
	} {
		if got := string(ScriptJSON([]byte(c.in))); got != c.out {
			t.Errorf("%s:\n%s\nwant\n%s", c.in, got, c.out)
		}
	}
}

func FuzzScriptJSON(f *testing.F) {
	f.Add([]byte(`x = {a: 'b', /* c */ "d": [01, ], }`))
	f.Fuzz(func(t *testing.T, text []byte) {
		out := ScriptJSON(text)
		if len(text) > 0 && text[0] == '{' && json.Valid(text) && string(out) != string(text) {
			t.Errorf("valid JSON is changed:\n%s\n%s", text, out)
		}
		if strings.Count(string(out), "\n") > strings.Count(string(text), "\n") {
			t.Errorf("lines are added:\n%s\n%s", text, out)
		}
	})
}
