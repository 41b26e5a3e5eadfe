#!/usr/bin/env bash
# libsecret 0.20.5 with gnome-keyring 42.1: where nobody can be asked to unlock the keyring (a session over SSH), looking
# up a stored secret answers that there is none, with the exit status and the silence of a secret that never existed.
#
# keytar 7.9.0 passes this on: its getPassword resolves with null, and not with an error.
set -eu
command -v apt-get >/dev/null || { echo "This script needs Debian 12: its gnome-keyring and libsecret-tools."; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for package in gnome-keyring=42.1-1+b2 libsecret-tools libsecret-1-0=0.20.5-3 libgcr-base-3-1 libgck-1-0 libcap-ng0 dbus-daemon \
  dbus-bin libdbus-1-3 libapparmor1; do
  apt-get download -q "$package" >/dev/null 2>&1 || { echo "$package cannot be downloaded: run apt-get update."; exit 2; }
done
for file in ./*.deb; do dpkg -x "$file" .; done
mkdir home run && chmod 700 run
cat >bus.conf <<'XML'
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow own="*"/><allow eavesdrop="true"/></policy></busconfig>
XML
cat >session.sh <<'SH'
set -eu
stop() { kill "$daemon" && wait "$daemon" 2>/dev/null || true; }
serve() { gnome-keyring-daemon --foreground --components=secrets "${@:2}" <"$1" >/dev/null 2>&1 & daemon=$!; }
# The service takes its name on the bus a moment after its start.
ready() {
  for _ in $(seq 200); do
    dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
      string:org.freedesktop.secrets 2>/dev/null | grep -q 'boolean true' && return 0
    python3 -c 'import time; time.sleep(0.05)'
  done
  echo "gnome-keyring did not start."; exit 2
}
printf 'any password' >password
serve password --unlock; ready
printf 'the secret' | secret-tool store --label=test app vast
echo "unlocked: '$(secret-tool lookup app vast)'"
stop
serve /dev/null; ready
status=0; answer=$(secret-tool lookup app vast 2>errors) || status=$?
echo "locked: '$answer', exit status $status, said: '$(cat errors)'"
status=0; never=$(secret-tool lookup app never-stored 2>errors) || status=$?
echo "never stored: '$never', exit status $status, said: '$(cat errors)'"
stop
SH
export HOME="$work/home" XDG_DATA_HOME="$work/home" XDG_RUNTIME_DIR="$work/run" PATH="$work/usr/bin:$PATH"
LD_LIBRARY_PATH=$(find "$work/usr/lib" -name 'lib*.so.*' -printf '%h\n' | sort -u | paste -sd:)
export LD_LIBRARY_PATH
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
dbus-run-session --config-file=bus.conf -- bash session.sh 2>/dev/null | tee out.txt
grep -q "^unlocked: 'the secret'" out.txt || { echo "The secret was not stored: nothing is shown."; exit 2; }
grep -q "^locked: '', exit status 1, said: ''" out.txt || { echo "A locked keyring says so: the behaviour has changed."; exit 1; }
