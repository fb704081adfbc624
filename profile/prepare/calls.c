/* The calls in the code of a program, by function.
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

   Debug information tells of each call where it returns to, and whom it calls;
   and of each place in the code which functions were inlined there, and where
   they were called.  The line that a call stands in, and the function, are
   those of its place.  Of a local function of C++ that is inlined everywhere it
   does not tell the assembler's name: calls of these are left out.  So are
   those of a function by itself: most are of a piece that GCC has split off. */

#include "prepare/calls.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/store.h"
#include "names/path.h"
#include "names/symbol.h"
#include "symbolize/calls.h"
#include "symbolize/module.h"

/* A call of CALLEE, or NULL, at OFFSET in the function NAME of FILE.  Equal
   strings are one pointer.  */
struct program_call
{
  const char *name;
  const char *file;
  int64_t start_line;
  struct pgo_written_call call;
};

struct pgo_program_calls
{
  struct pgo_pool *pool;
  struct pgo_strings strings;
  struct program_call *all;
  size_t n, capacity;
  struct pgo_written_call *calls; /* Those of ALL.  */
};

/* A file that is read.  */
struct reading
{
  struct pgo_program_calls *calls;
  struct pgo_module *module;
};

struct pgo_program_calls *
pgo_program_calls_new (void)
{
  struct pgo_program_calls *calls = pgo_xcalloc (1, sizeof *calls);

  calls->pool = pgo_pool_new ();
  return calls;
}

void
pgo_program_calls_free (struct pgo_program_calls *calls)
{
  if (!calls)
    return;
  pgo_strings_free (&calls->strings);
  pgo_pool_free (calls->pool);
  free (calls->all);
  free (calls->calls);
  free (calls);
}

/* The canonical form of NAME, once.  */
static const char *
intern_name (struct pgo_program_calls *calls, const char *name)
{
  char *canonical = pgo_symbol_canonical (name);
  const char *result
      = pgo_strings_intern (&calls->strings, calls->pool, canonical);

  free (canonical);
  return result;
}

static const char *
frame_name (struct pgo_program_calls *calls,
            const struct pgo_source_frame *frame)
{
  return intern_name (calls,
                      *frame->system_name ? frame->system_name : frame->name);
}

/* The function of CALLER calls CALLEE, or NULL, on the line of that frame.  */
static void
add_call (struct pgo_program_calls *calls,
          const struct pgo_source_frame *caller, const char *callee)
{
  const char *name = frame_name (calls, caller);

  if (caller->line <= 0 || caller->start_line <= 0 || callee == name)
    return;
  calls->all
      = pgo_xgrow (calls->all, calls->n, &calls->capacity, sizeof *calls->all);
  calls->all[calls->n++] = (struct program_call){
    .name = name,
    .file = pgo_strings_intern (&calls->strings, calls->pool, caller->file),
    .start_line = caller->start_line,
    .call = { (int32_t) (caller->line - caller->start_line), callee }
  };
}

/* A place of the code: each function there was called in the next, but for the
   last.  */
static void
take_place (void *data, const struct pgo_source_frame *frames, size_t n)
{
  struct reading *reading = data;

  for (size_t i = 0; i + 1 < n; i++)
    if (*frames[i].system_name)
      add_call (reading->calls, &frames[i + 1],
                intern_name (reading->calls, frames[i].system_name));
}

/* The name of the function with ENTRY, or NULL.  */
static const char *
entry_name (struct reading *reading, uint64_t entry)
{
  const struct pgo_source_frame *frames;
  size_t n = pgo_module_frames (reading->module, entry, &frames);

  return n > 0 ? frame_name (reading->calls, &frames[n - 1]) : NULL;
}

/* The calls by instruction in the function of SYMBOL.  */
static void
take_symbol (void *data, const struct pgo_module_symbol *symbol)
{
  struct reading *reading = data;
  size_t n;
  const struct pgo_call_site *sites
      = pgo_calls_in (pgo_module_calls (reading->module), symbol->entry, &n);

  for (size_t i = 0; sites && i < n; i++)
    {
      const struct pgo_source_frame *frames;
      const char *callee = NULL;
      if (sites[i].callee)
        callee = entry_name (reading, sites[i].callee);
      else if (sites[i].name)
        callee = intern_name (reading->calls, sites[i].name);
      if (pgo_module_frames (reading->module, sites[i].address - 1, &frames)
          > 0)
        add_call (reading->calls, &frames[0], callee);
    }
}

bool
pgo_program_calls_add (struct pgo_program_calls *calls, const char *file,
                       struct pgo_error *err)
{
  struct reading reading = { calls, pgo_module_open (file, err) };
  bool good = reading.module;

  if (good && !pgo_module_debug_info_p (reading.module))
    good = pgo_error_set (err,
                          "%s: no debug information; give the program as it "
                          "was built with -g, or its debug file",
                          file);
  if (good)
    {
      pgo_module_each_place (reading.module, take_place, &reading);
      pgo_calls_each_symbol (pgo_module_calls (reading.module), take_symbol,
                             &reading);
    }
  pgo_module_free (reading.module);
  return good;
}

/* The order of the functions of A and B.  */
static int
compare_functions (const struct program_call *a, const struct program_call *b)
{
  int order = strcmp (a->name, b->name);

  if (order == 0)
    order = strcmp (a->file, b->file);
  return order ? order
               : (a->start_line > b->start_line)
                     - (a->start_line < b->start_line);
}

static int
compare_calls (const void *x, const void *y)
{
  const struct program_call *a = x, *b = y;
  int order = compare_functions (a, b);

  if (order == 0)
    order
        = (a->call.offset > b->call.offset) - (a->call.offset < b->call.offset);
  return order ? order
               : strcmp (a->call.callee ? a->call.callee : "",
                         b->call.callee ? b->call.callee : "");
}

void
pgo_program_calls_finish (struct pgo_program_calls *calls)
{
  size_t n = 0;

  if (calls->n > 0)
    qsort (calls->all, calls->n, sizeof *calls->all, compare_calls);
  for (size_t i = 0; i < calls->n; i++)
    if (n == 0 || compare_calls (&calls->all[n - 1], &calls->all[i]) != 0)
      calls->all[n++] = calls->all[i];
  calls->n = n;
  calls->calls = pgo_xcalloc (n, sizeof *calls->calls);
  for (size_t i = 0; i < n; i++)
    calls->calls[i] = calls->all[i].call;
}

/* Is CALL one in FN?  */
static bool
in_p (const struct program_call *call, const struct pgo_fn *fn)
{
  return strcmp (call->name, fn->name) == 0
         && call->start_line == fn->start_line
         && pgo_path_same_base_p (call->file, fn->file);
}

size_t
pgo_program_calls_in (const struct pgo_program_calls *calls,
                      const struct pgo_fn *fn,
                      const struct pgo_written_call **found)
{
  size_t low = 0, high = calls->n, n = 0;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (strcmp (calls->all[middle].name, fn->name) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  while (low < calls->n && strcmp (calls->all[low].name, fn->name) == 0
         && !in_p (&calls->all[low], fn))
    low++;
  while (low + n < calls->n && in_p (&calls->all[low + n], fn)
         && compare_functions (&calls->all[low], &calls->all[low + n]) == 0)
    n++;
  *found = calls->calls + low;
  return n;
}
