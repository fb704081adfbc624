/* Which of perf's events weigh CPU time.
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

   perf names an event as it was asked for: "cycles:u", "cpu_core/cycles/Pu",
   "CPU_CLK_UNHALTED.THREAD".  What is not in the table may count anything, so
   it is no measure: neither a page fault nor a cache miss says where the time
   goes.  Instructions and branches are spread over the code as it runs, and are
   better than nothing.  */

#include "convert/perf.h"

#include <stddef.h>
#include <string.h>

#include "base/ascii.h"

/* A name that ends in "*" is the beginning of one.  */
static const struct
{
  const char *name;
  enum pgo_perf_measure measure;
} events[] = { { "cpu-clock", PGO_PERF_CPU_CLOCK },
               { "task-clock", PGO_PERF_TASK_CLOCK },
               { "cycles", PGO_PERF_CYCLES },
               { "cpu-cycles", PGO_PERF_CYCLES },
               { "cpu_cycles", PGO_PERF_CYCLES },                /* Arm.  */
               { "cpu_clk_unhalted.ref*", PGO_PERF_REF_CYCLES }, /* Intel.  */
               { "cpu_clk_unhalted*", PGO_PERF_CYCLES },
               { "ls_not_halted_cyc", PGO_PERF_CYCLES }, /* AMD.  */
               { "ref-cycles", PGO_PERF_REF_CYCLES },
               { "instructions", PGO_PERF_INSTRUCTIONS },
               { "inst_retired*", PGO_PERF_INSTRUCTIONS },
               { "ex_ret_instr", PGO_PERF_INSTRUCTIONS },
               { "branches", PGO_PERF_BRANCHES },
               { "branch-instructions", PGO_PERF_BRANCHES },
               { "br_inst_retired*", PGO_PERF_BRANCHES },
               { "ex_ret_brn", PGO_PERF_BRANCHES } };

/* Is NAME, which modifiers may follow, EVENT?  */
static bool
event_p (const char *name, const char *event)
{
  size_t length = strcspn (event, "*");
  return strlen (name) >= length && pgo_same_letters_p (name, event, length)
         && (event[length] || strchr (":,/", name[length]));
}

enum pgo_perf_measure
pgo_perf_measure (const char *name)
{
  const char *slash = strchr (name, '/');
  if (slash)
    name = slash + 1;
  for (size_t i = 0; i < sizeof events / sizeof *events; i++)
    if (event_p (name, events[i].name))
      return events[i].measure;
  return PGO_PERF_NO_MEASURE;
}
