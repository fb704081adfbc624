# gcc-pgo: profile-guided optimisation for GCC from plain pprof profiles.
# One non-recursive makefile; `make help' lists the targets.  What is compiled is told in
# a word; V=1 shows the commands.

GCC = gcc
VERSION = 0.1.0

# The compiler that pgo.so is for says where things go; it may be a cross
# compiler.  The host's own compilers build everything.
CC = gcc
CXX = g++
GCOV = gcov
CFLAGS = -O2 -g
CXXFLAGS = $(CFLAGS)
prefix = /usr/local
bindir = $(prefix)/bin
datadir = $(prefix)/share
mandir = $(datadir)/man
# Where CMake and pkg-config look for what does not depend on the machine.
cmakedir = $(datadir)/cmake/GccPgo
pkgconfigdir = $(datadir)/pkgconfig
DESTDIR =
INSTALL = install
RUNTEST = runtest
RUNTESTFLAGS =
BENCHFLAGS =
FUZZTIME = 60
TORTUREFLAGS =
MATRIXFLAGS =
MUTATEFLAGS =
GCCS = $(GCC)

TARGET := $(shell $(GCC) -dumpmachine)-$(shell $(GCC) -dumpfullversion)
B = build/$(TARGET)
PLUGIN_DIR := $(shell $(GCC) -print-file-name=plugin)
SRCDIR := $(CURDIR)

WARN = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes
C_FLAGS = -std=gnu11 $(WARN) -fPIC -ffunction-sections -fdata-sections -Iprofile -I$(B) -DPGO_VERSION='"$(VERSION)"' $(CPPFLAGS) $(CFLAGS)
CXX_FLAGS = -std=gnu++17 -Wall -Wno-literal-suffix -fno-rtti -fno-exceptions -fPIC -fvisibility=hidden \
	-isystem $(PLUGIN_DIR)/include -Iprofile -DPGO_VERSION='"$(VERSION)"' $(CPPFLAGS) $(CXXFLAGS)

# The folders of profile/ in layers: a file includes headers of its own folder and of
# those named before it ("make analyze" looks).  The plugin links the first, libpgo.a;
# the tool all, with the second, libpgo-tool.a.
LIB_DIRS = base names pprof prepared index drift decide order
TOOL_DIRS = merge symbolize prepare convert check report
# What is in no library.
LAST_DIRS = preload tool

