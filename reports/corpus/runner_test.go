// Puts a parser of event streams before the vectors: go test runner_test.go
package corpus

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"testing"
)

// [yours: the one place to edit; it stays when the corpus is written again

// What is not judged: "type", "lastEventId", "id", "retry" where your parser has no way to tell it;
// "dispatch" where it is no browser and dispatches in its own way. For example: {"retry": true}
var aside = map[string]bool{}

// Call your parser here. As it stands, every stream means one event with the data "a".
func parse(stream []byte) Decoded {
	return Decoded{Events: []Event{{"type": "message", "data": "a", "lastEventId": ""}}, LastEventID: "", Retry: ""}
}

// yours]

type Event map[string]string
type Decoded struct {
	Events      []Event
	LastEventID string
	Retry       json.Number // in milliseconds, "" when the stream sets none
}

//go:embed vectors.json
var file []byte

func judged(meaning Decoded) string {
	facts := append(meaning.Events, Event{"id": meaning.LastEventID, "retry": string(meaning.Retry)})
	for _, fact := range facts {
		for key := range fact {
			if aside[key] {
				delete(fact, key)
			}
		}
	}
	return fmt.Sprintf("%+q", facts)
}

func TestParser(t *testing.T) {
	var corpus struct {
		Clauses map[string]struct{ Level string }
		Vectors []struct {
			ID, Clause, ShownBy string
			Dispatch            bool
			Stream              []byte
			Decoded             Decoded
		}
	}
	if err := json.Unmarshal(file, &corpus); err != nil || len(corpus.Vectors) == 0 || aside["data"] {
		t.Fatal("nothing can be judged: no vectors, or data set aside; ", err)
	}
	for _, vector := range corpus.Vectors {
		t.Run(vector.ID, func(t *testing.T) {
			if aside[vector.ShownBy] || vector.Dispatch && aside["dispatch"] {
				t.Skip("set aside")
			}
			report := map[string]func(string, ...any){"must": t.Errorf, "should": t.Skipf, "may": t.Skipf}[corpus.Clauses[vector.Clause].Level]
			if expected, actual := judged(vector.Decoded), judged(parse(vector.Stream)); actual != expected {
				report("%s\nexpected %s\nactual   %s", vector.Clause, expected, actual)
			}
		})
	}
}
