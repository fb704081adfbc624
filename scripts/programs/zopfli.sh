# Program: Debian's Zopfli, on data of its own.
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
  fetch_debian_source zopfli "$work"
  units=("$work"/src/src/zopfli/*.c)
  libs=(-lm)
  train="a log, markup, binary records"
  test="prose, a table, binary samples"
}

program_inputs ()
{
  generate_data log 61 700000
  generate_data markup 62 500000
  generate_data records 63 300000
  generate_data prose 64 260000
  generate_data table 65 260000
  generate_data samples 66 200000
}

pack_all ()
{
  local program=$1 name
  shift
  for name; do
    "$program" -c --i5 "$inputs/$name"
  done
}
export -f pack_all

program_train ()
{
  pack_all "$1" log markup records
}

program_test ()
{
  pack_all "$1" prose table samples
}
