// Package scene turns events and a viewport into a display list: rectangles,
// lines and texts in logical units, and the marks that can be pointed at. It
// knows no window and no pixels; package paint draws the list.
//
// The one idea: what can be known without the viewport is known beforehand, so
// that a picture costs time by its size and not by the number of events.
//
//   - Every event has a row of its own once and for all, so neither panning nor zooming
//     makes the rows jump. Rows are packed in order of time for the zoom at which the
//     whole library is in view: an event takes the first row where its label has
//     room at that zoom, and of a few rows the one that has been free for longest
//     where there is room in none. So a sparse track looks like a printed timeline,
//     and a dense one spreads its labels as soon as one zooms in. Packing by
//     overlap in time alone would put all points of a track into one row, with
//     room for few labels at any zoom; packing again for each zoom would make
//     events jump. See Index.
//   - Level of detail is single-linkage clustering along a row: events closer than
//     a few units form a bar. Its runs come from a pyramid of the greatest
//     distances between neighbours, so they depend on the scale alone, split and
//     never regroup while one zooms in, and their counts are differences of
//     indices. See lane.
//   - Rows that a track has no height for are folded into one dense row, where
//     every event is at its beginning with a stroke for how long it lasts.
//   - Labels are placed by importance in or beside their marks, where the space depends
//     on the scale alone as well, and keep their side while they can. A mark whose label
//     finds no room moves into a row of its track that is free there, and stays in it
//     while it can. What finds no room at all is counted, on a chip that lists it, and so
//     is what is out of view, on chips that go there. See Builder.
//   - Form says how sure an event is, size how important, colour of which track.
//   - Dates are drawn as sure as they are: solid where they are certain, fading from
//     the earliest to the latest, soft where approximate, hollow where uncertain. See
//     Certainty.
//
// Distances along the time axis are called u: units from the plot's reading edge,
// growing with time. Only at the end are they mirrored where time runs from right
// to left.
package scene
