import Facilities
import Foundation
import GRDB

/// The content of samples as bytes that are hashed: the same however they are stored.
///
/// The hash of a series begins as SHA-256 over facility, device and each quantity with its unit, one a line. Each sample makes it
/// SHA-256 over the hash before and the sample: sequence and time (8 bytes each, little endian), then a reading as one byte for
/// its quality, one for its bound (and 16 for a raw value), the 8 bytes of the value where it has one, and those of the raw value.
/// Numbers are IEEE 754, little endian. The codes of qualities and bounds are those of the stored sample.
///
/// The stamp is monotonic time plus the offset of that start of the machine, and every offset is an entry `clock`. So the hash
/// covers which start it was and its monotonic time, too.
enum SampleForm: CaseIterable, Sendable {
    case readings
    /// The bytes as they are stored: for a series that this version of the program cannot read.
    case stored

    private static let hasRaw: UInt8 = 16
    /// No code of a quality: the bytes of a sample follow whose values cannot be read.
    private static let unreadable: UInt8 = 255

    /// The hash of a series before its first sample.
    func start(_ series: SealedSource) -> [UInt8] {
        switch self {
        case .readings: Digest.of(series.lines)
        case .stored: Digest.of("stored\n\(series.stored)")
        }
    }

    /// The hash behind one more sample.
    func next(_ hash: [UInt8], _ sample: StoredSample, _ series: SealedSource) -> [UInt8] {
        var bytes = hash
        bytes.reserveCapacity(hash.count + 16 + 18 * series.columns.count)
        bytes.append(sample.sequence)
        bytes.append(sample.milliseconds)
        if self == .readings, let readings = try? sample.readings(series.columns) {
            for reading in readings { Self.append(reading, to: &bytes) }
        } else {
            bytes.append(Self.unreadable)
            bytes += sample.data
        }
        return Digest.of(bytes)
    }

    private static func append(_ reading: Reading, to bytes: inout [UInt8]) {
        bytes.append(reading.quality.code)
        bytes.append(reading.bound.code | (reading.raw == nil ? 0 : hasRaw))
        if let value = reading.value { bytes.append(value.bitPattern) }
        if let raw = reading.raw { bytes.append(raw.bitPattern) }
    }
}

/// A series as far as its seals need it.
struct SealedSource: Sendable {
    var facility: String
    var device: String
    /// Empty where this version of the program cannot read them.
    var columns: [Column]
    /// What is stored of it.
    var stored: String
    var form: SampleForm
    /// Whether a newer version has written it, with a unit or a quantity that this one does not know.
    var isNewer = false

    /// What the hash of a series begins with.
    fileprivate var lines: String {
        let columns = columns.map { "\($0.quantity.rawValue)\n\($0.unit.symbol)\n" }.joined()
        return "\(facility)\n\(device)\n\(columns)"
    }

    private init(_ row: Row) {
        let text = row.text(3)
        let columns = try? JSONDecoder().decode([Column].self, from: Data(text.utf8))
        (facility, device, self.columns) = (row.text(1), row.text(2), columns ?? [])
        (stored, form) = ("\(facility)\n\(device)\n\(text)", columns == nil ? .stored : .readings)
        isNewer = columns == nil && UnknownColumn.areAll(in: text)
    }

    /// One of which the file has nothing.
    private init(missing id: Int64) {
        (facility, device, columns, stored, form) = ("", "#\(id)", [], "#\(id)", .stored)
    }

    /// A column in the form of any version: only its words may be unknown.
    private struct UnknownColumn: Decodable {
        var quantity: String
        var unit: String

        static func areAll(in text: String) -> Bool {
            (try? JSONDecoder().decode([Self].self, from: Data(text.utf8))).map { !$0.isEmpty } ?? false
        }
    }

    /// All series of a file, by id.
    struct Table: Sendable {
        private var byID: [Int64: SealedSource] = [:]

        init(_ db: Database) throws {
            for row in try Row.fetchAll(db, sql: "SELECT id, facility, device, columns FROM series") {
                byID[row[0]] = SealedSource(row)
            }
        }

        init() {}

        subscript(id: Int64) -> SealedSource { byID[id] ?? SealedSource(missing: id) }

        func has(_ id: Int64) -> Bool { byID[id] != nil }
    }
}
