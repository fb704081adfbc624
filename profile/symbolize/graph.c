/* What the bridge asks about profiled programs.
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

   Numbers are given in the order in which functions are met, so they depend on
   the samples alone.  */

#include "symbolize/graph.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "symbolize/calls.h"

#define NO_MODULE UINT32_MAX

struct function
{
  uint32_t module; /* NO_MODULE: known by NAME only.  */
  uint64_t entry;
  const char *name; /* In modules that call and do not define it, or NULL.  */

  bool calls_read;
  struct pgo_call *calls; /* NULL where nothing is known of them.  */
  size_t n_calls;

  bool callers_read;
  uint32_t *callers;
  size_t n_callers;
};

struct pgo_graph
{
  struct pgo_module **modules;
  size_t n_modules;
  size_t modules_capacity;

  struct function *functions;
  size_t n_functions;
  size_t functions_capacity;
  uint32_t *sorted; /* All functions, by module, then entry or name.  */
  size_t sorted_capacity;

  uint32_t n_calls; /* Numbers given to calls.  */
};

struct pgo_graph *
pgo_graph_new (void)
{
  return pgo_xcalloc (1, sizeof (struct pgo_graph));
}

void
pgo_graph_free (struct pgo_graph *graph)
{
  if (!graph)
    return;
  for (size_t i = 0; i < graph->n_functions; i++)
    {
      free (graph->functions[i].calls);
      free (graph->functions[i].callers);
    }
  free (graph->functions);
  free (graph->sorted);
  free (graph->modules);
  free (graph);
}

uint32_t
pgo_graph_add_module (struct pgo_graph *graph, struct pgo_module *module)
{
  graph->modules = pgo_xgrow (graph->modules, graph->n_modules,
                              &graph->modules_capacity, sizeof *graph->modules);
  graph->modules[graph->n_modules] = module;
  return (uint32_t) graph->n_modules++;
}

static int
compare_functions (const struct function *x, const struct function *y)
{
  if (x->module != y->module)
    return x->module < y->module ? -1 : 1;
  /* Of these only the name is known.  */
  assert (x->module != NO_MODULE || (x->name && y->name));
  if (x->module == NO_MODULE)
    return strcmp (x->name, y->name);
  return (x->entry > y->entry) - (x->entry < y->entry);
}

/* The number of the function like KEY.  */
static uint32_t
find_function (struct pgo_graph *graph, const struct function *key)
{
  size_t low = 0, high = graph->n_functions;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      int order
          = compare_functions (&graph->functions[graph->sorted[middle]], key);
      if (order == 0)
        return graph->sorted[middle];
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  if (graph->n_functions >= UINT32_MAX - 1)
    pgo_out_of_memory ();
  graph->sorted = pgo_xgrow (graph->sorted, graph->n_functions,
                             &graph->sorted_capacity, sizeof *graph->sorted);
  graph->functions
      = pgo_xgrow (graph->functions, graph->n_functions,
                   &graph->functions_capacity, sizeof *graph->functions);
  memmove (&graph->sorted[low + 1], &graph->sorted[low],
           (graph->n_functions - low) * sizeof *graph->sorted);
  graph->functions[graph->n_functions] = *key;
  return graph->sorted[low] = (uint32_t) graph->n_functions++;
}

static uint32_t
defined_function (struct pgo_graph *graph, uint32_t module, uint64_t entry)
{
  struct function key = { .module = module, .entry = entry };
  return find_function (graph, &key);
}

/* The function that a module calls NAME and does not define.  */
static uint32_t
named_function (struct pgo_graph *graph, const char *name)
{
  struct function key = { .module = NO_MODULE, .name = name };
  for (size_t i = 0; i < graph->n_modules; i++)
    if (pgo_calls_symbol (pgo_module_calls (graph->modules[i]), name, true,
                          &key.entry))
      {
        uint32_t number = defined_function (graph, (uint32_t) i, key.entry);
        if (!graph->functions[number].name)
          graph->functions[number].name = name;
        return number;
      }
  return find_function (graph, &key);
}

