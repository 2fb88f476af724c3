#!/bin/sh
# Builds the images of compose.yaml: our code and Kafka, and with `local` also PostgreSQL and the
# front door, which otherwise are the official ones.
#
#     deploy/images.sh [code|kafka|local]...       default: code kafka
#
# BASE (default debian:bookworm-slim) is what they stand on; where it can neither be found nor
# pulled, deploy/base.sh makes one from Debian's packages. Python's packages and Kafka's jars are
# fetched outside, with this machine's own settings, and copied in. PYTHON runs deploy/jars.py.
# It ends with the first step that fails, and what has not been built whole gets no name.
set -eu
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-.venv/bin/python}
BASE=${BASE:-debian:bookworm-slim}
[ $# -gt 0 ] || set -- code kafka

choose_base() {
  if is_there "$BASE" || docker pull --quiet "$BASE" >/dev/null 2>&1; then return; fi
  BASE=rinnalla-debian:local
  is_there "$BASE" || deploy/base.sh "$BASE"
}

# And holds something: an import that was cut off leaves an image of no bytes.
is_there() {
  size=$(docker image inspect --format '{{.Size}}' "$1" 2>/dev/null) && [ "$size" -gt 1000000 ]
}

# On the network of the host, whose packages may come over a road that containers do not have.
build() {
  docker build --quiet --network host --build-arg BASE="$BASE" "$@" >/dev/null
}

code() {
  rm -f deploy/wheels/*.whl
  $PYTHON -m pip download --quiet --no-deps --require-hashes --dest deploy/wheels \
    --requirement requirements/run.txt
  commit=$(git describe --always --dirty --abbrev=12 --exclude='*' 2>/dev/null) || commit=unknown
  build --build-arg PIP_OPTIONS=--no-index --build-arg COMMIT="$commit" --file deploy/Dockerfile --tag rinnalla .
}

kafka() {
  libs=$($PYTHON -m deploy.jars)  # apart: the end of a command within another is not looked at
  rm -rf deploy/kafka/libs
  cp -r "$libs" deploy/kafka/libs
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
