/* One name out of the many spellings of a function.
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

   Decides what a clone suffix is.  Relies on libstdc++ for demangling;
   simplify.c shortens what that gives.

   A constructor is compiled for complete objects (C1) and for bases (C2), which
   are most often one body under two names, and debug information calls an
   inlined one by neither (GCC's C4); so are destructors.  The demangler says
   which letters of a mangled name are such a token: it calls all three alike.

   What an anonymous namespace holds is local.  From 15 on GCC says so with the
   'L' of static functions, older releases and clang leave it out; the
   demangler calls both alike.

   A thunk moves "this" and goes on in a method, or has it inlined: it is the
   method by another address.

   A clone runs the source lines of its origin, so cutting its suffix joins
   what belongs together.  Not cut are the suffixes of code that is something
   else:

     - a bare number (nested.0): GCC numbers the nested functions of a unit so
       (lhd_set_decl_assembler_name), and two of one name are two functions;
     - ._omp_fn.N, .$loopfn.N, .actor, .destroy: outlined bodies with a
       declaration of their own, which the compiler asks for by that name;
     - .resolver and .ifunc: they choose a version once and run none of it;
     - .avx2, .arch_haswell, .default: the versions of a target_clones function
       look like those of a function that was written once for each target, so
       only the exact name is sure;
     - the prefix _ZGV of SIMD clones and variants: it says what the lanes
       are, and a vector variant is called where the scalar one is not.  */

#include "names/symbol.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"

/* From libstdc++'s <cxxabi.h>, which C cannot include.  */
extern char *__cxa_demangle (const char *mangled, char *buffer, size_t *length,
                             int *status);

/* The word of a clone suffix: ".WORD.NUMBER", and ".WORD" alone where
   BARE.  */
struct suffix
{
  const char *word;
  bool bare;
};

static const struct suffix suffixes[] = {
  { "part", false },        /* GCC ipa-split.cc; LLVM partial inlining.  */
  { "isra", false },        /* GCC ipa-sra.cc.  */
  { "constprop", false },   /* GCC ipa-cp.cc.  */
  { "cold", true },         /* GCC final.cc; numbered in GCC 8 and LLVM.  */
  { "lto_priv", false },    /* GCC lto-partition.cc.  */
  { "localalias", true },   /* GCC symtab.cc; the first has no number.  */
  { "clone", false },       /* GCC before 4.6.  */
  { "llvm", false },        /* LLVM ThinLTO promotion.  */
  { "__uniq", false },      /* clang -funique-internal-linkage-names.  */
  { "specialized", false }, /* LLVM FunctionSpecialization.cpp.  */
  { "memprof", false },     /* LLVM MemProfContextDisambiguation.cpp.  */
  { "__part", false }       /* LLVM basic block sections.  */
};

static const struct suffix *const part_suffix = &suffixes[0];
static const struct suffix *const cold_suffix = &suffixes[3];

/* Is SUFFIX among those of a name?  */
struct question
{
  const struct suffix *suffix;
  bool yes;
};

/* The clone suffix that ends the LENGTH bytes at NAME, or NULL; *START is set
   to where it begins, LEAST at least.  */
static const struct suffix *
last_suffix (const char *name, size_t length, size_t least, size_t *start)
{
  size_t end = length;
  bool numbered;

  while (end > 0 && isdigit ((unsigned char) name[end - 1]))
    end--;
  numbered = end < length && end > 0 && name[end - 1] == '.';
  /* ".WORD.NUMBER" or, with no digits at its end, ".WORD".  */
  if (numbered)
    end--;
  else if (end < length)
    return NULL;
  for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
    {
      size_t n = strlen (suffixes[i].word);
      if ((numbered || suffixes[i].bare) && end > n && end - n - 1 >= least
          && name[end - n - 1] == '.'
          && memcmp (name + end - n, suffixes[i].word, n) == 0)
        {
          *start = end - n - 1;
          return &suffixes[i];
        }
    }
  return NULL;
}

/* What is left of the LENGTH bytes at NAME, at least LEAST, without clone
   suffixes.  Answers QUESTION, unless it is NULL.  */
static size_t
cut_suffixes (const char *name, size_t length, size_t least,
              struct question *question)
{
  const struct suffix *suffix;

  while ((suffix = last_suffix (name, length, least, &length)))
    if (question && suffix == question->suffix)
      question->yes = true;
  return length;
}

/* Likewise for a whole NAME with a version, and for demanglers' spelling of
   clone suffixes, "foo(int) [clone .part.0] [clone .cold]".  */
static size_t
canonical_length (const char *name, struct question *question)
{
  static const char clone[] = " [clone ";
  const char *at = strchr (name, '@');
  size_t length = at && at > name ? (size_t) (at - name) : strlen (name);
  size_t before;

  do
    {
      before = length;
      while (length > 0 && name[length - 1] == ']')
        {
          size_t open = length - 1;
          while (open > 0 && name[open] != '[')
            open--;
          if (open < 2
              || strncmp (name + open - 1, clone, sizeof clone - 1) != 0)
            break;
          size_t inner = open - 1 + sizeof clone - 1;
          if (inner >= length - 1
              || cut_suffixes (name, length - 1, inner, question) != inner)
            break;
          length = open - 1;
        }
      length = cut_suffixes (name, length, 1, question);
    }
  while (length < before);
  return length;
}

