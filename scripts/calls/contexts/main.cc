/* Calls of std::function by three callers, each with a target of its own.
   Copyright (C) 2026 The gcc-pgo authors

   This program is free software: you can redistribute it and/or modify
   it under the terms of the GNU General Public License as published by
   the Free Software Foundation, either version 3 of the License, or
   (at your option) any later version.

   This program is distributed in the hope that it will be useful,
   but WITHOUT ANY WARRANTY; without even the implied warranty of
   MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
   GNU General Public License for more details.

   You should have received a copy of the GNU General Public License
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

#include "../calls.h"
#include "emitter.h"

int
main (int argc, char **argv)
{
  struct calls calls = calls_read (argc, argv);
  emitter ticks = clock_emitter (calls_random (&calls) & 255);
  emitter packets = network_emitter (calls_random (&calls) & 255);
  emitter readings = sensor_emitter (calls_random (&calls) & 255);
  std::uint64_t value = calls_random (&calls);

  for (std::uint64_t turn = 0; turn < calls.turns; turn++)
    switch (calls_target (&calls))
      {
      case 0:
        value = clock_run (ticks, 1000, value);
        break;
      case 1:
        value = network_run (packets, 1000, value);
        break;
      default:
        value = sensor_run (readings, 1000, value);
        break;
      }
  calls_report (value ^ ticks.greatest () ^ packets.greatest ()
                ^ readings.greatest ());
}
