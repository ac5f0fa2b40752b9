import Facilities

/// The readings of one sample as bytes: which they are stands in the series, their values and qualities here.
///
/// Byte 0: 1, the version. Byte 1: how values are written, and 16 more if qualities follow. Then a quality byte a
/// reading if there are any that are not good. Then the values of the readings that have one, little endian, in the
/// smallest form that keeps every one of them exactly.
enum SampleBlob {
    private enum Form: UInt8 {
        case int16 = 1
        case int32, float32, float64

        init(_ values: [Double]) {
            if values.allSatisfy({ Self.isInteger($0) && Int16(exactly: $0) != nil }) {
                self = .int16
            } else if values.allSatisfy({ Self.isInteger($0) && Int32(exactly: $0) != nil }) {
                self = .int32
            } else {
                self = values.allSatisfy { Double(Float($0)) == $0 } ? .float32 : .float64
            }
        }

        // Minus zero is no integer: it would come back as zero.
        private static func isInteger(_ value: Double) -> Bool {
            value != 0 || value.sign == .plus
        }
    }

    private static let version: UInt8 = 1
    private static let withQualities: UInt8 = 16

    static func encode(_ readings: [Reading]) -> [UInt8] {
        let values = readings.compactMap(\.value)
        let form = Form(values)
        let allGood = readings.allSatisfy { $0.quality == .good }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 + readings.count * 9)
        bytes.append(version)
        bytes.append(form.rawValue | (allGood ? 0 : withQualities))
        if !allGood { bytes += readings.map { $0.quality.code } }
        for value in values {
            switch form {
            case .int16: bytes.append(Int16(value))
            case .int32: bytes.append(Int32(value))
            case .float32: bytes.append(Float(value).bitPattern)
            case .float64: bytes.append(value.bitPattern)
            }
        }
        return bytes
    }

    static func decode(_ bytes: [UInt8], columns: [Column]) throws(JournalError) -> [Reading] {
        guard bytes.count >= 2, bytes[0] == version, let form = Form(rawValue: bytes[1] & ~withQualities) else {
            throw .corrupt("a sample is not in a form that this version knows")
        }
        let hasQualities = bytes[1] & withQualities != 0
        let position = 2 + (hasQualities ? columns.count : 0)
        guard position <= bytes.count else { throw .corrupt("a sample is cut short") }
        var reader = ByteReader(bytes, at: position)
        var readings: [Reading] = []
        readings.reserveCapacity(columns.count)
        for (index, column) in columns.enumerated() {
            let quality = hasQualities ? Quality(code: bytes[2 + index]) : .good
            guard let quality else { throw .corrupt("a sample has an unknown quality") }
            if case .bad(let reason) = quality {
                readings.append(Reading(column.quantity, column.unit, bad: reason))
            } else {
                let value = try value(form, &reader)
                readings.append(Reading(column.quantity, value, column.unit, quality: quality))
            }
        }
        guard reader.isAtEnd else { throw .corrupt("a sample is longer than its readings") }
        return readings
    }

    private static func value(_ form: Form, _ reader: inout ByteReader) throws(JournalError) -> Double {
        switch form {
        case .int16: Double(try reader.integer() as Int16)
        case .int32: Double(try reader.integer() as Int32)
        case .float32: Double(Float(bitPattern: try reader.integer()))
        case .float64: try reader.double()
        }
    }
}

extension Quality {
    /// 0: good; from 1: uncertain; from 64: bad. New reasons go to the end of their list: these numbers stand in files.
    fileprivate var code: UInt8 {
        switch self {
        case .good: 0
        case .uncertain(let reason): 1 + reason.index
        case .bad(let reason): 64 + reason.index
        }
    }

    fileprivate init?(code: UInt8) {
        let reasons = Reason.allCases
        switch Int(code) {
        case 0: self = .good
        case 1..<1 + reasons.count: self = .uncertain(reasons[Int(code) - 1])
        case 64..<64 + reasons.count: self = .bad(reasons[Int(code) - 64])
        default: return nil
        }
    }
}

extension Quality.Reason {
    fileprivate var index: UInt8 { UInt8(Self.allCases.firstIndex(of: self) ?? 0) }
}
