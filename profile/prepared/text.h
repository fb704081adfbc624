/* The text of a prepared profile: facts, one a line, in memory.
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

   pgo-profile(5) is the grammar.  The functions of a text are in order, so that
   one is found by bisection, and what a question costs does not grow with the
   text.  A line is parsed when it is looked at: what is wrong with it is said
   then, by file, line and reason.  */

#ifndef PGO_TEXT_H
#define PGO_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "base/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a prepared profile begins with.  */
#define PGO_TEXT_MAGIC "pgo-profile "
#define PGO_TEXT_VERSION_TEXT "1"

/* Weights are parts of the whole, so many.  */
#define PGO_TEXT_WHOLE 1000000

/* Greatest number of callers in a context.  */
#define PGO_TEXT_CALLERS 8

enum pgo_fact_kind
{
  PGO_FACT_PARTS,    /* parts ID: the text is the head of a directory.  */
  PGO_FACT_PART_OF,  /* part-of ID: it is one of that head's.  */
  PGO_FACT_SAMPLES,  /* samples N: of the whole.  */
  PGO_FACT_LEFT_OUT, /* left-out W: what no fact here tells of.  */
  PGO_FACT_DEMANGLED_NAMES, /* demangled N: functions without an assembler
                               name.  */
  PGO_FACT_HOT,      /* hot PERCENT W: the sites that weigh W and more carry
                        PERCENT of the own weight of all.  */
  PGO_FACT_NO_FILE,  /* no-file W: that of functions without a file, if it is most
                        of the whole.  */
  PGO_FACT_FILE,     /* file NAME.  */
  PGO_FACT_PART,     /* part PATH: of the file, where it is not its name's.  */
  PGO_FACT_FUNCTIONS, /* functions N: of the file.  */
  PGO_FACT_HAS,      /* has NAME: a function of the file with a SOURCE.  */
  PGO_FACT_FUNCTION, /* function NAME FILE LINE TRAIT...  */
  PGO_FACT_ALL,      /* all W: inclusive.  */
  PGO_FACT_OWN,      /* own W: of the function or the file.  */
  PGO_FACT_CALLED,   /* called W: own weight in calls by other functions.  */
  PGO_FACT_CODE,     /* code BYTES ENTRY-BYTES W OWN ENTRY.  */
  PGO_FACT_RANK,     /* rank N: in the order in which functions should lie.  */
  PGO_FACT_SOURCE,   /* source HASHES: of its lines; drift/source.h.  */
  PGO_FACT_CALLS,    /* calls OFFSET [NAME]: in its code, sampled or not; through a
                        pointer where there is no name.  */
  PGO_FACT_LINE,     /* line OFFSET OWN [in CALLER OFFSET...].  */
  PGO_FACT_CALL,     /* call OFFSET INCLUSIVE CALLEE.  */
  PGO_FACT_SELF,     /* self OWN: of the call before, where it is not the same.  */
  PGO_FACT_FROM,     /* from OWN CALLER OFFSET...  */
  PGO_FACT_END,      /* end.  */
  PGO_FACT_OTHER     /* Of a later version, or a comment.  */
};

/* A function, by name, and by file where several have the name, else NULL.  */
struct pgo_reference
{
  const char *name;
  const char *file;
};

/* Traits of a function, or-ed.  */
enum
{
  PGO_FACT_DEMANGLED = 1, /* NAME is no assembler name.  */
  PGO_FACT_SEVERAL = 2,   /* Of several start lines in one profile.  */
  PGO_FACT_STARTS = 4,    /* Profiles differ in its start line.  */
  PGO_FACT_CONTESTED = 8  /* May be the same as one with an assembler name.  */
};

/* A line.  What its kind does not have is 0 or NULL.  */
struct pgo_fact
{
  enum pgo_fact_kind kind;
  int64_t offset;    /* Lines from the start line.  */
  int64_t own;       /* A weight; of a CODE that of its own lines.  */
  int64_t inclusive; /* Likewise; of a CODE that of all.  */
  int64_t entry;     /* Of a CODE, in its entry.  */
  int64_t bytes, entry_bytes;
  int64_t number;         /* Of samples, of functions, the start line, the rank.  */
  double percent;
  struct pgo_reference of; /* The function, the callee, or the file's name; the name
                              is the hashes of a SOURCE, and any other word.  */
  unsigned traits;
  /* The callers, the direct one first.  */
  unsigned n_callers;
  struct pgo_reference callers[PGO_TEXT_CALLERS];
  int64_t offsets[PGO_TEXT_CALLERS];
};

/* Does the SIZE bytes at DATA begin as a prepared profile does?  */
bool pgo_text_p (const void *data, size_t size);

struct pgo_text;

/* Map FILE.  *OTHER says that it is no prepared profile; NULL is returned then, and
   with ERR set where it cannot be read, is not of this version or is cut off.  */
struct pgo_text *pgo_text_open (const char *file, bool *other,
                                struct pgo_error *err);
/* The same of the SIZE bytes at DATA, read from FILE.  They are freed with the
   text, or here.  */
struct pgo_text *pgo_text_take (unsigned char *data, size_t size,
                                const char *file, struct pgo_error *err);
/* TEXT may be NULL.  */
void pgo_text_close (struct pgo_text *text);

const char *pgo_text_name (const struct pgo_text *text);
const char *pgo_text_bytes (const struct pgo_text *text, size_t *size);

/* Check all of TEXT: each line, the order of the functions, and that none is
   there twice.  False with ERR set at the first that is wrong.  */
bool pgo_text_verify (const struct pgo_text *text, struct pgo_error *err);

/* Places in TEXT are numbers of bytes.  That of the line behind the version, and
   that of the first function whose name is not before NAME, or of the end.  */
size_t pgo_text_start (const struct pgo_text *text);
size_t pgo_text_find (const struct pgo_text *text, const char *name);
/* That of the first file whose base name is not before that of FILE, or of what
   follows the files.  */
size_t pgo_text_find_file (const struct pgo_text *text, const char *file);
/* That of the next line at or after AT that is no fact of a function: a function,
   or the end.  */
size_t pgo_text_next_function (const struct pgo_text *text, size_t at);

/* Parse the line at *AT into FACT, and set *AT to the next; strings are POOL's.
   False with ERR set where it is wrong.  */
bool pgo_text_fact (const struct pgo_text *text, size_t *at,
                    struct pgo_pool *pool, struct pgo_fact *fact,
                    struct pgo_error *err);

/* Set ERR to "FILE:LINE: REASON" for the line at AT; returns false.  */
bool pgo_text_error (const struct pgo_text *text, size_t at,
                     struct pgo_error *err, const char *format, ...)
  __attribute__ ((format (printf, 4, 5)));

/* Write to STREAM what every text begins with, and what it ends with.  */
void pgo_text_begin (FILE *stream);
void pgo_text_end (FILE *stream);

/* Write the line of FACT to STREAM.  */
void pgo_fact_write (FILE *stream, const struct pgo_fact *fact);

/* Order of two functions in a text: by name, file and start line.  */
int pgo_fact_compare (const struct pgo_fact *a, const struct pgo_fact *b);

#ifdef __cplusplus
}
#endif

#endif /* PGO_TEXT_H */