size_t
pgo_symbol_canonical_length (const char *name)
{
  return canonical_length (name, NULL);
}

bool
pgo_symbol_part_p (const char *name)
{
  struct question part = { part_suffix, false };

  canonical_length (name, &part);
  return part.yes;
}

bool
pgo_symbol_cold_p (const char *name)
{
  struct question cold = { cold_suffix, false };

  canonical_length (name, &cold);
  return cold.yes;
}

/* The length of the call offset at P in a thunk's name, "hn16_" or "v0_n24_",
   or 0.  */
static size_t
call_offset_length (const char *p)
{
  const char *start = p;
  int numbers = *p == 'h' ? 1 : *p == 'v' ? 2 : 0;

  if (numbers == 0)
    return 0;
  for (p++; numbers > 0; numbers--)
    {
      size_t digits;
      p += *p == 'n';
      digits = strspn (p, "0123456789");
      if (digits == 0 || p[digits] != '_')
        return 0;
      p += digits + 1;
    }
  return p - start;
}

/* What stands behind the mark of a thunk in NAME, mangled or as demanglers have
   it, or NULL.  */
static const char *
thunk_target (const char *name)
{
  static const char *const marks[]
      = { "non-virtual thunk to ", "virtual thunk to ",
          "covariant return thunk to " };
  size_t length;

  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
    if (pgo_prefix_p (name, marks[i]) && name[strlen (marks[i])])
      return name + strlen (marks[i]);
  if (!pgo_prefix_p (name, "_ZT"))
    return NULL;
  name += strlen ("_ZT");
  if (*name == 'c' && (length = call_offset_length (name + 1)) > 0)
    name += 1 + length;
  length = call_offset_length (name);
  return length > 0 && name[length] ? name + length : NULL;
}

bool
pgo_symbol_thunk_p (const char *name)
{
  return thunk_target (name) != NULL;
}

bool
pgo_symbol_helper_p (const char *name)
{
  static const char *const prefixes[] = { "__x86_indirect_thunk",
                                          "__x86_return_thunk",
                                          "__call_indirect_",
                                          "__asan_",
                                          "__hwasan_",
                                          "__tsan_",
                                          "__ubsan_",
                                          "__sanitizer_" };
  for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
    if (pgo_prefix_p (name, prefixes[i]))
      return true;
  return false;
}

bool
pgo_symbol_method_p (const char *name)
{
  if (!pgo_symbol_mangled_p (name))
    return strstr (name, "::");
  return pgo_prefix_p (name, "_ZN") || pgo_prefix_p (name, "_ZZ")
         || pgo_symbol_thunk_p (name);
}

/* Make NAME, if it is that of a thunk, the name of what the thunk calls.  */
static void
cut_thunk (char *name)
{
  size_t start = pgo_symbol_mangled_p (name) ? strlen ("_Z") : 0;
  const char *target;

  while ((target = thunk_target (name)))
    memmove (name + start, target, strlen (target) + 1);
}

bool
pgo_symbol_mangled_p (const char *name)
{
  return name[0] == '_' && name[1] == 'Z' && pgo_alnum_p (name[2]);
}

/* Most bytes that a mangled name of LENGTH is demangled to.  Real ones become
   thirty times as long at most.  */
#define DEMANGLED_MAX(LENGTH) (PGO_DEMANGLED_TIMES * (LENGTH) + 1024)

/* Back references that are let in at a time.  Three can make what is there
   three times as long.  */
#define REFERENCES 6

/* The length of the back reference at P, to a substitution ("S_", "S1A_") or a
   template argument ("T_"), or 0.  The demangler takes no name that has enough
   of them for a third digit.  What looks like one may be part of an
   identifier.  */
