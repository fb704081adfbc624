# Program: Debian's MuJS, on duktape's scripts.
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

# shellcheck source=scripts/programs/duktape.sh
. scripts/programs/duktape.sh

program_sources ()
{
  local src=$work/src
  fetch_debian_source mujs "$work"
  units=("$src/one.c" "$src/main.c")
  # The scripts call deeper than an embedded interpreter lets them.
  cflags=(-std=c99 -DJS_STACKSIZE=65536 -DJS_ENVLIMIT=4096)
  libs=(-lm)
  train=scripts/programs/duktape/train.js
  test=scripts/programs/duktape/test.js
}
