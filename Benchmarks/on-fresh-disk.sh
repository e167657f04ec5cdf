#!/bin/bash
# on-fresh-disk.sh PROGRAM BIN: runs a benchmark with a folder on a fresh, journaled ext4 of its own (as root), so that
# runs are comparable; elsewhere in a temporary folder, and says so.
set -eu
top=$(mktemp -d)
if [ "$(id -u)" = 0 ] && truncate -s 8G "$top/image" && mkfs.ext4 -q -F -N 1000000 "$top/image" && mkdir "$top/mnt" \
  && mount -o loop "$top/image" "$top/mnt" 2>/dev/null; then
  chmod 755 "$top" "$top/mnt"
  trap 'umount "$top/mnt"; rm -rf "$top"' EXIT
  folder=$top/mnt
else
  echo "no file system of our own here: figures depend on the disk under $top"
  trap 'rm -rf "$top"' EXIT
  folder=$top/plain
  mkdir -p "$folder"
fi
"$1" "$2" "$folder"
