package form

import "fmt"

// SizeError is that a picture would be larger than its format, or what opens it, takes.
type SizeError struct {
	Width, Height int // pixels
	Most          int // a side
}

func (e *SizeError) Error() string {
	return fmt.Sprintf("a picture of %d × %d pixels is too large: at most %d a side; take a smaller scale, another size, or fewer events", e.Width, e.Height, e.Most)
}
