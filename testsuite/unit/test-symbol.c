/* Tests of canonical, demangled and simplified names.
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

   The simplified names are those that google/pprof's symbolizer gives.  */

#include "names/path.h"
#include "names/symbol.h"

#include <stdlib.h>

#include "unit.h"

struct pair
{
  const char *in;
  const char *out;
};

#define COUNT(ARRAY) (sizeof (ARRAY) / sizeof (ARRAY)[0])

static void
test_canonical (void)
{
  static const struct pair cases[] = {
    { "foo", "foo" },
    { "foo.isra.0", "foo" },
    { "foo.constprop.12", "foo" },
    { "foo.part.0", "foo" },
    { "foo.cold", "foo" },
    { "foo.cold.3", "foo" },
    { "foo.lto_priv.0", "foo" },
    { "foo.localalias", "foo" },
    { "foo.localalias.1", "foo" },
    { "foo.clone.2", "foo" },
    { "foo.llvm.1234567890123", "foo" },
    { "foo.__uniq.99", "foo" },
    { "foo.specialized.1", "foo" },
    { "foo.memprof.2", "foo" },
    { "foo.__part.4", "foo" },
    { "foo.isra.0.constprop.1.part.2.cold", "foo" },
    { "_ZN1A3fooEv.part.0.lto_priv.7", "_ZN1A3fooEv" },
    { "foo@GLIBC_2.2.5", "foo" },
    { "foo@@V2", "foo" },
    { "foo@plt", "foo" },
    { "foo.isra.0@plt", "foo" },
    { "foo(int) [clone .isra.0]", "foo(int)" },
    { "foo() [clone .part.0] [clone .cold]", "foo()" },
    { "foo() [clone .cold].part.0", "foo()" },
    /* Nested functions and other functions of their own.  */
    { "nested.0", "nested.0" },
    { "nested.0.isra.1", "nested.0" },
    { "foo.1234", "foo.1234" },
    { "foo() [clone .0]", "foo() [clone .0]" },
    { "foo._omp_fn.0", "foo._omp_fn.0" },
    { "foo.resolver", "foo.resolver" },
    { "foo.avx2", "foo.avx2" },
    { "foo.actor", "foo.actor" },
    { "_ZGVbN2v_sin", "_ZGVbN2v_sin" },
    /* Not a suffix without its number, or with another word.  */
    { "foo.isra", "foo.isra" },
    { "foo.isra.", "foo.isra." },
    { "foo.isra.x", "foo.isra.x" },
    { "foo.isra0", "foo.isra0" },
    { "foo.misra.0", "foo.misra.0" },
    { "foo.scold", "foo.scold" },
    { "main.init", "main.init" },
    { "operator[]", "operator[]" },
    { "x [clone ]", "x [clone ]" },
    /* Nothing becomes empty.  */
    { "", "" },
    { ".cold", ".cold" },
    { ".isra.0", ".isra.0" },
    { ".cold.cold", ".cold" },
    { ".foo.isra.0", ".foo" },
    { "@plt", "@plt" },
    { "0", "0" },
    { "]", "]" },
    { "[clone .cold]", "[clone .cold]" },
  };

  for (size_t i = 0; i < COUNT (cases); i++)
    {
      char name[100];
      char got[100];
      size_t length = pgo_symbol_canonical_length (cases[i].in);
      snprintf (name, sizeof name, "canonical \"%s\"", cases[i].in);
      snprintf (got, sizeof got, "%.*s", (int) length, cases[i].in);
      CHECK_STRING (name, got, cases[i].out);
    }

  CHECK ("part", pgo_symbol_part_p ("foo.part.0"));
  CHECK ("cold", pgo_symbol_cold_p ("foo.cold"));
  CHECK ("cold, numbered, below others", pgo_symbol_cold_p ("foo.cold.3.isra.1"));
  CHECK ("not cold", !pgo_symbol_cold_p ("foo.part.0"));
  CHECK ("not cold, bare", !pgo_symbol_cold_p ("cold"));
  CHECK ("part below others", pgo_symbol_part_p ("foo.part.0.isra.1.cold"));
  CHECK ("part, demangled", pgo_symbol_part_p ("foo() [clone .part.0]"));
  CHECK ("no part", !pgo_symbol_part_p ("foo.isra.0"));
  CHECK ("no part, bare", !pgo_symbol_part_p ("part.0"));
}

