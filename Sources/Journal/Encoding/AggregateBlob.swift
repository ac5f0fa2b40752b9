import Facilities
import Foundation

/// The values of an aggregate as bytes; the series tells their quantities. They are the count, minutes, minimum, maximum and sum of each
/// column, and the second sum of directions: enough to merge aggregates exactly.
///
/// Byte 0 is the version, 2. It is followed by the length of the rest as a varint, and by the columns (`PackedAggregate`).
///
/// Version 1 was written by earlier programs and is only read: for each column the count (4 bytes), the minutes (2), and 8 bytes for each
/// of the other values, little endian.
enum AggregateBlob {
    fileprivate static let version: UInt8 = 2
    fileprivate static let earlier: UInt8 = 1

    /// Returns the bytes of columns in the order of their series.
    static func encode(_ columns: [Aggregate.Column]) -> [UInt8] {
        let packed = PackedAggregate.encode(columns)
        var bytes = [version]
        bytes.append(varint: UInt64(packed.count))
        return bytes + packed
    }

    /// Returns the columns of an aggregate.
    ///
    /// - Throws: `corrupt` if the bytes are not those of these columns.
    static func decode(_ bytes: [UInt8], columns: [Column]) throws(JournalError) -> [Aggregate.Column] {
        var reader = ByteReader(bytes, at: 0)
        let version: UInt8 = try reader.integer()
        let decoded: [Aggregate.Column]
        switch version {
        case Self.version:
            try checkLength(&reader)
            decoded = try PackedAggregate.decode(columns, &reader)
        case earlier: decoded = try decodeEarlier(columns, &reader)
        default: throw .corrupt("an aggregate is not in a form that this version knows")
        }
        guard reader.isAtEnd else { throw .corrupt("an aggregate is longer than its columns") }
        return decoded
    }

    fileprivate static func checkLength(_ reader: inout ByteReader) throws(JournalError) {
        let length = try reader.count(upTo: .max)
        guard length == reader.left else { throw .corrupt("an aggregate is not as long as it says") }
    }

    private static func decodeEarlier(
        _ columns: [Column], _ reader: inout ByteReader
    ) throws(JournalError) -> [Aggregate.Column] {
        var decoded: [Aggregate.Column] = []
        for column in columns {
            let averaging = column.quantity.averaging
            let count = Int(try reader.integer() as UInt32)
            let minutes = Int(try reader.integer() as UInt16)
            let (minimum, maximum) = (try reader.double(), try reader.double())
            let sum = try reader.double()
            let northward = averaging == .direction ? try reader.double() : 0
            let values = Accumulator(
                averaging, count: count, minimum: minimum, maximum: maximum, sum: sum, northward: northward
            )
            decoded.append(Aggregate.Column(column.quantity, column.unit, values, minutes: minutes))
        }
        return decoded
    }
}

extension AggregateBlob {
    /// A reader of the columns that have minutes with a good value. It takes a tenth of the time of decoding everything (measured).
    struct Minutes {
        private let places: [Int]
        private let length: Int
        private let none: [Bool]
        private let all: [Bool]

        init(_ columns: [Column]) {
            var (places, end): ([Int], Int) = ([], 1)
            for column in columns {
                places.append(end + 4)
                end += column.quantity.averaging == .direction ? 38 : 30
            }
            (self.places, length) = (places, end)
            (none, all) = (columns.map { _ in false }, columns.map { _ in true })
        }

        /// Returns, for each column, whether it has a minute with a good value. An aggregate that cannot be read has none.
        func good(in data: Data) -> [Bool] {
            guard data.first != AggregateBlob.earlier else { return goodEarlier(in: data) }
            var reader = ByteReader([UInt8](data), at: 0)
            guard (try? reader.integer() as UInt8) == AggregateBlob.version,
                (try? AggregateBlob.checkLength(&reader)) != nil,
                let minutes = try? PackedIntegers.read(none.count, &reader)
            else { return none }
            return minutes.allSatisfy { $0 > 0 } ? all : minutes.map { $0 > 0 }
        }

        private func goodEarlier(in data: Data) -> [Bool] {
            data.withUnsafeBytes { bytes in
                guard bytes.count == length else { return none }
                return places.map { bytes[$0] | bytes[$0 + 1] != 0 }
            }
        }
    }
}
