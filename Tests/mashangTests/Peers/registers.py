"""Random values of every type and order as registers, one JSON object a line, packed by pymodbus.

pymodbus knows the order of words; the order of bytes within them is the caller's, as are BCD and texts that are numbers.
"""

import json
import random
import struct

from pymodbus.client import ModbusTcpClient

TYPES = ModbusTcpClient.DATATYPE
BITS = {"int16": 16, "uint16": 16, "int32": 32, "uint32": 32, "int64": 53, "uint64": 53}


def value_of(kind):
    if kind == "float32":
        return struct.unpack(">f", struct.pack(">f", random.uniform(-1e6, 1e6)))[0]
    if kind == "float64":
        return random.uniform(-1e12, 1e12)
    if kind == "bcd":
        return random.randrange(100_000_000)
    if kind == "string":
        return random.randrange(-9_999_999, 99_999_999)
    signed = kind.startswith("int")
    low = -(1 << BITS[kind] - 1) if signed else 0
    return random.randint(low, (1 << BITS[kind] - signed) - 1)


def words_of(kind, value, swap_words):
    order = "little" if swap_words else "big"
    if kind == "bcd":
        return ModbusTcpClient.convert_to_registers(int(str(value), 16), TYPES.UINT32, word_order=order)
    if kind == "string":
        words = ModbusTcpClient.convert_to_registers(str(value).ljust(8), TYPES.STRING)
        return words[::-1] if swap_words else words
    return ModbusTcpClient.convert_to_registers(value, TYPES[kind.upper()], word_order=order)


random.seed(4)
for kind in [*BITS, "float32", "float64", "bcd", "string"]:
    for order in ["ABCD", "CDAB", "BADC", "DCBA"]:
        for _ in range(250):
            value = value_of(kind)
            words = words_of(kind, value, order in ("CDAB", "DCBA"))
            if order in ("BADC", "DCBA"):
                words = [word >> 8 | (word & 0xFF) << 8 for word in words]
            print(json.dumps({"type": kind, "order": order, "value": value, "words": words}))
