/* A report as one page to look at.
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

   page.html, with a file or data in the place of each line @NAME@.  What is
   shown is made in the browser, by page.js, out of the same JSON that --json
   prints; a name of the program reaches the page by that way alone, and there
   as text.  */

#include "report/page.h"

#include <nettle/base64.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/gzip.h"
#include "base/mem.h"
#include "report/excerpt.h"

PGO_EMBED (page_html, "profile/report/page.html");
PGO_EMBED (page_css, "profile/report/page.css");
PGO_EMBED (page_js, "profile/report/page.js");

/* Write to STREAM the JSON that WRITE makes of PAGE, compressed, as base64.  */
static void
embed (FILE *stream, const struct pgo_page *page,
       void (*write) (FILE *stream, const struct pgo_page *page))
{
  char *text, *packed, *letters;
  size_t size, packed_size;
  FILE *memory = pgo_xstream_open (&text, &size);
  struct pgo_gzip *gzip;

  write (memory, page);
  pgo_xstream_close (memory, &text);
  memory = pgo_xstream_open (&packed, &packed_size);
  gzip = pgo_gzip_open (memory);
  pgo_gzip_write (gzip, text, size);
  pgo_gzip_close (gzip);
  pgo_xstream_close (memory, &packed);
  letters = pgo_xmalloc (BASE64_ENCODE_RAW_LENGTH (packed_size));
  base64_encode_raw (letters, packed_size, (const uint8_t *) packed);
  fwrite (letters, 1, BASE64_ENCODE_RAW_LENGTH (packed_size), stream);
  putc ('\n', stream);
  free (letters);
  free (packed);
  free (text);
}

static void
write_report (FILE *stream, const struct pgo_page *page)
{
  pgo_report_json (stream, page->parts);
}

static void
write_excerpts (FILE *stream, const struct pgo_page *page)
{
  pgo_excerpts_json (stream, page->parts->report, page->dirs, page->n_dirs);
}

/* Write what the line of LENGTH bytes at LINE stands for.  */
static void
write_line (FILE *stream, const struct pgo_page *page, const char *line,
            size_t length)
{
  const struct
  {
    const char *mark, *text;
    size_t size;
    void (*write) (FILE *stream, const struct pgo_page *page);
  } parts[] = { { "@css@\n", page_css, page_css_size, NULL },
                { "@js@\n", page_js, page_js_size, NULL },
                { "@report@\n", NULL, 0, write_report },
                { "@excerpts@\n", NULL, 0, write_excerpts } };

  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (strlen (parts[i].mark) == length
        && memcmp (parts[i].mark, line, length) == 0)
      {
        if (parts[i].write)
          embed (stream, page, parts[i].write);
        else
          fwrite (parts[i].text, 1, parts[i].size, stream);
        return;
      }
  fwrite (line, 1, length, stream);
}

void
pgo_page_write (FILE *stream, const struct pgo_page *page)
{
  for (size_t i = 0, length; i < page_html_size; i += length)
    {
      const char *line = page_html + i;
      const char *end = memchr (line, '\n', page_html_size - i);
      length = end ? (size_t) (end + 1 - line) : page_html_size - i;
      write_line (stream, page, line, length);
    }
}
