package pane

import (
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/control"
)

// origin says where a field came from, "" where that needs no word.
func (e *Env) origin(from intake.Origin) string {
	if key := "bringin.from." + string(from); from != "" && e.Kit.Locale.Has(key) {
		return e.Kit.T(key)
	}
	return ""
}

// warning puts a warning of a draft into words.
func (e *Env) warning(w intake.Warning) string {
	k := e.Kit
	if key := "bringin.warning." + string(w.Kind); k.Locale.Has(key) {
		return k.T(key, "detail", k.Given(control.OneLine(w.Detail, 120)))
	}
	return k.Given(control.OneLine(string(w.Kind)+" "+w.Detail, 120))
}
