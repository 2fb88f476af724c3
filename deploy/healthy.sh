#!/bin/bash
# healthy PORT PATH: whether a process of this container answers 200 there; for containers' health
# checks, which run often, so that no Python starts for them.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/$1"
printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3
read -r -t 5 _ status _ <&3
[ "$status" = 200 ]
