/* Tests of profiles as files: gzip, building, writing, digests.
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

   The tests work in a directory of their own and leave nothing behind.  */

#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/digest.h"
#include "base/gzip.h"
#include "unit.h"
#include "wire.h"

/* W as one gzip member at the end of TO.  */
static void
gzip_member (struct wire *to, const unsigned char *data, size_t size)
{
  z_stream z = { 0 };

  deflateInit2 (&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  z.next_in = (unsigned char *) data;
  z.avail_in = size;
  z.next_out = to->data + to->size;
  z.avail_out = sizeof to->data - to->size;
  deflate (&z, Z_FINISH);
  to->size += z.total_out;
  deflateEnd (&z);
}

/* GZ is refused with the text WANT.  */
static void
gzip_refused (const char *name, const struct wire *gz, const char *want)
{
  struct pgo_error err;

  CHECK_STRING (name, parse (gz, &err) ? NULL : err.message, want);
}

static void
test_gzip (void)
{
  struct wire w, gz = { .size = 0 }, bad;
  struct pgo_profile *p;
  struct pgo_error err;
  char want[100];
  size_t n_refused = 0;

  begin_located (&w);
  NUMBERS (&w, 2, 1, 1, 2, 5);
  gzip_member (&gz, w.data, w.size);
  p = parse (&gz, &err);
  CHECK_STRING ("one member", err.message, "");
  pgo_profile_free (p);

  for (bad = gz, bad.size--; bad.size > 2; bad.size--)
    {
      p = parse (&bad, &err);
      snprintf (want, sizeof want, "FILE: offset %zu: gzip data are truncated",
                bad.size);
      n_refused += !p && strcmp (err.message, want) == 0;
      pgo_profile_free (p);
    }
  CHECK ("truncated anywhere", n_refused == gz.size - 3);

  bad = gz;
  bad.data[bad.size - 8] ^= 1;
  p = parse (&bad, &err);
  CHECK ("bad CRC", !p && strstr (err.message, "FILE: offset ") == err.message
                        && strstr (err.message, ": incorrect data check"));
  bad = gz;
  bad.data[bad.size - 1] ^= 1;
  p = parse (&bad, &err);
  CHECK ("bad length", !p && strstr (err.message, "incorrect length check"));
  bad = gz;
  bad.data[20] ^= 0xff;
  p = parse (&bad, &err);
  CHECK ("corrupt", !p && strstr (err.message, "FILE: offset "));

  snprintf (want, sizeof want,
            "FILE: offset %zu: trailing bytes after the gzip data", gz.size);
  bad = gz;
  raw (&bad, "x", 1);
  gzip_refused ("trailing byte", &bad, want);
  bad = gz;
  raw (&bad, "\0\0\0\0", 4);
  gzip_refused ("trailing zeros", &bad, want);
  bad = gz;
  raw (&bad, "\x1f", 1);
  gzip_refused ("half a magic", &bad, want);

  gz.size = 0;
  gzip_member (&gz, w.data, 30);
  gzip_member (&gz, w.data, 0);
  gzip_member (&gz, w.data + 30, w.size - 30);
  p = parse (&gz, &err);
  CHECK ("several members", p && p->n_samples == 1);
  pgo_profile_free (p);

  gz.size = 0;
  gzip_member (&gz, w.data, 0);
  gzip_refused (
      "empty inside", &gz,
      "FILE: empty; record again, until the program or the profiler has "
      "ended; that of gperftools writes when the program exits");

  gz.size = 0;
  gzip_member (&gz, w.data, w.size);
  bad.size = 0;
  gzip_member (&bad, gz.data, gz.size);
  gzip_refused ("gzip inside gzip", &bad,
                "FILE: compressed with gzip twice; decompress it first: gunzip "
                "FILE");
}

/* A small file does not fill the memory.  */
static void
test_bomb (void)
{
  size_t size = (size_t) 65 << 20, packed_size, n;
  unsigned char *zeros = calloc (size, 1);
  unsigned char *packed = malloc (compressBound (size) + 32), *data;
  z_stream z = { 0 };
  struct pgo_error err;

  deflateInit2 (&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  z.next_in = zeros;
  z.avail_in = size;
  z.next_out = packed;
  z.avail_out = compressBound (size) + 32;
  deflate (&z, Z_FINISH);
  packed_size = z.total_out;
  deflateEnd (&z);
  data = pgo_gzip_inflate (packed, packed_size, "BOMB", &n, &err);
  CHECK ("bomb", !data
                     && strstr (err.message,
                                "inflates to more than a profile may have"));
  free (data);
  free (packed);
  free (zeros);
}

/* A profile with two stacks, one of them twice, an inlined frame, a mapping
   and everything else that a profile has.  */
static struct pgo_profile *
build (void)
{
  struct pgo_builder *b = pgo_builder_new ();
  const struct pgo_mapping mapping = { .start = 0x1000,
                                       .limit = 0x9000,
                                       .offset = 0x1000,
                                       .file = "/bin/prog",
                                       .build_id = "abcd",
                                       .has_functions = true };
  const struct pgo_function functions[]
      = { { "f", "_Z1fv", "a.cc", 10 }, { "g", "_Z1gv", "a.cc", 20 } };
  uint32_t f, g, m, inlined, plain;
  struct pgo_line lines[2];

  pgo_builder_add_type (b, "samples", "count");
  pgo_builder_add_type (b, "cpu", "nanoseconds");
  pgo_builder_set_period (b, "cpu", "nanoseconds", 1000);
  pgo_builder_set_time (b, 123456789, 987654321);
  pgo_builder_add_comment (b, "built by hand");
  for (int twice = 0; twice < 2; twice++)
    {
      m = pgo_builder_mapping (b, &mapping);
      f = pgo_builder_function (b, &functions[0]);
      g = pgo_builder_function (b, &functions[1]);
      lines[0] = (struct pgo_line){ .function = g, .line = 22, .column = 3 };
      lines[1] = (struct pgo_line){ .function = f, .line = 11 };
      inlined = pgo_builder_location (b, m, 0x1234, lines, 2);
      plain = pgo_builder_location (b, PGO_NONE, 0, lines + 1, 1);
      pgo_builder_location (b, m, 0x1235, lines, 2);
    }

  pgo_builder_add_sample (b, (uint32_t[]){ inlined, plain }, 2,
                          (int64_t[]){ 1, INT64_MAX });
  pgo_builder_add_sample (b, (uint32_t[]){ plain }, 1, (int64_t[]){ 3, 3000 });
  uint32_t sample = pgo_builder_add_sample (b, (uint32_t[]){ inlined, plain },
                                            2, (int64_t[]){ 1, 1 });
  pgo_builder_note_time (b, sample, 500);
  pgo_builder_note_time (b, sample, 400);
  pgo_builder_note_time (b, sample, 0);
  pgo_builder_note_code (b, f, &(struct pgo_machine_code){ 300, 20, 11, 5 });
  pgo_builder_note_code (b, f, &(struct pgo_machine_code){ 200, 30, 12, 5 });
  pgo_builder_note_code (b, f, &(struct pgo_machine_code){ 0 });
  pgo_builder_note_code (b, g, &(struct pgo_machine_code){ .bytes = 50 });
  pgo_builder_add_sample (b, NULL, 0, (int64_t[]){ 7, -7 });
  return pgo_builder_finish (b);
}

/* The bytes of FILE, or none.  */
static void
slurp (const char *file, struct wire *w)
{
  FILE *stream = fopen (file, "rb");

  w->size = 0;
  if (!stream)
    return;
  w->size = fread (w->data, 1, sizeof w->data, stream);
  fclose (stream);
}

static void
test_round_trip (void)
{
  struct pgo_profile *p = build (), *q;
  struct pgo_error err = { "" };
  struct wire first, second;
  struct stat st;
  mode_t mask = umask (027);

  CHECK ("what is equal is shared",
         p->n_mappings == 1 && p->n_functions == 2 && p->n_locations == 3
             && p->n_lines == 5 && p->n_samples == 3);
  CHECK ("write", pgo_profile_write (p, "round.pgo", &err));
  umask (mask);
  CHECK ("umask is kept",
         stat ("round.pgo", &st) == 0 && (st.st_mode & 0777) == 0640);
  q = pgo_profile_read ("round.pgo", &err);
  CHECK_STRING ("read back", err.message, "");
  if (!q)
    exit (1);
  CHECK ("samples", q->n_samples == 3 && q->n_stacks == 3
                        && memcmp (q->stacks, p->stacks, 12) == 0
                        && q->samples[0].depth == 2
                        && q->samples[2].depth == 0);
  CHECK ("the last time, where there is one",
         q->times_of_last && q->times[0] == 500 && q->times[1] == 0
             && q->times[2] == 0);
  CHECK ("code that samples are in",
         q->codes && q->codes[0].bytes == 300 && q->codes[0].entry_line == 11
             && q->codes[0].entry_column == 5 && q->codes[0].entry_bytes == 20);
  CHECK ("no code of what was only inlined",
         q->codes && q->codes[1].bytes == 0);
  CHECK ("values", q->values[0] == 2 && q->values[1] == INT64_MAX
                       && q->values[2] == 3 && q->values[5] == -7);
  CHECK ("lines", q->n_lines == p->n_lines && q->lines[0].function == 1
                      && q->lines[0].line == 22 && q->lines[0].column == 3
                      && q->lines[1].line == 11);
  CHECK ("locations", q->n_locations == 3 && q->locations[0].address == 0x1234
                          && q->locations[0].mapping == 0
                          && q->locations[0].n_lines == 2
                          && q->locations[1].mapping == PGO_NONE);
  CHECK ("mapping", q->n_mappings == 1 && q->mappings[0].limit == 0x9000
                        && q->mappings[0].has_functions
                        && !q->mappings[0].has_inline_frames);
  CHECK_STRING ("build id", q->mappings[0].build_id, "abcd");
  CHECK_STRING ("system name", q->functions[0].system_name, "_Z1fv");
  CHECK_STRING ("file", q->functions[1].file, "a.cc");
  CHECK ("times", q->time_nanos == 123456789 && q->duration_nanos == 987654321
                      && q->period == 1000);
  CHECK_STRING ("period type", q->period_type.unit, "nanoseconds");
  CHECK_STRING ("comment", q->n_comments == 1 ? q->comments[0] : NULL,
                "built by hand");
  CHECK ("default type", q->default_type == 1);

  q->default_type = 0;
  CHECK ("write what was read", pgo_profile_write (q, "again.pgo", &err));
  pgo_profile_free (q);
  q = pgo_profile_read ("again.pgo", &err);
  CHECK ("default type is kept", q && q->default_type == 0);
  q->default_type = 1;
  CHECK ("write over", pgo_profile_write (q, "again.pgo", &err));
  slurp ("round.pgo", &first);
  slurp ("again.pgo", &second);
  CHECK ("same bytes",
         first.size > 0 && first.size == second.size
             && memcmp (first.data, second.data, first.size) == 0);
  pgo_profile_free (p);
  pgo_profile_free (q);
  unlink ("round.pgo");
  unlink ("again.pgo");
}

static void
test_files (void)
{
  struct pgo_profile *p = build ();
  struct pgo_error err = { "" };
  struct wire before, after;
  struct stat st;

  CHECK ("no such file", !pgo_profile_read ("no/such.pgo", &err));
  CHECK_STRING ("no such file, message", err.message,
                "no/such.pgo: No such file or directory");
  CHECK ("directory", !pgo_profile_read (".", &err));
  CHECK_STRING ("directory, message", err.message, ".: Is a directory");

  CHECK ("no such directory", !pgo_profile_write (p, "no/such.pgo", &err));
  CHECK_STRING ("no such directory, message", err.message,
                "no/such.pgo: No such file or directory");
  CHECK ("full disk", !pgo_profile_write (p, "/dev/full", &err));
  CHECK_STRING ("full disk, message", err.message,
                "/dev/full: No space left on device");
  CHECK ("null device is written to", pgo_profile_write (p, "/dev/null", &err)
                                          && stat ("/dev/null", &st) == 0
                                          && S_ISCHR (st.st_mode));

  mkdir ("dir", 0777);
  CHECK ("write in dir", pgo_profile_write (p, "dir/p.pgo", &err));
  slurp ("dir/p.pgo", &before);
  chmod ("dir", 0555);
  /* To root no directory is unwritable.  */
  if (geteuid () == 0 && seteuid (65534) != 0)
    exit (1);
  CHECK ("unwritable directory", !pgo_profile_write (p, "dir/p.pgo", &err));
  CHECK_STRING ("unwritable directory, message", err.message,
                "dir/p.pgo: Permission denied");
  slurp ("dir/p.pgo", &after);
  if (getuid () == 0 && seteuid (0) != 0)
    exit (1);
  CHECK ("old file is whole",
         after.size > 0 && after.size == before.size
             && memcmp (after.data, before.data, after.size) == 0);
  chmod ("dir", 0777);
  CHECK ("symbolic link", symlink ("p.pgo", "dir/link") == 0
                              && pgo_profile_write (p, "dir/link", &err)
                              && lstat ("dir/link", &st) == 0
                              && S_ISLNK (st.st_mode));
  unlink ("dir/link");
  unlink ("dir/p.pgo");
  CHECK ("nothing is left behind", rmdir ("dir") == 0);
  pgo_profile_free (p);
}

static void
test_digest (void)
{
  struct pgo_digest *digest = pgo_digest_new ();
  char hex[17] = "";

  pgo_digest_add (digest, (const unsigned char *) "a", 1);
  pgo_digest_add (digest, (const unsigned char *) "bc", 2);
  pgo_digest_end (digest, hex);
  CHECK_STRING ("digest of abc", hex, "ba7816bf8f01cfea");
}

int
main (void)
{
  char directory[64];

  snprintf (directory, sizeof directory, "/tmp/test-pprof-files.%ld",
            (long) getpid ());
  if (mkdir (directory, 0755) != 0 || chdir (directory) != 0)
    {
      perror (directory);
      return 1;
    }
  test_gzip ();
  test_bomb ();
  test_round_trip ();
  test_files ();
  test_digest ();
  if (chdir ("/") != 0 || rmdir (directory) != 0)
    perror (directory);
  return unit_end ();
}
