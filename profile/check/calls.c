/* What stacks a profile has lost frames of, as far as the program's calls tell.
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

   Asks the bridge (bridge.h) for its verdicts on the profile's stacks and
   leaves these as they are.  That wants the addresses of the very build that
   was profiled, so it is done for files whose build id the profile has; a frame
   in any other file says nothing.  */

#include "check/binary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "check/thresholds.h"
#include "pprof/weight.h"
#include "symbolize/bridge.h"
#include "symbolize/graph.h"
#include "symbolize/module.h"

/* What is asked of the bridge.  */
struct lookup
{
  const struct pgo_profile *profile;
  struct pgo_graph *graph;
  struct pgo_module **modules; /* By mapping of PROFILE, or NULL.  */
  uint32_t *numbers;           /* Likewise, in GRAPH.  */
};

/* The virtual address in MODULE of ADDRESS, which MAPPING holds or which is one
   already.  False where it is in no code.  */
static bool
module_address (const struct pgo_module *module,
                const struct pgo_mapping *mapping, uint64_t address,
                uint64_t *virtual)
{
  const struct pgo_segment *segment = NULL;
  uint64_t offset = address - mapping->start + mapping->offset;

  if (address >= mapping->start && address < mapping->limit)
    segment = pgo_module_segment_of (module, offset);
  *virtual = segment ? offset - segment->offset + segment->start : address;
  return segment || pgo_module_segment_at (module, address);
}

/* Each of these is one of struct pgo_bridge_program, and DATA the lookup.  */

static struct pgo_bridge_place
bridge_place (void *data, uint32_t number)
{
  const struct lookup *lookup = data;
  const struct pgo_location *location = &lookup->profile->locations[number];
  uint32_t mapping = location->mapping;
  uint64_t address;

  if (mapping == PGO_NONE || !lookup->modules[mapping]
      || !module_address (lookup->modules[mapping],
                          &lookup->profile->mappings[mapping],
                          location->address, &address))
    return (struct pgo_bridge_place){ .function = PGO_BRIDGE_NOBODY };
  return pgo_graph_place (lookup->graph, lookup->numbers[mapping], address);
}

/* Nobody looks at the frames that are put between.  */
static uint32_t
bridge_location (void *data, uint32_t function, const struct pgo_call *call)
{
  (void) data, (void) function, (void) call;
  return 0;
}

static void
bridge_take (void *data, const uint32_t *stack, size_t depth, int64_t count,
             int64_t weight, int64_t time)
{
  (void) data, (void) stack, (void) depth, (void) count, (void) weight;
  (void) time;
}

/* Find the files of PROGRAM that PROFILE has the very build of.  Returns their
   number.  */
static size_t
find_modules (struct lookup *lookup, const struct pgo_program *program)
{
  const struct pgo_profile *profile = lookup->profile;
  size_t n_found = 0;

  for (size_t k = 0; k < program->n_files; k++)
    {
      struct pgo_module *module = program->files[k].module;
      const char *id = pgo_module_build_id (module);
      bool found = false;
      for (size_t i = 0; *id && i < profile->n_mappings; i++)
        {
          if (lookup->modules[i]
              || strcasecmp (profile->mappings[i].build_id, id) != 0)
            continue;
          if (!found)
            n_found++;
          lookup->numbers[i]
              = found ? (uint32_t) n_found - 1
                      : pgo_graph_add_module (lookup->graph, module);
          lookup->modules[i] = module;
          found = true;
        }
    }
  return n_found;
}

/* Let the bridge judge all stacks.  */
static void
judge_stacks (struct lookup *lookup, struct pgo_bridge_totals *totals)
{
  const struct pgo_profile *profile = lookup->profile;
  struct pgo_bridge_program program = pgo_graph_program (lookup->graph);
  struct pgo_bridge *bridge = pgo_bridge_new (false);
  struct pgo_weighing weighing;

  pgo_profile_weigh (profile, "", &weighing, NULL);
  program.data = lookup;
  program.place = bridge_place;
  program.location = bridge_location;
  for (size_t i = 0; i < profile->n_samples; i++)
    {
      int64_t weight;
      pgo_sample_weight (profile, &weighing, i, &weight);
      if (weight > 0)
        pgo_bridge_add (bridge, profile->stacks + profile->samples[i].first,
                        profile->samples[i].depth, weight, weight, 0);
    }
  pgo_bridge_run (bridge, &program, bridge_take, totals);
  pgo_bridge_free (bridge);
}

static void
report (struct pgo_check *check, const struct pgo_bridge_totals *totals)
{
  enum
  {
    FIRST = PGO_BRIDGED, /* Of those with frames missing.  */
    N = PGO_BRIDGE_N_VERDICTS - FIRST
  };
  struct pgo_part parts[N] = {
    [PGO_BRIDGED - FIRST] = { "one_way_percent", "can be put back", 0 },
    [PGO_BRIDGE_SEVERAL - FIRST]
    = { "several_percent", "have several ways", 0 },
    [PGO_BRIDGE_NO_WAY - FIRST] = { "no_way_percent", "have no way", 0 },
    [PGO_BRIDGE_NO_CALL - FIRST]
    = { "no_call_percent", "are at no known call", 0 },
    [PGO_BRIDGE_BROKEN - FIRST] = { "broken_percent", "are broken off", 0 },
  };
  int64_t missing = 0;
  struct pgo_finding *finding;

  for (int i = 0; i < N; i++)
    {
      missing += totals->weight[FIRST + i];
      parts[i].share = pgo_share (totals->weight[FIRST + i], totals->all);
    }
  double share = pgo_share (missing, totals->all);
  char *text = pgo_parts_text (parts, N);
  if (*text)
    *text = ':';
  finding = pgo_check_add (check, "calls",
                           "%.1f%% in stacks of which the calls show that "
                           "frames are missing%s",
                           share * 100, text);
  free (text);
  pgo_finding_parts (finding, parts, N);
  pgo_finding_judge (finding, pgo_judge_share (share, PGO_MUCH_MISSING, 100),
                     "gcc-pgo convert puts those back that have one way, from "
                     "the raw profile; perf record --call-graph dwarf, which "
                     "gcc-pgo record does, loses none but those of tail calls");
}

void
pgo_check_calls (struct pgo_check *check, struct pgo_program *program)
{
  const struct pgo_profile *profile = check->profile;
  struct lookup lookup
      = { .profile = profile,
          .graph = pgo_graph_new (),
          .modules = pgo_xcalloc (profile->n_mappings, sizeof *lookup.modules),
          .numbers
          = pgo_xcalloc (profile->n_mappings, sizeof *lookup.numbers) };

  if (find_modules (&lookup, program) > 0)
    {
      struct pgo_bridge_totals totals;
      judge_stacks (&lookup, &totals);
      report (check, &totals);
    }
  pgo_graph_free (lookup.graph);
  free (lookup.modules);
  free (lookup.numbers);
}
