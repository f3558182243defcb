#!/usr/bin/env bash
# curl and a loop. It tells data alone: a line is a line of the stream, and nothing is known of types and IDs.
url="${!#}"
while true; do
  curl -sNL -H 'Accept: text/event-stream' -H 'Cache-Control: no-cache' "$url" | sed -un 's/\r$//; s/^data: \{0,1\}//p' | jq -Rc --unbuffered '{data: .}'
  echo '{"error":"the stream has ended","readyState":0}'
  sleep 1
done
