package i18n

import "tarikh.org/tarikh/ui/timeline/scene"

var _ scene.Locale = (*Axis)(nil)