/* Variants of constructors and destructors, and names that only look so.  */
static void
test_variants (void)
{
  static const struct pair cases[] = {
    { "_ZN1AC1Ev", "_ZN1AC1Ev" },
    { "_ZN1AC2Ev", "_ZN1AC1Ev" },
    { "_ZN1AC4Ev", "_ZN1AC1Ev" },
    { "_ZN1AC2Ev.isra.0.cold", "_ZN1AC1Ev" },
    { "_ZN1AD1Ev", "_ZN1AD1Ev" },
    { "_ZN1AD2Ev", "_ZN1AD1Ev" },
    { "_ZN1AD4Ev", "_ZN1AD1Ev" },
    { "_ZN1AD0Ev", "_ZN1AD0Ev" },
    { "_ZN12_GLOBAL__N_11SC2Ei", "_ZN12_GLOBAL__N_11SC1Ei" },
    { "_ZN1AC2IiEET_", "_ZN1AC1IiEET_" },
    { "_ZN1AC2B5cxx11Ev", "_ZN1AC1B5cxx11Ev" },
    { "_ZN1BCI21AEi", "_ZN1BCI11AEi" },
    { "_ZNSt6vectorIiSaIiEEC2ERKS1_", "_ZNSt6vectorIiSaIiEEC1ERKS1_" },
    /* A class and a function that are called like the token.  */
    { "_ZN2C2C2Ev", "_ZN2C2C1Ev" },
    { "_ZN2C23fooEv", "_ZN2C23fooEv" },
    { "_ZN1A2D2Ev", "_ZN1A2D2Ev" },
    { "_ZN5fooC2E", "_ZN5fooC2E" },
    { "_ZN1A5C2EC4Ev", "_ZN1A5C2EC4Ev" },
    { "_Z3fooN1A2C2E", "_Z3fooN1A2C2E" },
    { "_ZN1AILi2EEC2Ev", "_ZN1AILi2EEC1Ev" },
    /* Anonymous namespaces, with GCC 15's mark of what is local.  */
    { "_ZN12_GLOBAL__N_14workEj", "_ZN12_GLOBAL__N_14workEj" },
    { "_ZN12_GLOBAL__N_1L4workEj", "_ZN12_GLOBAL__N_14workEj" },
    { "_ZN12_GLOBAL__N_1L4workEj.cold", "_ZN12_GLOBAL__N_14workEj" },
    { "_ZN12_GLOBAL__N_11nL2twIjEET_S2_", "_ZN12_GLOBAL__N_11n2twIjEET_S2_" },
    { "_ZZN12_GLOBAL__N_1L1fEvENKUlvE_clEv",
      "_ZZN12_GLOBAL__N_11fEvENKUlvE_clEv" },
    { "_Z4callIXadL_ZN12_GLOBAL__N_1L1fEvEEEiv",
      "_Z4callIXadL_ZN12_GLOBAL__N_11fEvEEEiv" },
    { "_ZN12_GLOBAL__N_12L21fEv", "_ZN12_GLOBAL__N_12L21fEv" },
    { "_ZN12_GLOBAL__N_11fIL1E2EEEvv", "_ZN12_GLOBAL__N_11fIL1E2EEEvv" },
    { "_ZN12_GLOBAL__N_1L1SC2Ev", "_ZN12_GLOBAL__N_11SC1Ev" },
    /* Elsewhere the mark makes another function.  */
    { "_ZN1aL1fEv", "_ZN1aL1fEv" },
    { "_ZL1fv", "_ZL1fv" },
    /* A function that is local to a constructor.  */
    { "_ZZN1AC4EvENKUlvE_clEv", "_ZZN1AC1EvENKUlvE_clEv" },
    { "_ZC2E", "_ZC2E" },
    { "C2E", "C2E" },
    { "fooC2E", "fooC2E" },
    { "_ZnonsenseC2E", "_ZnonsenseC2E" },
    /* Not mangled.  */
    { "foo.part.0", "foo" },
    { "A::foo<long unsigned int>", "A::foo<unsigned long>" },
    { "f<long int, short int, long long unsigned int, short unsigned int>",
      "f<long, short, unsigned long long, unsigned short>" },
    { "A::operator long int", "A::operator long" },
    { "f<long long int, prolong int, long int8>",
      "f<long long, prolong int, long int8>" },
    { "long int", "long" },
    { "f<long long int int>", "f<long long>" },
    { "", "" },
  };

  for (size_t i = 0; i < COUNT (cases); i++)
    {
      char name[120];
      char *got = pgo_symbol_canonical (cases[i].in);
      snprintf (name, sizeof name, "one name \"%s\"", cases[i].in);
      CHECK_STRING (name, got, cases[i].out);
      free (got);
    }
}

