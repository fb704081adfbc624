# Program: Debian's zstd, which packs and unpacks generated data.
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
  fetch_debian_source zstd "$work"
  units=("$src"/lib/common/*.c "$src"/lib/compress/*.c
         "$src"/lib/decompress/*.c "$src"/lib/decompress/*.S
         "$src"/lib/dictBuilder/*.c "$src"/programs/*.c)
  # Without threads, whose time would depend on the others'.
  cflags=(-I"$src/lib" -I"$src/lib/common" -DXXH_NAMESPACE=ZSTD_
          -DZSTD_LEGACY_SUPPORT=0 -DDEBUGLEVEL=0)
  train="a log, markup, binary records, at levels 2, 3, 5 and 9, and unpacked"
  test="prose, a table, binary samples, at levels 1, 5 and 12, and unpacked"
}

program_inputs ()
{
  local name
  generate_data log 11 40000000
  generate_data markup 12 30000000
  generate_data records 13 23000000
  generate_data prose 14 14000000
  generate_data table 15 12000000
  generate_data samples 16 10000000
  for name in log markup records prose table samples; do
    split -b 400000 -a 3 "$inputs/$name" "$inputs/$name."
  done
}

pack_all ()
{
  local program=$1 dir=$2 levels=$3 name level
  shift 3
  for name; do
    for level in $levels; do
      "$program" -q "-$level" -c "$inputs/$name".* >"$dir/$name.$level.zst"
      "$program" -q -d -c "$dir/$name.$level.zst"
    done
  done
}
export -f pack_all

program_train ()
{
  pack_all "$1" "$2" "2 3 5 9" log markup records
}

program_test ()
{
  pack_all "$1" "$2" "1 5 12" prose table samples
}

# Unpacking alone.
program_other ()
{
  local i
  "$1" -q -1 -c "$inputs/log.aaa" >"$2/packed"
  for i in {1..1500}; do "$1" -q -d -c "$2/packed"; done
}

program_digest ()
{
  (cd "$inputs" && cat prose{,,} table{,,} samples{,,}) | cmp - "$1"
  cat "$2"/*.zst
}

program_make ()
{
  local dir=$1
  shift
  make -C "$dir/programs" zstd CC="${gcc[*]}" CFLAGS="$*" ZSTD_LEGACY_SUPPORT=0 \
    HAVE_THREAD=0 HAVE_ZLIB=0 HAVE_LZMA=0 HAVE_LZ4=0 || return
  ln "$dir/programs/zstd" "$dir/program"
}

program_count ()
{
  local name level
  for name in prose table samples; do
    for level in 1 5 12; do
      "$1" -q "-$level" -c "$inputs/$name.aaa" >"$2/packed"
      cat "$2/packed"
      "$1" -q -d -c "$2/packed"
    done
  done
}
