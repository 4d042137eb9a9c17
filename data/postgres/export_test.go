package postgres

import "context"

// Sweep removes what nothing names, at once.
func (s *Store) Sweep(ctx context.Context) (int, error) { return s.sweep(ctx) }

// Gather reads the words of the newest rows, at once.
func (s *Store) Gather(ctx context.Context) error { return s.gather(ctx) }

// Packed is a body as it is stored.
func Packed(body string) []byte {
	packed, err := pack([]byte(body))
	if err != nil {
		panic(err)
	}
	return packed
}
