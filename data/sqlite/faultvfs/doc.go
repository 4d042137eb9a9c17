// Package faultvfs is a disk for tests that fails and loses power when it is
// told to. The program itself does not use it.
//
// The one idea behind it: SQLite reaches its files through a table of functions
// (a VFS), and a table of our own can stand in between. It writes down every
// step that changes a file, in order; what a disk holds after a loss of power is
// then computed from that list: all that was synced, and of the rest any part,
// in any order. And it can let any step fail, as a disk that is full or broken
// does. It exists on Linux only: what it proves is the same everywhere.
package faultvfs
