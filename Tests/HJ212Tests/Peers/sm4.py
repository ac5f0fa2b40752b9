"""Encrypts with PyPI's gmssl (3.2.2), which is written in Python and shares nothing with libcrypto.

Each line of the input is a key and a text in hexadecimal digits; each line of the output is what HJ 212-2025 sends for it: whole blocks
encrypted, the rest as it is. `sm4.py --table N` writes N lines of key, text and result, the recorded table of the tests.
"""

import random
import sys

from gmssl.sm4 import SM4_ENCRYPT, CryptSM4


def encrypted(key: bytes, text: bytes) -> bytes:
    cipher = CryptSM4()
    cipher.set_key(key, SM4_ENCRYPT)
    whole = len(text) // 16 * 16
    blocks = b"".join(bytes(cipher.one_round(cipher.sk, list(text[at : at + 16]))) for at in range(0, whole, 16))
    return blocks + text[whole:]


if sys.argv[1:2] == ["--table"]:
    source = random.Random(212)
    letters = "0123456789.-=;,NDTafLeqRtdAvgMinMax"
    for _ in range(int(sys.argv[2])):
        key = source.randbytes(16)
        text = "".join(source.choice(letters) for _ in range(source.randrange(0, 200))).encode()
        print(key.hex(), text.hex() or "-", encrypted(key, text).hex() or "-")
else:
    for line in sys.stdin:
        key, text = (bytes.fromhex(part.strip("-")) for part in line.split())
        print(encrypted(key, text).hex() or "-")