static void
test_scoped (void)
{
  static const struct pair cases[] = {
    { "foo", "foo" },
    { "void foo<int>(int)", "foo<int>" },
    { "double shapes::square<double>(double)", "shapes::square<double>" },
    { "unsigned long f<A<B(int)> >(A<B(int)>)", "f<A<B(int)> >" },
    { "std::vector<int, std::allocator<int> >::push_back(int&&)",
      "std::vector<int, std::allocator<int> >::push_back" },
    { "int (*arg<int (*)(int)>(int (*)(int)))(int)", "arg<int (*)(int)>" },
    { "std::ostream& operator<< <char>(std::ostream&, char)",
      "operator<< <char>" },
    { "(anonymous namespace)::S::operator long() const",
      "(anonymous namespace)::S::operator long" },
    { "int apply<main::{lambda(int)#1}>(main::{lambda(int)#1}, int)",
      "apply<main::{lambda(int)#1}>" },
    { "shapes::square<double>", "shapes::square<double>" },
    { "f<", "f<" },
    { "", "" },
  };

  for (size_t i = 0; i < COUNT (cases); i++)
    {
      char name[120];
      char *got = pgo_symbol_scoped_name (cases[i].in);
      snprintf (name, sizeof name, "scoped \"%s\"", cases[i].in);
      CHECK_STRING (name, got, cases[i].out);
      free (got);
    }
}

