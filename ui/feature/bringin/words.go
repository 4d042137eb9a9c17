package bringin

import (
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/control"
)

// origin is where a field came from, in words; "" if that is obvious.
func origin(k *control.Kit, from intake.Origin) string {
	if key := "bringin.from." + string(from); from != "" && k.Locale.Has(key) {
		return k.T(key)
	}
	return ""
}

// warning returns a warning of a draft in words.
func warning(k *control.Kit, w intake.Warning) string {
	if key := "bringin.warning." + string(w.Kind); k.Locale.Has(key) {
		return k.T(key, "detail", k.Given(control.OneLine(w.Detail, 120)))
	}
	return k.Given(control.OneLine(string(w.Kind)+" "+w.Detail, 120))
}
