import Facilities

/// The values and qualities of one sample as bytes; the series tells the quantities.
///
/// Byte 0 is the version, 3. Byte 1 has flags of what follows: 16 for qualities, 32 for bounds, 64 for raw values.
/// Then follow, each only if its flag is set: a quality byte for each reading, if one is not good; two bits for the bound of each
/// reading; one bit for whether a reading has a raw value. The first reading is in the lowest bits of the first byte.
/// Then follow the values of the readings that have one, and the raw values, in one list (`NumberGroups`).
///
/// Versions 1 and 2 were written by earlier programs and are only read: their byte 1 also has the form of all numbers in its lowest bits,
/// version 1 has only the flag of qualities, and the list is just the numbers.
enum SampleBlob {
    private static let version: UInt8 = 3

    private struct Flags: OptionSet {
        let rawValue: UInt8
        static let qualities = Flags(rawValue: 16)
        static let bounds = Flags(rawValue: 32)
        static let raws = Flags(rawValue: 64)
        static let all: Flags = [.qualities, .bounds, .raws]

        init(rawValue: UInt8) { self.rawValue = rawValue }

        init(_ readings: [Reading]) {
            self = []
            for index in readings.indices {
                if readings[index].quality != .good { insert(.qualities) }
                if readings[index].bound != .exact { insert(.bounds) }
                if readings[index].raw != nil { insert(.raws) }
            }
        }
    }

    /// Returns the bytes of readings in the order of their series.
    static func encode(_ readings: [Reading]) -> [UInt8] {
        let flags = Flags(readings)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + readings.count * 4)
        bytes.append(version)
        bytes.append(flags.rawValue)
        if flags.contains(.qualities) { bytes += readings.map { $0.quality.code } }
        if flags.contains(.bounds) { bytes += packed(readings.map { $0.bound.code }, bits: 2) }
        if flags.contains(.raws) { bytes += packed(readings.map { $0.raw == nil ? 0 : 1 }, bits: 1) }
        var numbers: [Double] = []
        numbers.reserveCapacity(flags.contains(.raws) ? readings.count * 2 : readings.count)
        for index in readings.indices {
            if let value = readings[index].value { numbers.append(value) }
        }
        if flags.contains(.raws) { numbers += readings.compactMap { $0.raw } }
        NumberGroups.append(numbers, to: &bytes)
        return bytes
    }

    private static func packed(_ codes: [UInt8], bits: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: (codes.count * bits + 7) / 8)
        for (index, code) in codes.enumerated() { bytes[index * bits / 8] |= code << (index * bits % 8) }
        return bytes
    }

    private static func unpacked(
        _ count: Int, bits: Int, _ reader: inout ByteReader
    ) throws(JournalError) -> [UInt8] {
        let bytes = try reader.bytes((count * bits + 7) / 8)
        return (0..<count).map { bytes[$0 * bits / 8] >> ($0 * bits % 8) & (UInt8.max >> (8 - bits)) }
    }

    /// Returns the readings of a sample.
    ///
    /// - Throws: `corrupt` if the bytes are not those of these columns.
    static func decode(_ bytes: [UInt8], columns: [Column]) throws(JournalError) -> [Reading] {
        var reader = ByteReader(bytes, at: 0)
        let (version, second) = (try reader.integer() as UInt8, try reader.integer() as UInt8)
        let (flags, form) = (Flags(rawValue: second).intersection(.all), second & ~Flags.all.rawValue)
        let count = columns.count
        let none = [UInt8](repeating: 0, count: count)
        let qualities = flags.contains(.qualities) ? try unpacked(count, bits: 8, &reader) : none
        let bounds = flags.contains(.bounds) ? try unpacked(count, bits: 2, &reader) : none
        let raws = flags.contains(.raws) ? try unpacked(count, bits: 1, &reader) : none
        var states: [(quality: Quality, bound: Bound)] = []
        for index in columns.indices {
            guard let quality = Quality(code: qualities[index]), let bound = Bound(code: bounds[index]) else {
                throw .corrupt("a sample has an unknown quality or bound")
            }
            states.append((quality, bound))
        }
        let values = states.count { !$0.quality.isBad }
        let numbers = values + raws.count { $0 == 1 }
        var list: [Double]
        switch (version, NumberForm(earlier: form)) {
        case (Self.version, nil) where form == 0: list = try NumberGroups.read(numbers, &reader)
        case (1, let form?) where flags.isSubset(of: .qualities), (2, let form?):
            list = try form.read(numbers, &reader)
        default: throw .corrupt("a sample is not in a form that this version knows")
        }
        guard reader.isAtEnd else { throw .corrupt("a sample is longer than its readings") }
        return readings(columns, states, raws, list[..<values], list[values...])
    }

    private static func readings(
        _ columns: [Column], _ states: [(quality: Quality, bound: Bound)], _ raws: [UInt8],
        _ values: ArraySlice<Double>,
        _ rawValues: ArraySlice<Double>
    ) -> [Reading] {
        var (value, raw) = (values.startIndex, rawValues.startIndex)
        return columns.indices.map { index in
            let (column, state) = (columns[index], states[index])
            var reading: Reading
            if case .bad(let reason) = state.quality {
                reading = Reading(column.quantity, column.unit, bad: reason)
            } else {
                reading = Reading(
                    column.quantity, values[value], column.unit, quality: state.quality, bound: state.bound)
                value += 1
            }
            if raws[index] == 1 {
                reading.raw = rawValues[raw]
                raw += 1
            }
            return reading
        }
    }
}
