#!/bin/bash
# Imposing a document: quire-impose beside the pdftopdf of cups-filters, CPU and wall milliseconds of a whole run and the
# most memory it took. The programs take turns, so that both meet the same machine.
#
#   Benchmarks/Documents/impose-table.sh [QUIRE-IMPOSE] [DOCUMENT…]
#
# Needs: qpdf (to make the documents), bash, GNU time, awk; /usr/lib/cups/filter/pdftopdf to compare with.
set -euo pipefail
impose=$(realpath "${1:-.build/release/quire-impose}")
shift || true
rounds=${ROUNDS:-15}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# A document of text: so many pages of about 3 kB, compressed, with fonts of the system.
make_text() {
    local pages=$1 file=$2
    awk -v pages="$pages" '
        function object(number, text) { offsets[number] = length_so_far; put(number " 0 obj\n" text "\nendobj\n") }
        function put(text) { printf "%s", text; length_so_far += length(text) }
        BEGIN {
            put("%PDF-1.5\n")
            object(1, "<< /Type /Catalog /Pages 2 0 R >>")
            for (page = 0; page < pages; page++) kids = kids (4 + 2 * page) " 0 R "
            object(2, "<< /Type /Pages /Count " pages " /Kids [" kids "] >>")
            object(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
            for (page = 0; page < pages; page++) {
                text = "BT /F 10 Tf 12 TL 50 800 Td\n"
                for (line = 0; line < 60; line++) text = text "(page " page + 1 ", line " line ": all work and no play) Tj T*\n"
                text = text "ET\n"
                object(4 + 2 * page, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.276 841.89] /Contents " 5 + 2 * page \
                    " 0 R /Resources << /Font << /F 3 0 R >> >> >>")
                object(5 + 2 * page, "<< /Length " length(text) " >>\nstream\n" text "endstream")
            }
            start = length_so_far
            put("xref\n0 " 4 + 2 * pages "\n0000000000 65535 f \n")
            for (number = 1; number < 4 + 2 * pages; number++) put(sprintf("%010d 00000 n \n", offsets[number]))
            put("trailer << /Size " 4 + 2 * pages " /Root 1 0 R >>\nstartxref\n" start "\n%%EOF\n")
        }' >"$folder/plain.pdf"
    qpdf --compress-streams=y --object-streams=generate "$folder/plain.pdf" "$file"
}

# measure LABEL COMMAND… : appends "cpu wall rss" to a file of that label.
measure() {
    local label=$1; shift
    TIMEFORMAT='%U %S %R'
    /usr/bin/time -o "$folder/time" -f '%U %S %e %M' "$@"
    awk '{ print ($1 + $2) * 1000, $3 * 1000, $4 / 1024 }' "$folder/time" >>"$folder/$label"
}

run_ours() { measure ours bash -c 'exec "$0" <"$1" >/dev/null 3>/dev/null 4<"$2"' "$impose" "$document" "$folder/instructions"; }
run_cups() {
    measure cups env PPD= CONTENT_TYPE=application/pdf FINAL_CONTENT_TYPE=application/pdf \
        bash -c 'exec /usr/lib/cups/filter/pdftopdf 1 user title "$2" "$3" "$0" >"$1" 2>/dev/null' \
        "$document" /dev/null "$copies" "$options"
}

median() { sort -n | awk '{ all[NR] = $1 } END { print NR ? all[int((NR + 1) / 2)] : "-" }'; }

row() {
    local name=$1 instructions=$2; copies=$3 options=$4
    printf '%s' "$instructions" >"$folder/instructions"
    rm -f "$folder/ours" "$folder/cups"
    for _ in $(seq "$rounds"); do
        run_ours
        if [ -x /usr/lib/cups/filter/pdftopdf ]; then run_cups; fi
    done
    for who in ours cups; do
        [ -f "$folder/$who" ] || continue
        printf '%-12s %-26s %-5s %8s %8s %8s\n' "$(basename "$document" .pdf)" "$name" "$who" \
            "$(cut -d' ' -f1 "$folder/$who" | median)" "$(cut -d' ' -f2 "$folder/$who" | median)" \
            "$(cut -d' ' -f3 "$folder/$who" | median | cut -d. -f1)"
    done
}

make_text 100 "$folder/text100.pdf"
make_text 1000 "$folder/text1000.pdf"
a4='"media":{"width":595.276,"height":841.89,"left":12,"bottom":12,"right":12,"top":12,"name":""}'
letter='"media":{"width":612,"height":792,"left":12,"bottom":12,"right":12,"top":12,"name":""}'

printf '%-12s %-26s %-5s %8s %8s %8s\n' document options who "CPU ms" "wall ms" MB
for document in "$folder/text100.pdf" "$folder/text1000.pdf" "$@"; do
    row "ranges 1-10,50-60" '{"pageRanges":[{"first":1,"last":10},{"first":50,"last":60}]}' 1 "page-ranges=1-10,50-60"
    row "4 on a side" "{$a4,\"numberUp\":4}" 1 "number-up=4 media=A4"
    row "5 copies, collated" "{$a4,\"copies\":5}" 5 "media=A4 Collate=True"
    row "to Letter" "{$letter,\"scaling\":\"fit\"}" 1 "media=Letter fit-to-page"
done
