# The places in C and C++ files that scripts/mutate changes, one change for each.
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
# Usage: awk -v seed=N -v equivalents=FILE -f mutate.awk FILE... | sort -n
#
# Each line of the output has, between characters 31: a number to sort by, file, line,
# column, two edits (offset in bytes, length, new text; a length below 0 is no edit), what
# is changed in words, the text of the line, and the reason if that change is in
# EQUIVALENTS.  In their order any number of lines from the first on takes the same
# share of the places of each file.  Wants LC_ALL=C; the numbers stay where double
# precision is exact, so that every awk makes the same.

BEGIN {
  US = "\037"
  state = (seed * 48271 + 11) % 2147483647
  if (state <= 0)
    state = 1
  for (i = 0; i < 8; i++)
    draw(1)
  # What a comparison and other operators are changed to.  A space on both sides
  # tells them from brackets of templates, references and signs.
  split ("< <= >= ; <= < > ; > >= <= ; >= > < ; == != ; != == ; && || ; || && ; " \
         "+ - ; - + ; += -= ; -= +=", rows, / ; /)
  for (i in rows)
    {
      n = split (rows[i], words, " ")
      others[words[1]] = n - 1
      for (j = 2; j <= n; j++)
        other[words[1], j - 1] = words[j]
    }
  split ("MIN MAX fmin fmax min max true false", words, " ")
  for (i = 1; i in words; i += 2)
    {
      swap[words[i]] = words[i + 1]
      swap[words[i + 1]] = words[i]
    }
  read_equivalents()
  for (argument = 1; argument < ARGC; argument++)
    {
      tokenize(ARGV[argument])
      exclude()
      find_places()
      print_places(ARGV[argument])
    }
}

# A number from 0 on, below LIMIT: the minimal standard generator.
function draw (limit)
{
  state = (state * 48271) % 2147483647
  return state % limit
}

function squeeze (s)
{
  gsub (/[ \t\n]+/, " ", s)
  sub (/^ /, "", s)
  sub (/ $/, "", s)
  return s
}