/* Names of instances as debug information and as the demangler has them.  */
static void
test_instances (void)
{
  static const struct pair same[] = {
    { "foo", "foo" },
    { "foo<int>", "foo<int>" },
    { "foo<const item&, unsigned long>", "foo<item const&, unsigned long>" },
    { "foo<const char* const, const item>",
      "foo<char const* const, item const>" },
    { "foo<int(const item&)>", "foo<int (item const&)>" },
    { "sort<std::vector<item>, less>",
      "sort<std::vector<item, std::allocator<item> >, less>" },
    { "foo<std::map<int, std::vector<int> > >",
      "foo<std::map<int, std::vector<int, std::allocator<int> >, "
      "std::less<int>, std::allocator<std::pair<int const, int> > > >" },
    { "ns::foo<ns::go(const char*) const::<lambda(const item&)> >",
      "ns::foo<ns::go(char const*) const::{lambda(item const&)#12}>" },
    { "foo<main(int, char**)::<lambda(int)>&>", "foo<main::{lambda(int)#1}&>" },
    { "foo<const main(int, char**)::<lambda(int)>&>",
      "foo<main::{lambda(int)#1} const&>" },
    { "H<int(int), main()::<lambda(int)> >::run",
      "H<int (int), main::{lambda(int)#3}>::run" },
    { "C<main()::<lambda()> >::operator()<int>",
      "C<main::{lambda()#1}>::operator()<int>" },
    { "C<main()::<lambda()> >::operator->",
      "C<main::{lambda()#1}>::operator->" },
  };
  static const struct pair other[] = {
    { "foo", "bar" },
    { "foo<int>", "foo" },
    { "foo", "foo<int>" },
    { "foo<int>", "foo<long>" },
    { "foo<int, int>", "foo<int>" },
    { "foo<int>", "ns::foo<int>" },
    { "foo<const item*>", "foo<item* const>" },
    { "foo<const item&>", "foo<item&>" },
    { "foo<std::vector<item>, less>",
      "foo<std::vector<item, std::allocator<item> >, more>" },
    { "foo<go(int)::<lambda(int)> >", "foo<go(long)::{lambda(int)#1}>" },
    { "foo<main()::<lambda(int)> >", "foo<main::{lambda(long)#1}>" },
    { "foo<main()::<lambda(int)> >", "foo<main2::{lambda(int)#1}>" },
    { "foo<<lambda(int)> >", "foo<triple::{lambda(int)#1}>" },
    { "C<main()::<lambda()> >::operator->",
      "C<main::{lambda()#1}>::operator->*" },
    { "foo<main(", "foo<main::{lambda()#1}>" },
    { "foo<int>", "foo<int," },
    { "", "foo" },
    { "foo", "" },
  };
  char name[300];

  for (size_t i = 0; i < COUNT (same); i++)
    {
      snprintf (name, sizeof name, "\"%s\" is \"%s\"", same[i].in, same[i].out);
      CHECK (name, pgo_symbol_instance_p (same[i].in, same[i].out));
    }
  for (size_t i = 0; i < COUNT (other); i++)
    {
      snprintf (name, sizeof name, "\"%s\" is not \"%s\"", other[i].in,
                other[i].out);
      CHECK (name, !pgo_symbol_instance_p (other[i].in, other[i].out));
    }

  for (size_t i = 0; i < sizeof name - 1; i++)
    name[i] = i % 2 ? '<' : 'a';
  name[sizeof name - 1] = '\0';
  CHECK ("no name nests so deep", !pgo_symbol_instance_p (name, name));
}

static void
test_demangle (void)
{
  char *text;

  CHECK ("mangled", pgo_symbol_mangled_p ("_Z3foov"));
  CHECK ("not mangled", !pgo_symbol_mangled_p ("foo"));
  CHECK ("not mangled, short", !pgo_symbol_mangled_p ("_Z"));
  CHECK ("not mangled, empty", !pgo_symbol_mangled_p (""));

  text = pgo_symbol_demangle ("_ZN1A3fooIiEEvT_.part.0");
  CHECK_STRING ("demangle a clone", text, "void A::foo<int>(int)");
  free (text);
  text = pgo_symbol_demangle ("i");
  CHECK ("a type is no function", text == NULL);
  free (text);
  text = pgo_symbol_demangle ("_Znonsense");
  CHECK ("not a mangled name after all", text == NULL);
  free (text);
}

