/* Demangled names without parameters, template arguments and return types.
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

   The inverse problem of a C++ demangler's output, without a grammar: first
   every bracket is matched with its partner, then one pass over the text
   keeps what is a name and drops what is not.  Linear in the length of the
   name, which may come from anywhere.  Follows what google/pprof's
   symbolizer prints with its default options.  */

#include "names/symbol.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"

struct simplifier
{
  const char *in;
  size_t length;  /* Of IN.  */
  size_t *closer; /* For each opening bracket in IN where it closes, else 0.  */
  char *out;
  size_t n;     /* Bytes in OUT.  */
  size_t start; /* Those before START are settled; the rest may turn out to
                   be a return type.  */
  bool keep_arguments; /* Of templates.  */
};

/* True if the word WORD stands at I.  */
static bool
word_p (const char *in, size_t i, const char *word)
{
  return pgo_prefix_p (in + i, word) && !pgo_word_char_p (in[i + strlen (word)])
         && (i == 0 || !pgo_word_char_p (in[i - 1]));
}

#define OPERATOR "operator"
#define OPERATOR_LENGTH (sizeof OPERATOR - 1)

/* If IN has the keyword "operator" at I, its length together with the symbol
   of the operator; for a conversion operator OPERATOR_LENGTH; else 0.
   Demanglers put a space between an operator that ends in '<' and its
   template arguments, so the longest symbol is the right one.  */
static size_t
operator_length (const char *in, size_t i)
{
  static const char *const symbols[]
      = { "()",      "[]",       "->*", "->", "<=>",    "<<=",  ">>=",
          "<<",      ">>",       "<=",  ">=", "<",      ">",    "++",
          "--",      "+=",       "-=",  "*=", "/=",     "%=",   "^=",
          "&=",      "|=",       "==",  "!=", "&&",     "||",   "+",
          "-",       "*",        "/",   "%",  "^",      "&",    "|",
          "~",       "!",        "=",   ",",  " new[]", " new", " delete[]",
          " delete", " co_await" };
  const size_t after = i + OPERATOR_LENGTH;

  if (!word_p (in, i, OPERATOR))
    return 0;
  if (in[after] == '"')
    {
      /* operator"" _suffix, with the space or without.  */
      size_t end = after + strspn (in + after, "\" ");
      while (pgo_word_char_p (in[end]))
        end++;
      return end - i;
    }
  for (size_t k = 0; k < sizeof symbols / sizeof symbols[0]; k++)
    {
      size_t end = after + strlen (symbols[k]);
      if (pgo_prefix_p (in + after, symbols[k])
          && !(pgo_word_char_p (in[end - 1]) && pgo_word_char_p (in[end])))
        return end - i;
    }
  return OPERATOR_LENGTH;
}

/* Fill S->closer.  A bracket without a partner is an operator, or the name
   is not what it seems; it closes nowhere.  */
static void
match_brackets (struct simplifier *s)
{
  static const char opening[] = "(<[{", closing[] = ")>]}";
  size_t *open = pgo_xcalloc (s->length + 1, sizeof *open);
  size_t n_open = 0, count[sizeof opening] = { 0 };

  for (size_t i = 0; i < s->length; i++)
    {
      size_t symbol = operator_length (s->in, i);
      const char *p;
      if (symbol > 0)
        i += symbol - 1;
      else if (pgo_prefix_p (s->in + i, "->"))
        i++;
      else if ((p = strchr (opening, s->in[i])))
        {
          open[n_open++] = i;
          count[p - opening]++;
        }
      else if ((p = strchr (closing, s->in[i])))
        {
          size_t kind = p - closing;
          /* Inside parentheses '>' is greater-than unless a '<' is open
             there.  */
          if (count[kind] == 0
              || (s->in[i] == '>' && s->in[open[n_open - 1]] != '<'))
            continue;
          char c;
          do
            {
              c = s->in[open[--n_open]];
              count[strchr (opening, c) - opening]--;
            }
          while (c != opening[kind]);
          s->closer[open[n_open]] = i;
        }
    }
  free (open);
}

/* Copy IN from I to END, which is returned, without template arguments unless
   they are kept.  */
static size_t
copy (struct simplifier *s, size_t i, size_t end)
{
  for (; i < end; i++)
    if (!s->keep_arguments && s->in[i] == '<' && s->closer[i] != 0 && i > 0
        && pgo_word_char_p (s->in[i - 1]))
      i = s->closer[i];
    else
      s->out[s->n++] = s->in[i];
  return end;
}

/* Copy the operator of LENGTH bytes at I, its template arguments only if they
   are kept.  Returns where its parameters begin.  */
