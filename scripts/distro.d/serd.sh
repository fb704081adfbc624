# Package: serdi and libserd, on statements of RDF.
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


kind="C, meson, library"
binary=usr/bin/serdi

# Print statements about N subjects in Turtle, made from SEED.
make_turtle () # SEED N
{
  awk -v seed="$1" -v n="$2" '
    function random (m) { seed = seed * 16807 % 2147483647; return seed % m }
    function word (    i, w)
    {
      w = ""
      for (i = 2 + random(3); i > 0; i--)
        w = w substr("bcdfgklmnprstvw", 1 + random(15), 1) substr("aeiou", 1 + random(5), 1)
      return w
    }
    BEGIN {
      print "@base <http://example.org/data/> .\n@prefix p: <http://example.org/terms#> ."
      print "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
      for (i = 1; i <= n; i++) {
        printf "<item/%d> a p:Kind%d ;\n  p:name \"%s %s\"@en , \"caf\\u00e9 %s\" ;\n", i, random(30),
               word(), word(), word()
        printf "  p:size %d ; p:price %.2f ; p:open %s ;\n", random(9000), random(90000) / 100,
               random(2) ? "true" : "false"
        printf "  p:near <item/%d> , p:%s ;\n", 1 + random(n), word()
        printf "  p:at [ p:x \"%d\"^^xsd:integer ; p:note \"\"\"%s\n%s\"\"\" ] ;\n", random(500), word(), word()
        printf "  p:path ( <../%s/./%s> \"%s\" ) .\n", word(), word(), word()
      }
    }'
}

program_inputs ()
{
  make_turtle 101 24000 >"$inputs/train.ttl"
  make_turtle 109 20000 >"$inputs/test.ttl"
}

program_train ()
{
  local i
  for i in 1 2 3; do
    "$1" -i turtle -o ntriples "$inputs/train.ttl" >"$2/train.nt"
    "$1" -i turtle -o turtle "$inputs/train.ttl"
    "$1" -i ntriples -o turtle "$2/train.nt"
    "$1" -i ntriples -o nquads "$2/train.nt"
  done
}

program_test ()
{
  local i
  for i in 1 2 3 4; do
    "$1" -i turtle -o nquads "$inputs/test.ttl" >"$2/test.nq"
    "$1" -i nquads -o trig "$2/test.nq"
    "$1" -i turtle -o turtle "$inputs/test.ttl"
  done
}

program_count ()
{
  make_turtle 113 500 >"$2/part"
  "$1" -i turtle -o nquads "$2/part" >"$2/test.nq"
  "$1" -i nquads -o trig "$2/test.nq"
  "$1" -i turtle -o turtle "$2/part"
}
export -f make_turtle