static size_t
reference_length (const char *p)
{
  size_t digits;

  if (*p != 'S' && *p != 'T')
    return 0;
  digits = strspn (p + 1, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  return p[1 + digits] == '_' && digits < 3 ? digits + 2 : 0;
}

/* Make of every reference in NAME but the first N an identifier of the same
   length, which is allowed where that was.  True if there was one.  */
static bool
cut_references (char *name, size_t n)
{
  bool any = false;

  for (char *p = name + 2; *p;)
    {
      size_t length = reference_length (p);
      if (length > 0 && n > 0)
        n--;
      else if (length > 0)
        {
          any = true;
          *p = (char) ('0' + length - 1);
          memset (p + 1, 'a', length - 1);
        }
      p += length > 0 ? length : 1;
    }
  return any;
}

/* Demangle NAME, unless what that gives is unreasonably long: a name of 200
   bytes can stand for gigabytes, if each component refers to the one before it
   twice.  The demangler has no limit, so the references are let in step by
   step, which makes the text longer by no more than a factor each time.  */
static char *
demangle_some (const char *name)
{
  size_t length = strlen (name);
  char *some = pgo_xmalloc (length + 1), *demangled = NULL;
  bool cut = true;
  int status;

  for (size_t n = 2 * REFERENCES; cut; n += REFERENCES)
    {
      free (demangled);
      memcpy (some, name, length + 1);
      cut = cut_references (some, n);
      demangled = __cxa_demangle (some, NULL, NULL, &status);
      /* -1: no memory.  */
      if (status == -1)
        pgo_out_of_memory ();
      if (!demangled || strlen (demangled) > DEMANGLED_MAX (length))
        {
          free (demangled);
          demangled = NULL;
          break;
        }
    }
  free (some);
  return demangled;
}

char *
pgo_symbol_demangle (const char *name)
{
  char *canonical, *demangled;

  if (!pgo_symbol_mangled_p (name))
    return NULL;
  canonical = pgo_xstrndup (name, pgo_symbol_canonical_length (name));
  demangled = demangle_some (canonical);
  free (canonical);
  return demangled;
}

/* A name that has more possible tokens than any real one is kept as it is; each
   costs a demangling.  */
#define MAX_VARIANT_TOKENS 16

/* True if a constructor or destructor may stand before P, and its number at
   P: "C2E", "C4I..." of a template, "D2B..." with an ABI
   tag, or "CI2" before the base that it was inherited from.  */
static bool
variant_number_p (const char *p)
{
  if (*p != '1' && *p != '2' && *p != '4')
    return false;
  if (p[-1] == 'I')
    return p[-2] == 'C';
  return (p[-1] == 'C' || p[-1] == 'D') && p[1] != '\0' && strchr ("EIB", p[1]);
}

/* True if P is the mark of a function that is local, in a name with an
   anonymous namespace: elsewhere a static function and an external one differ
   by it.  */
static bool
linkage_mark_p (const char *p)
{
  return *p == 'L' && isdigit ((unsigned char) p[1]);
}

/* How many places of the mangled NAME look like one to unify; NAMELESS, it has
   an anonymous namespace.  */
static int
count_tokens (const char *name, bool nameless)
{
  int n = 0;

  for (const char *p = name + 2; *p; p++)
    n += variant_number_p (p) || (nameless && linkage_mark_p (p));
  return n;
}

/* Make the variants of constructors and destructors in the mangled NAME one,
   and those of functions in an anonymous namespace.  A text that looks like one
   but is something else ("6fooC2E") demangles to another name when it
   changes.  */
static void
unify_variants (char *name)
{
  bool nameless = strstr (name, "12_GLOBAL__N_1") != NULL;
  char *wanted = NULL;

  if (count_tokens (name, nameless) > MAX_VARIANT_TOKENS)
    return;
  for (char *p = name + 2; *p; p++)
    {
      char token = *p, *demangled;
      bool mark = nameless && linkage_mark_p (p);
      if (!mark && (!variant_number_p (p) || token == '1'))
        continue;
      if (!wanted)
        wanted = pgo_symbol_demangle (name);
      if (!wanted)
        return;
      if (mark)
        memmove (p, p + 1, strlen (p));
      else
        *p = '1';
      demangled = pgo_symbol_demangle (name);
      if (!demangled || strcmp (demangled, wanted) != 0)
        {
          if (mark)
            memmove (p + 1, p, strlen (p) + 1);
          *p = token;
        }
      free (demangled);
    }
  free (wanted);
}

bool
pgo_symbol_readable_p (const char *name)
{
  if (strstr (name, "::"))
    return true;
  for (const char *p = name; *p; p++)
    if (pgo_word_char_p (*p) && (p[1] == '(' || p[1] == '<'))
      return true;
  return false;
}

/* Call the integer types in NAME, which is for people, as demanglers do.
   Debug information has GCC's own names for them.  */
static void
unify_integers (char *name)
{
  static const char *const spellings[][2]
      = { { "long long unsigned int", "unsigned long long" },
          { "long unsigned int", "unsigned long" },
          { "short unsigned int", "unsigned short" },
          { "long long int", "long long" },
          { "long int", "long" },
          { "short int", "short" } };
  const size_t n = sizeof spellings / sizeof spellings[0];
  char *out = name;

  for (char *in = name; *in;)
    {
      size_t i = 0, length = 0;
      if (out > name && pgo_word_char_p (out[-1]))
        i = n;
      for (; i < n; i++)
        {
          length = strlen (spellings[i][0]);
          if (strncmp (in, spellings[i][0], length) == 0
              && !pgo_word_char_p (in[length]))
            break;
        }
      if (i < n)
        {
          /* Every new spelling is the shorter one.  It may be part of an old
             one, with what follows.  */
          size_t shorter = strlen (spellings[i][1]);
          in += length - shorter;
          memcpy (in, spellings[i][1], shorter);
        }
      else
        *out++ = *in++;
    }
  *out = '\0';
}

char *
pgo_symbol_canonical (const char *name)
{
  char *canonical = pgo_xstrndup (name, pgo_symbol_canonical_length (name));

  cut_thunk (canonical);
  if (pgo_symbol_mangled_p (canonical))
    unify_variants (canonical);
  else
    unify_integers (canonical);
  return canonical;
}
