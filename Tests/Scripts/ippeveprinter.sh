#!/bin/bash
# CUPS' sample printer for a test, ippeveprinter, with all it needs: it does not start without a DNS-SD daemon, so it gets
# a D-Bus and an Avahi of its own, the latter in a network namespace where nobody hears it. Runs in the foreground, as root;
# prints "ready" once the printer listens. When a line comes in, or the end of its input, all of them are ended: signals would
# not do, for it may have been started with all of them blocked.
#
#   ippeveprinter.sh FOLDER PORT [FORMATS]
#
# FOLDER/spool: the documents as they came. FOLDER/keys: its certificate, made by itself; without it, it makes another.
set -eu
. "$(dirname "$0")/announcing.sh"
folder=$1 port=$2 formats=${3:-application/pdf,image/jpeg,image/pwg-raster,image/urf}
mkdir -p "$folder"/{spool,keys}
bus_process= avahi_process= printer=
trap 'kill -KILL $bus_process $avahi_process $printer 2>/dev/null; wait 2>/dev/null' EXIT

start_bus "$folder" "$folder/bus"
export DBUS_SYSTEM_BUS_ADDRESS="unix:path=$folder/bus"
write_avahi "$folder" quiretest
start_avahi "$folder"
ippeveprinter -v -k -M Test -m Sample -n localhost -p "$port" -d "$folder/spool" -K "$folder/keys" -f "$formats" -2 -s 30,20 \
  "Eve $port" >"$folder/printer.log" 2>&1 &
printer=$!
for _ in $(seq 100); do
  kill -0 "$printer" 2>/dev/null || { cat "$folder/printer.log" >&2; exit 1; }
  (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
  sleep 0.05
done
echo ready
read -r _ || true
