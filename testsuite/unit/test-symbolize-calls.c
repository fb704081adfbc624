/* The calls that a module makes: this program looks at itself.
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

   It is compiled with -O2 -g and frame pointers, whatever else CFLAGS say. Each
   function leaves its return address where its callee is called, so that
   nothing depends on how it was compiled.  */

#define _GNU_SOURCE

#include <link.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "symbolize/calls.h"
#include "symbolize/graph.h"
#include "symbolize/module.h"
#include "unit.h"

/* As it stands: sanitizers and gcov would add calls.  */
#define NOINLINE                                                              \
  __attribute__ ((noinline, noclone, noipa, no_profile_instrument_function,   \
                  no_sanitize ("address", "undefined")))

typedef int (*function_type) (int);

static uint64_t direct_return, indirect_return;
static volatile int sink;

static uint64_t base;

/* Inlined into what the sanitizers leave alone, as it is not without that.  */
static inline __attribute__ ((always_inline, no_profile_instrument_function,
                              no_sanitize ("address", "undefined"))) uint64_t
address_of (const void *pointer)
{
  return (uint64_t) (uintptr_t) pointer - base;
}

static NOINLINE int
leaf (int x)
{
  direct_return = address_of (__builtin_return_address (0));
  return x + sink;
}

static NOINLINE int
target (int x)
{
  indirect_return = address_of (__builtin_return_address (0));
  return x - sink;
}

/* Not a function that jumps: the sum wants a frame.  */
static NOINLINE int
direct (int x)
{
  return leaf (x + 1) + sink;
}

static NOINLINE int
twice (int x)
{
  int y = leaf (x + 1) + sink;
  return leaf (y + 1) + sink;
}

static NOINLINE int
indirect (int x, volatile function_type *function)
{
  return (*function) (x + 1) + sink;
}

static NOINLINE int
jump (int x)
{
  sink++;
  return leaf (x);
}

/* A function that no header inlines or calls by another name, as newer C
   libraries do with strtol.  */
static NOINLINE int
other_module (void)
{
  return getppid () + sink;
}

static NOINLINE __attribute__ ((cold)) int
seldom (int x)
{
  return x * sink;
}

/* What runs seldom of this has a place of its own.  */
static NOINLINE int
split (int x)
{
  return x > 1000 ? seldom (x) + sink : x + sink;
}

static NOINLINE int
call_split (int x)
{
  return split (x + 1) + sink;
}

static int
set_base (struct dl_phdr_info *info, size_t size, void *data)
{
  (void) size;
  *(uint64_t *) data = info->dlpi_addr;
  return 1;
}

/* The only call of FUNCTION, or NULL.  */
static const struct pgo_call_site *
only_call (struct pgo_calls *calls, const void *function)
{
  size_t n;
  const struct pgo_call_site *sites
      = pgo_calls_in (calls, address_of (function), &n);
  return sites && n == 1 ? sites : NULL;
}

