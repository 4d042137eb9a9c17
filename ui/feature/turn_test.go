package feature_test

import (
	"context"
	"errors"
	"testing"

	"tarikh.org/tarikh/ui/feature/featuretest"
)

// A turn ends with what its work says, and with whatever it is in.
func TestTurn(t *testing.T) {
	w := featuretest.New(t)
	failed := errors.New("failed")
	for _, c := range []struct {
		name string
		work error
		stop bool
		want error
	}{{"done", nil, false, nil}, {"failed", failed, false, failed}, {"cancelled outside", nil, true, context.Canceled}} {
		over, got := false, error(nil)
		turn := w.Host.Turn("Work", func(err error) { over, got = true, err })
		outer, stop := context.WithCancel(t.Context())
		if c.stop {
			stop()
		}
		go func() {
			defer stop()
			_ = turn.Do(outer, func(ctx context.Context, tell func(float64)) error {
				tell(0.5)
				return errors.Join(c.work, ctx.Err())
			})
		}()
		w.Until(c.name, func() bool { return over })
		if !errors.Is(got, c.want) || (got == nil) != (c.want == nil) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
