#!/bin/bash
# Starts a daemon of its own, prints a sample from end to end, shows where the finished PDF is, and stops.
#
#   demo.sh BIN      BIN is the folder with quired and lpr
set -eu
bin=$(cd "$1" && pwd)
folder=$(mktemp -d "${TMPDIR:-/tmp}/quire-demo-XXXXXX")
sample=$folder/sample.pdf

# A PDF of two pages, written by hand: table of contents and offsets included.
{
  body='%PDF-1.4
'
  offsets=
  add() { offsets="$offsets ${#body}"; body="$body$1"$'\n'; }
  text() { printf 'BT /F1 28 Tf 72 720 Td (%s) Tj ET' "$1"; }
  one=$(text 'Printed by Quire') two=$(text 'and this is page two')
  font='<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>'
  add '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj'
  add '2 0 obj << /Type /Pages /Count 2 /Kids [3 0 R 5 0 R] >> endobj'
  add "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources $font >> endobj"
  add "4 0 obj << /Length ${#one} >> stream"$'\n'"$one"$'\n''endstream endobj'
  add "5 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources $font >> endobj"
  add "6 0 obj << /Length ${#two} >> stream"$'\n'"$two"$'\n''endstream endobj'
  table=${#body}
  printf '%s' "$body"
  printf 'xref\n0 7\n0000000000 65535 f \n'
  for offset in $offsets; do printf '%010d 00000 n \n' "$offset"; done
  printf 'trailer << /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n' "$table"
} > "$sample"

exec {ready}< <(exec "$bin/quired" serve --dir "$folder/quire" --listen 127.0.0.1:0 2> "$folder/log" & echo $! > "$folder/pid"; wait)
read -r -t 30 -u "$ready" line || { cat "$folder/log" >&2; exit 1; }
pid=$(cat "$folder/pid")
trap 'kill "$pid" 2>/dev/null || true' EXIT
address=$(grep -o '127\.0\.0\.1:[0-9]*' <<< "$line" | head -1)
echo "started:  quired on $address, its folder is $folder/quire"
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
