"""Decodes the blocks of folds (FoldBlock.swift) without the program's own code."""

import struct


class Reader:
    def __init__(self, data):
        self.data, self.position = data, 0

    def bytes(self, count):
        if self.position + count > len(self.data):
            raise ValueError("a block is cut short")
        self.position += count
        return self.data[self.position - count : self.position]

    def byte(self):
        return self.bytes(1)[0]

    def varint(self):
        value, shift = 0, 0
        while True:
            byte = self.byte()
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def signed(self):
        value = self.varint()
        return value >> 1 ^ -(value & 1)


def wrapped(value):
    """As a 64-bit number overflows."""
    return (value + (1 << 63)) % (1 << 64) - (1 << 63)


def integers(count, reader):
    order = reader.byte()
    heads = [reader.signed() for _ in range(order)]
    found = []
    while len(found) < count - order:
        members = min(64, count - order - len(found))
        width, least = reader.byte(), reader.signed()
        bits = int.from_bytes(reader.bytes((members * width + 7) // 8), "little")
        mask = (1 << width) - 1
        found += [wrapped(least + (bits >> index * width & mask)) for index in range(members)]
    for head in reversed(heads):
        total = [head]
        for difference in found:
            total.append(wrapped(total[-1] + difference))
        found = total
    return found


def number(form, integer):
    if form <= 22:
        return integer / 10**form
    size, bits = (32, "<f") if form == 32 else (64, "<d")
    if integer < 0:
        integer ^= (1 << size - 1) - 1
    return struct.unpack(bits, (integer % (1 << size)).to_bytes(size // 8, "little"))[0]


def numbers(count, reader):
    if count == 0:
        return []
    form, exceptions, start = reader.byte(), {}, 0
    for _ in range(reader.varint()):
        index = start + reader.varint()
        exceptions[index] = struct.unpack("<d", reader.bytes(8))[0]
        start = index + 1
    found = [number(form, integer) for integer in integers(count, reader)]
    return [exceptions.get(index, value) for index, value in enumerate(found)]


def states(count, reader):
    """Quality and bound of each reading of a column."""
    found = []
    while len(found) < count:
        length = reader.varint()
        found += [(reader.byte(), reader.byte())] * length
    return found


def samples(data, columns):
    """Sequence, time and values of each sample: None where a reading has none, and bytes where a sample is stored as it was."""
    reader = Reader(data)
    if reader.byte() != 1:
        raise ValueError("unknown form")
    count = reader.varint()
    sequences, times = integers(count, reader), integers(count, reader)
    verbatim, start = {}, 0
    for _ in range(reader.varint()):
        index = start + reader.varint()
        verbatim[index] = reader.bytes(reader.varint())
        start = index + 1
    rows = [[] for _ in range(count - len(verbatim))]
    for _ in range(columns):
        found = states(len(rows), reader)
        values = iter(numbers(sum(quality < 64 for quality, _ in found), reader))
        numbers(sum(code & 16 != 0 for _, code in found), reader)
        for row, (quality, _) in zip(rows, found):
            row.append(next(values) if quality < 64 else None)
    if reader.position != len(data):
        raise ValueError("a block is longer than its samples")
    decoded = iter(rows)
    content = [verbatim[index] if index in verbatim else next(decoded) for index in range(count)]
    return list(zip(sequences, times, content))
