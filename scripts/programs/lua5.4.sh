# Program: Debian's Lua, on scripts of its own.
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
# shellcheck shell=bash disable=SC2034,SC2154

program_sources ()
{
  local unit
  fetch_debian_source lua5.4 "$work"
  # debian/rules makes this header.
  printf '#define DEB_HOST_MULTIARCH "%s"\n' "$("${gcc[@]}" -dumpmachine)" \
    >"$work/lua5.4-deb-multiarch.h"
  for unit in "$work"/src/src/*.c; do
    case $unit in
      */luac.c) ;;
      *) units+=("$unit") ;;
    esac
  done
  # Lua seeds its hash with the time and an address, and some seeds make a
  # script several percent slower than others.
  cflags=(-DLUA_USE_LINUX "-Dluai_makeseed(L)=0x5eed" -I"$work")
  libs=(-rdynamic -lm -ldl)
  train=scripts/programs/lua5.4/train.lua
  test=scripts/programs/lua5.4/test.lua
}

program_train ()
{
  "$1" scripts/programs/lua5.4/train.lua
}

program_other ()
{
  "$1" scripts/programs/lua5.4/other.lua
}

program_test ()
{
  "$1" scripts/programs/lua5.4/test.lua
}

program_make ()
{
  local dir=$1
  shift
  make -C "$dir/src" linux CC="${gcc[*]} -std=gnu99" \
    MYCFLAGS="$* '-Dluai_makeseed(L)=0x5eed'" || return
  ln "$dir/src/lua" "$dir/program"
}

# With a tenth of the rounds, or a smaller size.
program_count ()
{
  sed -E 's/\b([1-9][0-9]*)00\b/\10/g; s/mandelbrot \(60\)/mandelbrot (150)/; s/queens \(9\)/queens (7)/' \
    scripts/programs/lua5.4/test.lua >"$2/test.lua"
  "$1" "$2/test.lua"
}
