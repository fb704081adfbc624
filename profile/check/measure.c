/* What a profile says about how it was taken, in numbers.
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

   Code is told apart by the file it is mapped from, as perf and /proc/PID/maps
   call it, else by its address, else by names that nothing but the kernel or
   the C library uses.  A name alone makes a function one of the C library only
   where the profile has no source file for it: a program may have an allocator
   of its own, and then its debug information says so.

   A stack begins where it should if its outermost frame is one that starts a
   process or thread.  A profile cannot name them all, so a function that nobody
   is seen to call counts as well: the functions on which unwinding stops for
   want of frame pointers are called by others in other stacks.  */

#include "check/private.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "decide/policy.h"
#include "names/path.h"
#include "names/symbol.h"
#include "pprof/dialect.h"
#include "pprof/generated.h"
#include "pprof/weight.h"

/* Addresses from here on are the kernel's, on x86-64 and AArch64.  */
#define KERNEL_START UINT64_C (0xffff800000000000)

/* True if one of LIST, which ends with NULL, is NAME, or where it ends with '*'
   begins NAME.  */
static bool
listed_p (const char *name, const char *const *list)
{
  for (; *list; list++)
    {
      size_t length = strlen (*list) - 1;
      if ((*list)[length] == '*' ? strncmp (name, *list, length) == 0
                                 : strcmp (name, *list) == 0)
        return true;
    }
  return false;
}

/* ---- Code.  */

/* Is BASE the file of a library called NAME: "libc" of "libc.so.6",
   "libc-2.31.so" and "libc.musl-x86_64.so.1"?  */
static bool
library_p (const char *base, const char *name)
{
  size_t n = strlen (name);

  return pgo_prefix_p (base, name) && (base[n] == '.' || base[n] == '-')
         && strstr (base, ".so");
}

/* Is BASE the file of a kernel module, perhaps compressed?  */
static bool
kernel_module_p (const char *base)
{
  const char *end = strstr (base, ".ko");

  return end && (end[3] == '\0' || end[3] == '.');
}

/* What is mapped from FILE, which is not "".  */
static enum pgo_code
code_of_file (const char *file)
{
  static const char *const libraries[]
      = { "libc",      "libm",      "libmvec",  "libpthread", "librt",
          "libdl",     "ld",        "ld-linux", "ld-musl",    "ld64",
          "libstdc++", "libgcc_s",  "libgomp",  "libatomic",  "libc++",
          "libunwind", "libresolv", "libasan",  NULL };
  size_t length;
  const char *base = pgo_path_base (file, &length);

  if (pgo_prefix_p (file, "[vdso]") || pgo_prefix_p (file, "[vsyscall]"))
    return PGO_CODE_LIBRARY;
  if (pgo_generated_code_p (file))
    return PGO_CODE_GENERATED;
  if (file[0] == '[' || pgo_prefix_p (base, "vmlinux")
      || kernel_module_p (base))
    return PGO_CODE_KERNEL;
  for (size_t i = 0; libraries[i]; i++)
    if (library_p (base, libraries[i]))
      return PGO_CODE_LIBRARY;
  return PGO_CODE_PROGRAM;
}

/* The assembler name of FUNCTION, or what there is.  */
static const char *
name_of (const struct pgo_function *function)
{
  return *function->system_name ? function->system_name : function->name;
}

/* What some producers write where they have no name.  */
static bool
nameless_p (const char *name)
{
  static const char *const names[] = { "[unknown]", "??", "0x*", NULL };

  return *name == '\0' || listed_p (name, names);
}

bool
pgo_library_name_p (const char *name)
{
  static const char *const names[]
      = { "malloc",          "free",         "calloc",
          "realloc",         "cfree",        "_int_malloc",
          "_int_free*",      "_int_realloc", "malloc_consolidate",
          "unlink_chunk*",   "sysmalloc",    "systrim*",
          "tcache_*",        "memcpy",       "memmove",
          "memset",          "memcmp",       "memchr",
          "strlen",          "strcmp",       "strncmp",
          "strcpy",          "strchr",       "strrchr",
          "strstr",          "strtol",       "strtod",
          "__mem*",          "__str*",       "__libc_*",
          "__GI_*",          "__printf_*",   "__vfprintf_internal",
          "vfprintf",        "_IO_*",        "qsort",
          "__ieee754_*",     "__sin_fma*",   "__cos_fma*",
          "__exp_*",         "__log_*",      "__pow_*",
          "pthread_mutex_*", "___pthread_*", "__pthread_*",
          "__lll_lock_*",    "_dl_*",        NULL };

  return listed_p (name, names);
}

