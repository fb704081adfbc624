/* Do debug information and the demangler mean one function?
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

   They spell the template arguments in its name and scopes differently.  Both
   spellings are brought into one form, which is then compared from left to
   right.  That form has no spaces and no numbers of lambdas, and "const" stands
   behind what it belongs to.  What only the demangler has are default template
   arguments; what only debug information has are the parameters of a function
   with a C name that holds the lambda, main in most cases.  What the form does
   not make equal is refused: no guess is made about arguments that are values,
   or about functions in templates.  */

#include "names/symbol.h"

#include <stdlib.h>

#include "base/mem.h"

/* Nesting of brackets in names; real ones stay far below.  */
#define MAX_DEPTH 100

/* What is left to read, and where the form is written to, which is no longer
   than that.  */
struct spelling
{
  const char *in;
  char *out;
  bool deep; /* Beyond MAX_DEPTH.  */
};

static void
put (struct spelling *s, const char *text)
{
  while (*text)
    *s->out++ = *text++;
}

static void copy_list (struct spelling *s, const char *close, int depth);

/* If TEXT is next, which opens a list that CLOSE ends, write both as OUT and
   OUT_CLOSE, as long as they are, with the list between them.  */
static bool
copy_bracket (struct spelling *s, const char *text, const char *close,
              const char *out, const char *out_close, int depth)
{
  if (!pgo_prefix_p (s->in, text))
    return false;
  s->in += strlen (text);
  put (s, out);
  copy_list (s, close, depth + 1);
  if (pgo_prefix_p (s->in, close))
    {
      s->in += strlen (close);
      put (s, out_close);
    }
  return true;
}

/* Copy one type of a list that CLOSE ends.  */
static void
copy_type (struct spelling *s, const char *close, int depth)
{
  static const char constant[] = "const";
  bool late = pgo_prefix_p (s->in, "const ");

  if (late)
    s->in += strlen ("const ");
  while (*s->in && *s->in != ',' && !(*close && pgo_prefix_p (s->in, close)))
    {
      if (late && (*s->in == '*' || *s->in == '&'))
        {
          put (s, constant);
          late = false;
        }
      if (copy_bracket (s, "<lambda(", ")>", "{lambda(", ")}", depth))
        continue;
      if (copy_bracket (s, "{lambda(", ")#", "{lambda(", ")}", depth))
        {
          s->in += strspn (s->in, "0123456789");
          s->in += *s->in == '}';
          continue;
        }
      if (pgo_prefix_p (s->in, "->"))
        *s->out++ = *s->in++;
      else if (copy_bracket (s, "<", ">", "<", ">", depth)
               || copy_bracket (s, "(", ")", "(", ")", depth))
        continue;
      if (*s->in != ' ')
        *s->out++ = *s->in;
      s->in++;
    }
  if (late)
    put (s, constant);
}

/* Copy types and the commas between them up to CLOSE, or all where that is
   "".  */
static void
copy_list (struct spelling *s, const char *close, int depth)
{
  if (depth > MAX_DEPTH)
    {
      s->deep = true;
      s->in += strlen (s->in);
    }
  while (*s->in && !(*close && pgo_prefix_p (s->in, close)))
    {
      s->in += strspn (s->in, " ");
      copy_type (s, close, depth);
      if (*s->in == ',')
        *s->out++ = *s->in++;
    }
}

/* The form of NAME, which the caller frees, or NULL.  */
static char *
common_form (const char *name)
{
  char *form = pgo_xmalloc (strlen (name) + 1);
  struct spelling s = { .in = name, .out = form };

  copy_list (&s, "", 0);
  *s.out = '\0';
  if (!s.deep)
    return form;
  free (form);
  return NULL;
}

/* What follows the bracket that P is inside of, or NULL.  */
static const char *
skip_bracket (const char *p)
{
  for (int depth = 1; *p; p++)
    {
      depth += *p == '<' || *p == '(';
      depth -= *p == '>' || *p == ')';
      if (depth == 0)
        return p + 1;
    }
  return NULL;
}

static bool
same_form_p (const char *debug, const char *demangled)
{
  while (*debug || *demangled)
    if (*debug == *demangled)
      {
        debug++;
        demangled++;
      }
    else if (*debug == '>' && *demangled == ',')
      {
        demangled = skip_bracket (demangled);
        debug++;
        if (!demangled)
          return false;
      }
    else if (*debug == '(' && *demangled == ':')
      {
        debug = skip_bracket (debug + 1);
        if (!debug)
          return false;
      }
    else
      return false;
  return true;
}

bool
pgo_symbol_instance_p (const char *debug, const char *scoped)
{
  char *a = common_form (debug), *b = common_form (scoped);
  bool same = a && b && same_form_p (a, b);

  free (a);
  free (b);
  return same;
}
