/* A symbolised profile out of raw addresses.
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

   What cannot be symbolised keeps its file, its address and the name that the
   raw profile has for it: no frame is lost.  */

/* For tdestroy.  */
#define _GNU_SOURCE

#include "symbolize/symbolize.h"

#include <search.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "names/symbol.h"
#include "pprof/generated.h"
#include "pprof/weight.h"
#include "symbolize/private.h"

struct pgo_symbolizer *
pgo_symbolizer_new (void)
{
  unsetenv ("DEBUGINFOD_URLS");
  struct pgo_symbolizer *symbolizer = pgo_xcalloc (1, sizeof *symbolizer);
  symbolizer->builder = pgo_builder_new ();
  symbolizer->finder = symbolizer->own_finder = pgo_finder_new ();
  return symbolizer;
}

void
pgo_symbolizer_find_with (struct pgo_symbolizer *symbolizer,
                          struct pgo_finder *finder)
{
  pgo_finder_free (symbolizer->own_finder);
  symbolizer->own_finder = NULL;
  symbolizer->finder = finder;
}

void
pgo_symbolizer_allow_changed (struct pgo_symbolizer *symbolizer)
{
  symbolizer->allow_changed = true;
}

void
pgo_symbolizer_call_inputs (struct pgo_symbolizer *symbolizer, const char *name)
{
  symbolizer->input_name = name;
}

const char *
pgo_symbolizer_input_name (const struct pgo_symbolizer *symbolizer,
                           const char *file)
{
  return symbolizer->input_name ? symbolizer->input_name : file;
}

void
pgo_symbolizer_written (struct pgo_symbolizer *symbolizer, time_t time)
{
  symbolizer->written = time;
  tdestroy (symbolizer->names, pgo_free_name);
  symbolizer->names = NULL;
}

bool
pgo_symbolizer_check (const struct pgo_symbolizer *symbolizer,
                      struct pgo_error *err)
{
  return !*symbolizer->changed.message
         || pgo_error_set (err, "%s", symbolizer->changed.message);
}

static void
free_notes (struct notes *notes)
{
  for (size_t i = 0; i < notes->n; i++)
    free (notes->item[i]);
  free (notes->item);
}

void
pgo_symbolizer_free (struct pgo_symbolizer *symbolizer)
{
  if (!symbolizer)
    return;
  if (symbolizer->builder)
    pgo_builder_free (symbolizer->builder);
  pgo_bridge_free (symbolizer->bridge);
  pgo_graph_free (symbolizer->graph);
  tdestroy (symbolizer->names, pgo_free_name);
  tdestroy (symbolizer->objects, pgo_free_object);
  pgo_finder_free (symbolizer->own_finder);
  free_notes (&symbolizer->notes);
  free_notes (&symbolizer->excuses);
  free (symbolizer->sourced);
  free (symbolizer->coded);
  free (symbolizer->origins);
  free (symbolizer->graph_objects);
  free (symbolizer->current_input);
  free (symbolizer->lines);
  free (symbolizer->input);
  free (symbolizer->type);
  free (symbolizer->unit);
  free (symbolizer);
}

void
pgo_notes_add (struct notes *notes, const char *text)
{
  for (size_t i = 0; i < notes->n; i++)
    if (strcmp (notes->item[i], text) == 0)
      return;
  notes->item = pgo_xgrow (notes->item, notes->n, &notes->capacity,
                           sizeof *notes->item);
  notes->item[notes->n++] = pgo_xstrdup (text);
}

static void
push_line (struct pgo_symbolizer *symbolizer, size_t n,
           const struct pgo_source_frame *frame)
{
  char *demangled = pgo_symbol_demangle (frame->system_name);
  struct pgo_function function = { .name = demangled ? demangled : frame->name,
                                   .system_name = frame->system_name,
                                   .file = frame->file,
                                   .start_line = frame->start_line };
  symbolizer->lines
      = pgo_xgrow (symbolizer->lines, n, &symbolizer->lines_capacity,
                   sizeof *symbolizer->lines);
  symbolizer->lines[n] = (struct pgo_line){ .function = pgo_builder_function (
                                                symbolizer->builder, &function),
                                            .line = frame->line,
                                            .column = frame->column };
  free (demangled);
}

/* Make a location of the first N of SYMBOLIZER's lines.  */
static uint32_t
add_location (struct pgo_symbolizer *symbolizer, uint32_t mapping,
              uint64_t address, size_t n)
{
  uint32_t location = pgo_builder_location (symbolizer->builder, mapping,
                                            address, symbolizer->lines, n);
  while (location >= symbolizer->sourced_capacity)
    symbolizer->sourced = pgo_xgrow (
        symbolizer->sourced, symbolizer->sourced_capacity,
        &symbolizer->sourced_capacity, sizeof *symbolizer->sourced);
  symbolizer->sourced[location] = n > 0 && symbolizer->lines[0].line > 0;
  return location;
}

