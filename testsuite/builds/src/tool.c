/* A tool that is not worth a profile: the hashes of its arguments.
   Copyright (C) 2026 The gcc-pgo authors
   License GPL-3.0-or-later  */

#include <stdio.h>
#include <string.h>

#include "common.h"

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    printf ("%08x  %s\n",
            data_hash ((const unsigned char *) argv[i], strlen (argv[i])),
            argv[i]);
  return 0;
}
