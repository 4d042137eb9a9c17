package chronology

import "strconv"

// signRoom is the room for the sign of a track before its name.
const signRoom = 11

// sourcePlace is what links call a source in the list.
func sourcePlace(n int) string { return "source " + strconv.Itoa(n) }

// groupPlace is what links and bookmarks call a group of events.
func groupPlace(n int) string { return "group " + strconv.Itoa(n) }
