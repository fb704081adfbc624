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

   Object files are found by name and build id in a tree, places in one of them
   in a hash table, since a profile asks for the same few thousand places a
   million times.  What cannot be symbolised keeps its file, its address and the
   name that the raw profile has for it: no frame is lost.  */

/* For tdestroy.  */
#define _GNU_SOURCE

#include "symbolize.h"

#include <search.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bridge.h"
#include "mem.h"
#include "symbol.h"
#include "symbolize_graph.h"
#include "symbolize_module.h"

/* A file that samples were taken in.  */
struct object
{
  char *file;
  char *build_id; /* As profiled, "" where unknown.  */
  char *found;    /* The file here, where the profile has no name.  */
  bool opened;
  struct pgo_module *module;  /* NULL where the file is of no use.  */
  uint32_t *segment_mappings; /* Of the module's segments, or PGO_NONE.  */
  uint32_t graph_module;      /* Of the graph of input GRAPH_INPUT.  */
  unsigned graph_input;
  uint32_t raw_mappings[2];   /* Of other places, or PGO_NONE: offsets in the
                                 file, and addresses.  */

  /* Locations by offset in the file: linear probing, a power of two slots, a
     location of PGO_NONE is a free slot.  */
  struct slot
  {
    uint64_t offset;
    uint32_t location;
  } * slots;
  size_t n_slots;
  size_t n_used;
};

/* Where a location is.  */
struct origin
{
  struct object *object; /* NULL: in no module.  */
  uint64_t address;      /* In it.  */
  bool placed;
  struct pgo_bridge_place place; /* In the graph.  */
};

/* What a name means in the input that is being read.  */
struct name
{
  char *file;
  struct object *object;
};

struct pgo_symbolizer
{
  struct pgo_builder *builder;
  void *objects; /* A tree of struct object, by FILE and BUILD_ID.  */
  void *names;   /* A tree of struct name, by FILE.  */

  struct pgo_finder *finder;
  struct pgo_finder *own_finder; /* NULL where the caller has one.  */
  bool allow_changed;
  struct pgo_error changed; /* The first file that is not as profiled.  */
  time_t written;           /* The input; 0 unknown.  */

  char *input; /* The first one's name, type and unit; NULL before it.  */
  char *type;
  char *unit;

  int64_t n_samples;
  int64_t n_sourced; /* Those whose leaf has a source line.  */
  int64_t weight;

  bool *sourced; /* By location.  */
  size_t sourced_capacity;

  struct origin *origins; /* By location.  */
  size_t n_origins;

  /* The stacks of the input, until it has been read.  */
  bool no_bridge;
  unsigned n_inputs;
  char *current_input;
  struct pgo_bridge *bridge;
  struct pgo_graph *graph;
  struct object **graph_objects; /* By number of the module.  */
  size_t n_graph_objects;
  size_t graph_objects_capacity;

  struct pgo_line *lines;
  size_t lines_capacity;

  struct notes
  {
    char **item;
    size_t n;
    size_t capacity;
  } notes, excuses; /* The latter tell why few samples have source lines.  */
};

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
pgo_symbolizer_written (struct pgo_symbolizer *symbolizer, time_t time)
{
  symbolizer->written = time;
}

bool
pgo_symbolizer_check (const struct pgo_symbolizer *symbolizer,
                      struct pgo_error *err)
{
  return !*symbolizer->changed.message
         || pgo_error_set (err, "%s", symbolizer->changed.message);
}

static void
free_object (void *item)
{
  struct object *object = item;
  pgo_module_free (object->module);
  free (object->file);
  free (object->build_id);
  free (object->found);
  free (object->segment_mappings);
  free (object->slots);
  free (object);
}

static void
free_notes (struct notes *notes)
{
  for (size_t i = 0; i < notes->n; i++)
    free (notes->item[i]);
  free (notes->item);
}

static void
free_name (void *item)
{
  struct name *name = item;
  free (name->file);
  free (name);
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
  tdestroy (symbolizer->names, free_name);
  tdestroy (symbolizer->objects, free_object);
  pgo_finder_free (symbolizer->own_finder);
  free_notes (&symbolizer->notes);
  free_notes (&symbolizer->excuses);
  free (symbolizer->sourced);
  free (symbolizer->origins);
  free (symbolizer->graph_objects);
  free (symbolizer->current_input);
  free (symbolizer->lines);
  free (symbolizer->input);
  free (symbolizer->type);
  free (symbolizer->unit);
  free (symbolizer);
}

