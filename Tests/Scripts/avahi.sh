#!/bin/bash
# A D-Bus and an Avahi for a test, the latter in a network namespace where nobody hears it. Runs in the foreground, as root;
# prints "ready" once Avahi answers. Lines that come in: "stop" and "start" end Avahi and begin it again, each answered with
# "done"; "end", and the end of its input, end all. Signals would not do, for it may have been started with all of them blocked.
#
#   avahi.sh FOLDER
#
# FOLDER/bus: the socket of the D-Bus.
set -eu
. "$(dirname "$0")/announcing.sh"
folder=$1
mkdir -p "$folder"
bus_process= avahi_process=
trap 'kill -KILL $bus_process $avahi_process 2>/dev/null; wait 2>/dev/null' EXIT

start_bus "$folder" "$folder/bus"
export DBUS_SYSTEM_BUS_ADDRESS="unix:path=$folder/bus"
write_avahi "$folder" quiretest
start_avahi "$folder"
echo ready
while read -r word; do
  case $word in
  stop) kill -KILL "$avahi_process"; wait "$avahi_process" 2>/dev/null || true; avahi_process=; echo "done" ;;
  start) start_avahi "$folder"; echo "done" ;;
  *) break ;;
  esac
done
