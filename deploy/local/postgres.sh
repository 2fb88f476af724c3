#!/bin/sh
# What we use of the official image's conventions: POSTGRES_USER, POSTGRES_DB, the password in
# POSTGRES_PASSWORD or in the file that POSTGRES_PASSWORD_FILE names, POSTGRES_HOST_AUTH_METHOD.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  user=${POSTGRES_USER:-postgres}
  given=$(mktemp)
  if [ -n "${POSTGRES_PASSWORD_FILE:-}" ]; then
    cat "$POSTGRES_PASSWORD_FILE" >"$given"
  else
    printf '%s' "${POSTGRES_PASSWORD:?must be set}" >"$given"
  fi
  initdb --username="$user" --pwfile="$given" --auth-host=scram-sha-256 --auth-local=trust \
    --encoding=UTF8 --no-locale
  rm "$given"
  echo "host all all all ${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >>"$PGDATA/pg_hba.conf"
  database=${POSTGRES_DB:-$user}
  [ "$database" = postgres ] || echo "CREATE DATABASE \"$database\"" |
    postgres --single -D "$PGDATA" postgres >/dev/null
fi
exec "$@" -c listen_addresses='*' -c unix_socket_directories=/tmp
