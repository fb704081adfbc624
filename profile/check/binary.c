/* How much of a profile a build of given programs can match.
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

   The functions of the programs are collected from their symbol tables and
   debug information, each with the first and last line that has code in it,
   inlined or not.  Then the profile's index is asked for each of them in the
   words in which the plugin asks, so what is found here is what the plugin
   finds, as far as the sources have not changed since.

   The weight is that of the samples whose leaf is in a program's code: what is
   in the kernel or the C library is no loss of the match.  A line counts as
   that of its function if it is not behind the function's last line with code,
   with some room for what the compiler left out.  */

#include "check/binary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "check/thresholds.h"
#include "names/path.h"
#include "names/symbol.h"
#include "symbolize/module.h"

/* Lines behind the last one with code that still are the function's: its
   closing brace, a call that was found not to be reached.  */
#define LINES_BEHIND 3

struct pgo_program *
pgo_program_new (void)
{
  return pgo_xcalloc (1, sizeof (struct pgo_program));
}

void
pgo_program_free (struct pgo_program *program)
{
  if (!program)
    return;
  for (size_t i = 0; i < program->n_files; i++)
    {
      free (program->files[i].name);
      pgo_module_free (program->files[i].module);
    }
  for (size_t i = 0; i < program->n_symbols; i++)
    free (program->symbols[i].canonical);
  free (program->files);
  free (program->codes);
  free (program->symbols);
  pgo_table_free (&program->code_table);
  pgo_table_free (&program->symbol_table);
  free (program);
}

/* ---- What is in the programs.  */

static bool
symbol_equal (const void *context, uint32_t i, const void *key)
{
  const struct pgo_program *program = context;

  return strcmp (program->symbols[i].canonical, key) == 0;
}

/* The number of the symbol with the canonical name of NAME, a new one if it is
   to MAKE one; else PGO_NONE where there is none.  */
static uint32_t
find_symbol (struct pgo_program *program, const char *name, bool make)
{
  char *canonical = pgo_symbol_canonical (name);
  uint64_t hash = pgo_hash_string (canonical);
  uint32_t i = pgo_table_find (&program->symbol_table, hash, symbol_equal,
                               program, canonical);

  if (i != PGO_NONE || !make)
    {
      free (canonical);
      return i;
    }
  program->symbols
      = pgo_xgrow (program->symbols, program->n_symbols,
                   &program->symbols_capacity, sizeof *program->symbols);
  pgo_table_add (&program->symbol_table, hash, program->n_symbols);
  program->symbols[program->n_symbols]
      = (struct pgo_program_symbol){ .name = name, .canonical = canonical };
  return (uint32_t) program->n_symbols++;
}

static void
take_symbol (void *data, const struct pgo_module_symbol *symbol)
{
  struct pgo_program *program = data;
  uint32_t i = find_symbol (program, symbol->name, true);

  program->symbols[i].global |= symbol->scope != PGO_SYMBOL_LOCAL;
}

static bool
code_equal (const void *context, uint32_t i, const void *key)
{
  const struct pgo_program_code *a
      = &((const struct pgo_program *) context)->codes[i];
  const struct pgo_program_code *b = key;

  return a->name == b->name && a->file == b->file
         && a->start_line == b->start_line;
}

/* The code of the function in FRAME.  */
static struct pgo_program_code *
find_code (struct pgo_program *program, const struct pgo_source_frame *frame)
{
  struct pgo_program_code key
      = { .name = *frame->system_name ? frame->system_name : frame->name,
          .file = frame->file,
          .start_line = frame->start_line,
          .first = INT64_MAX };
  uint64_t hash = pgo_hash (
      pgo_hash ((uintptr_t) key.name, (uintptr_t) key.file), key.start_line);
  uint32_t i
      = pgo_table_find (&program->code_table, hash, code_equal, program, &key);

  if (i != PGO_NONE)
    return &program->codes[i];
  uint32_t symbol = find_symbol (program, key.name, false);
  if (symbol != PGO_NONE)
    program->symbols[symbol].described = true;
  program->codes = pgo_xgrow (program->codes, program->n_codes,
                              &program->codes_capacity, sizeof key);
  pgo_table_add (&program->code_table, hash, program->n_codes);
  program->codes[program->n_codes] = key;
  return &program->codes[program->n_codes++];
}

