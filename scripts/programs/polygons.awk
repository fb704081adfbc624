# Write polygons in a square, as text of geometries (WKT), one a line.
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
# Usage: awk -v seed=N -v count=N -v points=N -v size=N -f polygons.awk
#
# COUNT polygons, the same for the same arguments, with POINTS corners each and a radius of
# some SIZE, in a square of 1000 by 1000: rough stars that do not cross themselves.

# A number from 0 to 1.  Park and Miller's generator is exact in doubles.
function random ()
{
  seed = seed * 16807 % 2147483647
  return seed / 2147483647
}

BEGIN {
  for (i = 0; i < count; i++)
    {
      x = 1000 * random (); y = 1000 * random ()
      radius = size * (0.5 + random ())
      line = ""
      for (k = 0; k < points; k++)
        {
          angle = 6.28318530718 * k / points
          r = radius * (0.6 + 0.4 * random ())
          corner = sprintf ("%.3f %.3f", x + r * cos (angle), y + r * sin (angle))
          if (k == 0)
            first = corner
          line = line corner ", "
        }
      print "POLYGON ((" line first "))"
    }
}
