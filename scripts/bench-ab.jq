# What scripts/bench measured of a program, for scripts/ab --show.
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
# Usage: jq -n -f scripts/bench-ab.jq --argjson layouts N FILE
#
# FILE has lines as bench.jq reads them, of one program.  The first variant is what the
# others are compared with; O2-again is the same once more.  The runs with one number were
# next to each other, and each layout in turn has one: a layout is a placement, with as
# many rounds as all of them have.  abtest/results.py says what the output is.

[inputs] as $results
| ($results | map (.run | length) | min / $layouts | floor) as $rounds
| { ab: 1, program: $results[0].program, seed: 1, metric: "cpu", confidence: 0.95,
    threshold: 0.01, varied: "code", interleaved: true, looks: false, stopped: "placements",
    seconds: ($results | map (.run | add) | add), machine: {},
    variants:
      ($results | map ({ name: .variant, value: .variant, twin: (.variant == "O2-again"),
                         text, compile })),
    placements:
      [range ($layouts) as $place
       | { pad: null, stack: null,
           runs: ($results
                  | map ({ key: .variant,
                           value: { cpu: [.run[range ($place; $rounds * $layouts; $layouts)]] } })
                  | from_entries) }] }