static void
take_place (void *data, const struct pgo_source_frame *frames, size_t n)
{
  struct pgo_program *program = data;

  program->n_places++;
  program->n_inlined += n > 1;
  for (size_t i = 0; i < n; i++)
    if (frames[i].line > 0)
      {
        struct pgo_program_code *code = find_code (program, &frames[i]);
        if (frames[i].line < code->first)
          code->first = frames[i].line;
        if (frames[i].line > code->last)
          code->last = frames[i].line;
      }
}

bool
pgo_program_add (struct pgo_program *program, const char *file,
                 struct pgo_error *err)
{
  struct pgo_module *module = pgo_module_open (file, err);

  if (!module)
    return false;
  program->files = pgo_xgrow (program->files, program->n_files,
                              &program->files_capacity, sizeof *program->files);
  program->files[program->n_files++]
      = (struct pgo_program_file){ pgo_xstrdup (file), module };
  pgo_module_each_symbol (module, take_symbol, program);
  pgo_module_each_place (module, take_place, program);
  return true;
}

/* ---- What of it is in the profile.  */

/* What a build can make of a function.  */
enum state
{
  ABSENT,
  SHARED, /* Several functions answer to its name.  */
  NO_DEBUG,
  DESCRIBED
};

struct match
{
  const struct pgo_fn *fn;
  enum state state;
  int64_t first; /* Offsets; only where DESCRIBED.  */
  int64_t last;
};

struct matches
{
  struct match *item; /* By address of FN.  */
  size_t n;
};

static int
compare_matches (const void *x, const void *y)
{
  const struct match *a = x, *b = y;

  return ((uintptr_t) a->fn > (uintptr_t) b->fn)
         - ((uintptr_t) a->fn < (uintptr_t) b->fn);
}

static struct matches
new_matches (const struct pgo_index *index)
{
  const struct pgo_fn *const *fns;
  struct matches matches = { .n = pgo_index_functions (index, &fns) };

  matches.item = pgo_xcalloc (matches.n, sizeof *matches.item);
  for (size_t i = 0; i < matches.n; i++)
    matches.item[i].fn = fns[i];
  if (matches.n > 0)
    qsort (matches.item, matches.n, sizeof *matches.item, compare_matches);
  return matches;
}

/* The one of FN, which has one.  */
static struct match *
find_match (const struct matches *matches, const struct pgo_fn *fn)
{
  size_t low = 0, high = matches->n;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if ((uintptr_t) matches->item[middle].fn < (uintptr_t) fn)
        low = middle + 1;
      else
        high = middle;
    }
  return &matches->item[low];
}

/* Enter CODE, which is GLOBAL or not, in MATCHES.  */
static void
match_code (struct matches *matches, const struct pgo_index *index,
            const struct pgo_program_code *code, bool global)
{
  struct pgo_query query = { .asm_name = code->name,
                             .file = code->file,
                             .start_line = code->start_line,
                             .local = !global };
  const struct pgo_fn *fn;
  enum pgo_match how = pgo_index_query (index, &query, &fn);

  if (how == PGO_MATCH_NONE || how == PGO_MATCH_ELSEWHERE)
    return;
  struct match *match = find_match (matches, fn);
  if (how == PGO_MATCH_AMBIGUOUS)
    {
      if (match->state == ABSENT)
        match->state = SHARED;
      return;
    }
  /* The declarator is above the first line with code.  */
  int64_t start = code->start_line > 0 && code->start_line < code->first
                      ? code->start_line
                      : code->first;
  int64_t first = pgo_fn_offset (fn, start, code->start_line);
  int64_t last
      = pgo_fn_offset (fn, code->last + LINES_BEHIND, code->start_line);
  if (match->state != DESCRIBED || first < match->first)
    match->first = first;
  if (match->state != DESCRIBED || last > match->last)
    match->last = last;
  match->state = DESCRIBED;
}

