// Package assets holds the files that are built into the program: fonts, icons,
// message catalogs, the pages of
// the guide and the sources of the sample library.
package assets

import "embed"

// Files holds everything below this folder that the program reads at run time,
// under its path here ("fonts/Vazirmatn-Regular.ttf").
//
//go:embed fonts guide page/*.js page/page.css page/*.html page/fonts icons/tarikh-256.png icons/tarikh-small.svg licences/licences.json.gz packet sample translations
var Files embed.FS
