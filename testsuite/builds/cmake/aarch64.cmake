# A toolchain file: cmake --toolchain aarch64.cmake
# Copyright (C) 2026 The gcc-pgo authors
# License GPL-3.0-or-later

set (CMAKE_SYSTEM_NAME Linux)
set (CMAKE_SYSTEM_PROCESSOR aarch64)
set (CMAKE_C_COMPILER aarch64-linux-gnu-gcc-12)
set (CMAKE_CXX_COMPILER aarch64-linux-gnu-g++-12)

# What programs of the target use is looked for among its own files alone.
set (CMAKE_FIND_ROOT_PATH /usr/aarch64-linux-gnu)
set (CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set (CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set (CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set (CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
