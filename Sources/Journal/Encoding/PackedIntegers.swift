/// The integers of a column, as differences that take as many bits as they need.
///
/// The first byte is the order: 0 for the integers themselves, 1 for the differences of neighbours, 2 for the differences of those.
/// Then follow as many first members, each a signed varint, and the rest in groups of 64 (the last may be shorter). A group is a byte for
/// the width in bits, its least integer as a signed varint, and the difference of each integer to that one in `width` bits, the first in
/// the lowest bits of the first byte. The order is the one that takes the fewest bytes.
enum PackedIntegers {
    private static let group = 64
    private static let highestOrder = 2

    /// Returns the largest number of integers that a number of bytes can hold: a group of equal integers takes two bytes.
    static func most(in bytes: Int) -> Int { bytes * group / 2 }

    static func append(_ integers: [Int64], to bytes: inout [UInt8]) {
        var (rest, heads) = (integers, [Int64]())
        var best = packed(rest, heads)
        for _ in 0..<min(highestOrder, integers.count) {
            heads.append(rest[0])
            rest = zip(rest.dropFirst(), rest).map { $0 &- $1 }
            let other = packed(rest, heads)
            if other.count < best.count { best = other }
        }
        bytes += best
    }

    private static func packed(_ rest: [Int64], _ heads: [Int64]) -> [UInt8] {
        var bytes = [UInt8(heads.count)]
        for head in heads { bytes.append(signedVarint: head) }
        for start in stride(from: 0, to: rest.count, by: group) {
            append(group: rest[start..<min(start + group, rest.count)], to: &bytes)
        }
        return bytes
    }

    private static func append(group: ArraySlice<Int64>, to bytes: inout [UInt8]) {
        let least = group.min() ?? 0
        let width = group.reduce(0) { max($0, UInt64.bitWidth - offset($1, least).leadingZeroBitCount) }
        bytes.append(UInt8(width))
        bytes.append(signedVarint: least)
        var (pending, bits) = (UInt64(0), 0)
        for integer in group {
            let offset = offset(integer, least)
            pending |= offset << bits
            bits += width
            if bits >= UInt64.bitWidth {
                bytes.append(pending)
                bits -= UInt64.bitWidth
                pending = offset >> (width - bits)
            }
        }
        for index in 0..<(bits + 7) / 8 { bytes.append(UInt8(truncatingIfNeeded: pending >> (8 * index))) }
    }

    /// Returns the difference of an integer to the least one, which is exact even where it is no Int64.
    private static func offset(_ integer: Int64, _ least: Int64) -> UInt64 {
        UInt64(bitPattern: integer &- least)
    }

    static func read(_ count: Int, _ reader: inout ByteReader) throws(JournalError) -> [Int64] {
        let order = Int(try reader.integer() as UInt8)
        guard order <= min(highestOrder, count) else { throw .corrupt("a fold has an unknown order") }
        guard count <= most(in: reader.left) else { throw .corrupt("a fold is cut short") }
        var heads: [Int64] = []
        for _ in 0..<order { heads.append(try reader.signedVarint()) }
        var integers = [Int64](repeating: 0, count: count)
        for start in stride(from: order, to: count, by: group) {
            try read(start..<min(start + group, count), &integers, &reader)
        }
        for order in (0..<order).reversed() {
            integers[order] = heads[order]
            for index in integers.indices.dropFirst(order + 1) { integers[index] &+= integers[index - 1] }
        }
        return integers
    }

    private static func read(
        _ group: Range<Int>, _ integers: inout [Int64], _ reader: inout ByteReader
    ) throws(JournalError) {
        let width = Int(try reader.integer() as UInt8)
        guard width <= UInt64.bitWidth else { throw .corrupt("a fold has an unknown width") }
        let least = try reader.signedVarint()
        let unpacked = try reader.packed(group.count, width: width)
        for (index, offset) in zip(group, unpacked) { integers[index] = least &+ Int64(bitPattern: offset) }
    }
}