static size_t
copy_operator (struct simplifier *s, size_t i, size_t length)
{
  size_t end = i + length;

  memcpy (s->out + s->n, s->in + i, length);
  s->n += length;
  if (length == OPERATOR_LENGTH)
    {
      /* A conversion: its type follows, then "()".  */
      i = end;
      while (end < s->length
             && !(pgo_prefix_p (s->in + end, "()") && s->in[end + 2] != '('))
        end = s->closer[end] != 0 ? s->closer[end] + 1 : end + 1;
      return copy (s, i, end);
    }
  i = end + (s->in[end] == ' ');
  if (s->in[i] != '<' || s->closer[i] == 0)
    return end;
  return s->keep_arguments ? copy (s, end, s->closer[i] + 1) : s->closer[i] + 1;
}

/* The end of the qualifiers of a member function that stand at I.  */
static size_t
skip_qualifiers (const char *in, size_t i)
{
  static const char *const qualifiers[]
      = { " const", " volatile", " &&", " &" };

  for (size_t k = 0; k < sizeof qualifiers / sizeof qualifiers[0];)
    if (pgo_prefix_p (in + i, qualifiers[k]))
      {
        i += strlen (qualifiers[k]);
        k = 0;
      }
    else
      k++;
  return i;
}

/* Handle what stands at I and begins with an opening bracket that has a
   partner.  Returns where to go on.  */
static size_t
simplify_bracket (struct simplifier *s, size_t i)
{
  const char *const in = s->in;
  size_t next = s->closer[i] + 1;
  bool verbatim = i > 0 && in[i - 1] == '.'; /* Of Go or Java.  */

  switch (in[i])
    {
    case '<':
      /* A name of Rust begins so.  */
      if (verbatim || s->keep_arguments || s->n == s->start)
        break;
      return next;

    case '(':
      if (verbatim || pgo_prefix_p (in + i, "(anonymous namespace)"))
        break;
      /* "void (*name(parameters))(int)": the name is inside.  */
      if (s->n == s->start)
        return i + 1;
      /* What follows the parameters of an enclosing function is the name of
         something local to it; else the name is complete.  */
      next = skip_qualifiers (in, next);
      return pgo_prefix_p (in + next, "::") ? next : s->length;
    }
  return copy (s, i, next);
}

static void
simplify (struct simplifier *s)
{
  const char *const in = s->in;
  size_t i = s->start, length;

  while (i < s->length)
    if ((length = operator_length (in, i)) > 0)
      i = copy_operator (s, i, length);
    else if (word_p (in, i, "decltype"))
      {
        i += strlen ("decltype");
        i += in[i] == ' ';
        if (s->closer[i] != 0)
          i = s->closer[i] + 1;
      }
    else if (s->closer[i] != 0)
      i = simplify_bracket (s, i);
    else if (pgo_prefix_p (in + i, " [clone ") || pgo_prefix_p (in + i, " (.")
             || in[i] == ')')
      return;
    else if (in[i] == ' ' || in[i] == '*' || in[i] == '&')
      {
        /* So far it was the return type.  */
        s->n = s->start;
        i++;
      }
    else
      s->out[s->n++] = in[i++];
}

/* The name in DEMANGLED, with template arguments if KEEP_ARGUMENTS.  */
static char *
name_of (const char *demangled, bool keep_arguments)
{
  static const char *const prefixes[] = { " thunk to ", " for " };
  size_t length = strlen (demangled);
  struct simplifier s
      = { .in = demangled, .length = length, .keep_arguments = keep_arguments };

  s.closer = pgo_xcalloc (length + 1, sizeof *s.closer);
  s.out = pgo_xmalloc (length + 1);
  match_brackets (&s);

  /* "vtable for NAME", "virtual thunk to NAME" and their like.  */
  for (size_t k = 0; k < sizeof prefixes / sizeof prefixes[0]; k++)
    {
      const char *p = strstr (demangled, prefixes[k]);
      if (s.start == 0 && p
          && (size_t) (p - demangled) < strcspn (demangled, "(<{["))
        s.start = p - demangled + strlen (prefixes[k]);
    }
  memcpy (s.out, demangled, s.start);
  s.n = s.start;
  simplify (&s);

  if (s.n == s.start)
    {
      memcpy (s.out, demangled, length);
      s.n = length;
    }
  s.out[s.n] = '\0';
  s.out[pgo_symbol_canonical_length (s.out)] = '\0';
  free (s.closer);
  return s.out;
}

char *
pgo_symbol_simplify (const char *demangled)
{
  return name_of (demangled, false);
}

char *
pgo_symbol_scoped_name (const char *demangled)
{
  return name_of (demangled, true);
}

char *
pgo_symbol_unqualified_name (const char *scoped)
{
  size_t length = strlen (scoped), first = 0;
  struct simplifier s = { .in = scoped, .length = length };

  s.closer = pgo_xcalloc (length + 1, sizeof *s.closer);
  match_brackets (&s);
  for (size_t i = 0; i < length && operator_length (scoped, i) == 0; i++)
    if (s.closer[i] != 0)
      i = s.closer[i];
    else if (pgo_prefix_p (scoped + i, "::"))
      first = i + 2;
  free (s.closer);
  return pgo_xstrdup (scoped + first);
}