static void
test_simplify (void)
{
  static const struct pair cases[] = {
    { "foo", "foo" },
    { "foo.isra.0", "foo" },
    { "foo() [clone .isra.0]", "foo" },
    { "foo(int) (.part.0)", "foo" },
    { "A::foo(int, char) const", "A::foo" },
    { "A::foo() &&", "A::foo" },
    { "void foo<int>(int)", "foo" },
    { "unsigned long const* ns::foo<int>(int)", "ns::foo" },
    { "std::vector<int, std::allocator<int> >::push_back(int&&)",
      "std::vector::push_back" },
    { "void (*g<int>())(int)", "g" },
    { "int (A::*h<int>(char))(long) const", "h" },
    { "decltype (g({parm#1})) f<int>(int)", "f" },
    { "decltype(auto) f<int>(int)", "f" },
    { "f(void (*)(int))", "f" },
    { "(anonymous namespace)::foo(int)", "(anonymous namespace)::foo" },
    { "int (anonymous namespace)::foo<int>(int)",
      "(anonymous namespace)::foo" },
    { "main::{lambda()#1}::operator()() const",
      "main::{lambda()#1}::operator()" },
    { "A::foo(int) const::{lambda(int)#1}::operator()(int) const",
      "A::foo::{lambda(int)#1}::operator()" },
    { "main::'lambda'(int)::operator()(int) const",
      "main::'lambda'::operator()" },
    { "foo[abi:cxx11]()", "foo[abi:cxx11]" },
    { "operator<(A, B)", "operator<" },
    { "operator<<(A, B)", "operator<<" },
    { "std::ostream& operator<< <char>(std::ostream&, char)", "operator<<" },
    { "void operator< <int>(int, int)", "operator<" },
    { "A::operator<=>(A const&)", "A::operator<=>" },
    { "A::operator->()", "A::operator->" },
    { "A::operator->*()", "A::operator->*" },
    { "A::operator()(int)", "A::operator()" },
    { "A<(B)1>::operator()(int)", "A::operator()" },
    { "A::operator[](int)", "A::operator[]" },
    { "A::operator new(unsigned long)", "A::operator new" },
    { "operator delete[](void*)", "operator delete[]" },
    { "operator\"\" _x(char const*)", "operator\"\" _x" },
    { "A::operator char const*()", "A::operator char const*" },
    { "A::operator bool() const", "A::operator bool" },
    { "A::operator std::vector<int>()", "A::operator std::vector" },
    { "A::operator void (*)()()", "A::operator void (*)()" },
    { "A::operatorx(int)", "A::operatorx" },
    { "my_operator(int)", "my_operator" },
    { "bool f<&(A::operator<(A const&))>(int)", "f" },
    { "void f<(1)>(2)>(int)", "f" },
    { "std::function<void (int)>::operator()(int) const",
      "std::function::operator()" },
    { "A::~A()", "A::~A" },
    { "vtable for Foo<int>", "vtable for Foo" },
    { "non-virtual thunk to A::foo()", "non-virtual thunk to A::foo" },
    /* Other languages.  */
    { "main.(*T[go.shape.int]).Method", "main.(*T[go.shape.int]).Method" },
    { "java.util.List.<init>", "java.util.List.<init>" },
    { "<T as core::fmt::Debug>::fmt", "<T as core::fmt::Debug>::fmt" },
    /* Odd ones stay something.  */
    { "", "" },
    { "(", "(" },
    { "()", "()" },
    { "<>", "<>" },
    { "foo(", "foo(" },
    { "foo<", "foo<" },
    { ")))", ")))" },
    { "operator", "operator" },
    { "operator ", "operator " },
    { "a b ", "a b " },
  };

  for (size_t i = 0; i < COUNT (cases); i++)
    {
      char name[120];
      char *got = pgo_symbol_simplify (cases[i].in);
      snprintf (name, sizeof name, "simplify \"%s\"", cases[i].in);
      CHECK_STRING (name, got, cases[i].out);
      free (got);
    }
}

/* A long name takes time that is linear in its length, and no stack.  */
static void
test_long_name (void)
{
  const size_t length = 1 << 20;
  char *name = malloc (length + 1), *got;

  memset (name, '(', length);
  name[length] = '\0';
  got = pgo_symbol_simplify (name);
  CHECK ("a million open brackets", strcmp (got, name) == 0);
  free (got);
  memset (name + length / 2, ')', length / 2);
  got = pgo_symbol_simplify (name);
  CHECK ("half a million pairs", got[0] != '\0');
  free (got);
  /* A function of no parameters whose name is "C2E", 300 times.  */
  strcpy (name, "_Z900");
  for (size_t i = 0; i < 900; i++)
    name[5 + i] = "C2E"[i % 3];
  strcpy (name + 5 + 900, "v");
  got = pgo_symbol_demangle (name);
  CHECK ("a name of 300 tokens", got && strlen (got) == 902);
  free (got);
  got = pgo_symbol_canonical (name);
  CHECK ("stays as it is", strcmp (got, name) == 0);
  free (got);
  free (name);
}

