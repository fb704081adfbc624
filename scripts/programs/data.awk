# Write data of one kind, the same for the same arguments.
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
# Usage: awk -v kind=KIND -v seed=N -v size=BYTES -f data.awk
#
# KIND is prose, log, table, markup, markdown (texts of that sort), records (of
# binary numbers that grow slowly or repeat), samples (of a noisy wave) or sound
# (stereo, 16 bits).  At least SIZE bytes are written.  To be run with LC_ALL=C.

# A number from 0 to N - 1.  Park and Miller's generator is exact in doubles.
function random (n) {
  state = state * 16807 % 2147483647
  return state % n
}

# The number of a word: low ones are frequent, as in a language.
function rank (   u) {
  u = (random(1000000) + 1) / 1000000
  return int(words * u * u * u)
}

function make_words (n,   i, k, w) {
  words = n
  for (i = 0; i < n; i++) {
    w = ""
    for (k = 1 + random(2 + int(log(i + 2) / 3)); k > 0; k--)
      w = w substr("bcdfghklmnprstvw", 1 + random(16), 1) \
        substr("aaeeeiioou", 1 + random(10), 1)
    word[i] = w substr("nrst", 1 + random(6), 1)
  }
}

function put (s) {
  written += length(s)
  printf "%s", s
}

function byte (n) {
  written++
  printf "%c", n % 256
}

function number (n) {
  byte(n); byte(int(n / 256)); byte(int(n / 65536)); byte(int(n / 16777216))
}

# Each word draws the next from some of its own, so that phrases recur.
function prose (   w, column, n) {
  w = rank()
  for (n = 5 + random(15); n > 0; n--) {
    put(word[w])
    put(n == 1 ? ".\n" : random(8) ? " " : ", ")
    w = random(3) ? (w * 31 + random(5) * 7) % words : rank()
  }
}

function log_line () {
  clock += random(40)
  put(sprintf("10.%d.%d.%d - - [%02d:%02d:%02d] \"%s /%s/%s?id=%d HTTP/1.1\" %d %d\n",
    random(4), random(16), random(200), clock / 3600 % 24, clock / 60 % 60,
    clock % 60, random(5) ? "GET" : "POST", word[random(20)], word[rank()],
    random(9000), random(9) ? 200 : 404, random(60000)))
}

function table () {
  row++
  put(sprintf("%d,%s %s,%.2f,%d-%02d-%02d,%s,%d\n", row, word[rank()],
    word[rank()], random(1000000) / 100, 1990 + random(30), 1 + random(12),
    1 + random(28), random(3) ? "open" : "closed", random(10) * random(100)))
}

function markup () {
  put(sprintf("  <item id=\"%d\" class=\"%s\">\n    <name>%s</name>\n", ++row,
    word[random(12)], word[rank()]))
  if (random(3)) put(sprintf("    <value unit=\"%s\">%d</value>\n",
    word[random(6)], random(5000)))
  put("  </item>\n")
}

function records () {
  offset += 16 + 4 * random(9)
  number(offset)
  number(random(12) * 65536 + random(300))
  number(random(4) ? 0 : state)
  byte(row++); byte(random(3)); byte(0); byte(255)
}

function samples () {
  level = level * 0.98 + (random(201) - 100) * 4
  row++
  number(int(32768 + level + 9000 * sin(row / 17)))
}

# A phrase, some of its words marked.
function marked (n,   s, w) {
  s = ""
  for (; n > 0; n--) {
    w = word[rank()]
    if (!random(12)) w = "*" w "*"
    else if (!random(14)) w = "**" w " " word[rank()] "**"
    else if (!random(25)) w = "`" w "()`"
    else if (!random(30)) w = "[" w "](http://" word[rank()] ".org/" word[rank()] ")"
    else if (!random(60)) w = "<b>" w "</b>"
    else if (!random(60)) w = w " &amp; \\" "*" word[rank()]
    s = s w (n == 1 ? "" : " ")
  }
  return s
}

# A block of CommonMark.
function markdown (   i, n) {
  n = random(12)
  if (n == 0)
    put(substr("####", 1, 1 + random(4)) " " marked(4) "\n\n")
  else if (n == 1)
    for (i = 2 + random(5); i > 0; i--)
      put((random(5) ? "- " : "  - ") marked(3 + random(12)) "\n")
  else if (n == 2)
    for (i = 1; i < 6; i++) put(i ". " marked(8) "\n")
  else if (n == 3)
    put("> " marked(20) "\n> " marked(10) "\n")
  else if (n == 4)
    put("```c\n" word[rank()] " (" word[rank()] ");\n  return " random(99) ";\n```\n")
  else if (n == 5)
    put("    " word[rank()] " = " random(1000) ";\n")
  else if (n == 6)
    put("[" word[rank()] "]: /" word[rank()] " \"" word[rank()] "\"\n")
  else
    for (i = 2 + random(4); i > 0; i--) put(marked(8 + random(8)) "\n")
  put("\n")
}

# A sample of each channel: three tones that come and go, one channel a little later
# and softer, with noise.
function sound (   k, left, right) {
  if (row % 11025 == 0)
    for (k = 0; k < 3; k++) {
      pitch[k] = 6.2832 * 110 * 2 ^ (random(36) / 12) / 44100
      volume[k] = 800 + random(5000)
    }
  row++
  left = right = 0
  for (k = 0; k < 3; k++) {
    left += volume[k] * sin(row * pitch[k])
    right += .7 * volume[k] * sin((row - 20) * pitch[k])
  }
  level = level * 0.9 + random(201) - 100
  sample(left + level)
  sample(right + level * .8 + random(41))
}

function sample (x) {
  x = (int(x) + 65536) % 65536
  byte(x); byte(int(x / 256))
}

BEGIN {
  state = seed * 7919 + 12345
  make_words(kind == "prose" ? 4000 : 400)
  while (written < size) {
    if (kind == "prose") prose()
    else if (kind == "log") log_line()
    else if (kind == "table") table()
    else if (kind == "markup") markup()
    else if (kind == "markdown") markdown()
    else if (kind == "records") records()
    else if (kind == "samples") samples()
    else if (kind == "sound") sound()
    else exit 1
  }
}