LIB_SRC := $(wildcard $(LIB_DIRS:%=profile/%/*.c))
TOOL_LIB_SRC := $(wildcard $(TOOL_DIRS:%=profile/%/*.c))
TOOL_SRC := $(wildcard profile/tool/*.c)
PLUGIN_SRC := $(wildcard plugin/*.cc)
UNIT_SRC := $(wildcard testsuite/unit/test-*.c)
TEST_SRC := $(filter-out %/pgo.c %/nomemory.c,$(wildcard testsuite/*.c))
MAN1 := $(wildcard profile/tool/*.1)
MAN5 := $(wildcard profile/prepared/*.5)
MAN7 := $(wildcard plugin/*.7)

LIB_OBJ := $(LIB_SRC:%.c=$(B)/%.o) $(B)/profile.pb-c.o
TOOL_LIB_OBJ := $(TOOL_LIB_SRC:%.c=$(B)/%.o)
TOOL_OBJ := $(TOOL_SRC:%.c=$(B)/%.o)
PLUGIN_OBJ := $(PLUGIN_SRC:%.cc=$(B)/%.o)
UNIT := $(UNIT_SRC:testsuite/%.c=$(B)/%)
TEST_OBJ := $(TEST_SRC:%.c=$(B)/%.o)
# What has an underscore is a part of a program.
TEST_PROGRAMS := $(foreach f,$(TEST_SRC),$(if $(findstring _,$f),,$(f:testsuite/%.c=$(B)/%)))

LIBS = $(B)/libpgo-tool.a $(B)/libpgo.a
LIB_LIBS = -lprotobuf-c -lz -lnettle -lm
TOOL_LIBS = $(LIB_LIBS) -lstdc++ -ldw -lelf -ljansson

# The plugin has the four functions that it takes of the C++ library in itself, where
# there is an archive of them: to load that library for each unit costs more
# instructions than all else that the plugin does for a unit without hot code.  What it
# takes is weak, which by itself takes nothing out of an archive.
ifneq ($(findstring /,$(shell $(CXX) -print-file-name=libstdc++.a)),)
STATIC_CXX = -static-libstdc++ -static-libgcc -Wl,-u,_Znwm,-u,_ZdlPvm,-u,__cxa_pure_virtual
endif

# Say what is made, unless by -s; the command itself is shown with V=1.
V = 0
Q = $(if $(filter 0,$(V)),@)
quiet = $(filter-out 0,$(V))$(findstring s,$(filter-out --%,$(firstword -$(MAKEFLAGS))))
say = @$(if $(quiet),:,printf '  %-8s%s\n' $(1) $(@:$(B)/%=%))

.DELETE_ON_ERROR:
.SECONDARY:

all: $(B)/pgo.so $(B)/gcc-pgo ## Build pgo.so for $(GCC) and the tool gcc-pgo

$(B)/pgo.so $(B)/relocations/pgo.so: $(PLUGIN_OBJ) $(B)/libpgo.a
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CXX) -shared -Wl,--gc-sections -Wl,--exclude-libs,ALL -Wl,--unresolved-symbols=ignore-all \
	  $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(STATIC_CXX) $(LIB_LIBS)

# The same, with what the linker knew, for "make analyze".
$(B)/relocations/pgo.so: override LDFLAGS += -Wl,--emit-relocs

# A program for the tests is testsuite/NAME.c with its parts, NAME_PART.c.
.SECONDEXPANSION:
$(B)/gcc-pgo: $(TOOL_OBJ)
$(TEST_PROGRAMS): $$(filter $(B)/testsuite/$$(@F).o $(B)/testsuite/$$(@F)_%,$(TEST_OBJ))
$(B)/gcc-pgo $(TEST_PROGRAMS): $(LIBS)
	$(call say,LINK)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(LIBS) $(TOOL_LIBS)

# Files of one name in two folders are two members: q, not r.
$(B)/libpgo.a: $(LIB_OBJ)
$(B)/libpgo-tool.a: $(TOOL_LIB_OBJ)
$(LIBS):
	$(call say,AR)
	$(Q)rm -f $@ && ar qcs $@ $^

# Both by one run: by a second one, what was compiled in between would be out of date, and
# the next make, by a test, would put another pgo.so in the place of one in use.
$(B)/profile.pb-c.c $(B)/profile.pb-c.h &: profile/pprof/profile.proto
	@mkdir -p $(B)
	$(call say,PROTOC)
	$(Q)protoc-c --proto_path=$(<D) --c_out=$(B) $<

$(B)/profile.pb-c.o: $(B)/profile.pb-c.c
	$(call say,CC)
	$(Q)$(CC) $(C_FLAGS) -c -o $@ $<

$(B)/%.o: %.c | $(B)/profile.pb-c.h
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(C_FLAGS) -MMD -MP -c -o $@ $<

# A GCC that lacks a function which the plugin takes from it must still load it, to be
# refused by its version: all is weak but what the archive has, which is complete.
$(B)/plugin/%.o: plugin/%.cc
	@mkdir -p $(@D)
	$(call say,CXX)
	$(Q)$(CXX) $(CXX_FLAGS) -MMD -MP -c -o $@ $<
	$(Q)objcopy --wildcard --weaken-symbol='!pgo_*' --weaken-symbol='*' $@

# What record preloads into the programs that it samples, which is no place for
# sanitizers and their like, is a part of the tool.
$(B)/preload.so: profile/preload/preload.c
	@mkdir -p $(B)
	$(call say,CC)
	$(Q)$(CC) -std=gnu11 $(WARN) -O2 -fPIC -shared -s -o $@ $<

$(B)/profile/tool/record_gperftools.o: $(B)/preload.so
$(B)/profile/tool/record_gperftools.o: override CFLAGS += -Wa,-I$(B)

# The page of a report is a part of the tool, too.
$(B)/profile/report/page.o: profile/report/page.html profile/report/page.css profile/report/page.js

# Some tests look at their own code: it is optimised, with frames, whatever CFLAGS are.
$(B)/unit/%: testsuite/unit/%.c $(LIBS)
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(C_FLAGS) -O2 -g -fno-omit-frame-pointer -MMD -MP $(LDFLAGS) -o $@ $< $(LIBS) $(TOOL_LIBS)

# With it memory runs out.
$(B)/nomemory.so: testsuite/nomemory.c
	@mkdir -p $(B)
	$(call say,CC)
	$(Q)$(CC) $(C_FLAGS) -shared $(LDFLAGS) -o $@ $<

# Plugins that print the calls of a unit, for scripts/torture, and GCC's block counts, for
# bench-overlap.
$(B)/sites.so: testsuite/sites.cc
$(B)/bench_counts.so: scripts/bench-counts.cc
$(B)/sites.so $(B)/bench_counts.so: plugin/compat.h
	@mkdir -p $(@D)
	$(call say,CXX)
	$(Q)$(CXX) $(CXX_FLAGS) -fvisibility=default -iquote plugin -shared $(LDFLAGS) -o $@ $(filter %.cc,$^)

bench-overlap: all $(B)/bench_counts.so ## Compare inferred block counts with true ones (PROGRAMS=...)
	scripts/bench-overlap $(PROGRAMS)

bench-frames: all ## Compare profiles by frame pointers and by DWARF (PROGRAMS=...)
	scripts/bench-frames $(PROGRAMS)

bench-read: all $(B)/mkbig $(B)/readprofile ## Measure what reading a large profile costs
	scripts/bench-read $(B)

TORTURE := $(B)/mkprofile $(B)/mkadverse $(B)/sites.so
TEST_TOOLS := $(TORTURE) $(B)/mkpprof $(B)/mkcases $(B)/mkraw $(B)/lsframes $(B)/nomemory.so

check-programs: $(TEST_TOOLS) $(UNIT)

check: all check-programs ## Run the DejaGnu suite and the C unit tests (RUNTESTFLAGS=...)
	$(Q)scripts/check $(B) "$(GCC)" $(RUNTEST) $(RUNTESTFLAGS)

fuzz: all $(B)/mkprofile $(B)/mkcases $(B)/mkraw ## Fuzz the readers with clang (FUZZTIME=seconds for each target)
	scripts/fuzz $(B) $(FUZZTIME)

check-torture: all $(TORTURE) ## Compile GCC's tests with adversarial profiles (TORTUREFLAGS=...)
	scripts/torture --gcc "$(GCC)" $(TORTUREFLAGS)

# These rebuild everything with flags of their own, in directories of their own.
check-asan: ## Run the suite on a build with sanitizers, the plugin in cc1 too
	+scripts/check-asan $(B)-asan "$(GCC)" "$(CC)"

check-valgrind: all $(TEST_TOOLS) $(UNIT) ## Run the tests of profile/ and the tool under valgrind
	scripts/check-valgrind $(B) "$(GCC)" $(RUNTEST) $(RUNTESTFLAGS)

coverage: ## Run the suite with gcov; list the lines that never ran
	rm -rf $(B)-coverage
	INSTRUMENTED=1 $(MAKE) check B=$(B)-coverage CFLAGS="-Og -g --coverage" LDFLAGS=--coverage
	scripts/coverage $(B)-coverage $(GCOV) 95 90

analyze: $(B)/profile.pb-c.h $(B)/relocations/pgo.so ## Run the static analyzers and strict warnings
	scripts/analyze $(B) "$(GCC)" "$(LIB_DIRS)" "$(TOOL_DIRS) $(LAST_DIRS)"

mutate: ## Change the code in small ways; do the tests notice? (MUTATEFLAGS=...)
	GCC="$(GCC)" scripts/mutate $(MUTATEFLAGS)

matrix: ## Build and test with each GCC from 11 to 16 (MATRIXFLAGS=...)
	scripts/matrix $(MATRIXFLAGS)

bench: all ## Compare GCC's ways and the plugin on real programs (BENCHFLAGS=...)
	GCC="$(GCC)" scripts/bench $(BENCHFLAGS)

bench-calls: all ## Compare them on small programs of indirect calls (BENCHFLAGS=...)
	GCC="$(GCC)" scripts/bench-calls $(BENCHFLAGS)

# What build systems find says which version it is.
$(B)/GccPgoConfigVersion.cmake $(B)/gcc-pgo.pc: $(B)/%: scripts/build-systems/%.in Makefile
	@mkdir -p $(B)
	$(Q)sed 's/@VERSION@/$(VERSION)/' $< >$@

install: all $(B)/GccPgoConfigVersion.cmake $(B)/gcc-pgo.pc ## Install pgo.so for $(GCC), gcc-pgo, man pages, and what build systems find
	$(INSTALL) -d $(DESTDIR)$(PLUGIN_DIR) $(DESTDIR)$(bindir) $(DESTDIR)$(mandir)/man1 $(DESTDIR)$(mandir)/man5 $(DESTDIR)$(mandir)/man7 \
	  $(DESTDIR)$(cmakedir) $(DESTDIR)$(pkgconfigdir)
	$(INSTALL) -m 755 $(B)/pgo.so $(DESTDIR)$(PLUGIN_DIR)/pgo.so
	$(INSTALL) -m 755 $(B)/gcc-pgo $(DESTDIR)$(bindir)/gcc-pgo
	$(INSTALL) -m 644 $(MAN1) $(DESTDIR)$(mandir)/man1
	$(INSTALL) -m 644 $(MAN5) $(DESTDIR)$(mandir)/man5
	$(INSTALL) -m 644 $(MAN7) $(DESTDIR)$(mandir)/man7
	$(INSTALL) -m 644 scripts/build-systems/GccPgoConfig.cmake $(B)/GccPgoConfigVersion.cmake $(DESTDIR)$(cmakedir)
	$(INSTALL) -m 644 $(B)/gcc-pgo.pc $(DESTDIR)$(pkgconfigdir)

uninstall: ## Remove what install put there
	rm -f $(DESTDIR)$(PLUGIN_DIR)/pgo.so $(DESTDIR)$(bindir)/gcc-pgo \
	  $(MAN1:profile/tool/%=$(DESTDIR)$(mandir)/man1/%) $(MAN5:profile/prepared/%=$(DESTDIR)$(mandir)/man5/%) \
	  $(MAN7:plugin/%=$(DESTDIR)$(mandir)/man7/%) $(DESTDIR)$(pkgconfigdir)/gcc-pgo.pc \
	  $(DESTDIR)$(cmakedir)/GccPgoConfig.cmake $(DESTDIR)$(cmakedir)/GccPgoConfigVersion.cmake
	rmdir $(DESTDIR)$(cmakedir) 2>/dev/null || :

installcheck: ## Compile a program with what is installed
	scripts/installcheck "$(GCC)" $(DESTDIR)$(bindir)/gcc-pgo $(DESTDIR)$(pkgconfigdir) $(DESTDIR)$(cmakedir)

clean: ## Remove what was built for $(GCC)
	rm -rf $(B)

distclean: ## Remove everything that was built
	rm -rf build

dist: ## Make gcc-pgo-$(VERSION).tar.gz from the committed sources
	@mkdir -p build
	git archive --prefix=gcc-pgo-$(VERSION)/ -o build/gcc-pgo-$(VERSION).tar.gz HEAD

deb: dist ## Make Debian packages of them in build/ (GCCS="gcc-11 gcc-12")
	scripts/packages/deb $(VERSION) $(GCCS)

rpm: dist ## Make rpm packages of them in build/
	scripts/packages/rpm $(VERSION)

help: ## List the targets
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 16

.PHONY: all bench bench-calls bench-overlap bench-read check fuzz install uninstall installcheck clean distclean dist deb rpm help check-torture analyze check-asan check-valgrind coverage matrix bench-frames check-programs mutate

-include $(LIB_OBJ:.o=.d) $(TOOL_LIB_OBJ:.o=.d) $(TOOL_OBJ:.o=.d) $(PLUGIN_OBJ:.o=.d) $(UNIT:=.d) $(TEST_OBJ:.o=.d)