enum pgo_code
pgo_code_of (const struct pgo_profile *profile,
             const struct pgo_location *location)
{
  const struct pgo_function *inner
      = location->n_lines > 0
            ? &profile->functions[profile->lines[location->first_line].function]
            : NULL;
  const char *file = location->mapping == PGO_NONE
                         ? ""
                         : profile->mappings[location->mapping].file;
  enum pgo_code code = *file ? code_of_file (file) : PGO_CODE_PROGRAM;

  if (code != PGO_CODE_PROGRAM)
    return code;
  if (location->address >= KERNEL_START)
    return PGO_CODE_KERNEL;
  if (!inner || nameless_p (name_of (inner)))
    return PGO_CODE_UNNAMED;
  if (!*inner->file && pgo_library_name_p (name_of (inner)))
    return PGO_CODE_LIBRARY;
  return PGO_CODE_PROGRAM;
}

/* Is NAME one at which the kernel is entered?  Whatever it calls is the
   kernel.  */
static bool
kernel_entry_p (const char *name)
{
  static const char *const names[]
      = { "entry_SYSCALL_*", "do_syscall_64",  "asm_exc_*",
          "asm_sysvec_*",    "el0_svc*",       "el0t_64_*",
          "el0_da",          "ret_from_fork*", NULL };

  return listed_p (name, names);
}

bool
pgo_start_up_name_p (const char *name)
{
  static const char *const names[]
      = { "_GLOBAL__*",
          "_Z41__static_initialization_and_destruction_*",
          "__static_initialization_and_destruction_*",
          "__do_global_*",
          "__cxx_global_var_init*",
          "call_init*",
          "dl_main",
          "dl_open_worker*",
          "frame_dummy",
          "__libc_csu_init",
          "__libc_init_first",
          "__libc_setup_tls*",
          "register_tm_clones",
          "do_lookup_x",
          "check_match",
          "_dl_*",
          NULL };
  /* What the dynamic linker does for a program that has long begun: throwing,
     thread-local variables, names of addresses.  */
  static const char *const running[]
      = { "_dl_find_object*", "_dl_tlsdesc_*", "_dl_update_slotinfo",
          "_dl_addr",         "_dl_vdso_*",    NULL };

  return listed_p (name, names) && !listed_p (name, running);
}

bool
pgo_root_name_p (const char *name)
{
  static const char *const names[] = { "_start",
                                       "main",
                                       "_dl_start*",
                                       "__libc_start_main*",
                                       "__libc_start_call_main",
                                       "clone",
                                       "clone3",
                                       "__clone*",
                                       "__clone3",
                                       "thread_start",
                                       "start_thread",
                                       "_dl_start_user",
                                       "execute_native_thread_routine",
                                       "makecontext",
                                       "__start_context",
                                       "ret_from_fork*",
                                       "runtime.goexit*",
                                       "runtime.rt0_go*",
                                       "runtime.mstart*",
                                       NULL };

  return listed_p (name, names);
}

/* ---- Stacks.  */

/* What is asked of each function of a profile, once.  */
enum
{
  KNOWN = 1,
  START_UP = 2,
  ROOT = 4, /* Nothing calls it.  */
  ENTRY = 8 /* Of the kernel.  */
};

struct measurement
{
  const struct pgo_profile *profile;
  const char **callees; /* The names of those that others call, sorted.  */
  size_t n_callees;
  unsigned char *functions; /* Of PROFILE, flags.  */
};

static int
compare_names (const void *x, const void *y)
{
  return strcmp (*(const char *const *) x, *(const char *const *) y);
}

