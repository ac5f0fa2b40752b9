import Facilities
import Foundation
import GRDB

/// A sample as it is stored: the bytes of a row, or the content of a block.
struct StoredSample: Equatable {
    var sequence: Int64
    var series: Int64
    var milliseconds: Int64
    var content: FoldedSample.Content

    var time: Timestamp { Timestamp(milliseconds: milliseconds) }

    /// The content as the bytes of a row.
    var data: [UInt8] {
        switch content {
        case .verbatim(let bytes): bytes
        case .readings(let readings): SampleBlob.encode(readings)
        }
    }

    /// The size of its row in the file in bytes, with key, series and time.
    var bytes: Int { data.count + 20 }

    /// Returns the readings.
    ///
    /// - Throws: `corrupt` if no version of the program could have written the sample with these columns.
    func readings(_ columns: [Column]) throws(JournalError) -> [Reading] {
        switch content {
        case .verbatim(let bytes): try SampleBlob.decode(bytes, columns: columns)
        case .readings(let readings): readings
        }
    }
}

extension StoredSample {
    /// Reads a row. Another program may have put any values into it.
    ///
    /// - Parameter row: sequence, series, time and data.
    init(_ row: Row) {
        (sequence, series, milliseconds) = (row.integer(0), row.integer(1), row.integer(2))
        content = .verbatim([UInt8](Data.fromDatabaseValue(row[3]) ?? Data()))
    }

    init(_ folded: FoldedSample, of series: Int64) {
        self.init(
            sequence: folded.sequence, series: series, milliseconds: folded.milliseconds, content: folded.content)
    }
}
