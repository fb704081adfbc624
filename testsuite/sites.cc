/* A plugin that lists the functions and the calls of a unit.
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

   For mkadverse, which makes up profiles of them.  It lists them as they stand
   in the source, before any pass optimises, and the compilation ends there.
   The argument out=FILE says where to; the lines, with blanks between the
   fields, are

     function NAME LINKAGE LINE LAST FLAGS SIGNATURE FILE
     call CALLER LINE CALLEE SIGNATURE [METHOD...]

   NAME, CALLER and CALLEE are assembler names; CALLEE is "*" where the call is
   indirect.  A METHOD is one that a virtual call may reach.  LINKAGE is public,
   static, or extern for a function without a body here; the body ends in line
   LAST.  FLAGS are "-" or some of the letters a, an alias; t, a thunk; w, weak;
   v, virtual; p, its address is taken.  A SIGNATURE is made of the machine
   modes of the result and the arguments as they are passed, "SI(DI,...)", so
   that equal ones fit each other.  Names with blanks, which only an asm label
   can give, are left out.  */

#include "compat.h"

int plugin_is_GPL_compatible;

static FILE *out;

/* The assembler name of DECL, or NULL where it has none to list.  */

static const char *
name_of (tree decl)
{
  const char *name = IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (decl));
  if (*name == '*')
    name++;
  return *name && !name[strcspn (name, " \t\n()")] ? name : NULL;
}

static void
print_mode (tree type)
{
  fputs (GET_MODE_NAME (TYPE_MODE (type)), out);
}

/* Print the signature of a function of TYPE with the parameters PARMS, or with
   those of TYPE where there are none.  */

static void
print_function_signature (tree type, tree parms)
{
  const char *separator = "";
  print_mode (TREE_TYPE (type));
  fputc ('(', out);
  if (parms)
    for (; parms; parms = DECL_CHAIN (parms), separator = ",")
      {
        fputs (separator, out);
        print_mode (DECL_ARG_TYPE (parms));
      }
  else
    for (tree t = TYPE_ARG_TYPES (type); t && t != void_list_node;
         t = TREE_CHAIN (t), separator = ",")
      {
        fputs (separator, out);
        print_mode (TREE_VALUE (t));
      }
  fprintf (out, stdarg_p (type) ? "%s...)" : ")", separator);
}

static void
print_call_signature (gcall *call)
{
  print_mode (TREE_TYPE (gimple_call_fntype (call)));
  fputc ('(', out);
  for (unsigned i = 0; i < gimple_call_num_args (call); i++)
    {
      fputs (i ? "," : "", out);
      print_mode (TREE_TYPE (gimple_call_arg (call, i)));
    }
  fputc (')', out);
}

static void
print_function (cgraph_node *node)
{
  tree decl = node->decl;
  const char *name = name_of (decl);
  if (!name)
    return;
  function *fn = DECL_STRUCT_FUNCTION (decl);
  expanded_location where = expand_location (DECL_SOURCE_LOCATION (decl));
  int last = fn ? LOCATION_LINE (fn->function_end_locus) : 0;
  char flags[6];
  char *f = flags;
  if (node->alias)
    *f++ = 'a';
  if (node->thunk)
    *f++ = 't';
  if (DECL_WEAK (decl))
    *f++ = 'w';
  if (DECL_VIRTUAL_P (decl))
    *f++ = 'v';
  if (node->address_taken)
    *f++ = 'p';
  *f = 0;
  fprintf (out, "function %s %s %d %d %s ", name,
           !node->definition    ? "extern"
           : TREE_PUBLIC (decl) ? "public"
                                : "static",
           where.line, MAX (where.line, last), f == flags ? "-" : flags);
  print_function_signature (TREE_TYPE (decl), DECL_ARGUMENTS (decl));
  fprintf (out, " %s\n", where.file ? where.file : "?");
}

/* Print the methods of the unit that CALL in NODE may reach, if it is virtual.
 */

static void
print_methods (cgraph_node *node, gcall *call)
{
  cgraph_edge *edge = node->get_edge (call);
  if (!edge || !edge->indirect_unknown_callee || !pgo_polymorphic_p (edge))
    return;
  for (cgraph_node *target : possible_polymorphic_call_targets (edge))
    {
      cgraph_node *method = target->function_symbol ();
      const char *name = name_of (method->decl);
      if (name && method->has_gimple_body_p ())
        fprintf (out, " %s", name);
    }
}

static void
print_call (cgraph_node *node, const char *caller, gcall *call)
{
  location_t location = gimple_location (call);
  if (gimple_call_internal_p (call)
      || LOCATION_LOCUS (location) <= BUILTINS_LOCATION)
    return;
  tree decl = gimple_call_fndecl (call);
  const char *callee = decl ? name_of (decl) : "*";
  if (!callee)
    return;
  fprintf (out, "call %s %d %s ", caller, LOCATION_LINE (location), callee);
  print_call_signature (call);
  print_methods (node, call);
  fputc ('\n', out);
}

/* PLUGIN_ALL_IPA_PASSES_START.  */

[[noreturn]] static void
print_unit (void *, void *)
{
  cgraph_node *node;
  FOR_EACH_FUNCTION (node)
    print_function (node);
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      const char *caller = name_of (node->decl);
      basic_block bb;
      if (caller && DECL_STRUCT_FUNCTION (node->decl)->cfg)
        FOR_EACH_BB_FN (bb, DECL_STRUCT_FUNCTION (node->decl))
          for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
               gsi_next (&gsi))
            if (gcall *call = dyn_cast<gcall *> (gsi_stmt (gsi)))
              print_call (node, caller, call);
    }
  if (fclose (out) != 0)
    fatal_error (UNKNOWN_LOCATION, "cannot write the sites: %m");
  exit (seen_error () ? FATAL_EXIT_CODE : SUCCESS_EXIT_CODE);
}

int
plugin_init (plugin_name_args *args, plugin_gcc_version *version)
{
  if (!plugin_default_version_check (version, &gcc_version))
    {
      error ("%s is for another compiler", args->full_name);
      return 1;
    }
  for (int i = 0; i < args->argc; i++)
    if (strcmp (args->argv[i].key, "out") == 0 && args->argv[i].value)
      out = fopen (args->argv[i].value, "w");
  if (!out)
    {
      error ("%s: no file to write to", args->base_name);
      return 1;
    }
  register_callback (args->base_name, PLUGIN_ALL_IPA_PASSES_START, print_unit,
                     NULL);
  return 0;
}
