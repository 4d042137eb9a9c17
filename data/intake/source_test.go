package intake

import (
	"context"
	"errors"
	"testing"

	"tarikh.org/tarikh/data/intake/web"
)

// A server that takes too long has not been cancelled by the reader: the report
// names it.
func TestASlowServerIsNamed(t *testing.T) {
	slow := &web.Error{Kind: web.Slow, Reason: "the server took too long", Err: context.DeadlineExceeded}
	err := named(Address("http://news.example/a"), slow)
	if refused, ok := errors.AsType[*Error](err); !ok || refused.Kind != Slow || refused.Path != "http://news.example/a" {
		t.Errorf("got %v", err)
	}
	if err := named(File("a.txt"), context.Canceled); !errors.Is(err, context.Canceled) || err.Error() != context.Canceled.Error() {
		t.Errorf("got %v", err)
	}
}