static int
compare_objects (const void *a, const void *b)
{
  const struct object *x = a, *y = b;
  int order = strcmp (x->file, y->file);
  return order ? order : strcmp (x->build_id, y->build_id);
}

static int
compare_names (const void *a, const void *b)
{
  const struct name *x = a, *y = b;
  return strcmp (x->file, y->file);
}

static struct object *
find_object (struct pgo_symbolizer *symbolizer, const char *file,
             const char *build_id)
{
  struct object key = { .file = (char *) file, .build_id = (char *) build_id };
  struct object **found = tfind (&key, &symbolizer->objects, compare_objects);
  if (found)
    return *found;
  struct object *object = pgo_xcalloc (1, sizeof *object);
  object->file = pgo_xstrdup (file);
  object->build_id = pgo_xstrdup (build_id);
  object->raw_mappings[0] = object->raw_mappings[1] = PGO_NONE;
  if (!tsearch (object, &symbolizer->objects, compare_objects))
    pgo_out_of_memory ();
  return object;
}

static struct name *
find_name (struct pgo_symbolizer *symbolizer, const char *file)
{
  struct name key = { .file = (char *) file };
  struct name **found = tfind (&key, &symbolizer->names, compare_names);
  if (found)
    return *found;
  struct name *name = pgo_xcalloc (1, sizeof *name);
  name->file = pgo_xstrdup (file);
  name->object = find_object (symbolizer, file, "");
  if (!tsearch (name, &symbolizer->names, compare_names))
    pgo_out_of_memory ();
  return name;
}

void
pgo_symbolizer_expect (struct pgo_symbolizer *symbolizer, const char *file,
                       const char *build_id)
{
  find_name (symbolizer, file)->object
      = find_object (symbolizer, file, build_id);
}

/* OBJECT was profiled, and PATH, whose build id is NOW, is another build.  */
static void
note_changed (struct pgo_symbolizer *symbolizer, const struct object *object,
              const char *path, const char *now)
{
  struct pgo_error text;
  if (!*object->build_id)
    pgo_error_set (&text, "%s: was replaced while it ran", path);
  else if (!*now)
    pgo_error_set (&text,
                   "%s: is not what was profiled, which had the build "
                   "id %s; it has none",
                   path, object->build_id);
  else
    pgo_error_set (&text,
                   "%s: was rebuilt since it was profiled (build id %s, "
                   "now %s)",
                   path, object->build_id, now);
  if (symbolizer->allow_changed)
    pgo_symbolizer_note (symbolizer, "%s; its samples have no source lines",
                         text.message);
  else if (!*symbolizer->changed.message)
    pgo_error_set (&symbolizer->changed,
                   "%s; give the build that was profiled with --binary, or its "
                   "debug information with --symbols, or do without its source "
                   "lines with --allow-changed",
                   text.message);
}

/* Add TEXT to NOTES, once.  */
static void
add_note (struct notes *notes, const char *text)
{
  for (size_t i = 0; i < notes->n; i++)
    if (strcmp (notes->item[i], text) == 0)
      return;
  notes->item = pgo_xgrow (notes->item, notes->n, &notes->capacity,
                           sizeof *notes->item);
  notes->item[notes->n++] = pgo_xstrdup (text);
}

/* Note what speaks against PATH, which is OBJECT's module.  */
static void
note_module (struct pgo_symbolizer *symbolizer, const struct object *object,
             const char *path)
{
  struct stat info;
  const char *missing = pgo_module_missing (object->module);
  /* The libraries of a system are without debug information as a rule.  */
  if (missing)
    add_note (pgo_module_debug_info_p (object->module) ? &symbolizer->notes
                                                       : &symbolizer->excuses,
              missing);
  if (!*object->build_id && symbolizer->written && stat (path, &info) == 0
      && info.st_mtime > symbolizer->written)
    pgo_symbolizer_note (symbolizer,
                         "%s: is newer than the profile, which does not say "
                         "what build it is of",
                         path);
}

