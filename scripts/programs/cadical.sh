# Program: Debian's CaDiCaL, on minisat2's formulas.
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

# shellcheck source=scripts/programs/minisat2.sh
. scripts/programs/minisat2.sh

program_sources ()
{
  local src=$work/src file
  fetch_debian_source cadical "$work"
  for file in "$src"/src/*.cpp; do
    case $file in
      */mobical.cpp | */ipasir.cpp) ;;
      *) units+=("$file") ;;
    esac
  done
  cflags=(-DNDEBUG -DNBUILD)
  train="random 3-SAT, pigeonholes, colourings"
  test="random 3-SAT of another size, Latin squares, parities, colourings"
}

# The search, but for times.
program_digest ()
{
  grep -E '^(s |c (conflicts|decisions|propagations):)' "$1" \
    | sed -E 's/^(.*:  *[0-9]*).*/\1/'
}
