#!/bin/bash
# Starts a daemon of its own, prints a sample from end to end, shows where the finished PDF is, and stops.
#
#   demo.sh BIN      BIN is the folder with quired and lpr
set -eu
bin=$(cd "$1" && pwd)
folder=$(mktemp -d "${TMPDIR:-/tmp}/quire-demo-XXXXXX")
sample=$folder/quire/sample.pdf

exec {ready}< <(exec "$bin/quired" serve --dir "$folder/quire" --listen 127.0.0.1:0 --show-example "$bin" 2> "$folder/log" & echo $! > "$folder/pid"; wait)
read -r -t 30 -u "$ready" line || { cat "$folder/log" >&2; exit 1; }
pid=$(cat "$folder/pid")
trap 'kill "$pid" 2>/dev/null || true' EXIT
address=$(grep -o '127\.0\.0\.1:[0-9]*' <<< "$line" | head -1)
echo "started:  quired on $address, its folder is $folder/quire"
for _ in $(seq 100); do [ -s "$sample" ] && break; sleep 0.05; done
echo "printing: lpr -P paper sample.pdf"
"$bin/lpr" -H "$address" -P paper "$sample"
for _ in $(seq 200); do
  printed=$(find "$folder/quire/paper" -name '[!.]*.pdf' 2>/dev/null | head -1)
  [ -n "$printed" ] && break
  sleep 0.05
done
[ -n "$printed" ] || { echo "nothing was printed:" >&2; cat "$folder/log" >&2; exit 1; }
echo "printed:  $printed"
echo "pages:    $(qpdf --show-npages "$printed")"
cmp -s "$sample" "$printed" && echo "          every byte as it was sent"
kill "$pid"
echo "stopped.  The folder stays until you remove it: rm -r $folder"
