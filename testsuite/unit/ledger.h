/* Ledgers for the tests of what is made of them.
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

   A line of a unit is written here as the plugin writes it, with what a test
   does not care about left at nothing.  */

#ifndef LEDGER_H
#define LEDGER_H

#include <stdarg.h>
#include <stdlib.h>

#include "base/mem.h"
#include "report/ledger.h"
#include "report/model.h"
#include "unit.h"

/* What a test says of a unit; NULL stands for the usual.  */
struct line
{
  const char *unit, *directory, *object;
  const char *profile;
  int total; /* 0: 1000.  */
  int growth;
  const char *growths; /* A member, with a comma in front.  */
  bool lto;
  const char *sites, *functions, *changes, *files; /* Between the brackets.  */
};

static inline const char *
or_else (const char *text, const char *usual)
{
  return text ? text : usual;
}

static inline char *
text_of (const struct line *line)
{
  char *text;
  size_t size;
  FILE *stream = pgo_xstream_open (&text, &size);

  fprintf (stream,
           "{\"unit\":\"%s\",\"directory\":\"%s\",\"object\":\"%s\","
           "\"version\":\"0\",\"profile\":\"%s\",\"total\":%d,\"period\":10,"
           "\"insns\":100,\"growth\":%d%s,\"lto\":%s,\"sites\":[%s],"
           "\"profiled\":[%s],\"changes\":[%s],\"main_files\":[%s]}\n",
           or_else (line->unit, "a.c"), or_else (line->directory, "/src"),
           or_else (line->object, "a.c"), or_else (line->profile, "0123"),
           line->total ? line->total : 1000, line->growth,
           or_else (line->growths, ""), line->lto ? "true" : "false",
           or_else (line->sites, ""), or_else (line->functions, ""),
           or_else (line->changes, ""), or_else (line->files, ""));
  pgo_xstream_close (stream, &text);
  return text;
}

static inline bool
add (struct pgo_ledger *ledger, const struct line *line)
{
  char *text = text_of (line);
  struct pgo_error err;
  bool good = pgo_ledger_parse (ledger, text, strlen (text), "stats", &err);

  if (!good)
    printf ("%s: %s", err.message, text);
  free (text);
  return good;
}

/* A report, and what it is made of.  */
struct made
{
  struct pgo_ledger *ledger;
  struct pgo_report *report;
};

static inline struct made
make (const struct line *lines, size_t n)
{
  struct made made = { .ledger = pgo_ledger_new () };

  for (size_t i = 0; i < n; i++)
    add (made.ledger, &lines[i]);
  made.report = pgo_report_new (made.ledger, NULL);
  return made;
}

static inline void
forget (struct made *made)
{
  pgo_report_free (made->report);
  pgo_ledger_free (made->ledger);
}

#define MAKE(LINES) make (LINES, sizeof LINES / sizeof *LINES)

#define SITE(KIND, CALLER, CALLEE, FILE, LINE, VERDICT, REST)                  \
  "{\"kind\":\"" KIND "\",\"file\":\"" FILE "\",\"line\":" #LINE               \
  ",\"column\":1,\"caller\":\"" CALLER "\",\"callee\":\"" CALLEE               \
  "\",\"verdict\":\"" VERDICT "\",\"inclusive\":0," REST "}"
#define REASON(TEXT) "\"reason\":\"" TEXT "\","
#define NO_BODY REASON ("callee has no body here")
#define WEIGHT(OWN, GROWTH) "\"weight\":" #OWN ",\"growth\":" #GROWTH
#define FUNCTION(NAME, FILE, MATCH, WEIGHT)                                    \
  "{\"match\":\"" MATCH "\",\"function\":\"" NAME "\",\"file\":\"" FILE        \
  "\",\"weight\":" #WEIGHT "}"
#define MAIN(FILE, WEIGHT) "{\"file\":\"" FILE "\",\"weight\":" #WEIGHT "}"

#endif /* LEDGER_H */
