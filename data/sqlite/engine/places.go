package engine

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"strings"

	"github.com/mattn/go-sqlite3"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/fold"
)

// addPlaces gives a connection the functions by which the texts of events' places became
// entities (version 16): place_key is what spellings of a place have in common, place_id
// the ID of its entity, mention_id and mention_row the ID and the journal's JSON of what
// says that an event was there. The IDs follow from the event and the place, so that the
// steps of the journal that are older name the same rows.
func addPlaces(conn *sqlite3.SQLiteConn) error {
	return errors.Join(
		conn.RegisterFunc("place_key", placeKey, true),
		conn.RegisterFunc("place_id", func(key string) []byte { id := placeID(key); return id[:] }, true),
		conn.RegisterFunc("mention_id", func(event []byte, key string) []byte { id := mentionID(data.ID(event), key); return id[:] }, true),
		conn.RegisterFunc("mention_row", mentionRow, true),
	)
}

func placeKey(text string) string { return strings.Join(strings.Fields(fold.String(text)), " ") }

func placeID(key string) data.ID {
	sum := sha256.Sum256([]byte("place\x00" + key))
	return custom(data.ID(sum[:16]))
}

// mentionID begins as the event's, so that the rows are written in the order of their IDs.
func mentionID(event data.ID, key string) data.ID {
	sum := sha256.Sum256(append(event[:], key...))
	copy(event[8:], sum[:8])
	return custom(event)
}

// custom makes 16 bytes a UUID of version 8 (RFC 9562, 5.8).
func custom(id data.ID) data.ID {
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return id
}

func mentionRow(event, key string) (string, error) {
	of, err := data.ParseID(event)
	if err != nil {
		return "", err
	}
	raw, err := json.Marshal(struct {
		ID     data.ID `json:"id"`
		Rev    int64   `json:"rev"`
		Entity data.ID `json:"entity"`
		Event  data.ID `json:"event"`
		Role   string  `json:"role"`
	}{mentionID(of, key), 1, placeID(key), of, data.RolePlace})
	return string(raw), err
}
