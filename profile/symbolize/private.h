/* What the parts of the symbolizer share.
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

   objects.c finds the files and the places in them,
   stacks.c puts the stacks of an input together, and symbolize.c
   builds the profile out of both.  */

#ifndef PGO_SYMBOLIZE_PRIVATE_H
#define PGO_SYMBOLIZE_PRIVATE_H

#include "base/store.h"
#include "symbolize/bridge.h"
#include "symbolize/graph.h"
#include "symbolize/module.h"
#include "symbolize/symbolize.h"

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
  uint32_t raw_mappings[2]; /* Of other places, or PGO_NONE: offsets in the
                               file, and addresses.  */

  struct pgo_table locations; /* By offset in the file.  */
};

/* Where a location is.  */
struct origin
{
  uint64_t offset;       /* In its file.  */
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

struct notes
{
  char **item;
  size_t n;
  size_t capacity;
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
  int64_t n_sourced; /* Those whose leaf has a source line, or is no code of
                        a compiler.  */
  int64_t weight;

  bool *sourced; /* By location.  */
  size_t sourced_capacity;

  bool *coded; /* By function: its code is known, or not to be known.  */
  size_t coded_capacity;

  struct origin *origins; /* By location.  */
  size_t n_origins;

  /* The stacks of the input, until it has been read.  */
  bool no_bridge;
  unsigned n_inputs;
  char *current_input;
  const char *input_name; /* What messages call it; NULL: as its file.  */
  struct pgo_bridge_totals totals; /* Of inputs with this name.  */
  struct pgo_bridge *bridge;
  struct pgo_graph *graph;
  struct object **graph_objects; /* By number of the module.  */
  size_t n_graph_objects;
  size_t graph_objects_capacity;

  struct pgo_line *lines;
  size_t lines_capacity;

  struct notes notes;
  struct notes excuses; /* Why few samples have source lines.  */
};

/* Free the object or the name ITEM of a tree.  */
void pgo_free_object (void *item);
void pgo_free_name (void *item);

/* Where LOCATION is; good until the next that is new.  */
struct origin *pgo_symbolizer_origin (struct pgo_symbolizer *symbolizer,
                                      uint32_t location);

/* Make a location of the N FRAMES, or of NAME where there are none.  */
uint32_t pgo_symbolizer_make (struct pgo_symbolizer *symbolizer,
                              uint32_t mapping, uint64_t address,
                              const struct pgo_source_frame *frames, size_t n,
                              const char *name);

/* FUNCTION has its code at ADDRESS of OBJECT's module.  */
void pgo_symbolizer_code (struct pgo_symbolizer *symbolizer, uint32_t function,
                          struct object *object, uint64_t address);

/* The location of a call at ADDRESS of OBJECT's module.  */
uint32_t pgo_symbolizer_call (struct pgo_symbolizer *symbolizer,
                              struct object *object, uint64_t address);

/* The location of the function at ENTRY of OBJECT's module, without a line.  */
uint32_t pgo_symbolizer_entry (struct pgo_symbolizer *symbolizer,
                               struct object *object, uint64_t entry);

/* Make OBJECT's module part of the input's graph.  */
void pgo_symbolizer_use (struct pgo_symbolizer *symbolizer,
                         struct object *object);

/* Pass on the stacks of the input, which has been read.  */
void pgo_symbolizer_end_input (struct pgo_symbolizer *symbolizer);

/* Note what became of the stacks of the last inputs that messages call the
   same.  */
void pgo_symbolizer_note_totals (struct pgo_symbolizer *symbolizer);

/* Add TEXT to NOTES, once.  */
void pgo_notes_add (struct notes *notes, const char *text);

#endif /* PGO_SYMBOLIZE_PRIVATE_H */