# EQUIVALENTS has paragraphs of four lines: the file, the text of the line, what is
# changed, as scripts/mutate prints it, or "any", and the reason, which may be longer.
# Lines that begin with "#" are comments.
function read_equivalents (    s, n, part)
{
  n = 0
  while (equivalents != "" && (getline s < equivalents) > 0)
    {
      # A macro is none.
      if (s ~ /^#( |$)/)
        continue
      s = squeeze(s)
      if (s == "")
        n = 0
      else if (++n <= 3)
        part[n] = s
      else if (n == 4)
        reason[part[1], part[2], part[3]] = s
      else
        reason[part[1], part[2], part[3]] = reason[part[1], part[2], part[3]] " " s
    }
}

# Read FILE into text[LINE] and the tokens: token, at (offset), where (line), column, spaced
# (on both sides).  Comments and directives are no tokens, but the value of a macro is.
function tokenize (file,    s, offset, line, comment, directive, pos, size, rest, c, skip,
                   last_end)
{
  n_tokens = n_lines = offset = comment = directive = skip = 0
  while ((getline s < file) > 0)
    {
      text[++n_lines] = s
      if (!comment && !directive && s ~ /^[ \t]*#/)
        {
          directive = 1
          skip = s !~ /^[ \t]*#[ \t]*define[ \t]/
        }
      pos = 1
      if (directive && !skip && match (s, /^[ \t]*#[ \t]*define[ \t]+[A-Za-z_0-9]+(\([^)]*\))?/))
        pos = RLENGTH + 1
      last_end = 0
      while (pos <= length (s))
        {
          rest = substr (s, pos)
          c = substr (rest, 1, 1)
          if (comment)
            {
              size = index (rest, "*/")
              comment = !size
              pos += size ? size + 1 : length (rest)
              continue
            }
          if (c == " " || c == "\t" || c == "\\")
            {
              pos++
              continue
            }
          if (rest ~ /^\/\*/)
            {
              comment = 1
              pos += 2
              continue
            }
          if (rest ~ /^\/\//)
            break
          if (match (rest, /^[A-Za-z_][A-Za-z_0-9]*/) \
              || match (rest, /^\.?[0-9]([eEpP][+-]|[0-9A-Za-z_.])*/) \
              || match (rest, /^"([^"\\]|\\.)*"/) || match (rest, /^'([^'\\]|\\.)*'/) \
              || match (rest, /^(<<=|>>=|\.\.\.|&&|\|\||==|!=|<=|>=|->|\+\+|--|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|<<|>>|::)/))
            size = RLENGTH
          else
            size = 1
          if (!skip)
            {
              token[++n_tokens] = substr (rest, 1, size)
              at[n_tokens] = offset + pos - 1
              where[n_tokens] = n_lines
              column[n_tokens] = pos
              spaced[n_tokens] = (pos == 1 || substr (s, pos - 1, 1) ~ /[ \t]/) \
                                 && substr (rest, size + 1, 1) ~ /^[ \t]?$/
            }
          pos += size
        }
      if (directive && s !~ /\\$/)
        {
          # It ends whatever it is in.
          directive = skip = 0
          token[++n_tokens] = ";"
          at[n_tokens] = offset
          where[n_tokens] = n_lines
          spaced[n_tokens] = 0
        }
      offset += length (s) + 1
    }
  close (file)
  token[n_tokens + 1] = token[n_tokens + 2] = ""
}

# The token that closes the parenthesis at token I.
function closing (i,    depth)
{
  for (depth = 0; i <= n_tokens; i++)
    if (token[i] == "(")
      depth++
    else if (token[i] == ")" && --depth == 0)
      return i
  return 0
}

# What stays: assertions, attributes and what is printed for developers.
function exclude (    i, j, k, print_p)
{
  split ("", excluded)
  for (i = 1; i <= n_tokens; i++)
    {
      if (token[i + 1] != "(" || !(j = closing(i + 1)))
        continue
      print_p = 0
      if (token[i] == "if")
        for (k = i + 2; k < j; k++)
          if (token[k] ~ /^dump_(file|flags|enabled_p)$/)
            print_p = 1
      if (print_p || token[i] ~ /assert$/ || token[i] ~ /^(__attribute__|v?f?printf|inform|warning|warning_at|error|error_at|fatal_error|internal_error|dump_.*)$/)
        for (k = i; k <= j; k++)
          excluded[k] = 1
    }
}

# A place at token I.
function place (i)
{
  places++
  place_token[places] = i
  variants[places] = 0
}

# One more variant of the last place: edits at FROM and TO, and what it is in words.  The
# second is none where LENGTH_TO is below 0.
function variant (from, length_from, text_from, to, length_to, text_to, words,    v)
{
  v = ++variants[places]
  edits[places, v] = from US length_from US text_from US to US length_to US text_to
  in_words[places, v] = words
}

function replace (i, by)
{
  variant(at[i], length (token[i]), by, 0, -1, "", token[i] " -> " by)
}

# The numbers that the number at token I is changed to.
function number (i,    s, v, n, k, list, seen, new)
{
  s = token[i]
  n = 0
  if (s ~ /^(0|[1-9][0-9]*)$/)
    {
      v = s + 0
      list[++n] = 0
      list[++n] = v + 1
      list[++n] = v - 1
      list[++n] = v * 2
      list[++n] = int (v / 2)
      if (v >= 8)
        list[++n] = int (v / 4)
      for (k = 1; k <= n; k++)
        list[k] = sprintf ("%.0f", list[k])
    }
  else if (s ~ /^[0-9]*\.?[0-9]*([eE][+-]?[0-9]+)?$/)
    {
      v = s + 0
      list[++n] = v ? 0 : 1
      list[++n] = v * 2
      list[++n] = v / 2
      list[++n] = v / 4
      for (k = 1; k <= n; k++)
        {
          list[k] = sprintf ("%.10g", list[k])
          if (list[k] ~ /^[0-9]*$/)
            list[k] = list[k] ".0"
        }
    }
  else
    {
      list[++n] = "(" s " + 1)"
      if (s !~ /^0[uUlL]*$/)
        {
          list[++n] = "(" s " - 1)"
          list[++n] = "(" s " * 2)"
          list[++n] = "(" s " / 2)"
        }
    }
  place(i)
  split ("", seen)
  for (k = 1; k <= n; k++)
    {
      new = list[k]
      if (new == s || new ~ /^-/ || (new in seen) || (s ~ /\./ && new + 0 == v))
        continue
      seen[new] = 1
      replace(i, new)
    }
}

# Is the number at token I the size in a declaration of an array?
function array_size_p (i)
{
  return token[i - 1] == "[" && token[i + 1] == "]" && token[i + 2] ~ /^[;=,]$/ \
         && token[i - 2] ~ /^[A-Za-z_]/ && token[i - 3] ~ /^([A-Za-z_].*|\*)$/ \
         && token[i - 3] != "return"
}

# The condition of the "if" or "while" at token I.  One that declares something
# stays.
function condition (i,    j, k, depth, s)
{
  if (!(j = closing(i + 1)) || (j == i + 3 && token[i + 2] ~ /^[0-9]/))
    return
  depth = 0
  for (k = i + 1; k < j; k++)
    if (token[k] == "(")
      depth++
    else if (token[k] == ")")
      depth--
    else if (token[k] == "=" && depth == 1)
      return
  s = ""
  for (k = i + 2; k < j; k++)
    s = s (k > i + 2 && at[k] > at[k - 1] + length (token[k - 1]) ? " " : "") token[k]
  place(i)
  variant(at[i + 1] + 1, 0, "!(", at[j], 0, ")", token[i] " (" s ") -> " token[i] " (!(" s "))")
  if (token[i] == "if")
    variant(at[i + 1] + 1, 0, "0 && (", at[j], 0, ")", token[i] " (" s ") -> if (0)")
}

function find_places (    i, k)
{
  places = 0
  for (i = 1; i <= n_tokens; i++)
    {
      if (i in excluded)
        continue
      if (token[i] ~ /^\.?[0-9]/)
        {
          if (!array_size_p(i) && !(token[i - 2] == "while" && token[i + 1] == ")"))
            number(i)
        }
      else if (token[i] in others)
        {
          if (!spaced[i])
            continue
          place(i)
          for (k = 1; k <= others[token[i]]; k++)
            replace(i, other[token[i], k])
        }
      else if (token[i] in swap)
        {
          if (token[i] == "true" || token[i] == "false" || token[i + 1] == "(")
            {
              place(i)
              replace(i, swap[token[i]])
            }
        }
      else if ((token[i] == "if" || token[i] == "while") && token[i + 1] == "(")
        condition(i)
    }
}

# The places of FILE in random order, each with one of its variants.
function print_places (file,    i, j, order, swapped, start, v, line, why)
{
  for (i = 1; i <= places; i++)
    {
      order[i] = i
      chosen[i] = 1 + draw(variants[i])
    }
  for (i = places; i > 1; i--)
    {
      j = 1 + draw(i)
      swapped = order[i]
      order[i] = order[j]
      order[j] = swapped
    }
  start = draw(1000000)
  for (i = 1; i <= places; i++)
    {
      j = order[i]
      v = chosen[j]
      line = squeeze(text[where[place_token[j]]])
      why = ""
      if ((file, line, in_words[j, v]) in reason)
        why = reason[file, line, in_words[j, v]]
      else if ((file, line, "any") in reason)
        why = reason[file, line, "any"]
      printf "%.0f" US "%s" US "%d" US "%d" US "%s" US "%s" US "%s" US "%s\n",
        int (((i - 1) * 1000000 + start) * 1000 / places), file,
        where[place_token[j]], column[place_token[j]], edits[j, v], in_words[j, v], line, why
    }
}
