#!/bin/sh
# Makes the base of our images from Debian's packages, for where no image registry can be reached:
#
#     deploy/base.sh [NAME]         needs root, mmdebstrap and a container engine
#
# It takes the package sources of this machine. The archive is made whole before the engine sees
# it: of a pipe into the engine nobody would notice that its first half failed, and the image would
# be an empty one.
set -eu
name=${1:-rinnalla-debian:local}
sources=/etc/apt/sources.list.d/debian.sources
[ -e "$sources" ] || sources=/etc/apt/sources.list
. /etc/os-release
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

mmdebstrap --quiet --variant=minbase --include=ca-certificates,usr-is-merged \
  --hook-dir=/usr/share/mmdebstrap/hooks/merged-usr \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  "$VERSION_CODENAME" "$folder/base.tar" "$sources" >"$folder/log" 2>&1 ||
  { cat "$folder/log" >&2; exit 1; }
[ -s "$folder/base.tar" ]
docker import "$folder/base.tar" "$name" >/dev/null
echo "$name is there."
