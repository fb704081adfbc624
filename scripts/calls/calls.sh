# Programs: those of scripts/calls, one in each folder.
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
# shellcheck shell=bash disable=SC2034,SC2154

program_sources ()
{
  local file
  units=(scripts/calls/calls.c)
  for file in "scripts/$program"/*.c "scripts/$program"/*.cc; do
    if [ -f "$file" ]; then units+=("$file"); fi
  done
  train="another seed, four times the turns"
  test="about a second"
}

# The arguments, a file for each run.
program_inputs ()
{
  local turns shares=(95 5)
  case ${program#calls/} in
    contexts) turns=200000 shares=(1 1 1) ;;
    program) turns=600 shares=(60 25 10 5) ;;
    returned-two) turns=150000000 shares=(72 22 6) ;;
    *sort) turns=10000 ;;
    table) turns=200000000 shares=(95 3 2) ;;
    unique) turns=75 ;;
    wrapper) turns=70000000 shares=(60 40) ;;
    *) turns=200000000 ;;
  esac
  echo "1 $((4 * turns))" "${shares[@]}" >"$inputs/train"
  echo "2 $turns" "${shares[@]}" >"$inputs/test"
}

# shellcheck disable=SC2046
program_train ()
{
  "$1" $(cat "$inputs/train")
}

# shellcheck disable=SC2046
program_test ()
{
  "$1" $(cat "$inputs/test")
}
