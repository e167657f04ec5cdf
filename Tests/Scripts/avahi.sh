#!/bin/bash
# A D-Bus and an Avahi for a test, the latter in a network namespace where nobody hears it. Runs in the foreground, as root;
# prints "ready" once Avahi answers. Lines that come in: "stop" and "start" end Avahi and begin it again, each answered with
# "done"; "end", and the end of its input, end all. Signals would not do, for it may have been started with all of them blocked.
#
#   avahi.sh FOLDER
#
# FOLDER/bus: the socket of the D-Bus.
set -eu
folder=$1
mkdir -p "$folder"
bus="$folder/bus"
rm -f "$bus"
daemon= avahi=
trap 'kill -KILL $daemon $avahi 2>/dev/null; wait 2>/dev/null' EXIT

cat >"$folder/bus.conf" <<X
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=$bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/><allow user="*"/></policy></busconfig>
X
cat >"$folder/avahi.conf" <<X
[server]
host-name=quiretest
use-ipv4=yes
use-ipv6=no
enable-dbus=yes
ratelimit-interval-usec=1000000
ratelimit-burst=1000
[publish]
publish-workstation=no
publish-hinfo=no
[rlimits]
X
dbus-daemon --config-file="$folder/bus.conf" --nofork --nopidfile >"$folder/dbus.log" 2>&1 & daemon=$!
for _ in $(seq 100); do [ -S "$bus" ] && break; sleep 0.05; done
export DBUS_SYSTEM_BUS_ADDRESS="unix:path=$bus"

start() {
  : >"$folder/avahi.log"
  unshare -n -m sh -c 'ip link set lo up
    ip link add test0 type dummy 2>/dev/null && ip addr add 10.99.0.1/24 dev test0 && ip link set test0 multicast on up
    mount -t tmpfs none /run && mkdir -p /run/avahi-daemon
    exec avahi-daemon --no-drop-root --no-chroot --no-rlimits -f "$1"' sh "$folder/avahi.conf" >"$folder/avahi.log" 2>&1 &
  avahi=$!
  for _ in $(seq 100); do grep -q 'Server startup complete' "$folder/avahi.log" && return; sleep 0.1; done
  cat "$folder/avahi.log" >&2
  exit 1
}
start
echo ready
while read -r word; do
  case $word in
  stop) kill -KILL "$avahi"; wait "$avahi" 2>/dev/null || true; avahi=; echo "done" ;;
  start) start; echo "done" ;;
  *) break ;;
  esac
done
