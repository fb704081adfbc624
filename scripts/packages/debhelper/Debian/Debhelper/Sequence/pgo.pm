# The sequence pgo of dh: a package is built with its profile.
# Copyright (C) 2026 The gcc-pgo authors
#
# This program is free software: you can redistribute it and/or modify
# it under the terms of the GNU General Public License as published by
# the Free Software Foundation, either version 3 of the License, or
# (at your option) any later version.
#
# This program is distributed in the hope that it will be useful,
# but WITHOUT ANY WARRANTY; without even the implied warranty of
# MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
# GNU General Public License for more details.
#
# You should have received a copy of the GNU General Public License
# along with this program.  If not, see <https://www.gnu.org/licenses/>.
#
# dh loads this once in each of its runs, after it has put what dpkg-buildflags says into
# the environment, and before it runs anything.  So nothing is put into the sequence: the
# flags go into the environment.  They do so in two ways,
#
#   CFLAGS, ...             for the commands that dh runs itself;
#   DEB_CFLAGS_APPEND, ...  for rules that ask dpkg-buildflags, which an override target does
#                           anew.  Those with MAINT in their names are the rules' own, which
#                           the override target would set again.
#
# dh-pgo(7) is for those who use it.

package Debian::Debhelper::Sequence::pgo;

use strict;
use warnings;

use Cwd ();
use Debian::Debhelper::Dh_Lib qw(dpkg_architecture_value get_buildoption getpackages
  is_build_profile_active is_cross_compiling warning);

# Say MESSAGE, and end dh: an exception would be told with where dh loads this.
sub fail {
  my ($message) = @_;
  print STDERR "dh: error: pgo: $message\n";
  exit 255;
}

# The names of the profiles, with their whole paths: a build compiles in several directories.
sub profiles {
  my $directory = Cwd::getcwd();
  my @names = ('debian/pgo.profile', map { "debian/$_.pgo" } getpackages());
  my @profiles = map { "$directory/$_" } grep { -e $_ } @names;
  fail("no profile: there is none of @names") if not @profiles;
  for my $profile (@profiles) {
    # Between flags in a variable, and in a list of the plugin.
    fail("$profile: a name may have letters, digits and _/.,+~\@%=- only")
      if $profile !~ m{\A[\w/.,+~@%=-]+\z}a;
  }
  return @profiles;
}

# The name of the compiler that VARIABLE of the environment has, or else debhelper's NAME.
sub compiler {
  my ($variable, $name) = @_;
  return $ENV{$variable} if $ENV{$variable};
  return dpkg_architecture_value('DEB_HOST_GNU_TYPE') . "-$name" if is_cross_compiling();
  return $name;
}

# Why COMPILER does not take PLUGIN, or nothing if it does.
sub refusal {
  my ($compiler, $plugin) = @_;
  my @command = (split(' ', $compiler), "-fplugin=$plugin", '-fplugin-arg-pgo-version',
    '-E', '-x', 'c', '/dev/null');
  my $pid = open(my $output, '-|') // fail("fork: $!");
  if ($pid == 0) {
    open(STDERR, '>&', \*STDOUT);
    $ENV{LC_ALL} = 'C';
    no warnings 'exec';
    exec({ $command[0] } @command) or print("cannot be run: $!\n");
    require POSIX;
    STDOUT->flush();
    POSIX::_exit(127);
  }
  my @lines = <$output>;
  close($output);
  return if grep { /^pgo [0-9]/ } @lines;
  my ($line) = grep { /error:|cannot/ } @lines;
  $line //= 'it is not GCC';
  chomp($line);
  $line =~ s/^.*?error: //;
  return $line;
}

# Append FLAGS to VARIABLE of the environment.  A dh that another one runs finds them there.
sub append {
  my ($variable, $flags) = @_;
  my $value = $ENV{$variable} // '';
  return if index(" $value ", " $flags ") >= 0;
  $ENV{$variable} = $value eq '' ? $flags : "$value $flags";
}

sub add_flags {
  my $plugin = $ENV{DH_PGO_PLUGIN} // 'pgo';
  fail("DH_PGO_PLUGIN=$plugin: no such file")
    if exists $ENV{DH_PGO_PLUGIN} and not -f $plugin;

  # The name of the profile has the directory of the build in it: of the switches that GCC
  # records in the debugging information it would be the only one that differs.
  my $flags = join(' ', "-fplugin=$plugin",
    '-fplugin-arg-pgo-profile=' . join(':', profiles()), '-gno-record-gcc-switches');

  my $link_time = grep { /(?:^|\s)-flto\b/ } map { $ENV{$_} // '' } qw(CFLAGS CXXFLAGS LDFLAGS);
  my %refused;
  for (['CFLAGS', 'CC', 'gcc'], ['CXXFLAGS', 'CXX', 'g++']) {
    my ($variable, @names) = @$_;
    my $compiler = compiler(@names);
    my $refusal = refusal($compiler, $plugin);
    if (defined $refusal) {
      warning("pgo: $variable without the profile: $compiler: $refusal");
      $refused{$variable} = 1;
      next;
    }
    append($variable, $flags);
    append("DEB_${variable}_APPEND", $flags);
  }
  if ($link_time and not %refused) {
    append('LDFLAGS', $flags);
    append('DEB_LDFLAGS_APPEND', $flags);
  }
}

add_flags() unless is_build_profile_active('nopgo') or get_buildoption('nopgo')
  or grep { $_ eq 'clean' } @ARGV;

1;
