# Program: Debian's flac and libFLAC, on sound of its own.
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
  local src=$work/src/src gen=$work/gen file
  fetch_debian_source flac "$work"
  # Assembly and intrinsics are not the compiler's doing.
  configure_program --disable-ogg --disable-asm-optimizations
  for file in "$src"/flac/*.c "$src"/libFLAC/*.c \
              "$src"/share/{getopt,grabbag,replaygain_*}/*.c \
              "$src"/share/utf8/{charset,iconvert,utf8}.c; do
    case $file in
      */ogg_*.c | */iffscan.c) ;;
      *) units+=("$file") ;;
    esac
  done
  cflags=(-DHAVE_CONFIG_H -DFLAC__NO_DLL -I"$gen" -I"$work/src/include"
          -I"$src/libFLAC/include" -I"$src/share")
  libs=(-lm)
  train="one piece, packed at levels 1, 3, 5, 7 and 8, and unpacked"
  test="another piece, packed at levels 0, 2, 4, 6 and 8, and unpacked"
}

program_inputs ()
{
  generate_data sound 71 16000000
  mv "$inputs/sound" "$inputs/train"
  generate_data sound 72 12000000
  mv "$inputs/sound" "$inputs/test"
}

pack_at ()
{
  local program=$1 dir=$2 levels=$3 sound=$4 level
  local format=(--force-raw-format --endian=little --sign=signed)
  for level in $levels; do
    "$program" -s "-$level" "${format[@]}" --channels=2 --bps=16 \
      --sample-rate=44100 -o "$dir/$level.flac" "$sound"
    "$program" -s -d -c "${format[@]}" "$dir/$level.flac"
  done
}
export -f pack_at

program_train ()
{
  pack_at "$1" "$2" "1 3 5 7 8" "$inputs/train"
}

program_test ()
{
  pack_at "$1" "$2" "0 2 4 6 8" "$inputs/test"
}

program_digest ()
{
  cat "$inputs"/test{,,,,} | cmp - "$1"
  cat "$2"/*.flac
}