/* Open OBJECT's file, if it is there and is the one that was profiled; it was
   mapped from the offset MAPPED on.  */
static void
open_object (struct pgo_symbolizer *symbolizer, struct object *object,
             uint64_t mapped)
{
  struct pgo_error err;
  char *path, *now;
  object->opened = true;
  enum pgo_found found = pgo_finder_find (symbolizer->finder, object->file,
                                          object->build_id, &path, &now, &err);
  if (found == PGO_FOUND_CHANGED)
    note_changed (symbolizer, object, path, now);
  else if (found == PGO_FOUND)
    object->module = pgo_module_open_with (
        path, pgo_finder_debug_path (symbolizer->finder), &err);
  if (object->module)
    {
      size_t n;
      note_module (symbolizer, object, path);
      if (mapped != PGO_UNMAPPED)
        pgo_module_mapped (object->module, mapped);
      pgo_module_segments (object->module, &n);
      object->segment_mappings = pgo_xmalloc (n * sizeof (uint32_t));
      for (size_t i = 0; i < n; i++)
        object->segment_mappings[i] = PGO_NONE;
    }
  else if (found != PGO_FOUND_CHANGED && pgo_file_name_p (object->file))
    pgo_symbolizer_note (symbolizer, "%s; its samples have no source lines",
                         err.message);
  if (object->module && !*object->file)
    object->found = path;
  else
    free (path);
  free (now);
}

/* The mapping of OBJECT's offsets or ADDRESSES that are in no segment.  */
static uint32_t
raw_mapping (struct pgo_symbolizer *symbolizer, struct object *object,
             bool addresses)
{
  uint32_t *index = &object->raw_mappings[addresses];
  if (*index == PGO_NONE)
    {
      struct pgo_mapping mapping = { .limit = addresses ? 0 : UINT64_MAX,
                                     .file = object->file,
                                     .build_id = object->build_id };
      *index = pgo_builder_mapping (symbolizer->builder, &mapping);
    }
  return *index;
}

