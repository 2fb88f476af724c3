#!/bin/sh
# Makes the base of our images from Debian's packages, for where no image registry can be reached:
#
#     deploy/base.sh [NAME]         needs root, mmdebstrap and a container engine
#
# It takes the package sources of this machine. The packages that our images ask for are in it
# already, so that a build has little left to fetch.
set -eu
name=${1:-rinnalla-debian:local}
sources=/etc/apt/sources.list.d/debian.sources
[ -e "$sources" ] || sources=/etc/apt/sources.list
. /etc/os-release

mmdebstrap --quiet --variant=minbase --include=ca-certificates,python3-venv \
  "$VERSION_CODENAME" - "$sources" | docker import - "$name" >/dev/null
echo "$name is there."
