package intake

import (
	"context"
	"errors"
	"testing"
)

// Large sources take their turns, small ones do not wait, and nothing waits for ever.
func TestTurn(t *testing.T) {
	turn := NewTurn()
	end, err := turn.take(t.Context(), large)
	if err != nil {
		t.Fatal(err)
	}
	small, err := turn.take(t.Context(), large-1)
	if err != nil {
		t.Fatal(err)
	}
	small()
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := turn.take(cancelled, large); !errors.Is(err, context.Canceled) {
		t.Errorf("a second large one: %v", err)
	}
	end()
	again, err := turn.take(t.Context(), large)
	if err != nil {
		t.Fatal(err)
	}
	again()
}