static uint32_t
segment_mapping (struct pgo_symbolizer *symbolizer, struct object *object,
                 size_t i, const struct pgo_segment *segment)
{
  if (object->segment_mappings[i] == PGO_NONE)
    {
      bool debug = pgo_module_debug_info_p (object->module);
      struct pgo_mapping mapping
          = { .start = segment->start,
              .limit = segment->limit,
              .offset = segment->offset,
              .file = object->found ? object->found : object->file,
              .build_id = pgo_module_build_id (object->module),
              .has_functions = true,
              .has_filenames = debug,
              .has_line_numbers = debug,
              .has_inline_frames = debug };
      object->segment_mappings[i]
          = pgo_builder_mapping (symbolizer->builder, &mapping);
    }
  return object->segment_mappings[i];
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

/* Make a location of the N FRAMES, or of NAME where there are none.  */
static uint32_t
make_location (struct pgo_symbolizer *symbolizer, uint32_t mapping,
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

static struct origin *
find_origin (struct pgo_symbolizer *symbolizer, uint32_t location)
{
  if (location >= symbolizer->n_origins)
    {
      size_t n = ((size_t) location + 1) * 2;
      symbolizer->origins = pgo_xrealloc (symbolizer->origins, n,
                                          sizeof *symbolizer->origins);
      memset (symbolizer->origins + symbolizer->n_origins, 0,
              (n - symbolizer->n_origins) * sizeof *symbolizer->origins);
      symbolizer->n_origins = n;
    }
  return &symbolizer->origins[location];
}

/* The location at ADDRESS of OBJECT's module, in the segment I.  */
static uint32_t
segment_location (struct pgo_symbolizer *symbolizer, struct object *object,
                  size_t i, const struct pgo_segment *segment,
                  uint64_t address, const char *name)
{
  const struct pgo_source_frame *frames;
  size_t n = pgo_module_frames (object->module, address, &frames);
  uint32_t location = make_location (
      symbolizer, segment_mapping (symbolizer, object, i, segment), address,
      frames, n, name);
  *find_origin (symbolizer, location)
      = (struct origin){ .object = object, .address = address };
  return location;
}

static uint32_t
module_location (struct pgo_symbolizer *symbolizer, struct object *object,
                 uint64_t offset, const char *name)
{
  size_t n_segments;
  const struct pgo_segment *segments
      = pgo_module_segments (object->module, &n_segments);
  for (size_t i = 0; i < n_segments; i++)
    {
      const struct pgo_segment *segment = &segments[i];
      if (offset >= segment->offset
          && offset - segment->offset < segment->limit - segment->start)
        return segment_location (symbolizer, object, i, segment,
                                 offset - segment->offset + segment->start,
                                 name);
    }
  return make_location (symbolizer, raw_mapping (symbolizer, object, false),
                        offset, NULL, 0, name);
}

/* Set *OFFSET to where in OBJECT's file PLACE is.  */
static bool
find_offset (const struct object *object, const struct pgo_place *place,
             uint64_t *offset)
{
  size_t n;
  const struct pgo_segment *segment = pgo_module_segments (object->module, &n);
  *offset = place->offset;
  for (size_t i = 0; i < n && place->kind == PGO_PLACE_EITHER; i++)
    if (segment[i].offset <= *offset
        && *offset - segment[i].offset < segment[i].limit - segment[i].start)
      return true;
  for (size_t i = 0; i < n && place->kind != PGO_PLACE_OFFSET; i++)
    if (segment[i].start <= *offset && *offset < segment[i].limit)
      {
        *offset += segment[i].offset - segment[i].start;
        return true;
      }
  return place->kind == PGO_PLACE_OFFSET;
}

/* The slot of OFFSET among OBJECT's, or the free one where it belongs.  */
static struct slot *
find_slot (const struct object *object, uint64_t offset)
{
  size_t mask = object->n_slots - 1;
  size_t i = (offset * UINT64_C (0x9e3779b97f4a7c15) >> 32) & mask;
  while (object->slots[i].location != PGO_NONE
         && object->slots[i].offset != offset)
    i = (i + 1) & mask;
  return &object->slots[i];
}

/* Make room for one more slot: at most half of them are in use.  */
static void
grow_slots (struct object *object)
{
  if (object->n_used * 2 < object->n_slots)
    return;
  struct slot *old = object->slots;
  size_t n_old = object->n_slots;
  object->n_slots = n_old ? n_old * 2 : 64;
  object->slots = pgo_xrealloc (NULL, object->n_slots, sizeof *object->slots);
  for (size_t i = 0; i < object->n_slots; i++)
    object->slots[i].location = PGO_NONE;
  for (size_t i = 0; i < n_old; i++)
    if (old[i].location != PGO_NONE)
      *find_slot (object, old[i].offset) = old[i];
  free (old);
}

/* Make OBJECT's module part of the input's graph.  */
static void
use_object (struct pgo_symbolizer *symbolizer, struct object *object)
{
  if (!symbolizer->graph || object->graph_input == symbolizer->n_inputs)
    return;
  symbolizer->graph_objects = pgo_xgrow (
      symbolizer->graph_objects, symbolizer->n_graph_objects,
      &symbolizer->graph_objects_capacity, sizeof *symbolizer->graph_objects);
  object->graph_input = symbolizer->n_inputs;
  object->graph_module
      = pgo_graph_add_module (symbolizer->graph, object->module);
  symbolizer->graph_objects[symbolizer->n_graph_objects++] = object;
}

/* The location at PLACE, whose file is OBJECT's.  */
static uint32_t
object_location (struct pgo_symbolizer *symbolizer, struct object *object,
                 const struct pgo_place *place, const char *name)
{
  uint64_t offset;
  if (!object->opened)
    open_object (symbolizer, object, place->mapped);
  if (!object->module || !find_offset (object, place, &offset))
    return make_location (
        symbolizer,
        raw_mapping (symbolizer, object, place->kind == PGO_PLACE_ADDRESS),
        place->offset, NULL, 0, name);
  use_object (symbolizer, object);
  grow_slots (object);
  struct slot *slot = find_slot (object, offset);
  if (slot->location == PGO_NONE)
    {
      slot->offset = offset;
      slot->location = module_location (symbolizer, object, offset, name);
      object->n_used++;
    }
  return slot->location;
}

uint32_t
pgo_symbolizer_location (struct pgo_symbolizer *symbolizer, const char *file,
                         uint64_t offset, const char *name)
{
  if (!file)
    return make_location (symbolizer, PGO_NONE, offset, NULL, 0, name);
  const struct pgo_place place
      = { .file = file, .offset = offset, .mapped = PGO_UNMAPPED };
  return pgo_symbolizer_place (symbolizer, &place, name);
}

uint32_t
pgo_symbolizer_place (struct pgo_symbolizer *symbolizer,
                      const struct pgo_place *place, const char *name)
{
  struct object *object
      = place->build_id ? find_object (symbolizer, place->file, place->build_id)
                        : find_name (symbolizer, place->file)->object;
  return object_location (symbolizer, object, place, name);
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
    }
  return add_location (symbolizer, mapping, location->address,
                       location->n_lines);
}

/* The stacks of the input go through the bridge.  Each function here is one of
   struct pgo_bridge_program, and DATA the symbolizer.  */

static struct pgo_bridge_place
bridge_place (void *data, uint32_t location)
{
  struct pgo_symbolizer *symbolizer = data;
  struct origin *origin = find_origin (symbolizer, location);
  struct object *object = origin->object;
  if (!object)
    return (struct pgo_bridge_place){ .function = PGO_BRIDGE_NOBODY };
  if (!origin->placed)
    {
      use_object (symbolizer, object);
      origin->place = pgo_graph_place (symbolizer->graph, object->graph_module,
                                       origin->address);
      origin->placed = true;
    }
  return origin->place;
}

static const struct pgo_call *
bridge_calls (void *data, uint32_t function, size_t *n)
{
  struct pgo_symbolizer *symbolizer = data;
  return pgo_graph_calls (symbolizer->graph, function, n);
}

static const uint32_t *
bridge_callers (void *data, uint32_t function, size_t *n)
{
  struct pgo_symbolizer *symbolizer = data;
  return pgo_graph_callers (symbolizer->graph, function, n);
}

static bool
bridge_foreign (void *data, uint32_t function, uint32_t other)
{
  struct pgo_symbolizer *symbolizer = data;
  return pgo_graph_foreign_p (symbolizer->graph, function, other);
}

/* The location of the function with ENTRY in the segment I, without a line.  */
static uint32_t
function_location (struct pgo_symbolizer *symbolizer, struct object *object,
                   size_t i, const struct pgo_segment *segment, uint64_t entry)
{
  const struct pgo_source_frame *frames;
  struct pgo_source_frame physical;
  size_t n = pgo_module_frames (object->module, entry, &frames);
  if (n > 0)
    {
      physical = frames[n - 1];
      physical.line = physical.column = 0;
      frames = &physical;
      n = 1;
    }
  return make_location (symbolizer,
                        segment_mapping (symbolizer, object, i, segment), entry,
                        frames, n, NULL);
}

static uint32_t
bridge_location (void *data, uint32_t function, const struct pgo_call *call)
{
  struct pgo_symbolizer *symbolizer = data;
  uint64_t entry;
  size_t n;
  struct object *object = symbolizer->graph_objects[pgo_graph_module (
      symbolizer->graph, function, &entry)];
  const struct pgo_segment *segments = pgo_module_segments (object->module, &n);
  uint64_t address = call ? call->address - 1 : entry;
  for (size_t i = 0; i < n; i++)
    if (segments[i].start <= address && address < segments[i].limit)
      return call ? segment_location (symbolizer, object, i, &segments[i],
                                      address, NULL)
                  : function_location (symbolizer, object, i, &segments[i],
                                       entry);
  return make_location (symbolizer, raw_mapping (symbolizer, object, true),
                        address, NULL, 0, NULL);
}

static void
bridge_take (void *data, const uint32_t *stack, size_t depth, int64_t count,
             int64_t weight)
{
  struct pgo_symbolizer *symbolizer = data;
  const int64_t values[] = { count, weight };
  pgo_builder_add_sample (symbolizer->builder, stack, depth, values);
}

/* Tell the user what became of the stacks of the input.  */
static void
note_totals (struct pgo_symbolizer *symbolizer,
             const struct pgo_bridge_totals *totals)
{
  static const char *const names[PGO_BRIDGE_N_VERDICTS]
      = { [PGO_BRIDGED] = "bridged",
          [PGO_BRIDGE_SEVERAL] = "several ways",
          [PGO_BRIDGE_NO_WAY] = "no way",
          [PGO_BRIDGE_NO_CALL] = "no call-site information",
          [PGO_BRIDGE_BROKEN] = "broken off" };
  char text[256] = "";
  size_t length = 0;
  double all = (double) totals->all, missing = 0;
  for (int i = PGO_BRIDGED; i < PGO_BRIDGE_N_VERDICTS; i++)
    {
      double weight = (double) totals->weight[i];
      if (weight <= 0)
        continue;
      missing += weight;
      length += (size_t) snprintf (text + length, sizeof text - length,
                                   "%s %s %.1f %%", length ? "," : "", names[i],
                                   100 * weight / all);
    }
  if (missing > 0)
    pgo_symbolizer_note (symbolizer,
                         "%s: frames missing in %.1f %% of the weight:%s",
                         symbolizer->current_input, 100 * missing / all, text);
}

/* Pass on the stacks of the input, which has been read.  */
static void
end_input (struct pgo_symbolizer *symbolizer)
{
  const struct pgo_bridge_program program = { .data = symbolizer,
                                              .place = bridge_place,
                                              .calls = bridge_calls,
                                              .callers = bridge_callers,
                                              .foreign = bridge_foreign,
                                              .location = bridge_location };
  struct pgo_bridge_totals totals;
  if (symbolizer->bridge)
    {
      pgo_bridge_run (symbolizer->bridge, &program, bridge_take, &totals);
      note_totals (symbolizer, &totals);
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
  end_input (symbolizer);
  if (!symbolizer->input)
    {
      symbolizer->input = pgo_xstrdup (input);
      symbolizer->type = pgo_xstrdup (type);
      symbolizer->unit = pgo_xstrdup (unit);
      pgo_builder_add_type (symbolizer->builder, "samples", "count");
      if (strcmp (type, "samples") != 0 || strcmp (unit, "count") != 0)
        pgo_builder_add_type (symbolizer->builder, type, unit);
    }
  else if (strcmp (symbolizer->type, type) != 0
           || strcmp (symbolizer->unit, unit) != 0)
    return pgo_error_set (err, "%s: weighs samples in %s/%s, but %s in %s/%s",
                          input, type, unit, symbolizer->input,
                          symbolizer->type, symbolizer->unit);
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
                       size_t depth, int64_t weight)
{
  pgo_symbolizer_add_samples (symbolizer, stack, depth, 1, weight);
}

/* Add AMOUNT to *SUM, which stays at the greatest number.  */
static void
add_saturating (int64_t *sum, int64_t amount)
{
  if (__builtin_add_overflow (*sum, amount, sum))
    *sum = amount > 0 ? INT64_MAX : INT64_MIN;
}

void
pgo_symbolizer_add_samples (struct pgo_symbolizer *symbolizer,
                            const uint32_t *stack, size_t depth, int64_t count,
                            int64_t weight)
{
  if (symbolizer->bridge)
    pgo_bridge_add (symbolizer->bridge, stack, depth, count, weight);
  else
    bridge_take (symbolizer, stack, depth, count, weight);
  add_saturating (&symbolizer->n_samples, count);
  if (depth > 0 && symbolizer->sourced[stack[0]])
    add_saturating (&symbolizer->n_sourced, count);
  add_saturating (&symbolizer->weight, weight);
}

void
pgo_symbolizer_note (struct pgo_symbolizer *symbolizer, const char *format, ...)
{
  struct pgo_error note;
  va_list args;
  va_start (args, format);
  vsnprintf (note.message, sizeof note.message, format, args);
  va_end (args);
  add_note (&symbolizer->notes, note.message);
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
  end_input (symbolizer);
  if (symbolizer->n_samples > 0)
    {
      double percent = (double) symbolizer->n_sourced * 100
                       / (double) symbolizer->n_samples;
      pgo_builder_set_period (symbolizer->builder, symbolizer->type,
                              symbolizer->unit,
                              symbolizer->weight / symbolizer->n_samples);
      if (percent < 50)
        {
          for (size_t i = 0; i < symbolizer->excuses.n; i++)
            add_note (&symbolizer->notes, symbolizer->excuses.item[i]);
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