/* Collect the functions that another one calls in INDEX.  */
static void
collect_callees (struct measurement *m, const struct pgo_index *index)
{
  const struct pgo_site *const *sites;
  size_t n = pgo_index_sites (index, &sites);

  m->callees = pgo_xcalloc (n, sizeof *m->callees);
  for (size_t i = 0; i < n; i++)
    if (sites[i]->caller != sites[i]->callee)
      m->callees[m->n_callees++] = sites[i]->callee->name;
  if (m->n_callees > 0)
    qsort (m->callees, m->n_callees, sizeof *m->callees, compare_names);
}

/* The flags of function NUMBER.  */
static unsigned
flags_of (struct measurement *m, uint32_t number)
{
  unsigned char *flags = &m->functions[number];

  if (*flags & KNOWN)
    return *flags;
  const char *name = name_of (&m->profile->functions[number]);
  char *canonical = pgo_symbol_canonical (name);
  *flags = KNOWN;
  if (pgo_start_up_name_p (canonical))
    *flags |= START_UP;
  if (kernel_entry_p (canonical))
    *flags |= ENTRY;
  if (pgo_root_name_p (canonical)
      || (!nameless_p (name)
          && !(m->n_callees > 0
               && bsearch (&canonical, m->callees, m->n_callees,
                           sizeof *m->callees, compare_names))))
    *flags |= ROOT;
  free (canonical);
  return *flags;
}

/* The flags of all functions at LOCATION, or-ed.  */
static unsigned
location_flags (struct measurement *m, const struct pgo_location *location)
{
  unsigned flags = 0;

  for (uint32_t i = 0; i < location->n_lines; i++)
    flags |= flags_of (m, m->profile->lines[location->first_line + i].function);
  return flags;
}

/* Is the code of the leaf of a stack, LOCATION, of unknown line?  */
static bool
no_line_p (const struct pgo_profile *profile,
           const struct pgo_location *location)
{
  return location->n_lines > 0
         && pgo_dialect_line (profile->lines[location->first_line].line) == 0;
}

/* Does the stack that has LOCATION outermost begin there?  */
static bool
begins_p (struct measurement *m, const struct pgo_location *location)
{
  if (location->n_lines == 0)
    return false;
  return flags_of (
             m, m->profile->lines[location->first_line + location->n_lines - 1]
                    .function)
         & ROOT;
}

/* Add the stack of SAMPLE, which weighs WEIGHT, to FACTS.  Returns what its
   leaf is.  */
static enum pgo_code
measure_stack (struct measurement *m, struct pgo_facts *facts,
               const struct pgo_sample *sample, int64_t weight)
{
  const struct pgo_profile *p = m->profile;
  const uint32_t *stack = p->stacks + sample->first;
  enum pgo_code code = PGO_CODE_UNNAMED;
  unsigned flags = 0;

  facts->stacks++;
  for (uint32_t i = 0; i < sample->depth; i++)
    flags |= location_flags (m, &p->locations[stack[i]]);
  if (sample->depth > 0)
    {
      const struct pgo_location *leaf = &p->locations[stack[0]];
      const struct pgo_location *root = &p->locations[stack[sample->depth - 1]];
      code = pgo_code_of (p, leaf);
      if (flags & ENTRY)
        code = PGO_CODE_KERNEL;
      if (leaf->unordered)
        facts->unordered += weight;
      else if (code == PGO_CODE_PROGRAM && no_line_p (p, leaf))
        facts->no_line += weight;
      if (sample->depth > 1 && !begins_p (m, root))
        facts->broken += weight;
    }
  if (sample->depth <= 1)
    facts->lone += weight;
  if (flags & START_UP)
    facts->start_up += weight;
  facts->code[code] += weight;
  return code;
}

/* ---- Addresses.  */

/* True if LOCATION has a line.  */
static bool
lined_p (const struct pgo_profile *p, const struct pgo_location *location)
{
  for (uint32_t i = 0; i < location->n_lines; i++)
    if (pgo_dialect_line (p->lines[location->first_line + i].line) > 0)
      return true;
  return false;
}

