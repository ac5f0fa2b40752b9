import Facilities

/// The readings of one sample as bytes: which they are stands in the series, their values and qualities here.
///
/// Byte 0: the version, 1, or 2 where a reading has a bound or a raw value. Byte 1: how values are written, and flags of
/// what follows: 16 qualities, 32 bounds, 64 raw values.
/// Then, each only if its flag is set: a quality byte a reading, if there are any that are not good; two bits a reading
/// for its bound; a bit a reading for whether it has a raw value. The first reading is in the lowest bits of the first byte.
/// Then the values of the readings that have one, and after these the raw values, little endian, in the smallest form that
/// keeps every one of them exactly.
enum SampleBlob {
    private enum Form: UInt8 {
        case int16 = 1
        case int32, float32, float64
        /// The number that the shortest text of a float32 says: 35.3.
        case shortFloat32

        init(_ values: [Double]) {
            if values.allSatisfy({ Self.isInteger($0) && Int16(exactly: $0) != nil }) {
                self = .int16
            } else if values.allSatisfy({ Self.isInteger($0) && Int32(exactly: $0) != nil }) {
                self = .int32
            } else if values.allSatisfy({ Double(Float($0)) == $0 }) {
                self = .float32
            } else {
                self = values.allSatisfy { Self.shortest(Float($0)) == $0 } ? .shortFloat32 : .float64
            }
        }

        static func shortest(_ number: Float) -> Double? { Double("\(number)") }

        // Minus zero is no integer: it would come back as zero.
        private static func isInteger(_ value: Double) -> Bool {
            value != 0 || value.sign == .plus
        }
    }

    /// The version that 0.1.0 wrote, and reads.
    private static let plain: UInt8 = 1
    private static let withBounds: UInt8 = 2

    private struct Flags: OptionSet {
        let rawValue: UInt8
        static let qualities = Flags(rawValue: 16)
        static let bounds = Flags(rawValue: 32)
        static let raws = Flags(rawValue: 64)
        static let all: Flags = [.qualities, .bounds, .raws]

        init(rawValue: UInt8) { self.rawValue = rawValue }

        init(_ readings: [Reading]) {
            self = []
            if readings.contains(where: { $0.quality != .good }) { insert(.qualities) }
            if readings.contains(where: { $0.bound != .exact }) { insert(.bounds) }
            if readings.contains(where: { $0.raw != nil }) { insert(.raws) }
        }
    }

    static func encode(_ readings: [Reading]) -> [UInt8] {
        let numbers = readings.compactMap(\.value) + readings.compactMap(\.raw)
        let (form, flags) = (Form(numbers), Flags(readings))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 + readings.count * 10)
        bytes.append(flags.isDisjoint(with: [.bounds, .raws]) ? plain : withBounds)
        bytes.append(form.rawValue | flags.rawValue)
        if flags.contains(.qualities) { bytes += readings.map { $0.quality.code } }
        if flags.contains(.bounds) { bytes += packed(readings.map { $0.bound.code }, bits: 2) }
        if flags.contains(.raws) { bytes += packed(readings.map { $0.raw == nil ? 0 : 1 }, bits: 1) }
        for number in numbers { append(number, form, to: &bytes) }
        return bytes
    }

    private static func append(_ number: Double, _ form: Form, to bytes: inout [UInt8]) {
        switch form {
        case .int16: bytes.append(Int16(number))
        case .int32: bytes.append(Int32(number))
        case .float32, .shortFloat32: bytes.append(Float(number).bitPattern)
        case .float64: bytes.append(number.bitPattern)
        }
    }

    private static func packed(_ codes: [UInt8], bits: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: (codes.count * bits + 7) / 8)
        for (index, code) in codes.enumerated() { bytes[index * bits / 8] |= code << (index * bits % 8) }
        return bytes
    }

    private static func unpacked(
        _ count: Int, bits: Int, _ reader: inout ByteReader
    ) throws(JournalError) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<(count * bits + 7) / 8 { bytes.append(try reader.integer()) }
        return (0..<count).map { bytes[$0 * bits / 8] >> ($0 * bits % 8) & (UInt8.max >> (8 - bits)) }
    }

    static func decode(_ bytes: [UInt8], columns: [Column]) throws(JournalError) -> [Reading] {
        guard bytes.count >= 2, let form = Form(rawValue: bytes[1] & ~Flags.all.rawValue) else { throw unknownForm }
        let flags = Flags(rawValue: bytes[1]).intersection(.all)
        guard bytes[0] == withBounds || bytes[0] == plain && flags.isSubset(of: .qualities) else { throw unknownForm }
        var reader = ByteReader(bytes, at: 2)
        let count = columns.count
        let none = [UInt8](repeating: 0, count: count)
        let qualities = flags.contains(.qualities) ? try unpacked(count, bits: 8, &reader) : none
        let bounds = flags.contains(.bounds) ? try unpacked(count, bits: 2, &reader) : none
        let raws = flags.contains(.raws) ? try unpacked(count, bits: 1, &reader) : none
        var readings: [Reading] = []
        readings.reserveCapacity(count)
        for (index, column) in columns.enumerated() {
            guard let quality = Quality(code: qualities[index]), let bound = Bound(code: bounds[index]) else {
                throw .corrupt("a sample has an unknown quality or bound")
            }
            readings.append(try reading(of: column, quality, bound, form, &reader))
        }
        for index in raws.indices where raws[index] == 1 { readings[index].raw = try value(form, &reader) }
        guard reader.isAtEnd else { throw .corrupt("a sample is longer than its readings") }
        return readings
    }

    private static var unknownForm: JournalError { .corrupt("a sample is not in a form that this version knows") }

    private static func reading(
        of column: Column, _ quality: Quality, _ bound: Bound, _ form: Form, _ reader: inout ByteReader
    ) throws(JournalError) -> Reading {
        if case .bad(let reason) = quality { return Reading(column.quantity, column.unit, bad: reason) }
        return Reading(column.quantity, try value(form, &reader), column.unit, quality: quality, bound: bound)
    }

    private static func value(_ form: Form, _ reader: inout ByteReader) throws(JournalError) -> Double {
        switch form {
        case .int16: Double(try reader.integer() as Int16)
        case .int32: Double(try reader.integer() as Int32)
        case .float32: Double(Float(bitPattern: try reader.integer()))
        case .float64: try reader.double()
        case .shortFloat32:
            if let number = Form.shortest(Float(bitPattern: try reader.integer())) { number } else { throw unknownForm }
        }
    }
}

extension Quality {
    /// 0: good; from 1: uncertain; from 64: bad. New reasons go to the end of their list: these numbers stand in files.
    var code: UInt8 {
        switch self {
        case .good: 0
        case .uncertain(let reason): 1 + reason.index
        case .bad(let reason): 64 + reason.index
        }
    }

    init?(code: UInt8) {
        let reasons = Reason.allCases
        switch Int(code) {
        case 0: self = .good
        case 1..<1 + reasons.count: self = .uncertain(reasons[Int(code) - 1])
        case 64..<64 + reasons.count: self = .bad(reasons[Int(code) - 64])
        default: return nil
        }
    }
}

extension Bound {
    /// These numbers stand in files.
    var code: UInt8 {
        switch self {
        case .exact: 0
        case .atLeast: 1
        case .atMost: 2
        }
    }

    init?(code: UInt8) {
        switch code {
        case 0: self = .exact
        case 1: self = .atLeast
        case 2: self = .atMost
        default: return nil
        }
    }
}

extension Quality.Reason {
    fileprivate var index: UInt8 { UInt8(Self.allCases.firstIndex(of: self) ?? 0) }
}
