/* A client, whose texts are packed.
   Copyright (C) 2026 The gcc-pgo authors
   License GPL-3.0-or-later

   Usage: client [TEXTS]  */

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "common.h"

namespace
{

struct encoder
{
  virtual ~encoder () {}
  virtual unsigned encode (const std::vector<unsigned char> &text) = 0;
};

struct packer final : encoder
{
  unsigned
  encode (const std::vector<unsigned char> &text) override
  {
    packed.resize (2 * text.size ());
    return data_pack (text.data (), text.size (), packed.data ());
  }

  std::vector<unsigned char> packed;
};

struct hasher final : encoder
{
  unsigned
  encode (const std::vector<unsigned char> &text) override
  {
    return data_hash (text.data (), text.size ());
  }
};

}

int
main (int argc, char **argv)
{
  unsigned texts = argc > 1 ? std::strtoul (argv[1], nullptr, 10) : 1000;
  unsigned sum = 0;
  packer pack;
  hasher hash;
  std::vector<unsigned char> text (512);

  for (unsigned i = 0; i < texts; i++)
    {
      encoder *chosen = i % 8 == 7 ? static_cast<encoder *> (&hash) : &pack;

      data_make (i, text.data (), text.size ());
      sum += chosen->encode (text);
    }
  std::printf ("client: %u\n", sum);
  return 0;
}
