# Program: Debian's bzip2, which packs and unpacks generated data.
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
  local src=$work/src name
  fetch_debian_source bzip2 "$work"
  for name in blocksort huffman crctable randtable compress decompress bzlib \
              bzip2; do
    units+=("$src/$name.c")
  done
  cflags=(-D_FILE_OFFSET_BITS=64)
  train="a log, markup, binary records, packed and unpacked"
  test="prose, a table, binary samples, packed and unpacked"
}

program_inputs ()
{
  generate_data log 1 18000000
  generate_data markup 2 9000000
  generate_data records 3 7000000
  generate_data prose 4 7000000
  generate_data table 5 5000000
  generate_data samples 6 4000000
}

pack_all ()
{
  local program=$1 dir=$2 name
  shift 2
  for name; do
    "$program" -c "$inputs/$name" >"$dir/$name.packed"
    "$program" -dc "$dir/$name.packed"
  done
}
export -f pack_all

program_train ()
{
  pack_all "$1" "$2" log markup records
}

program_test ()
{
  pack_all "$1" "$2" prose table samples
}

# Unpacking alone.
program_other ()
{
  local i
  head -c 2000000 "$inputs/log" | "$1" -c >"$2/packed"
  for i in {1..40}; do "$1" -dc "$2/packed"; done
}

program_digest ()
{
  (cd "$inputs" && cat prose table samples) | cmp - "$1"
  cat "$2"/*.packed
}

program_count ()
{
  local name
  for name in prose table samples; do
    head -c 300000 "$inputs/$name" >"$2/part"
    "$1" -c "$2/part" >"$2/packed"
    "$1" -dc "$2/packed"
  done
}
