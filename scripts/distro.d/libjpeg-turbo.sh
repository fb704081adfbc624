# Package: cjpeg, djpeg and libjpeg, on pictures.
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

kind="C, cmake, asm, library"
binary=usr/bin/cjpeg

# Write as FILE a picture, made from SEED: hills of colour, with boxes and noise.
make_picture () # FILE SEED
{
  local tile=$1.tile
  awk -v seed="$2" '
    function random (m) { seed = seed * 16807 % 2147483647; return seed % m }
    BEGIN {
      for (b = 0; b < 40; b++) {
        left[b] = random(1200); top[b] = random(800); hue[b] = random(160)
        right[b] = left[b] + 20 + random(200); bottom[b] = top[b] + 20 + random(100)
      }
      for (x = 0; x < 1200; x++) wave[x] = 60 * sin(x * (3 + seed % 5) / 331)
      for (y = 0; y < 800; y++) {
        n = 0
        for (b = 0; b < 40; b++) if (y >= top[b] && y < bottom[b]) row[n++] = b
        for (x = 0; x < 1200; x++) {
          v = 128 + wave[x] + wave[y] / 2
          for (k = 0; k < n; k++) if (x >= left[row[k]] && x < right[row[k]]) v = hue[row[k]] + x % 31
          printf "%c%c%c", v % 256, (v + random(9) + y / 20) % 256, (255 - v + random(5)) % 256
        }
      }
    }' >"$tile"
  { printf 'P6\n1200 4800\n255\n'; cat "$tile"{,,,,,}; } >"$1"
  rm "$tile"
}

program_inputs ()
{
  make_picture "$inputs/train.ppm" 81
  make_picture "$inputs/test.ppm" 82
}

# djpeg is the package's, too.
program_train ()
{
  local i
  for i in 1 2 3 4 5 6; do
    "$1" -quality 85 -outfile "$2/1.jpg" "$inputs/train.ppm"
    "$1" -quality 92 -sample 1x1 -optimize -outfile "$2/2.jpg" "$inputs/train.ppm"
    "$1" -quality 75 -progressive -outfile "$2/3.jpg" "$inputs/train.ppm"
    djpeg "$2/1.jpg"
    djpeg -scale 1/2 "$2/2.jpg"
    djpeg "$2/3.jpg"
  done
}

program_test ()
{
  local i
  for i in 1 2 3; do
    "$1" -quality 70 -outfile "$2/1.jpg" "$inputs/test.ppm"
    "$1" -quality 95 -optimize -outfile "$2/2.jpg" "$inputs/test.ppm"
    "$1" -quality 80 -progressive -outfile "$2/3.jpg" "$inputs/test.ppm"
    djpeg -grayscale "$2/1.jpg"
    djpeg "$2/2.jpg"
    djpeg "$2/3.jpg"
  done
}

program_digest ()
{
  cat "$1" "$2"/*.jpg
}

# Of cjpeg alone.
program_count ()
{
  { printf 'P6\n1200 400\n255\n'; tail -c 1440000 "$inputs/test.ppm"; } >"$2/part"
  "$1" -quality 70 -outfile "$2/1.jpg" "$2/part"
  "$1" -quality 95 -optimize -outfile "$2/2.jpg" "$2/part"
  "$1" -quality 80 -progressive -outfile "$2/3.jpg" "$2/part"
}
