#!/bin/bash
# Runs a command of LPRng, as root: it looks for its settings in /etc only, so that it gets an /etc of its own, which is ours
# with LPRng's laid over it. Debian's package cannot be installed beside cups-bsd; its files lie in CLIENTS ("make lprng").
#
#   lprng.sh CLIENTS FOLDER PORT COMMAND [ARGUMENT...]
#
# Queues, all at 127.0.0.1:PORT: still and paper; old is still, without the lines of the control file that only LPRng knows;
# first is still, with the data before the control file. FOLDER: for what it writes.
set -eu
clients=$1 folder=$2 port=$3 command=$4
shift 4
mkdir -p "$folder/etc"
{
  for queue in still paper; do printf '%s:lp=%s@127.0.0.1%%%s:force_localhost@:mc=99:\n' "$queue" "$queue" "$port"; done
  printf 'old:lp=still@127.0.0.1%%%s:force_localhost@:mc=99:bk:\n' "$port"
  printf 'first:lp=still@127.0.0.1%%%s:force_localhost@:mc=99:send_data_first:\n' "$port"
} >"$folder/etc/printcap"
exec unshare -m sh -c 'mount -t overlay -o "lowerdir=$1/etc:$2/etc:/etc" lprng /etc
  command=$3; shift 3; exec "$command" "$@"' sh "$folder" "$clients" "$clients/usr/bin/$command" "$@"
