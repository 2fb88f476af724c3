#!/bin/sh
# Serves from /var/lib/kafka, which is formatted at the first start. KAFKA_ADVERTISED is the
# host:port by which our own processes reach this broker; KAFKA_SETTINGS holds more of Kafka's own,
# a line each.
#
# With KAFKA_ADMIN_PASSWORD everybody signs in and may do what access lists say: the administrator
# by that password, all others by one that Kafka keeps as a hash (deploy/kafka_users.py). Partners
# have a listener of their own at KAFKA_PARTNERS, their host:port; TLS goes with it where
# /run/tls/partners.pem is (key and certificates in one file), and without TLS it must be loopback.
set -eu
home=${KAFKA_HOME:-/opt/kafka} data=${KAFKA_DATA:-/var/lib/kafka} tls=${KAFKA_TLS:-/run/tls/partners.pem}
clients=${KAFKA_CLIENTS_PORT:-9092} inside=${KAFKA_INSIDE_PORT:-9093} broker=${KAFKA_BROKER_PORT:-9095}
partners=${KAFKA_PARTNERS_PORT:-9094}
settings=$data/server.properties
listeners="CLIENTS://:$clients,CONTROLLER://127.0.0.1:$inside,BROKER://127.0.0.1:$broker"
advertised="CLIENTS://${KAFKA_ADVERTISED:-127.0.0.1:$clients},BROKER://127.0.0.1:$broker"
protocols=CONTROLLER:PLAINTEXT,BROKER:PLAINTEXT

partners_protocol() {
  if [ -e "$tls" ]; then
    echo SASL_SSL
    return
  fi
  case $KAFKA_PARTNERS in
    127.0.0.1:* | localhost:*) echo SASL_PLAINTEXT ;;
    *) echo "KAFKA_PARTNERS is $KAFKA_PARTNERS, and $tls is not there: passwords would travel in" \
      "the open." >&2; exit 1 ;;
  esac
}

# Whoever reaches the loopback listeners of this container is the broker itself.
access() {
  scram=org.apache.kafka.common.security.scram.ScramLoginModule
  plain=org.apache.kafka.common.security.plain.PlainLoginModule
  echo "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer"
  echo "super.users=User:ANONYMOUS;User:admin"
  echo "listener.name.clients.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512"
  echo "listener.name.clients.plain.sasl.jaas.config=$plain required user_admin=\"$KAFKA_ADMIN_PASSWORD\";"
  echo "listener.name.clients.scram-sha-512.sasl.jaas.config=$scram required;"
  if [ -n "${KAFKA_PARTNERS:-}" ]; then
    echo "listener.name.partners.sasl.enabled.mechanisms=SCRAM-SHA-512"
    echo "listener.name.partners.scram-sha-512.sasl.jaas.config=$scram required;"
    # Whoever is let out is out within the hour, also where a connection stands.
    echo "listener.name.partners.scram-sha-512.connections.max.reauth.ms=3600000"
    if [ -e "$tls" ]; then
      echo "listener.name.partners.ssl.keystore.type=PEM"
      echo "listener.name.partners.ssl.keystore.location=$tls"
    fi
  fi
}

if [ -n "${KAFKA_ADMIN_PASSWORD:-}" ]; then
  protocols=$protocols,CLIENTS:SASL_PLAINTEXT
  if [ -n "${KAFKA_PARTNERS:-}" ]; then
    protocol=$(partners_protocol)
    listeners=$listeners,PARTNERS://:$partners
    advertised=$advertised,PARTNERS://$KAFKA_PARTNERS
    protocols=$protocols,PARTNERS:$protocol
  fi
else
  protocols=$protocols,CLIENTS:PLAINTEXT
fi
umask 077
{
  sed 's/^inter.broker.listener.name=.*/inter.broker.listener.name=BROKER/' "$home/server.properties"
  echo "listeners=$listeners"
  echo "advertised.listeners=$advertised"
  echo "listener.security.protocol.map=$protocols"
  echo "controller.quorum.bootstrap.servers=127.0.0.1:$inside"
  echo "log.dirs=$data/data"
  [ -z "${KAFKA_ADMIN_PASSWORD:-}" ] || access
  echo "${KAFKA_SETTINGS:-}"
} >"$settings"

set -- java -XX:+UseSerialGC "-Xmx${KAFKA_HEAP:-512m}" \
  "-Dlog4j2.configurationFile=$home/log4j2.properties" -cp "${KAFKA_LIBS:-$home/libs}/*"
if [ ! -e "$data/data/meta.properties" ]; then
  "$@" kafka.tools.StorageTool format --standalone -c "$settings" \
    -t "$("$@" kafka.tools.StorageTool random-uuid | tail -n 1)"  # the log comes before it
fi
exec "$@" kafka.Kafka "$settings"
