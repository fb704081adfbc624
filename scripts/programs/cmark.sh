# Program: Debian's cmark, on text with CommonMark's marks.
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
  fetch_debian_source cmark "$work"
  # What cmake makes of these, with GCC.
  mkdir -p "$gen"
  sed 's/^#cmakedefine .*/& 1/; s/cmakedefine/define/' "$src/src/config.h.in" \
    >"$gen/config.h"
  sed 's/@PROJECT_VERSION_[A-Z]*@/0/g' "$src/src/cmark_version.h.in" \
    >"$gen/cmark_version.h"
  echo '#define CMARK_EXPORT' >"$gen/cmark_export.h"
  units=("$src"/src/*.c)
  cflags=(-I"$gen" -I"$src/src")
  train="a text, to HTML and XML"
  test="another text, to HTML, CommonMark and LaTeX"
}

program_inputs ()
{
  generate_data markdown 31 9000000
  mv "$inputs/markdown" "$inputs/train"
  generate_data markdown 32 7000000
  mv "$inputs/markdown" "$inputs/test"
}

program_train ()
{
  local to
  for to in html xml html xml html xml; do
    "$1" -t "$to" "$inputs/train"
  done
}

program_test ()
{
  local to
  for to in html commonmark latex html; do
    "$1" -t "$to" "$inputs/test"
  done
}
