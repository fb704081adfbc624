# Program: Debian's lzip, used as bzip2 is.
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

# shellcheck source=scripts/programs/bzip2.sh
. scripts/programs/bzip2.sh

program_sources ()
{
  fetch_debian_source lzip "$work"
  units=("$work"/src/*.cc)
  cflags=('-DPROGVERSION="1"')
  train="a log, markup, binary records, packed and unpacked"
  test="prose, a table, binary samples, packed and unpacked"
}

program_inputs ()
{
  generate_data log 41 5000000
  generate_data markup 42 4000000
  generate_data records 43 2000000
  generate_data prose 44 1500000
  generate_data table 45 1500000
  generate_data samples 46 1000000
}
