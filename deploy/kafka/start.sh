#!/bin/sh
# Serves from /var/lib/kafka, which is formatted at the first start. KAFKA_ADVERTISED is the
# host:port by which clients reach this container; KAFKA_SETTINGS holds more of Kafka's own, a line
# each.
set -eu
home=/opt/kafka data=/var/lib/kafka
settings=$data/server.properties
{
  cat "$home/server.properties"
  echo "listeners=CLIENTS://:9092,CONTROLLER://127.0.0.1:9093"
  echo "advertised.listeners=CLIENTS://${KAFKA_ADVERTISED:-127.0.0.1:9092}"
  echo "listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT"
  echo "controller.quorum.bootstrap.servers=127.0.0.1:9093"
  echo "log.dirs=$data/data"
  echo "${KAFKA_SETTINGS:-}"
} >"$settings"

set -- java -XX:+UseSerialGC "-Xmx${KAFKA_HEAP:-512m}" \
  "-Dlog4j2.configurationFile=$home/log4j2.properties" -cp "$home/libs/*"
if [ ! -e "$data/data/meta.properties" ]; then
  "$@" kafka.tools.StorageTool format --standalone -c "$settings" \
    -t "$("$@" kafka.tools.StorageTool random-uuid | tail -n 1)"  # the log comes before it
fi
exec "$@" kafka.Kafka "$settings"
