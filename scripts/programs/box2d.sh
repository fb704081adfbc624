# Program: Debian's Box2D, a simulation of solid bodies, on scenes of ours.
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
  local src=$work/src
  fetch_debian_source box2d "$work"
  mapfile -t units < <(find "$src/src" -name '*.cpp' | sort)
  units+=(scripts/programs/box2d/scenes.cpp)
  cflags=(-std=c++11 -DNDEBUG -I"$src/include" -I"$src/src")
  libs=(-lm)
  train="a pyramid, a bowl, a bridge with bullets"
  test="a drum that turns, a pyramid and a bridge of other sizes"
}

program_train ()
{
  "$1" pyramid 30 900 bowl 700 900 bridge 60 1800 pyramid 20 900
}

program_test ()
{
  "$1" tumbler 600 700 pyramid 24 900 bridge 40 2000 bowl 400 900
}

# Rays through bodies that do not move.
program_other ()
{
  "$1" field 3000 9000
}

program_count ()
{
  "$1" tumbler 400 150 pyramid 16 300 bridge 30 600 bowl 150 300
}
