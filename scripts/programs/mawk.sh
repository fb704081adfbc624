# Program: Debian's mawk, on gawk's data and scripts.
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

# shellcheck source=scripts/programs/gawk.sh
. scripts/programs/gawk.sh

program_sources ()
{
  local src=$work/src gen=$work/gen unit
  fetch_debian_source mawk "$work"
  # Its configure wants to be where the sources are.
  if [ ! -f "$gen/scancode.c" ]; then
    rm -rf "$gen"
    cp -r "$src" "$gen"
    (cd "$gen" && ./configure && make scancode.c) >"$work/gen.log" 2>&1 \
      || die "mawk: cannot be configured; see $work/gen.log"
  fi
  for unit in array bi_funct bi_vars cast code da error execute fcall field files \
              fin hash init jmp kw main matherr memory parse print re_cmpl regexp \
              scan scancode split version zmalloc; do
    units+=("$gen/$unit.c")
  done
  cflags=(-DHAVE_CONFIG_H -I"$gen")
  libs=(-lm)
  train="word frequencies, sums by key of a log"
  test="sums by key of a table, markup to text, the game of life"
}

# numbers.awk has a recursion that is too deep for mawk.
program_train ()
{
  local dir=scripts/programs/gawk
  "$1" -f $dir/words.awk "$inputs/prose.train"
  "$1" -f $dir/requests.awk "$inputs/log"
}

# The scripts for gawk's test have functions that only gawk has.
program_test ()
{
  local dir=scripts/programs
  "$1" -f $dir/mawk/sums.awk "$inputs/table"
  "$1" -f $dir/mawk/unmark.awk "$inputs/markup"
  "$1" -f $dir/gawk/life.awk
}
