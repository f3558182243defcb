#!/bin/sh
# Holds your server against the standard for server-sent events; sse-conformance.yaml says where it is.
# Ends with 0 if every MUST that was judged holds, and with 1 to 4 or 130 otherwise: sse-conformance --help says which is which.
set -u

# CHANGE: what your server needs before it can be started.
# npm ci

# SSE_CONFORMANCE is a command of your own, such as a container.
${SSE_CONFORMANCE:-npx --yes sse-conformance@0.1.0} server --report html,json,junit,markdown "$@"
status=$?

echo "The reports are in sse-report: server.html for people, server.xml for CI, server.md for a comment."
exit "$status"
