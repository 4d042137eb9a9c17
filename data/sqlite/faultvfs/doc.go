// Package faultvfs is a disk for tests that fails and loses power on demand. The
// program itself does not use it.
//
// The one idea behind it: SQLite reaches its files through a table of functions (a
// VFS), and a table of our own can be put in between. It records every step that
// changes a file, in order; the content of a disk after a loss of power is then
// computed from that list: all that was synced, and of the rest any part, in any order.
// It can also make any step fail, like a disk that is full or broken. It exists on
// Linux only: what it proves is the same everywhere.
package faultvfs
