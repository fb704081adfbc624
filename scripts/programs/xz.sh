# Program: Debian's xz and liblzma, used as bzip2 is.
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
  local src=$work/src/src gen=$work/gen file
  fetch_debian_source xz-utils "$work"
  configure_program --disable-nls --disable-threads --disable-assembler
  for file in "$src"/liblzma/*/*.c "$src"/xz/*.c "$src"/common/tuklib_*.c; do
    case $file in
      *_tablegen.c | *_small.c | *_mt.c | */outqueue.c | */tuklib_cpucores.c \
        | */hardware_cputhreads.c) ;;
      *) units+=("$file") ;;
    esac
  done
  cflags=(-DHAVE_CONFIG_H -DTUKLIB_SYMBOL_PREFIX=lzma_ '-DLOCALEDIR="."'
          -I"$gen" -I"$src/common" -I"$src/liblzma/api")
  for file in "$src"/liblzma/*/; do cflags+=(-I"$file"); done
  train="a log, markup, binary records, packed and unpacked"
  test="prose, a table, binary samples, packed and unpacked"
}

program_inputs ()
{
  generate_data log 51 6000000
  generate_data markup 52 5000000
  generate_data records 53 3000000
  generate_data prose 54 2000000
  generate_data table 55 2000000
  generate_data samples 56 1500000
}
