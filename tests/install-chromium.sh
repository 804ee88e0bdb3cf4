#!/bin/sh
# The page of the matrix is tested in Debian's Chromium: installs it where that may be done, else says loudly what is not tested.
set -u
[ -x /usr/bin/chromium ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  (apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium) >/dev/null 2>&1
fi
[ -x /usr/bin/chromium ] || echo "!!! /usr/bin/chromium is missing (apt-get install chromium as root): the page is NOT TESTED IN A BROWSER" >&2
exit 0
