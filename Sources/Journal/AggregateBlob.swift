import Facilities
import Foundation

/// The values of an aggregate as bytes: which quantities they are of stands in the series. Of every column count, minutes,
/// minimum, maximum, sum and, for directions, the other sum, little endian: enough to put aggregates together exactly.
enum AggregateBlob {
    fileprivate static let version: UInt8 = 1

    static func encode(_ columns: [Aggregate.Column]) -> [UInt8] {
        var bytes = [version]
        for column in columns {
            let values = column.values
            bytes.append(UInt32(clamping: values.count))
            bytes.append(UInt16(clamping: column.minutes))
            for number in [values.minimum ?? 0, values.maximum ?? 0, values.sum] { bytes.append(number.bitPattern) }
            if values.averaging == .direction { bytes.append(values.northward.bitPattern) }
        }
        return bytes
    }

    static func decode(_ bytes: [UInt8], columns: [Column]) throws(JournalError) -> [Aggregate.Column] {
        guard bytes.first == version else { throw .corrupt("an aggregate is not in a form that this version knows") }
        var reader = ByteReader(bytes, at: 1)
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
        guard reader.isAtEnd else { throw .corrupt("an aggregate is longer than its columns") }
        return decoded
    }
}

extension AggregateBlob {
    /// Where the numbers of minutes stand in aggregates of some columns: to look there costs a tenth of decoding all (measured).
    struct Minutes {
        private let places: [Int]
        private let length: Int

        init(_ columns: [Column]) {
            var (places, end): ([Int], Int) = ([], 1)
            for column in columns {
                places.append(end + 4)
                end += column.quantity.averaging == .direction ? 38 : 30
            }
            (self.places, length) = (places, end)
        }

        /// Whether a column has a minute with a good value. One that cannot be read has none.
        func hasAny(of column: Int, _ data: Data) -> Bool {
            data.withUnsafeBytes { bytes in
                guard bytes.count == length, bytes[0] == AggregateBlob.version else { return false }
                return bytes[places[column]] | bytes[places[column] + 1] != 0
            }
        }
    }
}
