# What scripts for tests share: a D-Bus, and an Avahi that asks it. To be sourced.

# start_bus FOLDER SOCKET [COMMAND...]: the D-Bus, by way of COMMAND; its process is $bus_process.
start_bus() {
  local folder=$1 socket=$2
  shift 2
  rm -f "$socket"
  cat >"$folder/bus.conf" <<X
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=$socket</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/><allow user="*"/></policy></busconfig>
X
  "$@" dbus-daemon --config-file="$folder/bus.conf" --nofork --nopidfile >"$folder/dbus.log" 2>&1 & bus_process=$!
  for _ in $(seq 200); do "$@" [ -S "$socket" ] && return; sleep 0.05; done
  cat "$folder/dbus.log" >&2
  exit 1
}

# write_avahi FOLDER HOST: the settings of the Avahi of a host.
write_avahi() {
  cat >"$1/avahi.conf" <<X
[server]
host-name=$2
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
}

# await_avahi FOLDER: until it has told its host's name, so that nobody else has it.
await_avahi() {
  for _ in $(seq 200); do grep -q 'Server startup complete' "$1/avahi.log" && return; sleep 0.1; done
  cat "$1/avahi.log" >&2
  exit 1
}

# start_avahi FOLDER: Avahi, in a network namespace where nobody hears it; its process is $avahi_process.
start_avahi() {
  : >"$1/avahi.log"
  unshare -n -m sh -c 'ip link set lo up
    ip link add test0 type dummy 2>/dev/null && ip addr add 10.99.0.1/24 dev test0 && ip link set test0 multicast on up
    mount -t tmpfs none /run && mkdir -p /run/avahi-daemon
    exec avahi-daemon --no-drop-root --no-chroot --no-rlimits -f "$1"' sh "$1/avahi.conf" >"$1/avahi.log" 2>&1 &
  avahi_process=$!
  await_avahi "$1"
}
