import Facilities
import Foundation

/// The values of an aggregate as bytes: which quantities they are of stands in the series. Of every column count, minutes, minimum,
/// maximum, sum and, for directions, the other sum: enough to put aggregates together exactly.
///
/// Byte 0: the version, 2. Then the number of bytes that follow it, as a varint, and the columns (`PackedAggregate`).
///
/// Version 1 is of earlier programs, and is only read: of every column count (4 bytes), minutes (2), and 8 bytes for each of the others,
/// little endian.
enum AggregateBlob {
    fileprivate static let version: UInt8 = 2
    fileprivate static let earlier: UInt8 = 1

    static func encode(_ columns: [Aggregate.Column]) -> [UInt8] {
        let packed = PackedAggregate.encode(columns)
        var bytes = [version]
        bytes.append(varint: UInt64(packed.count))
        return bytes + packed
    }

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
    /// Which columns of an aggregate have minutes with a good value: to look there costs a tenth of decoding all (measured).
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

        /// Returns for each column whether it has a minute with a good value. An aggregate that cannot be read has none.
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
                bytes.count == length ? places.map { bytes[$0] | bytes[$0 + 1] != 0 } : none
            }
        }
    }
}
