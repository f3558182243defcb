// github.com/donovanhide/eventsource, as Debian packages it.
package main

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/donovanhide/eventsource"
)

func main() {
	options := struct {
		Headers                   map[string]string
		LastEventID, Method, Body string
	}{Method: "GET"}
	_ = json.Unmarshal([]byte(os.Getenv("SSE_OPTIONS")), &options)
	lines := json.NewEncoder(os.Stdout)
	request, err := http.NewRequest(options.Method, os.Args[len(os.Args)-1], strings.NewReader(options.Body))
	if err != nil {
		panic(err)
	}
	for name, value := range options.Headers {
		request.Header.Set(name, value)
	}
	stream, err := eventsource.SubscribeWithRequest(options.LastEventID, request)
	if err != nil {
		_ = lines.Encode(map[string]any{"error": err.Error(), "readyState": 2})
		time.Sleep(time.Hour)
	}
	for {
		select {
		case event := <-stream.Events:
			line := map[string]any{"data": event.Data(), "lastEventId": event.Id()}
			if event.Event() != "" {
				line["type"] = event.Event()
			}
			_ = lines.Encode(line)
		case err := <-stream.Errors:
			_ = lines.Encode(map[string]any{"error": err.Error(), "readyState": 0})
		}
	}
}
