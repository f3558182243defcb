"""A parser that follows HTML 9.2.6, but for what the variable WRONG names (a mutant of the reference)."""
import os, re

wrong = os.environ.get("WRONG")


def parse(stream):
    events, data, event, id_buffer, last_id, retry = [], [], "", "", "", None
    text = stream.decode("utf-8-sig", errors="replace")
    for line in re.split("\r\n|\n|\r", text)[:-1]:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if line == "":
            last_id = id_buffer
            if data or wrong == "dialect-block-without-data":
                events.append({"type": event or "message", "data": "\n".join(data), "lastEventId": last_id})
            data, event = [], ""
        elif name == "data":
            data.append(value)
        elif name == "event":
            event = value
        elif name == "id" and ("\0" not in value or wrong == "id-null-accepted"):
            id_buffer = value
        elif name == "retry" and re.fullmatch("[0-9]+", value):
            retry = int(float(value))
            if wrong == "retry-clamped":
                retry = min(retry, 2**31 - 1)
    return {"events": events, "lastEventId": last_id, "retry": retry}
