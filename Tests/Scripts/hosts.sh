#!/bin/bash
# Two hosts on one cable for a test, as root: namespaces of network, files and names, with a D-Bus and an Avahi each where
# programs look for them. Runs in the foreground; prints "ready SERVER CLIENT", two processes in whose namespaces nsenter(1)
# starts programs. "unplug" and "plug" are done to the cable, and answered with "done"; "end", and the end of its input, end all.
#
#   hosts.sh FOLDER
#
# The server is server.local, 10.98.0.1; the client is client.local, 10.98.0.2: by /etc/hosts, because programs find such names by
# multicast only where nss-mdns is installed.
set -eu
. "$(dirname "$0")/announcing.sh"
folder=$1
processes=()
trap 'kill -KILL "${processes[@]}" 2>/dev/null; wait 2>/dev/null' EXIT

# A process that keeps namespaces of its own: $keeper.
keep() {
  unshare -n -m -u sleep infinity & keeper=$!
  processes+=("$keeper")
  for _ in $(seq 200); do
    [ "$(readlink "/proc/$keeper/ns/uts")" != "$(readlink /proc/$$/ns/uts)" ] && return
    sleep 0.02
  done
  echo "no namespaces" >&2
  exit 1
}

# host NAME KEEPER ADDRESS
host() {
  local own="$folder/$1" name=$1 keeper=$2 address=$3
  mkdir -p "$own"
  local enter=(nsenter -t "$keeper" -n -m -u)
  "${enter[@]}" sh -c 'hostname "$1"; ip link set lo up; ip addr add "$2/24" dev lan0; ip link set lan0 up
    ip route add 224.0.0.0/4 dev lan0
    mount -t tmpfs none /run && mkdir -p /run/avahi-daemon /run/dbus
    printf "127.0.0.1 localhost\n::1 localhost\n10.98.0.1 server.local\n10.98.0.2 client.local\n" >"$3/names"
    mount --bind "$3/names" /etc/hosts' sh "$name" "$address" "$own"
  start_bus "$own" /run/dbus/system_bus_socket "${enter[@]}"
  processes+=("$bus_process")
  write_avahi "$own" "$name"
  "${enter[@]}" avahi-daemon --no-drop-root --no-chroot --no-rlimits -f "$own/avahi.conf" >"$own/avahi.log" 2>&1 &
  processes+=($!)
}

keep; server=$keeper
keep; client=$keeper
nsenter -t "$server" -n ip link add lan0 type veth peer name lan0 netns "$client"
host server "$server" 10.98.0.1
host client "$client" 10.98.0.2
await_avahi "$folder/server"
await_avahi "$folder/client"
echo "ready $server $client"
while read -r word; do
  case $word in
  unplug) nsenter -t "$client" -n ip link set lan0 down; echo "done" ;;
  plug)
    nsenter -t "$client" -n sh -c 'ip link set lan0 up; ip route replace 224.0.0.0/4 dev lan0'
    echo "done"
    ;;
  *) break ;;
  esac
done
