# Change a source file in C or C++ in one way that keeps its meaning, or look into it.
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
# Usage: awk -v kind=KIND -v seed=N -v known=NAMES [-v out=FILE] -f mutate-source.awk FILE
#
# With one of the functions NAMES (with blanks between), of which FILE has the body:
#
#   insert     blank lines, comments and statements without effect are inserted in it
#   delete     blank lines, comments and assertions are deleted in it
#   move       it goes to another place in the file, and leaves a declaration
#   cut        it goes to the file out, with the includes of this one before it
#   choose     nothing is changed
#   parameter  of the one function NAMES: it gets one parameter more, and each call of it
#              in this file an argument
#
# The changed file is printed, and the name of the function is written to standard error.
# Exit status 1 if there is nothing to change so.  Whether the result compiles is for the
# caller to see: functions are found by the brace in the first column that ends them, as
# in the programs of scripts/mutate-source.

function random (n)
{
  seed = (seed * 3877 + 29573) % 139968
  return int (seed / 139968 * n)
}

# Line I without what stands in comments, strings and characters; a line of the
# preprocessor is empty.  Sets alone[I] if the line is one whole comment.
function mask (i,   s, r, c, two)
{
  s = $0
  if (continued || (!comment && s ~ /^[ \t]*#/)) {
    directive[i] = 1
    continued = s ~ /\\$/
    return ""
  }
  alone[i] = !comment
  while (s != "") {
    if (comment) {
      if (!match (s, /\*\//)) break
      s = substr (s, RSTART + 2)
      comment = 0
      continue
    }
    two = substr (s, 1, 2)
    c = substr (s, 1, 1)
    if (two == "//") break
    if (two == "/*") {
      comment = 1
      s = substr (s, 3)
    }
    else if (c == "\"" && match (s, /^"([^"\\]|\\.)*"/)) {
      r = r "\"\""
      s = substr (s, RLENGTH + 1)
    }
    else if (c == "'" && match (s, /^'([^'\\]|\\.)+'/)) {
      r = r "0"
      s = substr (s, RLENGTH + 1)
    }
    else {
      r = r c
      s = substr (s, 2)
    }
  }
  alone[i] = alone[i] && !comment && r ~ /^[ \t]*$/
  return r
}

# Find the functions: name[K], the lines first[K] to last[K], and open[K], the line of the
# brace that opens the body.
function find_functions (   i, start, text, inside, skip, word)
{
  for (i = 1; i <= n; i++) {
    if (inside || skip) {
      if (line[i] ~ /^}/) {
        if (inside) last[functions] = i
        inside = skip = start = 0
      }
      continue
    }
    if (directive[i]) { start = 0; continue }
    if (masked[i] ~ /^[ \t]*$/) continue
    if (!start) {
      if (masked[i] !~ /^[A-Za-z_]/) continue
      start = i
      text = ""
    }
    text = text " " masked[i]
    if (text ~ /[;}][ \t]*$/ || text ~ /:[ \t]*$/) start = 0
    else if (text ~ /{[ \t]*$/) {
      if (text ~ /^ (namespace|extern "")/) start = 0
      else if (text ~ /=[ \t]*{[ \t]*$/ || !match (text, /[A-Za-z_][A-Za-z0-9_:~]*[ \t]*\(/))
        skip = 1
      else {
        word = substr (text, RSTART, RLENGTH)
        sub (/[ \t]*\($/, "", word)
        functions++
        method[functions] = word ~ /:/
        sub (/.*:/, "", word)
        name[functions] = word
        first[functions] = start
        open[functions] = i
        inside = 1
      }
    }
  }
  if (inside) functions--
}

# Is the function K whole, with all parts of the preprocessor's conditions in it?
function whole (k,   i, depth)
{
  for (i = first[k]; i <= last[k]; i++) {
    if (line[i] ~ /^[ \t]*#[ \t]*if/) depth++
    if (line[i] ~ /^[ \t]*#[ \t]*(else|elif)/ && !depth) return 0
    if (line[i] ~ /^[ \t]*#[ \t]*endif/ && --depth < 0) return 0
  }
  return depth == 0
}

# Give up.
function fail ()
{
  failed = 1
  exit 1
}

# One of the known functions.
function choose (   k, some, chosen)
{
  for (k = 1; k <= functions; k++)
    if (name[k] in is_known && whole(k)) chosen[++some] = k
  if (!some) fail()
  return chosen[1 + random(some)]
}

# Some lines without effect.
function filling (   r, i, count)
{
  count = 1 + random(4)
  for (i = 0; i < count; i++)
    r = r (random(3) == 0 ? "" : random(2) ? "  /* A line more: " random(1000) ".  */" : "  (void) 0;") "\n"
  return r
}

function insert (k,   i, some, place, parts, count)
{
  for (i = open[k] + 1; i < last[k]; i++)
    if (!directive[i] && masked[i] ~ /;[ \t]*$/ && gsub (/\(/, "(", masked[i]) == gsub (/\)/, ")", masked[i]))
      place[++some] = i
  if (!some) fail()
  count = 1 + random(3)
  for (i = 0; i < count; i++) {
    parts = place[1 + random(some)]
    line[parts] = line[parts] "\n" substr (filling(), 1)
    sub (/\n$/, "", line[parts])
  }
}

function delete_lines (k,   i, some)
{
  for (i = open[k] + 1; i < last[k]; i++)
    if (!directive[i] && (alone[i] || masked[i] ~ /^[ \t]*[a-z_]*assert[ \t]*\(.*\)[ \t]*;[ \t]*$/) \
        && random(3) < 2) {
      gone[i] = 1
      some++
    }
  if (!some) fail()
}

# The text of the lines FROM to TO.
function text_of (from, to,   i, r)
{
  for (i = from; i <= to; i++) r = r line[i] "\n"
  return r
}

function remove (k,   i)
{
  for (i = first[k]; i <= last[k]; i++) gone[i] = 1
}

# What declares the function K, or nothing for a member.
function declaration (k,   text)
{
  if (method[k]) return ""
  text = text_of(first[k], open[k])
  sub (/[ \t\n]*{[^{]*$/, ";\n", text)
  return text
}

function move (k,   to)
{
  if (functions < 3) fail()
  do to = 1 + random(functions); while (to == k || to == k - 1)
  line[last[to]] = line[last[to]] "\n\n" text_of(first[k], last[k])
  remove(k)
  gone[first[k]] = 0
  line[first[k]] = declaration(k)
}

function cut (k,   i, includes)
{
  if (text_of(first[k], open[k]) ~ /(^|[ \t])(static|inline)[ \t\n]/) fail()
  for (i = 1; i < first[k]; i++)
    if (line[i] ~ /^[ \t]*#[ \t]*include/) includes = includes line[i] "\n"
  printf "\n%s\n%s", includes, text_of(first[k], last[k]) >out
  remove(k)
}

# A use of the function in front of a parenthesis declares it where it stands in the first
# column, or behind what may be a type.
function add_parameter (   i, s, r, before, rest, some)
{
  for (i = 1; i <= n; i++) {
    if (directive[i] && line[i] ~ "(^|[^A-Za-z0-9_])" known "([^A-Za-z0-9_]|$)") fail()
    s = line[i]
    r = ""
    while (match (s, "(^|[^A-Za-z0-9_])" known "([^A-Za-z0-9_]|$)")) {
      before = r substr (s, 1, RSTART - 1)
      rest = substr (s, RSTART)
      if (substr (rest, 1, length (known)) != known) {
        before = before substr (rest, 1, 1)
        rest = substr (rest, 2)
      }
      rest = substr (rest, length (known) + 1)
      if (!match (rest, /^[ \t]*\(/)) fail()
      r = before known "("
      s = substr (rest, RLENGTH + 1)
      if (before ~ /^$/ || (before ~ /[A-Za-z0-9_>*&][ \t*&]*$|[A-Za-z0-9_]::$/ && before !~ /(return|else|case)[ \t]*$/)) {
        if (match (s, /^[ \t]*(void[ \t]*)?\)/)) r = r "int more_"
        else r = r "int more_, "
        sub (/^[ \t]*void[ \t]*\)/, ")", s)
      }
      else r = r (s ~ /^[ \t]*\)/ ? "0" : "0, ")
      some++
    }
    line[i] = r s
  }
  if (!some) fail()
}

BEGIN {
  split (known, words, " ")
  for (i in words) is_known[words[i]]
  # So that seeds which are close to each other make other choices at once.
  seed = seed * 7919 % 139968
  for (i = 0; i < 5; i++) random(1)
}

{
  line[++n] = $0
  masked[n] = mask(n)
}

END {
  if (failed) exit 1
  if (kind == "parameter") {
    add_parameter()
    chosen = known
  }
  else {
    find_functions()
    k = choose()
    chosen = name[k]
    if (kind == "insert") insert(k)
    else if (kind == "delete") delete_lines(k)
    else if (kind == "move") move(k)
    else if (kind == "cut") cut(k)
  }
  if (failed) exit 1
  for (i = 1; i <= n; i++) if (!gone[i]) print line[i]
  print chosen >"/dev/stderr"
}
