#!/bin/sh
# Copies the database of the running service, online and whole, to a dated file; keeps the newest 14.
# Run it daily from cron or a systemd timer, and copy the folder to another machine.
# The target folder is $BACKUPS, by default state/backups; the server is $SERVER.
set -eu
umask 077
cd "$(dirname "$0")/.."
backups=${BACKUPS:-state/backups}
server=${SERVER:-.build/debug/Server}
mkdir -p "$backups"
"$server" backup "$backups/$(date -u +%Y-%m-%dT%H%M%SZ).sqlite"
# The names sort by time, so all but the last 14 are the oldest.
ls -1 "$backups"/*.sqlite | sort -r | tail -n +15 | while read -r old; do rm -- "$old"; done
