"""A parser command: reads an event stream on stdin, prints event lines (HTML 9.2.6)."""

import json
import re
import sys


def emit(**line):
    print(json.dumps(line))


text = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
data, event, id_buffer, last_id = [], "", "", ""
for line in re.split("\r\n|\n|\r", text)[:-1]:
    name, _, value = line.partition(":")
    value = value.removeprefix(" ")
    if line == "":
        if id_buffer != last_id:
            last_id = id_buffer
            emit(id=last_id)
        if data:
            emit(type=event or "message", data="\n".join(data), lastEventId=last_id)
        data, event = [], ""
    elif name == "data":
        data.append(value)
    elif name == "event":
        event = value
    elif name == "id" and "\0" not in value:
        id_buffer = value
    elif name == "retry" and re.fullmatch("[0-9]+", value):
        emit(retry=int(value))
    elif name == "":
        emit(comment=value)
