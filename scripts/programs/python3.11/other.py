# Another load than those for profile and test: hashes, checks and compression of bytes.
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
# Usage: train.py [ROUNDS]

import binascii
import hashlib
import sys
import unicodedata

data = bytes(range(256)) * 4000
total = 0
for n in range(int(sys.argv[1]) if len(sys.argv) > 1 else 60):
    for name in ("md5", "sha1", "sha256", "blake2b", "sha3_256"):
        total += hashlib.new(name, data).digest()[0]
    total += binascii.crc32(data) + len(binascii.b2a_hex(data))
    text = "".join(chr(c) for c in range(192, 2000)) * 3
    total += len(unicodedata.normalize("NFD", text))
print(total)