/* Find the functions of INDEX in PROGRAM.  The caller frees the items.  */
static struct matches
match_program (struct pgo_program *program, const struct pgo_index *index)
{
  struct matches matches = new_matches (index);

  for (size_t i = 0; i < program->n_codes; i++)
    {
      uint32_t symbol = find_symbol (program, program->codes[i].name, false);
      match_code (&matches, index, &program->codes[i],
                  symbol != PGO_NONE && program->symbols[symbol].global);
    }
  for (size_t i = 0; i < program->n_symbols; i++)
    {
      const struct pgo_fn *fn;
      struct match *match;
      if (program->symbols[i].described
          || pgo_index_lookup (index, program->symbols[i].name, NULL, false,
                               &fn)
                 != PGO_MATCH_FOUND)
        continue;
      match = find_match (&matches, fn);
      if (match->state < NO_DEBUG)
        match->state = NO_DEBUG;
    }
  return matches;
}

/* Own weight by what becomes of it, and the heaviest functions that are lost,
   most of them at least.  */
struct sums
{
  int64_t all;
  int64_t known; /* In functions that it has, but for those of any program.  */
  int64_t matched;
  int64_t stale;
  int64_t state[DESCRIBED]; /* Of the functions that are not DESCRIBED.  */
  struct
  {
    const struct pgo_fn *fn;
    const char *reason;
  } lost[PGO_EXAMPLES_MAX];
  size_t n_lost;
};

/* Add MATCH to SUMS.  Returns the reason why the greatest part is not matched,
   or NULL where at least half is.  */
static const char *
add_match (struct sums *sums, const struct match *match)
{
  static const char *const reasons[DESCRIBED]
      = { "not in the binary", "several functions of that name",
          "no debug information" };
  const struct pgo_fn *fn = match->fn;
  const struct pgo_line_weight *lines;
  size_t n = pgo_fn_lines (fn, &lines);
  int64_t stale = 0;

  sums->all += fn->own;
  if (match->state != ABSENT && !pgo_root_name_p (fn->name))
    sums->known += fn->own;
  if (match->state != DESCRIBED)
    {
      sums->state[match->state] += fn->own;
      return reasons[match->state];
    }
  for (size_t i = 0; i < n; i++)
    if (lines[i].offset < match->first || lines[i].offset > match->last)
      stale += lines[i].own;
  sums->stale += stale;
  sums->matched += fn->own - stale;
  return stale > fn->own / 2 ? "lines outside the function" : NULL;
}

/* The finished index of the samples of CHECK in code of programs.  */
static struct pgo_index *
index_programs (const struct pgo_check *check)
{
  struct pgo_profile part = *check->profile;
  size_t n = part.n_value_types;
  struct pgo_index *index = pgo_index_new ();

  part.values = pgo_xcalloc (part.n_samples * n, sizeof *part.values);
  for (size_t i = 0; i < part.n_samples; i++)
    if (check->codes[i] == PGO_CODE_PROGRAM)
      memcpy (part.values + i * n, check->profile->values + i * n,
              n * sizeof *part.values);
  /* The whole has not overflown, nor does a part.  */
  pgo_index_add (index, &part, check->file, NULL);
  pgo_index_finish (index);
  free (part.values);
  return index;
}

/* Is MATCH, of a prepared profile, that of code of the kernel or a library?
   Where there are samples, their mappings have told.  */
static bool
other_code_p (const struct match *match, const struct pgo_index *index)
{
  return pgo_index_prepared_p (index) && match->state == ABSENT
         && *match->fn->file == '\0';
}