static void
test_calls (struct pgo_calls *calls)
{
  size_t n;
  uint64_t entry;
  const struct pgo_call_site *site = only_call (calls, direct);
  CHECK ("a direct call", site);
  if (site)
    {
      CHECK ("its callee", site->callee == address_of (leaf) && !site->name);
      CHECK ("where it returns to", site->address == direct_return);
      CHECK ("it is no jump", !site->tail);
    }
  site = only_call (calls, jump);
  CHECK ("a tail call", site && site->tail);
  CHECK ("its callee is known", site && site->callee == address_of (leaf));
  site = only_call (calls, indirect);
  CHECK ("an indirect call", site && !site->callee && !site->name);
  CHECK ("where that returns to", site && site->address == indirect_return);
  site = only_call (calls, other_module);
  CHECK ("a call of another module", site && !site->callee);
  CHECK_STRING ("its name", site && site->name ? site->name : "", "getppid");
  site = only_call (calls, call_split);
  CHECK ("a call of a function in two parts",
         site && site->callee == address_of (split));
  site = only_call (calls, split);
  CHECK ("a call in the part that runs seldom",
         site && site->callee == address_of (seldom));
  CHECK ("no calls",
         pgo_calls_in (calls, address_of (leaf), &n) != NULL && n == 0);
  CHECK ("nothing known", pgo_calls_in (calls, 1, &n) == NULL && n == 0);
  CHECK ("two calls", pgo_calls_in (calls, address_of (twice), &n) && n == 2);

  CHECK ("the function at an address",
         pgo_calls_function (calls, direct_return - 1, &entry));
  CHECK ("its entry", entry == address_of (direct));
  CHECK ("no function at 1", !pgo_calls_function (calls, 1, &entry));
  CHECK ("a symbol", pgo_calls_symbol (calls, "leaf", false, &entry));
  CHECK ("its address", entry == address_of (leaf));
  CHECK ("not exported", !pgo_calls_symbol (calls, "leaf", true, &entry));
  CHECK ("no symbol", !pgo_calls_symbol (calls, "lea", false, &entry));

  uint64_t *callers = pgo_calls_to (calls, address_of (leaf), NULL, &n);
  CHECK ("callers", n == 3);
  for (size_t i = 0; i < n; i++)
    CHECK (i == 0   ? "first caller"
           : i == 1 ? "second caller"
                    : "third caller",
           callers[i] == address_of (direct) || callers[i] == address_of (twice)
               || callers[i] == address_of (jump));
  free (callers);
}

static void
test_frames (struct pgo_calls *calls)
{
#if defined __x86_64__ || defined __aarch64__
  CHECK ("no frame before the first instruction",
         pgo_calls_frame_state (calls, address_of (direct)) == PGO_FRAME_BARE);
  CHECK ("a frame at a call",
         pgo_calls_frame_state (calls, direct_return - 1) == PGO_FRAME_SET);
#endif
  CHECK ("nothing known at 1",
         pgo_calls_frame_state (calls, 1) == PGO_FRAME_UNKNOWN);
}

static void
test_graph (struct pgo_module *module)
{
  struct pgo_graph *graph = pgo_graph_new ();
  const struct pgo_bridge_program program = pgo_graph_program (graph);
  uint32_t number = pgo_graph_add_module (graph, module);
  struct pgo_bridge_place lower
      = pgo_graph_place (graph, number, address_of (leaf));
  struct pgo_bridge_place upper
      = pgo_graph_place (graph, number, direct_return - 1);
  CHECK ("a place with a call", upper.call);
  CHECK ("the call is one of the other place's function",
         upper.call && upper.call->callee == lower.function);
  CHECK ("a place without a call", !lower.call);
  uint64_t entry;
  CHECK ("the function's module",
         pgo_graph_module (graph, upper.function, &entry) == number
             && entry == address_of (direct));
  CHECK ("no function",
         pgo_graph_place (graph, number, 1).function == PGO_BRIDGE_NOBODY);
  size_t n;
  program.callers (graph, lower.function, &n);
  CHECK ("its callers", n == 3);
  const struct pgo_call *calls = program.calls (
      graph,
      pgo_graph_place (graph, number, address_of (other_module)).function, &n);
  CHECK ("a function of another module",
         n == 1 && program.foreign (graph, calls[0].callee, lower.function)
             && pgo_graph_module (graph, calls[0].callee, &entry)
                    == UINT32_MAX);
  CHECK ("functions of one module",
         !program.foreign (graph, upper.function, lower.function));
  pgo_graph_free (graph);
}

int
main (void)
{
  struct pgo_error err;
  volatile function_type function = target;
  dl_iterate_phdr (set_base, &base);
  sink = jump (1) + twice (1) + indirect (1, &function) + other_module ();
  sink = direct (sink) + call_split (1);

  struct pgo_module *module = pgo_module_open ("/proc/self/exe", &err);
  CHECK ("open", module);
  if (!module)
    return unit_end ();
  test_calls (pgo_module_calls (module));
  test_frames (pgo_module_calls (module));
  test_graph (module);
  pgo_module_free (module);
  return unit_end ();
}
