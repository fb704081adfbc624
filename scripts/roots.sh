# Shell functions for scripts that use compilers of other releases of Debian.
# Copyright (C) 2026 The gcc-pgo authors
#
# This program is free software: you can redistribute it and/or modify
# it under the terms of the GNU General Public License as published by
# the Free Software Foundation, either version 3 of the License, or
# (at your option) any later version.
#
# This program is distributed in the hope that it will be useful,
# but WITHOUT ANY WARRANTY; without even the implied warranty of
# MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
# GNU General Public License for more details.
#
# You should have received a copy of the GNU General Public License
# along with this program.  If not, see <https://www.gnu.org/licenses/>.
#
# shellcheck shell=bash disable=SC2154
# To be read by bash under "set -eu".  Where this machine's release has a compiler, it is
# used here; else in a root of the release that has it, which debootstrap makes once below
# the directory roots, from the mirror that apt uses here.  That wants root, about 3 GB a
# release, and the network.  The caller sets out, a directory for logs.

roots=/var/tmp/gcc-pgo-matrix
# shellcheck disable=SC1091 # It is there on any Debian.
here=$(. /etc/os-release && echo "${VERSION_CODENAME-}")

say ()
{
  echo "${0##*/}: $*" >&2
}

# The Debian release with GCC $1; no plugin headers of the cross GCC 11 are in any.
release_of ()
{
  case $1 in
    11 | 12) echo bookworm ;;
    13 | 14) echo trixie ;;
    15 | 16) echo sid ;;
  esac
}

# What the names of files in RELEASE have in front, seen from here.
prefix_of ()
{
  [ "$1" = "$here" ] || echo "$roots/$1"
}

# Run COMMAND... in RELEASE: here, or in its root with the file systems that
# programs expect, in a mount name space that is gone afterwards.
inside () # RELEASE COMMAND...
{
  local root
  root=$(prefix_of "$1")
  shift
  if [ -z "$root" ]; then
    "$@"
    return
  fi
  # shellcheck disable=SC2016 # The inner shell expands them.
  unshare --mount --propagation private bash -euc '
    root=$1
    shift
    mount -t proc proc "$root/proc"
    mount -t sysfs sysfs "$root/sys"
    mount --rbind /dev "$root/dev"
    exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
      LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"' inside "$root" "$@"
}

# Make the root of RELEASE if it is not there.
make_root () # RELEASE
{
  local root mirror free
  root=$(prefix_of "$1")
  [ -n "$root" ] && ! [ -d "$root" ] || return 0
  if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null; then
    say "a root of $1 takes debootstrap, as root"
    exit 1
  fi
  mkdir -p "$roots"
  free=$(df -Pk "$roots" | awk 'NR == 2 { print int ($4 / 1048576) }')
  if [ "$free" -lt 6 ]; then
    say "$roots has $free GiB free, a root of $1 takes 3 and some air"
    exit 1
  fi
  # shellcheck disable=SC2016 # apt-get's and awk's.
  mirror=$(apt-get indextargets --format '$(REPO_URI) $(COMPONENT) $(CODENAME)' "Origin: Debian" \
    | awk '$2 == "main" && $3 !~ /-/ { print $1; exit }')
  say "making a root of $1 in $root"
  rm -rf "$root.new"
  unshare --mount --propagation private \
    debootstrap --variant=minbase "$1" "$root.new" "$mirror" >"$out/$1-root.log" 2>&1
  # A mirror of one day's archive is older than its lists allow.
  echo 'Acquire::Check-Valid-Until "false";' >"$root.new/etc/apt/apt.conf.d/90gcc-pgo"
  mv "$root.new" "$root"
}