/* Add all functions of INDEX to SUMS.  */
static void
add_matches (struct sums *sums, struct pgo_program *program,
             const struct pgo_index *index)
{
  struct matches matches = match_program (program, index);
  const struct pgo_fn *const *fns;
  size_t n = pgo_index_functions (index, &fns);

  for (size_t i = 0; i < n; i++)
    {
      const struct match *match = find_match (&matches, fns[i]);
      const char *reason;
      if (other_code_p (match, index))
        continue;
      reason = add_match (sums, match);
      if (reason && fns[i]->own > 0 && sums->n_lost < PGO_EXAMPLES_MAX)
        {
          sums->lost[sums->n_lost].fn = fns[i];
          sums->lost[sums->n_lost++].reason = reason;
        }
    }
  free (matches.item);
}

/* ---- Is it what was profiled?  */

enum build
{
  BUILD_SAME,
  BUILD_OTHER,
  BUILD_UNKNOWN, /* One of the two has no build id.  */
  BUILD_NONE,    /* The profile does not name the file.  */
  N_BUILDS
};

static enum build
build_of (const struct pgo_profile *profile,
          const struct pgo_program_file *file)
{
  const char *id = pgo_module_build_id (file->module);
  enum build build = BUILD_NONE;

  for (size_t i = 0; i < profile->n_mappings; i++)
    {
      const struct pgo_mapping *mapping = &profile->mappings[i];
      bool known = *id && *mapping->build_id;
      if (known && strcasecmp (id, mapping->build_id) == 0)
        return BUILD_SAME;
      if (!pgo_path_same_base_p (mapping->file, file->name))
        continue;
      if (build != BUILD_OTHER)
        build = known ? BUILD_OTHER : BUILD_UNKNOWN;
    }
  return build;
}

/* Is PROGRAM, of which the profile of CHECK has the SUMS, another than was
   profiled?  A prepared profile does not name it.  */
static bool
foreign_p (const struct pgo_check *check, const struct sums *sums,
           const struct pgo_program *program)
{
  bool named = false;

  for (size_t i = 0; check->profile && i < program->n_files; i++)
    {
      enum build build = build_of (check->profile, &program->files[i]);
      if (build == BUILD_SAME)
        return false;
      named |= build != BUILD_NONE;
    }
  return named ? sums->known == 0
               : pgo_share (sums->known, sums->all) < PGO_FOREIGN / 100.0;
}

/* What to do about SUMS.  */
static const char *
advise (const struct pgo_check *check, const struct sums *sums,
        const struct pgo_program *program)
{
  int64_t no_debug = sums->state[NO_DEBUG], absent = sums->state[ABSENT];
  bool stripped = program->n_codes == 0;

  for (size_t i = 0; i < program->n_files && stripped; i++)
    stripped = pgo_module_stripped_p (program->files[i].module);
  if (stripped)
    return "it is stripped: give it as it was before, or its debug file, such "
           "as PROGRAM.debug";
  /* What is inlined everywhere has no symbol.  */
  if (program->n_codes == 0 && sums->known == 0)
    return "it has no debugging information, and no function of the profile: "
           "give the program that was profiled, with -g and not stripped";
  if (program->n_codes > 0 && foreign_p (check, sums, program))
    return "this is not the program that was profiled: give that one with "
           "--binary, or profile this one";
  if (program->n_codes == 0 || (no_debug >= sums->stale && no_debug >= absent))
    return "it has no debugging information: give a build with -g that is not "
           "stripped, or its debug file";
  if (sums->stale >= absent)
    return "the sources have changed since: profile the program as it is now";
  return "profile this program, or name its libraries with --binary too";
}

