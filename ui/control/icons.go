package control

import "fyne.io/fyne/v2"

// FunnelIcon is the picture of a filter, which Fyne has none of.
func FunnelIcon() fyne.Resource {
	return fyne.NewStaticResource("funnel.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+
		`<path d="M3 5h18l-7 8.5V20l-4-2v-4.5L3 5z M7.3 7l4.7 5.7L16.7 7z" fill="#000000" fill-rule="evenodd"/></svg>`))
}
