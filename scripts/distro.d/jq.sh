# Package: jq and libjq, on lists of records.
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

kind="C, autotools, library"
binary=usr/bin/jq

# Print N records, made from SEED.
make_records () # SEED N
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
      printf "["
      for (i = 1; i <= n; i++) {
        printf "%s{\"id\":%d,\"name\":\"%s %s\",\"price\":%.2f,\"open\":%s,", (i > 1 ? ",\n" : ""), i,
               word(), word(), random(100000) / 100, random(3) ? "true" : "false"
        printf "\"kind\":\"k%d\",\"tags\":[\"%s\",\"%s\",\"\\u00e9%s\"],", random(40), word(), word(), word()
        printf "\"at\":{\"x\":%d,\"y\":%.3f,\"note\":null}}", random(1000) - 500, random(9000) / 7
      }
      print "]"
    }'
}

program_inputs ()
{
  make_records 61 32000 >"$inputs/train.json"
  make_records 67 9000 >"$inputs/test.json"
}

program_train ()
{
  "$1" . "$inputs/train.json"
  "$1" -c 'group_by (.kind) | map ({ key: .[0].kind, value: (map (.price) | add / length) })
           | from_entries' "$inputs/train.json"
  "$1" '[.[] | select (.open and (.name | test ("^[b-k].*a")))] | length' "$inputs/train.json"
  "$1" -r '.[] | [.id, .name, .at.x, (.tags | join (";"))] | @csv' "$inputs/train.json"
  "$1" 'reduce .[] as $r ({}; .[$r.kind] += ($r.at.y | floor))' "$inputs/train.json"
}

program_test ()
{
  "$1" -c '.[]' "$inputs/test.json"
  "$1" 'map (.tags[]) | group_by (.) | map ({ tag: .[0], n: length }) | sort_by (-.n) | .[:20]' \
    "$inputs/test.json"
  "$1" -r '.[] | "\(.id)\t\(.name | ascii_upcase)\t\(.price * 1.19 | floor)"' "$inputs/test.json"
  "$1" '[paths (type == "number")] | length' "$inputs/test.json"
  "$1" -S 'map (.at |= with_entries (select (.value != null))) | map (del (.tags))' "$inputs/test.json"
  "$1" '[.[] | .name | gsub ("[aeiou]+"; "-")] | unique | length' "$inputs/test.json"
}

program_count ()
{
  "$1" '.[:400]' "$inputs/test.json" >"$2/part"
  "$1" 'map (.tags[]) | group_by (.) | map ({ tag: .[0], n: length }) | sort_by (-.n) | .[:20]' "$2/part"
  "$1" -r '.[] | "\(.id)\t\(.name | ascii_upcase)\t\(.price * 1.19 | floor)"' "$2/part"
  "$1" '[.[] | .name | gsub ("[aeiou]+"; "-")] | unique | length' "$2/part"
}
