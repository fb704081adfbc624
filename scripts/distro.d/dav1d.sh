# Package: dav1d and libdav1d, on films that aomenc has packed.
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

kind="C, meson, asm, library"
binary=usr/bin/dav1d

# Pack as FILE a film, made from SEED: boxes that move over a slope, with noise.
make_film () # FILE SEED
{
  command -v aomenc >/dev/null || die "dav1d: aomenc is not here; scripts/setup --distro installs it"
  awk -v seed="$2" '
    function random (m) { seed = seed * 16807 % 2147483647; return seed % m }
    BEGIN {
      w = 320; h = 180
      print "YUV4MPEG2 W" w " H" h " F25:1 Ip A1:1 C420jpeg"
      for (b = 0; b < 12; b++) {
        px[b] = random(w); py[b] = random(h); dx[b] = random(9) - 4; dy[b] = random(7) - 3
        size[b] = 10 + random(40); hue[b] = 30 + random(180)
      }
      for (frame = 0; frame < 75; frame++) {
        print "FRAME"
        for (y = 0; y < h; y++) {
          n = 0
          for (b = 0; b < 12; b++) if (y >= py[b] && y < py[b] + size[b]) row[n++] = b
          for (x = 0; x < w; x++) {
            v = 40 + x / 4 + y / 3 + frame + random(6)
            for (k = 0; k < n; k++) if (x >= px[row[k]] && x < px[row[k]] + size[row[k]]) v = hue[row[k]] + (x * y) % 13
            printf "%c", v % 256
          }
        }
        for (i = 0; i < w * h / 2; i++) printf "%c", 118 + int(i / w) % 20
        for (b = 0; b < 12; b++) {
          px[b] = (px[b] + dx[b] + w) % w; py[b] = (py[b] + dy[b] + h) % h
        }
      }
    }' | aomenc --quiet --passes=1 --cpu-used=6 --threads=1 --end-usage=q --cq-level=24 --ivf -o "$1" -
}

program_inputs ()
{
  make_film "$inputs/train.ivf" 91
  make_film "$inputs/test.ivf" 92
}

program_train ()
{
  local i
  for i in {1..80}; do
    "$1" --quiet --threads 1 --muxer null -o - -i "$inputs/train.ivf"
  done
}

program_test ()
{
  local i
  for i in {1..60}; do
    "$1" --quiet --threads 1 --muxer null -o - -i "$inputs/test.ivf"
  done
  "$1" --quiet --threads 1 --muxer yuv -o "$2/film" -i "$inputs/test.ivf"
}

program_digest ()
{
  cat "$2/film"
}

program_count ()
{
  "$1" --quiet --threads 1 --limit 25 --muxer null -o - -i "$inputs/test.ivf"
}
