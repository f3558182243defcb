"""urllib of the standard library, and a loop over its lines, which end with LF."""
import json, os, sys, time, urllib.request

options = json.loads(os.environ.get("SSE_OPTIONS", "{}"))
last_id, wait = options.get("lastEventId", ""), options.get("initialDelayMs", 1000)
tell = lambda **line: print(json.dumps(line), flush=True)


def read(response):
    global last_id, wait
    kind, data, block = "message", [], last_id
    for line in response:
        name, _, value = line.decode("utf-8", "replace").rstrip("\r\n").partition(":")
        value = value.removeprefix(" ")
        if name == "data": data.append(value)
        elif name == "event": kind = value or "message"
        elif name == "id": block = value
        elif name == "retry" and value.isdecimal(): wait = int(value)
        elif name == "" and line.strip() == b"":
            last_id = block
            if data: tell(type=kind, data="\n".join(data), lastEventId=last_id)
            kind, data = "message", []


while True:
    headers = {"Accept": "text/event-stream", "Cache-Control": "no-cache", **options.get("headers", {})}
    if last_id: headers["Last-Event-ID"] = last_id
    body = options["body"].encode() if "body" in options else None
    request = urllib.request.Request(sys.argv[-1], body, headers, method=options.get("method", "GET"))
    try:
        with urllib.request.urlopen(request) as response:
            if response.status != 200 or response.headers.get_content_type() != "text/event-stream": break
            tell(open=True)
            read(response)
        tell(error="the stream has ended", readyState=0)
    except urllib.error.HTTPError: break
    except OSError as error: tell(error=str(error), readyState=0)
    time.sleep(wait / 1000)
tell(error="refused", readyState=2)
time.sleep(3600)
