#!/usr/bin/env bash
# Gets the kit, and hands over to run.mjs. SSE_CONFORMANCE_PACKAGE names a folder that holds a built package already.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if ! command -v node >/dev/null; then
  echo '::error title=sse-conformance::there is no node; put a step with actions/setup-node before this one'
  exit 2
fi

if [ -z "${SSE_CONFORMANCE_PACKAGE:-}" ]; then
  version=${INPUT_VERSION:-$(HERE="$here" node -p 'JSON.parse(fs.readFileSync(process.env.HERE + "/../package.json", "utf8")).version')}
  # Only a version or a tag: npm would also take a URL or a folder here.
  if ! [[ "$version" =~ ^[0-9A-Za-z][0-9A-Za-z.+-]*$ ]]; then
    echo '::error title=sse-conformance::the input version is neither a version nor a tag of the npm package'
    exit 2
  fi
  home=$(mktemp -d "${RUNNER_TEMP:-/tmp}/sse-conformance.XXXXXX")
  npm install --prefix "$home" --ignore-scripts --no-audit --no-fund --loglevel=error "sse-conformance@$version" >&2
  export SSE_CONFORMANCE_PACKAGE="$home/node_modules/sse-conformance"
fi

exec node "$here/run.mjs"
