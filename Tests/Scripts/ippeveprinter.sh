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
folder=$1 port=$2 formats=${3:-application/pdf,image/jpeg,image/pwg-raster,image/urf}
mkdir -p "$folder"/{spool,keys}
bus="$folder/bus"
rm -f "$bus"
children=()
trap 'kill -KILL "${children[@]}" 2>/dev/null; wait 2>/dev/null' EXIT

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
[publish]
publish-workstation=no
publish-hinfo=no
[rlimits]
X
dbus-daemon --config-file="$folder/bus.conf" --nofork --nopidfile >"$folder/dbus.log" 2>&1 & children+=($!)
for _ in $(seq 100); do [ -S "$bus" ] && break; sleep 0.05; done
export DBUS_SYSTEM_BUS_ADDRESS="unix:path=$bus"
unshare -n -m sh -c 'ip link set lo up
  ip link add test0 type dummy 2>/dev/null && ip addr add 10.99.0.1/24 dev test0 && ip link set test0 multicast on up
  mount -t tmpfs none /run && mkdir -p /run/avahi-daemon
  exec avahi-daemon --no-drop-root --no-chroot --no-rlimits -f "$1"' sh "$folder/avahi.conf" >"$folder/avahi.log" 2>&1 &
children+=($!)
for _ in $(seq 100); do grep -q 'Server startup complete' "$folder/avahi.log" && break; sleep 0.1; done
grep -q 'Server startup complete' "$folder/avahi.log" || { cat "$folder/avahi.log" >&2; exit 1; }

ippeveprinter -v -k -M Test -m Sample -n localhost -p "$port" -d "$folder/spool" -K "$folder/keys" -f "$formats" -2 -s 30,20 \
  "Eve $port" >"$folder/printer.log" 2>&1 &
printer=$!
children+=("$printer")
for _ in $(seq 100); do
  kill -0 "$printer" 2>/dev/null || { cat "$folder/printer.log" >&2; exit 1; }
  (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
  sleep 0.05
done
echo ready
read -r _ || true