static void
read_calls (struct pgo_graph *graph, uint32_t number)
{
  struct function *function = &graph->functions[number];
  size_t n;
  function->calls_read = true;
  if (function->module == NO_MODULE)
    return;
  uint32_t module = function->module;
  const struct pgo_call_site *sites = pgo_calls_in (
      pgo_module_calls (graph->modules[module]), function->entry, &n);
  if (!sites)
    return;
  struct pgo_call *calls = pgo_xcalloc (n + 1, sizeof *calls);
  for (size_t i = 0; i < n; i++)
    {
      uint32_t callee = PGO_BRIDGE_NOBODY;
      if (sites[i].callee)
        callee = defined_function (graph, module, sites[i].callee);
      else if (sites[i].name)
        callee = named_function (graph, sites[i].name);
      calls[i] = (struct pgo_call){ .id = graph->n_calls++,
                                    .caller = number,
                                    .callee = callee,
                                    .tail = sites[i].tail,
                                    .address = sites[i].address };
    }
  /* New functions may have moved it.  */
  function = &graph->functions[number];
  function->calls = calls;
  function->n_calls = n;
}

static const struct pgo_call *
bridge_calls (void *data, uint32_t function, size_t *n)
{
  struct pgo_graph *graph = data;
  if (!graph->functions[function].calls_read)
    read_calls (graph, function);
  *n = graph->functions[function].n_calls;
  return graph->functions[function].calls;
}

/* The call of FUNCTION that returns to ADDRESS, or NULL.  */
static const struct pgo_call *
find_call (struct pgo_graph *graph, uint32_t function, uint64_t address)
{
  size_t n;
  const struct pgo_call *calls = bridge_calls (graph, function, &n);
  for (size_t i = 0; i < n; i++)
    if (calls[i].address == address && !calls[i].tail)
      return &calls[i];
  return NULL;
}

struct pgo_bridge_place
pgo_graph_place (struct pgo_graph *graph, uint32_t module, uint64_t address)
{
  struct pgo_calls *calls = pgo_module_calls (graph->modules[module]);
  struct pgo_bridge_place place
      = { .function = PGO_BRIDGE_NOBODY, .address = address };
  uint64_t entry;
  switch (pgo_calls_frame_state (calls, address))
    {
    case PGO_FRAME_UNKNOWN:
      break;
    case PGO_FRAME_BARE:
      place.frame = PGO_BRIDGE_FRAME_BARE;
      break;
    case PGO_FRAME_SET:
      place.frame = PGO_BRIDGE_FRAME_SET;
      break;
    }
  if (pgo_calls_function (calls, address, &entry))
    {
      place.function = defined_function (graph, module, entry);
      place.call = find_call (graph, place.function, address + 1);
    }
  return place;
}

static int
compare_numbers (const void *a, const void *b)
{
  const uint32_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static void
read_callers (struct pgo_graph *graph, uint32_t number)
{
  uint32_t *callers = NULL;
  size_t n_callers = 0, capacity = 0;
  for (size_t i = 0; i < graph->n_modules; i++)
    {
      const struct function *function = &graph->functions[number];
      struct pgo_calls *calls = pgo_module_calls (graph->modules[i]);
      size_t n = 0;
      uint64_t *entries = NULL;
      if (function->module == i)
        entries = pgo_calls_to (calls, function->entry, NULL, &n);
      else if (function->name)
        entries = pgo_calls_to (calls, 0, function->name, &n);
      for (size_t j = 0; j < n; j++)
        {
          callers = pgo_xgrow (callers, n_callers, &capacity, sizeof *callers);
          callers[n_callers++]
              = defined_function (graph, (uint32_t) i, entries[j]);
        }
      free (entries);
    }
  if (n_callers)
    qsort (callers, n_callers, sizeof *callers, compare_numbers);
  struct function *function = &graph->functions[number];
  function->callers_read = true;
  function->callers = callers;
  function->n_callers = n_callers;
}

static const uint32_t *
bridge_callers (void *data, uint32_t function, size_t *n)
{
  struct pgo_graph *graph = data;
  if (!graph->functions[function].callers_read)
    read_callers (graph, function);
  *n = graph->functions[function].n_callers;
  return graph->functions[function].callers;
}

static bool
bridge_foreign (void *data, uint32_t function, uint32_t other)
{
  const struct pgo_graph *graph = data;
  return function == PGO_BRIDGE_NOBODY || other == PGO_BRIDGE_NOBODY
         || graph->functions[function].module != graph->functions[other].module;
}

struct pgo_bridge_program
pgo_graph_program (struct pgo_graph *graph)
{
  return (struct pgo_bridge_program){ .graph = graph,
                                      .calls = bridge_calls,
                                      .callers = bridge_callers,
                                      .foreign = bridge_foreign };
}

uint32_t
pgo_graph_module (const struct pgo_graph *graph, uint32_t function,
                  uint64_t *entry)
{
  *entry = graph->functions[function].entry;
  return graph->functions[function].module;
}
