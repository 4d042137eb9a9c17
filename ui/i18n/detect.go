package i18n

import "strings"

// Detect chooses the interface's language from the environment, in the order
// that POSIX and GNU gettext define: the locale is the first of LC_ALL,
// LC_MESSAGES and LANG that is set; unless that is C or POSIX, the first
// language of the list LANGUAGE that there is a catalog for goes before it. Any
// Arabic locale gives Arabic, everything else English. getenv is os.Getenv or
// alike.
func Detect(getenv func(string) string) string {
	locale := ""
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale = getenv(name); locale != "" {
			break
		}
	}
	if lang := subtag(locale); lang != "" && lang != "c" && lang != "posix" {
		for _, preferred := range strings.Split(getenv("LANGUAGE"), ":") {
			switch subtag(preferred) {
			case Arabic:
				return Arabic
			case English:
				return English
			}
		}
	}
	if subtag(locale) == Arabic {
		return Arabic
	}
	return English
}

// subtag returns the language of a locale's name: "ar" of "ar_EG.UTF-8".
func subtag(locale string) string {
	if end := strings.IndexAny(locale, "_-.@"); end >= 0 {
		locale = locale[:end]
	}
	return strings.ToLower(locale)
}