/* Names in which each component is a pair of the one before.  */
static void
test_explosion (void)
{
  static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  char name[600] = "_Z1fSt4pairI1AS0_ES_IS1_S1_E";
  char *got;

  for (size_t i = 2; i < 6; i++)
    sprintf (name + strlen (name), "S_IS%c_S%c_E", digits[i], digits[i]);
  got = pgo_symbol_demangle (name);
  CHECK ("many references", got && strlen (got) == 1756);
  free (got);
  for (size_t i = 6; i < 34; i++)
    sprintf (name + strlen (name), "S_IS%c_S%c_E", digits[i], digits[i]);
  CHECK ("too many to be written out", pgo_symbol_demangle (name) == NULL);
  got = pgo_symbol_canonical (name);
  CHECK ("it has its own name", strcmp (got, name) == 0);
  free (got);

  /* "SCEVENSA_" is the end of an identifier, the end of a name, and a
     reference.  */
  got = pgo_symbol_demangle (
      "_Z1fRN1a1bINS_1cINS_1dEEES3_NS_1eIS3_vEENS_1g1hIS3_S3_EEEERNS0_IPKNS_"
      "1iEPKNS_4SCEVENS4_ISC_vEENS7_ISC_SF_EEEE");
  CHECK_STRING ("references after an identifier", got,
                "f(a::b<a::c<a::d>, a::c<a::d>, a::e<a::c<a::d>, void>, "
                "a::g::h<a::c<a::d>, a::c<a::d> > >&, a::b<a::i const*, "
                "a::SCEV const*, a::e<a::i const, void>, "
                "a::g::h<a::i const, a::SCEV const> >&)");
  free (got);
}

static void
test_thunks (void)
{
  static const struct pair cases[] = {
    { "_ZThn16_N3Doc3putEPKji", "_ZN3Doc3putEPKji" },
    { "_ZTh8_N1A1fEv", "_ZN1A1fEv" },
    { "_ZTv0_n24_N1A1fEv", "_ZN1A1fEv" },
    { "_ZTcvn16_n24_hn8_N1A5cloneEv", "_ZN1A5cloneEv" },
    { "_ZTch0_v0_n32_N1A5cloneEv", "_ZN1A5cloneEv" },
    { "_ZThn16_N1AD2Ev", "_ZN1AD1Ev" },
    { "_ZThn16_N1AD0Ev.localalias", "_ZN1AD0Ev" },
    { "non-virtual thunk to A::f()", "A::f()" },
    { "virtual thunk to A::f(long unsigned int)", "A::f(unsigned long)" },
    { "covariant return thunk to A::f()", "A::f()" },
  };
  static const char *const others[] = { "_ZTV1A",
                                        "_ZTI1A",
                                        "_ZTS1A",
                                        "_ZTT1A",
                                        "_ZThn16N1A1fEv",
                                        "_ZThn_N1A1fEv",
                                        "_ZThn16_",
                                        "_ZTv0_N1A1fEv",
                                        "_ZTch0_N1A1fEv",
                                        "_ZThx_1fv",
                                        "thunk to A::f()",
                                        "_ZN1A1fEv",
                                        "virtual thunk to ",
                                        "_ZThn16_" };

  for (size_t i = 0; i < COUNT (cases); i++)
    {
      char *got = pgo_symbol_canonical (cases[i].in);
      CHECK_STRING (cases[i].in, got, cases[i].out);
      CHECK (cases[i].in, pgo_symbol_thunk_p (cases[i].in));
      free (got);
    }
  for (size_t i = 0; i < COUNT (others); i++)
    {
      char *got = pgo_symbol_canonical (others[i]);
      CHECK_STRING (others[i], got, others[i]);
      CHECK (others[i], !pgo_symbol_thunk_p (others[i]));
      free (got);
    }
}

