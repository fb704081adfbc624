# Program: the command of Debian's GEOS, a library of geometry in C++ of some four hundred
# units, on polygons that are made up.
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
  local src=$work/src gen=$work/gen
  fetch_debian_source geos "$work"
  # Two headers.
  if [ ! -f "$gen/made" ]; then
    (rm -rf "$gen"
     cmake -S "$src" -B "$gen" -DBUILD_TESTING=OFF -DCMAKE_C_COMPILER="${gcc[0]}" \
       -DCMAKE_CXX_COMPILER="${gxx[0]}" && touch "$gen/made") >"$work/made.log" 2>&1 \
      || die "$program: cannot be configured; see $work/made.log"
  fi
  mapfile -t units < <(find "$src/src" -name '*.cpp' -o -name '*.c' | sort)
  units+=("$src/capi"/*.cpp
          "$src/util/geosop"/{GeosOp,GeomFunction,WKBStreamReader,WKTStreamReader}.cpp)
  cflags=(-ffp-contract=off -DNDEBUG -DUSE_UNSTABLE_GEOS_CPP_API -I"$gen/include" -I"$gen/capi"
          -I"$src/include" -I"$src/src/deps" -I"$src/util/geosop")
  libs=(-lm)
  train="geosop: intersections, unions, buffers, hulls, triangles, distances"
  test="geosop: differences, relations, buffers, diagrams, validity of others"
}

make_polygons () # NAME SEED COUNT POINTS SIZE
{
  awk -v seed="$2" -v count="$3" -v points="$4" -v size="$5" \
    -f scripts/programs/polygons.awk >"$inputs/$1"
}

program_inputs ()
{
  make_polygons train-a 1 120 60 80
  make_polygons train-b 2 40 40 150
  make_polygons test-a 3 90 80 100
  make_polygons test-b 4 40 100 120
  make_polygons count-a 5 25 80 100
  make_polygons count-b 6 12 100 120
}

# The operations of the test on the polygons of KIND.
test_on () # PROGRAM KIND
{
  local operation a=$inputs/$2-a b=$inputs/$2-b
  for operation in relate difference symDifference covers nearestPoints intersection; do
    "$1" -a "$a" -b "$b" -r 2 -f wkt "$operation"
  done
  for operation in "buffer 7" "simplifyTP 4" voronoi makeValid interiorPoint; do
    # shellcheck disable=SC2086
    "$1" -a "$a" -r 20 -f wkt $operation
  done
  "$1" -a "$a" -c -f wkt unaryUnion
}
export -f test_on

program_train ()
{
  local operation a=$inputs/train-a b=$inputs/train-b
  for operation in intersects intersection union distance containsPrep; do
    "$1" -a "$a" -b "$b" -r 6 -f wkt "$operation"
  done
  for operation in "buffer 3" convexHull "simplifyDP 5" delaunay isValid centroid; do
    # shellcheck disable=SC2086
    "$1" -a "$a" -r 40 -f wkt $operation
  done
  "$1" -a "$a" -c -f wkt unaryUnion
}

program_test ()
{
  test_on "$1" test
}

# Circles and curves, which have no part in the test.
program_other ()
{
  local a=$inputs/train-a b=$inputs/train-b
  "$1" -a "$a" -b "$b" -f txt frechetDistance
  "$1" -a "$a" -r 40 -f wkt minBoundingCircle
  "$1" -a "$a" -f wkt maxInscribedCircle 0.5
}

program_count ()
{
  test_on "$1" count
}