uint32_t
pgo_symbolizer_make (struct pgo_symbolizer *symbolizer, uint32_t mapping,
                     uint64_t address, const struct pgo_source_frame *frames,
                     size_t n, const char *name)
{
  struct pgo_source_frame named
      = { .name = name, .system_name = name, .file = "" };
  if (n == 0 && name)
    {
      frames = &named;
      n = 1;
    }
  for (size_t i = 0; i < n; i++)
    push_line (symbolizer, i, &frames[i]);
  return add_location (symbolizer, mapping, address, n);
}

void
pgo_symbolizer_code (struct pgo_symbolizer *symbolizer, uint32_t function,
                     struct object *object, uint64_t address)
{
  size_t n = symbolizer->coded_capacity;
  if (function >= n)
    {
      symbolizer->coded
          = pgo_reserve (symbolizer->coded, 0, (size_t) function + 1,
                         &symbolizer->coded_capacity, sizeof (bool));
      memset (symbolizer->coded + n, false, symbolizer->coded_capacity - n);
    }
  if (symbolizer->coded[function])
    return;
  symbolizer->coded[function] = true;
  struct pgo_machine_code code = pgo_module_code (object->module, address);
  pgo_builder_note_code (symbolizer->builder, function, &code);
}

struct origin *
pgo_symbolizer_origin (struct pgo_symbolizer *symbolizer, uint32_t location)
{
  if (location >= symbolizer->n_origins)
    {
      size_t n = ((size_t) location + 1) * 2;
      symbolizer->origins
          = pgo_xrealloc (symbolizer->origins, n, sizeof *symbolizer->origins);
      memset (symbolizer->origins + symbolizer->n_origins, 0,
              (n - symbolizer->n_origins) * sizeof *symbolizer->origins);
      symbolizer->n_origins = n;
    }
  return &symbolizer->origins[location];
}

uint32_t
pgo_symbolizer_keep (struct pgo_symbolizer *symbolizer,
                     const struct pgo_profile *profile,
                     const struct pgo_location *location)
{
  const struct pgo_line *lines = profile->lines + location->first_line;
  uint32_t mapping = location->mapping;
  if (mapping != PGO_NONE)
    mapping = pgo_builder_mapping (symbolizer->builder,
                                   &profile->mappings[mapping]);
  for (size_t i = 0; i < location->n_lines; i++)
    {
      symbolizer->lines
          = pgo_xgrow (symbolizer->lines, i, &symbolizer->lines_capacity,
                       sizeof *symbolizer->lines);
      symbolizer->lines[i] = lines[i];
      symbolizer->lines[i].function = pgo_builder_function (
          symbolizer->builder, &profile->functions[lines[i].function]);
      if (profile->codes)
        pgo_builder_note_code (symbolizer->builder,
                               symbolizer->lines[i].function,
                               &profile->codes[lines[i].function]);
    }
  uint32_t index = add_location (symbolizer, mapping, location->address,
                                 location->n_lines);
  if (location->mapping != PGO_NONE
      && pgo_generated_code_p (profile->mappings[location->mapping].file))
    symbolizer->sourced[index] = true;
  return index;
}

void
pgo_symbolizer_note (struct pgo_symbolizer *symbolizer, const char *format, ...)
{
  struct pgo_error note;
  va_list args;
  va_start (args, format);
  vsnprintf (note.message, sizeof note.message, format, args);
  va_end (args);
  pgo_notes_add (&symbolizer->notes, note.message);
}

const char *const *
pgo_symbolizer_notes (struct pgo_symbolizer *symbolizer, size_t *n_notes)
{
  *n_notes = symbolizer->notes.n;
  return (const char *const *) symbolizer->notes.item;
}

int64_t
pgo_symbolizer_samples (const struct pgo_symbolizer *symbolizer)
{
  return symbolizer->n_samples;
}

struct pgo_profile *
pgo_symbolizer_finish (struct pgo_symbolizer *symbolizer, int64_t duration)
{
  pgo_symbolizer_end_input (symbolizer);
  pgo_symbolizer_note_totals (symbolizer);
  if (symbolizer->n_samples > 0)
    {
      double percent = (double) symbolizer->n_sourced * 100
                       / (double) symbolizer->n_samples;
      pgo_builder_set_period (
          symbolizer->builder, symbolizer->type, symbolizer->unit,
          symbolizer->weight > 0
              ? pgo_mean_weight (symbolizer->weight, symbolizer->n_samples)
              : 0);
      if (percent < 50)
        {
          for (size_t i = 0; i < symbolizer->excuses.n; i++)
            pgo_notes_add (&symbolizer->notes, symbolizer->excuses.item[i]);
          pgo_symbolizer_note (symbolizer,
                               "only %d %% of the samples have source lines; "
                               "was the program compiled with -g?",
                               (int) percent);
        }
    }
  pgo_builder_set_time (symbolizer->builder, 0, duration);
  struct pgo_profile *profile = pgo_builder_finish (symbolizer->builder);
  symbolizer->builder = NULL;
  return profile;
}