static void
check_matches (struct pgo_check *check, struct pgo_program *program)
{
  struct pgo_index *programs = check->profile ? index_programs (check) : NULL;
  struct sums sums = { 0 };
  struct pgo_finding *finding;

  add_matches (&sums, program, programs ? programs : check->index);
  const struct pgo_part parts[] = {
    { "absent_percent", "in functions not in the binary",
      pgo_share (sums.state[ABSENT], sums.all) },
    { "ambiguous_percent", "in functions of which it has several",
      pgo_share (sums.state[SHARED], sums.all) },
    { "no_debug_percent", "in functions without debug information",
      pgo_share (sums.state[NO_DEBUG], sums.all) },
    { "stale_percent", "on lines outside their function",
      pgo_share (sums.stale, sums.all) },
  };
  double matched = pgo_share (sums.matched, sums.all);
  size_t n_parts = sizeof parts / sizeof *parts;
  char *text = pgo_parts_text (parts, n_parts);
  finding = pgo_check_add (check, "match",
                           "%.1f%% of the program's weight can be matched%s",
                           matched * 100, text);
  free (text);
  pgo_finding_figure (finding, "matched_percent", matched * 100);
  pgo_finding_parts (finding, parts, n_parts);
  if (sums.all == 0)
    pgo_finding_judge (finding, PGO_FIT_UNKNOWN,
                       "nothing was sampled in code of programs");
  else
    pgo_finding_judge (finding,
                       pgo_judge_share (1 - matched, 100 - PGO_LITTLE_MATCHED,
                                        100 - PGO_TOO_LITTLE_MATCHED),
                       advise (check, &sums, program));
  for (size_t i = 0; finding->verdict != PGO_FIT && i < sums.n_lost; i++)
    pgo_finding_example (finding, sums.lost[i].fn->pretty,
                         pgo_share (sums.lost[i].fn->own, sums.all), -1,
                         sums.lost[i].reason);
  pgo_index_free (programs);
}

/* ---- All of it.  */

static void
check_builds (struct pgo_check *check, const struct pgo_program *program)
{
  static const char *const names[N_BUILDS]
      = { "the build that was profiled", "another build than was profiled",
          "no build id to compare", "not among the files of the profile" };
  size_t n[N_BUILDS] = { 0 };
  struct pgo_finding *finding;

  for (size_t i = 0; i < program->n_files; i++)
    n[build_of (check->profile, &program->files[i])]++;
  finding = pgo_check_add (check, "build",
                           "%zu of %zu files are the build that was profiled",
                           n[BUILD_SAME], program->n_files);
  pgo_finding_figure (finding, "files", (double) program->n_files);
  pgo_finding_figure (finding, "same", (double) n[BUILD_SAME]);
  pgo_finding_figure (finding, "other", (double) n[BUILD_OTHER]);
  if (n[BUILD_SAME] + n[BUILD_OTHER] < program->n_files)
    pgo_finding_judge (finding, PGO_FIT_UNKNOWN,
                       "see that the profile is of these programs");
  for (size_t i = 0; i < program->n_files; i++)
    pgo_finding_example (finding, program->files[i].name, -1, -1,
                         names[build_of (check->profile, &program->files[i])]);
}

/* Judge again whether inlined frames are missing, by what PROGRAM has.  */
static void
check_inlined (struct pgo_check *check, const struct pgo_program *program)
{
  struct pgo_finding *finding = pgo_check_finding (check, "inlined");
  double share;

  if (program->n_places == 0)
    return;
  share = (double) program->n_inlined / (double) program->n_places;
  pgo_finding_figure (finding, "binary_inlined_percent", share * 100);
  pgo_judge_inlined (finding, check->facts.inlined == 0
                                  && (double) check->facts.places * share
                                         >= PGO_INLINED_EXPECTED);
}

void
pgo_check_program (struct pgo_check *check, struct pgo_program *program)
{
  if (!check->index || check->facts.total == 0)
    return;
  if (check->profile)
    {
      check_inlined (check, program);
      check_builds (check, program);
      pgo_check_calls (check, program);
    }
  check_matches (check, program);
}
