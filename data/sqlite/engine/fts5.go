//go:build !sqlite_fts5 && !fts5

package engine

// A library without its search must not ship, so a build without it fails here
// and names what is missing: go build -tags sqlite_fts5 (./dev sets it).
var _ = build_with_tags_sqlite_fts5
