#!/usr/bin/env bash
# ./quickstart waits for the locks of apt, and says what else apt-get does not do. apt-get, dpkg-query and sleep are stood in for. Usage: apt_locks.sh ROOT
set -uo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
fail() { echo "$*"; bad=1; }
printf '#!/bin/sh\ntrue\n' >"$work/sleep"
printf '#!/bin/sh\ntrue\n' >"$work/dpkg-query"
printf '#!/bin/sh\nexec "$@"\n' >"$work/sudo"
cat >"$work/apt-get" <<'APT'
#!/bin/sh
folder=$(dirname "$0")
echo "$*" >>"$folder/calls"
[ "$(wc -l <"$folder/calls")" -gt "$(cat "$folder/held")" ] || { cat "$folder/message" >&2; exit 100; }
APT
chmod +x "$work"/{sleep,dpkg-query,sudo,apt-get}

install() { : >"$work/calls"; PATH=$work:$PATH bash "$1/quickstart" --install-only something >"$work/out" 2>&1; }

echo "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 412 (apt-get)" >"$work/message"
echo 3 >"$work/held"
install "$1" || fail "a lock was not waited for: $(cat "$work/out")"
[ "$(wc -l <"$work/calls")" -eq 5 ] || fail "not four tries to update and one to install: $(cat "$work/calls")"
grep -q Timeout= "$work/calls" || fail "dpkg's own lock is not waited for"
[ "$(grep -c Waiting "$work/out")" -eq 1 ] || fail "it did not say once that it waits: $(cat "$work/out")"

echo 1000 >"$work/held"
install "$1" && fail "a lock that is never let go passed"
[ "$(wc -l <"$work/calls")" -le 200 ] || fail "tried for ever"

echo "E: Unable to locate package something" >"$work/message"
install "$1" && fail "what cannot be installed passed"
[ "$(wc -l <"$work/calls")" -eq 1 ] && grep -q 'Unable to locate' "$work/out" || fail "another fault was not said at once: $(cat "$work/out")"
exit $bad
