# What check-addr2line counts and prints of one file.
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
# The first input is of addr2line -afi: an address, then a line with a function
# and one with FILE:LINE for each frame.  The second is ours: file, address, and
# name and line of each frame, with tabs between.  A difference is of the first
# of these kinds that fits: in the number of frames, in a name, in a line.
#
# addr2line knows a function without a linkage name by its last name, where we
# have its scopes before that, and a clone by the name without its suffix.  Where
# such a function is inlined it may give the symbol that holds the address
# instead, which is counted as agreed but for that name.
#
# A function in C++ that other units cannot see has no linkage name in the debug
# information; of those we have the symbol, if they have code of their own, where
# addr2line gives the plain name.  A name that we have from the raw profile, as of
# an entry of a .plt, and addr2line not at all, is no difference but counted.

function same_name (ours, theirs,    plain)
{
  sub (/@.*/, "", ours)
  sub (/@.*/, "", theirs)
  if (length (ours) > length (theirs) \
      && substr (ours, 1, length (theirs) + 1) == theirs ".")
    return 1
  plain = theirs
  sub (/<.*/, "", plain)
  sub (/^~/, "", plain)
  if (ours ~ /^_Z/ && theirs !~ /^_Z/ && index (ours, length (plain) plain))
    return 1
  return ours == theirs \
         || (length (ours) > length (theirs) + 2 \
             && substr (ours, length (ours) - length (theirs) - 1) \
                == "::" theirs)
}

FNR == 1 { input++ }

input == 1 && /^0x[0-9a-f]+$/ {
  address = $0
  sub (/^0x0*/, "0x", address)
  if (address == "0x") address = "0x0"
  expect = "name"
  next
}
input == 1 && expect == "name" { name = $0; expect = "line"; next }
input == 1 {
  line = $0
  sub (/ \(discriminator [0-9]+\)$/, "", line)
  sub (/.*:/, "", line)
  if (line == "?") line = 0
  n[address]++
  names[address, n[address]] = name
  lines[address, n[address]] = line
  expect = "name"
  next
}

{
  addresses++
  frames = (NF - 2) / 2
  kind = ""
  by_symbol = 0
  if (frames == 1 && $4 == 0 && names[$2, 1] == "??")
    {
      agree++
      unknown++
      next
    }
  if (frames != n[$2])
    kind = "differ-in-frames"
  for (i = 1; i <= frames && kind == ""; i++)
    if (!same_name($(2 * i + 1), names[$2, i]))
      {
        if (i < frames && $(2 * i + 1) !~ /^_Z/ \
            && same_name($(NF - 1), names[$2, i]))
          by_symbol = 1
        else
          kind = "differ-in-name"
      }
  for (i = 1; i <= frames && kind == ""; i++)
    if ($(2 * i + 2) != lines[$2, i])
      kind = "differ-in-line"
  if (kind == "")
    {
      agree++
      symbol += by_symbol
      next
    }
  count[kind]++
  text = file " " $2 " " kind ":"
  for (i = 1; i <= frames; i++)
    text = text " " $(2 * i + 1) ":" $(2 * i + 2)
  text = text "; addr2line:"
  for (i = 1; i <= n[$2]; i++)
    text = text " " names[$2, i] ":" lines[$2, i]
  print text
}

END {
  print "# addresses " addresses + 0
  print "# agree " agree + 0
  if (symbol)
    print "# agree-but-for-a-symbol " symbol
  if (unknown)
    print "# unknown-to-addr2line " unknown
  for (kind in count)
    print "# " kind " " count[kind]
}
