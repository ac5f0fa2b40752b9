import Facilities
import Foundation
import GRDB

/// A sample as it is stored, in a row or in a block. The content of a row is its bytes.
struct StoredSample: Equatable {
    var sequence: Int64
    var series: Int64
    var milliseconds: Int64
    var content: FoldedSample.Content

    var time: Timestamp { Timestamp(milliseconds: milliseconds) }

    /// The bytes that a row has of its content.
    var data: [UInt8] {
        switch content {
        case .verbatim(let bytes): bytes
        case .readings(let readings): SampleBlob.encode(readings)
        }
    }

    /// Bytes of a row in the file, with key, series and time.
    var bytes: Int { data.count + 20 }

    /// Throws `corrupt` for one that no version of the program could have written for these columns.
    func readings(_ columns: [Column]) throws(JournalError) -> [Reading] {
        switch content {
        case .verbatim(let bytes): try SampleBlob.decode(bytes, columns: columns)
        case .readings(let readings): readings
        }
    }
}

extension StoredSample {
    /// - Parameter row: sequence, series, time and data, whatever somebody has put there.
    init(_ row: Row) {
        (sequence, series, milliseconds) = (row.integer(0), row.integer(1), row.integer(2))
        content = .verbatim([UInt8](Data.fromDatabaseValue(row[3]) ?? Data()))
    }

    init(_ folded: FoldedSample, of series: Int64) {
        self.init(
            sequence: folded.sequence, series: series, milliseconds: folded.milliseconds, content: folded.content)
    }
}
