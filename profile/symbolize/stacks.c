/* The stacks of a raw profile.
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

   The stacks of one input are kept until it has been read, and go through the
   bridge, which asks about the program's graph of calls.  */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pprof/weight.h"
#include "symbolize/private.h"

/* The stacks of the input go through the bridge.  Each function here is one of
   struct pgo_bridge_program, and DATA the symbolizer.  */

static struct pgo_bridge_place
bridge_place (void *data, uint32_t location)
{
  struct pgo_symbolizer *symbolizer = data;
  struct origin *origin = pgo_symbolizer_origin (symbolizer, location);
  struct object *object = origin->object;
  if (!object)
    return (struct pgo_bridge_place){ .function = PGO_BRIDGE_NOBODY };
  if (!origin->placed)
    {
      pgo_symbolizer_use (symbolizer, object);
      origin->place = pgo_graph_place (symbolizer->graph, object->graph_module,
                                       origin->address);
      origin->placed = true;
    }
  return origin->place;
}

static uint32_t
bridge_location (void *data, uint32_t function, const struct pgo_call *call)
{
  struct pgo_symbolizer *symbolizer = data;
  uint64_t entry;
  struct object *object = symbolizer->graph_objects[pgo_graph_module (
      symbolizer->graph, function, &entry)];
  return call ? pgo_symbolizer_call (symbolizer, object, call->address - 1)
              : pgo_symbolizer_entry (symbolizer, object, entry);
}

static void
bridge_take (void *data, const uint32_t *stack, size_t depth, int64_t count,
             int64_t weight, int64_t time)
{
  struct pgo_symbolizer *symbolizer = data;
  const int64_t values[] = { count, weight };
  uint32_t sample
      = pgo_builder_add_sample (symbolizer->builder, stack, depth, values);
  pgo_builder_note_time (symbolizer->builder, sample, time);
}

/* Add what became of the stacks of an input to that of the ones before it that
   have its name.  */
static void
add_totals (struct pgo_symbolizer *symbolizer,
            const struct pgo_bridge_totals *totals)
{
  struct pgo_bridge_totals *sum = &symbolizer->totals;
  sum->all = pgo_add_saturating (sum->all, totals->all);
  for (int i = 0; i < PGO_BRIDGE_N_VERDICTS; i++)
    sum->weight[i] = pgo_add_saturating (sum->weight[i], totals->weight[i]);
}

/* Tell the user about those.  */
void
pgo_symbolizer_note_totals (struct pgo_symbolizer *symbolizer)
{
  struct pgo_bridge_totals totals = symbolizer->totals;
  static const char *const names[PGO_BRIDGE_N_VERDICTS]
      = { [PGO_BRIDGED] = "bridged",
          [PGO_BRIDGE_SEVERAL] = "several ways",
          [PGO_BRIDGE_NO_WAY] = "no way",
          [PGO_BRIDGE_NO_CALL] = "no call-site information",
          [PGO_BRIDGE_BROKEN] = "broken off" };
  char text[256] = "";
  size_t length = 0;
  double all = (double) totals.all, missing = 0;
  for (int i = PGO_BRIDGED; i < PGO_BRIDGE_N_VERDICTS; i++)
    {
      double weight = (double) totals.weight[i];
      if (weight <= 0)
        continue;
      missing += weight;
      length += (size_t) snprintf (text + length, sizeof text - length,
                                   "%s %s %.1f %%", length ? "," : "", names[i],
                                   100 * weight / all);
    }
  /* What would be printed as 0.0 % is nothing to tell.  */
  if (missing / all >= 0.0005)
    pgo_symbolizer_note (symbolizer,
                         "%s: frames missing in %.1f %% of the weight:%s",
                         symbolizer->current_input, 100 * missing / all, text);
  symbolizer->totals = (struct pgo_bridge_totals){ 0 };
}

void
pgo_symbolizer_end_input (struct pgo_symbolizer *symbolizer)
{
  if (symbolizer->bridge)
    {
      struct pgo_bridge_program program = pgo_graph_program (symbolizer->graph);
      struct pgo_bridge_totals totals;
      program.data = symbolizer;
      program.place = bridge_place;
      program.location = bridge_location;
      pgo_bridge_run (symbolizer->bridge, &program, bridge_take, &totals);
      add_totals (symbolizer, &totals);
      pgo_bridge_free (symbolizer->bridge);
      symbolizer->bridge = NULL;
    }
  pgo_graph_free (symbolizer->graph);
  symbolizer->graph = NULL;
  symbolizer->n_graph_objects = 0;
  for (size_t i = 0; i < symbolizer->n_origins; i++)
    symbolizer->origins[i].placed = false;
}

bool
pgo_symbolizer_begin (struct pgo_symbolizer *symbolizer, const char *input,
                      const char *type, const char *unit, struct pgo_error *err)
{
  pgo_symbolizer_end_input (symbolizer);
  if (!symbolizer->input)
    {
      symbolizer->input = pgo_xstrdup (input);
      symbolizer->type = pgo_xstrdup (type);
      symbolizer->unit = pgo_xstrdup (unit);
      pgo_builder_add_type (symbolizer->builder, PGO_TYPE_SAMPLES,
                            PGO_UNIT_SAMPLES);
      if (strcmp (type, PGO_TYPE_SAMPLES) != 0
          || strcmp (unit, PGO_UNIT_SAMPLES) != 0)
        pgo_builder_add_type (symbolizer->builder, type, unit);
    }
  else if (strcmp (symbolizer->type, type) != 0
           || strcmp (symbolizer->unit, unit) != 0)
    return pgo_error_set (err, "%s: weighs samples in %s/%s, but %s in %s/%s",
                          input, type, unit, symbolizer->input,
                          symbolizer->type, symbolizer->unit);
  if (symbolizer->current_input
      && strcmp (symbolizer->current_input, input) != 0)
    pgo_symbolizer_note_totals (symbolizer);
  free (symbolizer->current_input);
  symbolizer->current_input = pgo_xstrdup (input);
  symbolizer->n_inputs++;
  if (!symbolizer->no_bridge)
    {
      symbolizer->graph = pgo_graph_new ();
      symbolizer->bridge = pgo_bridge_new (false);
    }
  return true;
}

void
pgo_symbolizer_unwound (struct pgo_symbolizer *symbolizer)
{
  if (!symbolizer->bridge)
    return;
  pgo_bridge_free (symbolizer->bridge);
  symbolizer->bridge = pgo_bridge_new (true);
}

void
pgo_symbolizer_no_bridge (struct pgo_symbolizer *symbolizer)
{
  symbolizer->no_bridge = true;
}

void
pgo_symbolizer_sample (struct pgo_symbolizer *symbolizer, const uint32_t *stack,
                       size_t depth, int64_t weight, int64_t time)
{
  pgo_symbolizer_add_samples (symbolizer, stack, depth, 1, weight, time);
}

void
pgo_symbolizer_add_samples (struct pgo_symbolizer *symbolizer,
                            const uint32_t *stack, size_t depth, int64_t count,
                            int64_t weight, int64_t time)
{
  if (symbolizer->bridge)
    pgo_bridge_add (symbolizer->bridge, stack, depth, count, weight, time);
  else
    bridge_take (symbolizer, stack, depth, count, weight, time);
  symbolizer->n_samples = pgo_add_saturating (symbolizer->n_samples, count);
  if (depth > 0 && symbolizer->sourced[stack[0]])
    symbolizer->n_sourced = pgo_add_saturating (symbolizer->n_sourced, count);
  symbolizer->weight = pgo_add_saturating (symbolizer->weight, weight);
}
