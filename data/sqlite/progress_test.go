package sqlite_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

// What takes long tells how far it is, never less than before and to the end, and can be
// cancelled wherever it tells that.
func TestProgress(t *testing.T) {
	path := libraryPath(t)
	s := create(t, path)
	apply(t, s, sampleEdit(t, 3000))
	closeStore(t, s)
	for name, c := range map[string]struct {
		least int // how often it is told
		work  func(ctx context.Context, tell func(float64)) error
	}{
		"Check": {20, func(ctx context.Context, tell func(float64)) error {
			s := open(t, path)
			problems, err := s.Check(ctx, tell)
			if len(problems) > 0 {
				t.Errorf("%q", problems)
			}
			closeStore(t, s)
			return err
		}},
		"Vet": {10, func(ctx context.Context, tell func(float64)) error {
			_, err := newOpener().Vet(ctx, path, data.ID{}, tell)
			return err
		}},
		"Salvage": {10, func(ctx context.Context, tell func(float64)) error {
			_, err := newOpener().Salvage(ctx, path, libraryPath(t), tell)
			return err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			var far []float64
			if err := c.work(t.Context(), func(done float64) { far = append(far, done) }); err != nil {
				t.Fatal(err)
			}
			if len(far) < c.least || !slices.IsSorted(far) || far[0] < 0 || far[len(far)-1] < 0.999 || far[len(far)-1] > 1 {
				t.Errorf("progress is %v", far)
			}
			for _, at := range []int{0, len(far) / 3, len(far) / 2, len(far) - 2} {
				ctx, cancel := context.WithCancel(t.Context())
				told := 0
				if err := c.work(ctx, func(float64) {
					if told == at {
						cancel()
					}
					told++
				}); !errors.Is(err, context.Canceled) {
					t.Errorf("cancelled at %g: got %v", far[at], err)
				}
				cancel()
			}
		})
	}
}
