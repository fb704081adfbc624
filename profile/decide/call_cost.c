/* What one call of a function cost in the profiled program.
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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.

   The code at the entry runs once a call, so it tells calls from time.  Of a
   function that costs C a call, and E of that in the entry, N samples have
   N E / C in the entry on average, and the K that they have are drawn from a
   Poisson distribution.  Let what is known of calls before be as if one sample
   had been seen in the entry, and time B in all: a gamma distribution of shape
   1 and rate B for 1 / C.  Then

     C = (B + N E) / (1 + K),

   and the logarithm of C has a variance of about 1 / (1 + K), to which that of
   the costs is added.  B is in proportion to the size of the code.  Loops, and
   parts that never run, are in N and K.  Of what is inlined the function's own
   lines cost their share of the samples, with one more, since some code it has.

   Time, not insns, is what samples weigh: where a function waits for memory it
   waits in every call.  So the constants are those that fit the time of a call,
   own samples by calls that were counted, best: on x86-64 in 165 functions of
   Lua, gawk and LevelDB with four samples and more, which were called a
   thousand times at least.  There the logarithm of the estimate is off by 0.91
   (standard deviation; 1.21, 1.09 and 0.75 of the three), and by 0.82 in 192
   functions of SQLite (0.95), Duktape (0.65) and MuJS (0.86), which had no part
   in the choice; 68 % of those are within one deviation, and 96 % within two.
   By size alone it would be 1.24 and 1.03.  From the insns that callgrind
   counts the time of a call differs by 0.7 and 0.6.

   The entry is told by line and column, lest in a function of one line a loop
   pass for it.  */

#include "decide/call_cost.h"

#include <math.h>

/* What one call costs for each byte of the function, to begin with: at four
   bytes an insn, two fifths of all.  A power of the size other than the first
   fits no better.  */
#define INSNS_PER_BYTE 0.1

/* How much more that is where no samples in an entry tell of loops.  */
#define WITHOUT_ENTRY 2.0

/* What an entry costs: its bytes, and what waits there for the call itself.
   With the last lines, which run once as well, the estimate is no better.  */
#define ENTRY_INSNS_PER_BYTE (1 / 7.0)
#define ENTRY_INSNS 4.5

/* The variance of the logarithm that no number of samples takes away.  */
#define LEAST_VARIANCE 0.25

bool
pgo_call_cost_estimate (const struct pgo_fn_code *code, int64_t period,
                        struct pgo_call_cost *cost)
{
  double calls = 1, time = code->bytes * INSNS_PER_BYTE;
  double samples = (double) code->weight / period;

  if (code->bytes <= 0)
    return false;
  if (code->entry_bytes > 0)
    {
      double entry = ENTRY_INSNS + code->entry_bytes * ENTRY_INSNS_PER_BYTE;
      calls += (double) code->entry / period;
      time += samples * entry;
    }
  else
    time *= WITHOUT_ENTRY;
  cost->whole = time / calls;
  cost->own = cost->whole * (1 + (double) code->own / period) / (1 + samples);
  cost->deviation = sqrt (1 / calls + LEAST_VARIANCE);
  return true;
}
