package main

/*
#cgo LDFLAGS: -framework AppKit
void watchOpenings(void);
*/
import "C"

// systemCommands are those that only some systems need.
type systemCommands struct{}

// association is empty here: the bundle registers the file type.
func association() func() error { return nil }

// openings are the paths of files that the Finder asks to open, and the links that browsers
// do. The system calls with nothing but these, so there is one such channel.
var openings = make(chan string, 16)

//export openedBySystem
func openedBySystem(path *C.char) {
	select {
	case openings <- C.GoString(path):
	default: // more files at once than can be meant
	}
}

// setUpPlatform calls open with every file and link that the system asks to open, which
// comes as an event, not as an argument of the command line.
func setUpPlatform(open func(path string)) {
	C.watchOpenings()
	go func() {
		for path := range openings {
			open(path)
		}
	}()
}
