package corpus

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	wrong   = os.Getenv("WRONG")
	lineEnd = regexp.MustCompile("\r\n|\n|\r")
	digits  = regexp.MustCompile("^[0-9]+$")
)

// A parser that follows HTML 9.2.6, but for what the variable WRONG names (a mutant of the reference).
func parse(stream []byte) map[string][]string {
	data, event, idBuffer := []string{}, "", ""
	meaning := map[string][]string{"id": {""}, "retry": {""}}
	lines := lineEnd.Split(strings.TrimPrefix(decodeUTF8(stream), "\ufeff"), -1)
	for _, line := range lines[:len(lines)-1] {
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case line == "":
			meaning["id"] = []string{idBuffer}
			if event == "" {
				event = "message"
			}
			if len(data) > 0 || wrong == "dialect-block-without-data" {
				meaning["type"] = append(meaning["type"], event)
				meaning["data"] = append(meaning["data"], strings.Join(data, "\n"))
				meaning["lastEventId"] = append(meaning["lastEventId"], idBuffer)
			}
			data, event = nil, ""
		case name == "data":
			data = append(data, value)
		case name == "event":
			event = value
		case name == "id" && (!strings.Contains(value, "\x00") || wrong == "id-null-accepted"):
			idBuffer = value
		case name == "retry" && digits.MatchString(value):
			retry, _ := strconv.ParseFloat(value, 64)
			if wrong == "retry-clamped" {
				retry = math.Min(retry, math.MaxInt32)
			}
			meaning["retry"] = []string{strconv.FormatFloat(retry, 'f', -1, 64)}
		}
	}
	return meaning
}

// Go replaces byte by byte, the Encoding standard what could still have become a character as one.
func decodeUTF8(bytes []byte) string {
	text := ""
	for len(bytes) > 0 {
		char, size := utf8.DecodeRune(bytes)
		for char == utf8.RuneError && size < len(bytes) && !utf8.FullRune(bytes[:size+1]) {
			size++
		}
		text, bytes = text+string(char), bytes[size:]
	}
	return text
}