/* Set INLINED, by location of P, where frames are inlined: in the lines of a
   location, or, as ddprof writes them, in several locations of one address.  */
static void
find_inlined (const struct pgo_profile *p, bool *inlined)
{
  for (size_t i = 0; i < p->n_locations; i++)
    inlined[i] = p->locations[i].n_lines > 1 || p->locations[i].unordered;
  for (size_t i = 0; i < p->n_samples; i++)
    {
      const uint32_t *stack = p->stacks + p->samples[i].first;
      for (uint32_t k = 1; k < p->samples[i].depth; k++)
        {
          const struct pgo_location *a = &p->locations[stack[k - 1]];
          const struct pgo_location *b = &p->locations[stack[k]];
          if (a != b && a->address != 0 && a->address == b->address
              && a->mapping == b->mapping)
            inlined[stack[k]] = true;
        }
    }
}

static void
measure_places (struct pgo_facts *facts, const struct pgo_profile *p)
{
  bool *inlined = pgo_xcalloc (p->n_locations, sizeof *inlined);

  find_inlined (p, inlined);
  for (size_t i = 0; i < p->n_locations; i++)
    {
      const struct pgo_location *location = &p->locations[i];
      if (pgo_code_of (p, location) != PGO_CODE_PROGRAM
          || !lined_p (p, location))
        continue;
      facts->places++;
      facts->inlined += inlined[i];
    }
  free (inlined);
}

/* ---- Functions and sites.  */

static void
measure_functions (struct pgo_facts *facts, const struct pgo_index *index)
{
  const struct pgo_fn *const *fns;
  size_t n = pgo_index_functions (index, &fns);
  int64_t sum = 0;

  for (size_t i = 0; i < n; i++)
    facts->named += fns[i]->own;
  facts->top = n > 0 ? fns[0]->own : 0;
  /* By own weight descending.  */
  for (size_t i = 0; i < n && fns[i]->own > 0; i++)
    {
      facts->functions++;
      if ((double) sum < 0.9 * (double) facts->named)
        facts->functions_90++;
      sum += fns[i]->own;
      if (pgo_policy_hot (fns[i]->own, facts->total, 1) != PGO_REFUSED_COLD)
        facts->hot += fns[i]->own;
    }
}

static void
measure_sites (struct pgo_facts *facts, const struct pgo_index *index)
{
  const struct pgo_site *const *sites;
  size_t n = pgo_index_sites (index, &sites);
  int64_t threshold
      = pgo_index_hot_threshold (index, pgo_policy_default.hot_percent);

  for (size_t i = 0; i < n; i++)
    {
      facts->sites += sites[i]->own > 0;
      facts->sites_hot += sites[i]->own >= threshold;
    }
}

void
pgo_facts_measure_index (struct pgo_facts *facts, const struct pgo_index *index)
{
  measure_functions (facts, index);
  measure_sites (facts, index);
}

void
pgo_facts_measure (struct pgo_facts *facts, const struct pgo_profile *profile,
                   const struct pgo_index *index, unsigned char *codes)
{
  struct measurement m = { .profile = profile };
  struct pgo_weighing weighing;

  pgo_profile_weigh (profile, "", &weighing, NULL);
  *facts = (struct pgo_facts){ .total = pgo_index_total (index),
                               .duration = profile->duration_nanos > 0
                                               ? profile->duration_nanos
                                               : 0 };
  facts->samples = pgo_profile_count_samples (profile, &weighing);
  m.functions = pgo_xcalloc (profile->n_functions, sizeof *m.functions);
  collect_callees (&m, index);
  for (size_t i = 0; i < profile->n_samples; i++)
    {
      enum pgo_code code = PGO_CODE_UNNAMED;
      int64_t weight;
      pgo_sample_weight (profile, &weighing, i, &weight);
      if (weight > 0)
        code = measure_stack (&m, facts, &profile->samples[i], weight);
      if (codes)
        codes[i] = code;
    }
  pgo_phases_measure (facts, profile, &weighing);
  measure_places (facts, profile);
  pgo_facts_measure_index (facts, index);
  free (m.functions);
  free (m.callees);
}
