/* The files that samples were taken in, and the places in them.
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

   Files are found by name and build id in a tree, places in one of them in a
   hash table, since a profile asks for the same few thousand places a million
   times.  */

/* For tfind.  */
#define _GNU_SOURCE

#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "pprof/generated.h"
#include "symbolize/private.h"

void
pgo_free_object (void *item)
{
  struct object *object = item;
  pgo_module_free (object->module);
  free (object->file);
  free (object->build_id);
  free (object->found);
  free (object->segment_mappings);
  pgo_table_free (&object->locations);
  free (object);
}

void
pgo_free_name (void *item)
{
  struct name *name = item;
  free (name->file);
  free (name);
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

/* Note what speaks against PATH, which is OBJECT's module.  */
static void
note_module (struct pgo_symbolizer *symbolizer, const struct object *object,
             const char *path)
{
  struct stat info;
  const char *missing = pgo_module_missing (object->module);
  /* The libraries of a system are without debug information as a rule.  */
  if (missing)
    pgo_notes_add (pgo_module_debug_info_p (object->module)
                       ? &symbolizer->notes
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
  else if (found != PGO_FOUND_CHANGED && pgo_file_name_p (object->file)
           && !pgo_generated_code_p (object->file))
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

/* The mapping of SEGMENT of OBJECT's module.  */
static uint32_t
segment_mapping (struct pgo_symbolizer *symbolizer, struct object *object,
                 const struct pgo_segment *segment)
{
  size_t n;
  size_t i = (size_t) (segment - pgo_module_segments (object->module, &n));
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

/* The location at ADDRESS of OBJECT's module, in SEGMENT.  */
static uint32_t
segment_location (struct pgo_symbolizer *symbolizer, struct object *object,
                  const struct pgo_segment *segment, uint64_t address,
                  const char *name)
{
  const struct pgo_source_frame *frames;
  size_t n = pgo_module_frames (object->module, address, &frames);
  uint32_t location = pgo_symbolizer_make (
      symbolizer, segment_mapping (symbolizer, object, segment), address,
      frames, n, name);
  if (n > 0)
    pgo_symbolizer_code (symbolizer, symbolizer->lines[n - 1].function, object,
                         address);
  *pgo_symbolizer_origin (symbolizer, location)
      = (struct origin){ .offset = address - segment->start + segment->offset,
                         .object = object,
                         .address = address };
  return location;
}

static uint32_t
module_location (struct pgo_symbolizer *symbolizer, struct object *object,
                 uint64_t offset, const char *name)
{
  const struct pgo_segment *segment
      = pgo_module_segment_of (object->module, offset);
  if (!segment)
    return pgo_symbolizer_make (symbolizer,
                                raw_mapping (symbolizer, object, false), offset,
                                NULL, 0, name);
  return segment_location (symbolizer, object, segment,
                           offset - segment->offset + segment->start, name);
}

uint32_t
pgo_symbolizer_call (struct pgo_symbolizer *symbolizer, struct object *object,
                     uint64_t address)
{
  const struct pgo_segment *segment
      = pgo_module_segment_at (object->module, address);
  if (!segment)
    return pgo_symbolizer_make (symbolizer,
                                raw_mapping (symbolizer, object, true), address,
                                NULL, 0, NULL);
  return segment_location (symbolizer, object, segment, address, NULL);
}

uint32_t
pgo_symbolizer_entry (struct pgo_symbolizer *symbolizer, struct object *object,
                      uint64_t entry)
{
  const struct pgo_source_frame *frames;
  struct pgo_source_frame physical;
  const struct pgo_segment *segment
      = pgo_module_segment_at (object->module, entry);
  if (!segment)
    return pgo_symbolizer_make (symbolizer,
                                raw_mapping (symbolizer, object, true), entry,
                                NULL, 0, NULL);
  size_t n = pgo_module_frames (object->module, entry, &frames);
  if (n > 0)
    {
      physical = frames[n - 1];
      physical.line = physical.column = 0;
      n = 1;
    }
  return pgo_symbolizer_make (symbolizer,
                              segment_mapping (symbolizer, object, segment),
                              entry, &physical, n, NULL);
}

/* Set *OFFSET to where in OBJECT's file PLACE is.  */
static bool
find_offset (const struct object *object, const struct pgo_place *place,
             uint64_t *offset)
{
  const struct pgo_segment *segment;
  *offset = place->offset;
  if (place->kind == PGO_PLACE_OFFSET
      || (place->kind == PGO_PLACE_EITHER
          && pgo_module_segment_of (object->module, *offset)))
    return true;
  segment = pgo_module_segment_at (object->module, *offset);
  if (segment)
    *offset += segment->offset - segment->start;
  return segment;
}

void
pgo_symbolizer_use (struct pgo_symbolizer *symbolizer, struct object *object)
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

/* Is the location INDEX, which is in the file of which *KEY is an offset, at
   that?  */
static bool
equal_offset (const void *context, uint32_t index, const void *key)
{
  const struct pgo_symbolizer *symbolizer = context;
  return symbolizer->origins[index].offset == *(const uint64_t *) key;
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
    return pgo_symbolizer_make (
        symbolizer,
        raw_mapping (symbolizer, object, place->kind == PGO_PLACE_ADDRESS),
        place->offset, NULL, 0, name);
  pgo_symbolizer_use (symbolizer, object);
  uint64_t hash = pgo_hash (0, offset);
  uint32_t location = pgo_table_find (&object->locations, hash, equal_offset,
                                      symbolizer, &offset);
  if (location == PGO_NONE)
    {
      location = module_location (symbolizer, object, offset, name);
      pgo_symbolizer_origin (symbolizer, location)->offset = offset;
      pgo_table_add (&object->locations, hash, location);
    }
  return location;
}

uint32_t
pgo_symbolizer_location (struct pgo_symbolizer *symbolizer, const char *file,
                         uint64_t offset, const char *name)
{
  if (!file)
    return pgo_symbolizer_make (symbolizer, PGO_NONE, offset, NULL, 0, name);
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
  uint32_t location = object_location (symbolizer, object, place, name);
  if (pgo_generated_code_p (place->file))
    symbolizer->sourced[location] = true;
  return location;
}
