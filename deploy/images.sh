#!/bin/sh
# Builds the images of compose.yaml: our code and Kafka, and with `local` also PostgreSQL and the
# front door, which otherwise are the official ones.
#
#     deploy/images.sh [code|kafka|local]...       default: code kafka
#
# BASE (default debian:bookworm-slim) is what they stand on; where it can neither be found nor
# pulled, deploy/base.sh makes one from Debian's packages. Python's packages and Kafka's jars are
# fetched outside, with this machine's own settings, and copied in. PYTHON runs deploy/jars.py.
set -eu
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-.venv/bin/python}
BASE=${BASE:-debian:bookworm-slim}
[ $# -gt 0 ] || set -- code kafka

choose_base() {
  docker image inspect "$BASE" >/dev/null 2>&1 && return
  docker pull --quiet "$BASE" >/dev/null 2>&1 && return
  BASE=rinnalla-debian:local
  docker image inspect "$BASE" >/dev/null 2>&1 || deploy/base.sh "$BASE"
}

# On the network of the host, whose packages may come over a road that containers do not have.
build() {
  docker build --quiet --network host --build-arg BASE="$BASE" "$@" >/dev/null
}

code() {
  rm -f deploy/wheels/*.whl
  $PYTHON -m pip download --quiet --no-deps --require-hashes --dest deploy/wheels \
    --requirement requirements/run.txt
  build --build-arg PIP_OPTIONS=--no-index --file deploy/Dockerfile --tag rinnalla .
}

kafka() {
  rm -rf deploy/kafka/libs
  cp -r "$($PYTHON -m deploy.jars)" deploy/kafka/libs
  build --tag rinnalla-kafka deploy/kafka
}

from_debian() {
  build --target postgres --tag rinnalla-postgres deploy/local
  build --target front --tag rinnalla-front deploy/local
}

choose_base
for image; do
  case $image in
    code) code ;;
    kafka) kafka ;;
    local) from_debian ;;
    *) echo "There is no image for $image: code, kafka and local can be built." >&2; exit 1 ;;
  esac
  echo "The image for $image is built, on $BASE."
done