static void
test_helpers (void)
{
  static const char *const helpers[]
      = { "__x86_indirect_thunk_rax", "__x86_indirect_thunk",
          "__x86_return_thunk", "__call_indirect_x3", "__asan_report_load8",
          "__hwasan_load4_noabort", "__tsan_func_entry",
          "__ubsan_handle_dynamic_type_cache_miss",
          "__sanitizer_cov_trace_pc" };
  static const char *const others[]
      = { "asan", "_ZN6__asan3runEv", "x86_indirect_thunk_rax",
          "__cyg_profile_func_enter", "__ubsan", "" };
  for (size_t i = 0; i < COUNT (helpers); i++)
    CHECK (helpers[i], pgo_symbol_helper_p (helpers[i]));
  for (size_t i = 0; i < COUNT (others); i++)
    CHECK (others[i], !pgo_symbol_helper_p (others[i]));
}

static void
test_methods (void)
{
  static const char *const methods[]
      = { "_ZN4node5widthEv", "_ZNK4node5widthEv", "_ZThn8_N4node5widthEv",
          "_ZZ4mainEN1A1fEv", "node::width() const", "leveldb::DBImpl::Get" };
  static const char *const others[]
      = { "_ZdlPvm", "_Z3runv", "free", "__GI___libc_free",
          "operator delete(void*)", "" };
  for (size_t i = 0; i < COUNT (methods); i++)
    CHECK (methods[i], pgo_symbol_method_p (methods[i]));
  for (size_t i = 0; i < COUNT (others); i++)
    CHECK (others[i], !pgo_symbol_method_p (others[i]));
}

static void
test_paths (void)
{
  CHECK ("same file", pgo_path_common_suffix ("a/b.c", "a/b.c") == 2);
  CHECK ("base name only", pgo_path_common_suffix ("x/b.c", "y/b.c") == 1);
  CHECK ("relative and absolute",
         pgo_path_common_suffix ("../src/b.c", "/p/src/b.c") == 2);
  CHECK ("base names differ", pgo_path_common_suffix ("a/b.c", "a/c.c") == 0);
  CHECK ("a component is whole", pgo_path_common_suffix ("xb.c", "b.c") == 0);
  CHECK ("empty", pgo_path_common_suffix ("", "b.c") == 0);
  CHECK ("both empty", pgo_path_common_suffix ("", "") == 0);
  CHECK ("only slashes", pgo_path_common_suffix ("//", "/") == 0);
  CHECK ("dots and double slashes",
         pgo_path_common_suffix ("a/./b.c", "/a//b.c") == 2);

  struct pgo_path_part x, y;
  CHECK ("where they part",
         pgo_path_depart ("/p/net/src/b.c", "disk/src/b.c", 2, &x, &y)
             && x.length == 3 && strncmp (x.start, "net/", 4) == 0
             && y.length == 4 && strncmp (y.start, "disk/", 5) == 0);
  CHECK ("one ends there",
         !pgo_path_depart ("src/b.c", "disk/src/b.c", 2, &x, &y)
             && !pgo_path_depart ("a/b.c", "b.c", 1, &x, &y));
  CHECK ("directories in common",
         pgo_path_common_depth ("/a/b/c", "/a/b/d") == 2
             && pgo_path_common_depth ("/a", "/b") == 0
             && pgo_path_common_depth ("/ab/c", "/ac/c") == 0);
  CHECK ("none with a relative name",
         pgo_path_common_depth ("a/b", "a/b") == 0
             && pgo_path_common_depth ("/a/b", "a/b") == 0);
}

int
main (void)
{
  test_canonical ();
  test_variants ();
  test_demangle ();
  test_simplify ();
  test_scoped ();
  test_instances ();
  test_long_name ();
  test_explosion ();
  test_thunks ();
  test_helpers ();
  test_methods ();
  test_paths ();
  return unit_end ();
}
