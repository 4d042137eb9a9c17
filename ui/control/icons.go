package control

import "fyne.io/fyne/v2"

// Pictures that Fyne has none of.

// FunnelIcon is that of a filter.
func FunnelIcon() fyne.Resource {
	return icon("funnel", `<path d="M3 5h18l-7 8.5V20l-4-2v-4.5L3 5z M7.3 7l4.7 5.7L16.7 7z" fill="#000000" fill-rule="evenodd"/>`)
}

// TimelineIcon is that of events in time.
func TimelineIcon() fyne.Resource {
	return icon("timeline", `<path d="M3 11h18v2H3z M6 5h2v6H6z M11 5h7v2h-7z M13 13h2v6h-2z M5 17h8v2H5z" fill="#000000"/>`)
}

// BookIcon is that of reading.
func BookIcon() fyne.Resource {
	return icon("book", `<path d="M3 5h6.5c1 0 2 .4 2.5 1.1C12.500 5.400 13.500 5 14.500 5H21v13h-6.500c-1 0-1.800.300-2.500 1-.700-.700-1.500-1-2.500-1H3z M4.800 6.800v9.400h4.700c.600 0 1.100.100 1.600.300V8.100c-.200-.800-.800-1.300-1.600-1.300z M19.200 6.800h-4.700c-.800 0-1.400.500-1.600 1.300v8.400c.500-.200 1-.300 1.600-.300h4.700z" fill="#000000" fill-rule="evenodd"/>`)
}

// TickIcon is that of deciding.
func TickIcon() fyne.Resource {
	return icon("tick", `<path d="M9.200 17.600 3.800 12.200l1.300-1.300 4.100 4.100L18.900 5.300l1.300 1.300z" fill="#000000"/>`)
}

// SideIcon is that of a side column, at the left or at the right.
func SideIcon(right bool) fyne.Resource {
	if right {
		return icon("side-right", `<path d="M4 4h16v16H4z M5.700 5.700v12.600h7.600V5.700z M15 5.700v12.600h3.300V5.700z" fill="#000000" fill-rule="evenodd"/>`)
	}
	return icon("side-left", `<path d="M4 4h16v16H4z M5.700 5.700v12.600H9V5.700z M10.700 5.700v12.600h7.600V5.700z" fill="#000000" fill-rule="evenodd"/>`)
}

// GlobeIcon is that of pages for a browser.
func GlobeIcon() fyne.Resource {
	return icon("globe", `<path d="M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z M12 4.600c1.200 1 2.200 3.200 2.500 6.500h-5c.3-3.300 1.300-5.500 2.500-6.500z M8.900 5.300C8.300 6.800 7.900 8.800 7.800 11.100H4.700C5 8.500 6.600 6.300 8.900 5.300z M15.100 5.300c2.300 1 3.900 3.200 4.200 5.800h-3.100c-.1-2.300-.5-4.300-1.100-5.800z M4.700 12.900h3.100c.1 2.300.5 4.300 1.100 5.800c-2.300-1-3.900-3.200-4.200-5.800z M9.500 12.900h5c-.3 3.300-1.300 5.500-2.500 6.500c-1.200-1-2.200-3.200-2.500-6.500z M16.200 12.900h3.100c-.3 2.600-1.900 4.800-4.200 5.800c.6-1.500 1-3.500 1.100-5.800z" fill="#000000" fill-rule="evenodd"/>`)
}

// MapIcon is that of places.
func MapIcon() fyne.Resource {
	return icon("map", `<path d="M9 4 3 6.200v14l6-2.200 6 2.200 6-2.200V4l-6 2.200z M9.900 6.200l4.200 1.500v10.300l-4.200-1.500z M4.700 7.400l3.500-1.300v10.300l-3.500 1.300z M15.800 7.700l3.500-1.300v10.400l-3.500 1.300z" fill="#000000" fill-rule="evenodd"/>`)
}

// BoxIcon is that of an area that is drawn.
func BoxIcon() fyne.Resource {
	return icon("box", `<path d="M4 4h4v1.700H5.700V8H4z M10 4h4v1.700h-4z M16 4h4v4h-1.700V5.700H16z M4 10h1.700v4H4z M18.300 10H20v4h-1.700z M4 16h1.700v2.300H8V20H4z M18.300 16H20v4h-4v-1.700h2.300z M10 18.300h4V20h-4z" fill="#000000"/>`)
}

// TableIcon is that of data in rows.
func TableIcon() fyne.Resource {
	return icon("table", `<path d="M3 5h18v14H3z M4.700 6.700v2.600h14.600V6.700z M4.700 11v2.200h4.800V11z M11.200 11v2.200h8.100V11z M4.700 14.900v2.400h4.800v-2.400z M11.200 14.900v2.400h8.100v-2.400z" fill="#000000" fill-rule="evenodd"/>`)
}

// QuoteIcon is that of sources and what is quoted of them.
func QuoteIcon() fyne.Resource {
	return icon("quote", `<path d="M5 17l2-4H4V6h7v7l-2 4z M15 17l2-4h-3V6h7v7l-2 4z" fill="#000000"/>`)
}

func icon(name, paths string) fyne.Resource {
	return fyne.NewStaticResource(name+".svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+paths+`</svg>`))
}
