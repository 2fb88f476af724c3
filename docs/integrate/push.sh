#!/usr/bin/env bash
# Push a referral, read how it stands, follow what happens to it: with curl alone.
#     RINNALLA=https://rinnalla.example CLIENT=… SECRET=… REFERENCE=OURS-1 bash push.sh
set -euo pipefail
base=${RINNALLA:-http://127.0.0.1:8000}
reference=${REFERENCE:-CURL-1}

field() { # the first text of that name in the JSON that comes in
  tr -d '\n' | grep -o "\"$1\": *\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4
}

# curl asks again by itself after 429, 503 and a broken connection, and waits as Retry-After says.
# The key is the same each time, so the referral is received once whatever happens on the way.
again="--silent --show-error --fail --retry 5 --retry-connrefused --retry-max-time 60 --max-time 30"

token=$(curl $again --user "${CLIENT:-demo-turku}:${SECRET:-rinnalla-demo}" \
  --data grant_type=client_credentials "$base/identity/token" | field access_token)

referral=$(curl $again "$base/referral/api/v1/referrals" --header "Authorization: Bearer $token" \
  --header "Idempotency-Key: $reference" --header 'Content-Type: application/json' --data '{
    "source_reference": "'"$reference"'", "programme": "kaveri", "municipality": "853",
    "referrer": {"kind": "SCHOOL"}, "needs": ["LONELINESS"],
    "subject": {"kind": "CHILD", "given_name": "Aino", "date_of_birth": "2015-04-01"},
    "consent": {"given_on": "'"$(date +%F)"'", "given_by": "GUARDIAN"}}' | field id)
echo "received $referral"

status=received
while [ "$status" = received ]; do # triage takes a moment
  sleep 0.2
  status=$(curl $again "$base/referral/api/v1/referrals/$referral" \
    --header "Authorization: Bearer $token" | field status)
done
echo "status $status"

after=0
while :; do # page by page, until a page is empty
  page=$(curl $again "$base/referral/api/v1/events?after=$after" \
    --header "Authorization: Bearer $token")
  echo "$page" | tr -d '\n' | grep -o '"events": *\[ *\]' >/dev/null && break
  echo "$page" | tr -d '\n ' | tr '{' '\n' | { grep "\"subject\":\"referral-$referral\"" || true; } |
    grep -o '"type":"[^"]*"' | cut -d '"' -f 4 | sed 's/^/event /' || true
  after=$(echo "$page" | tr -d '\n ' | grep -o '"next":[0-9]*' | cut -d : -f 2)
done
