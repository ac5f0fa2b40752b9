import Facilities
import Foundation
import GRDB

/// A series as its seals need it: also one that this version of the program cannot read.
struct SealedSource: Sendable {
    var facility: String
    var device: String
    /// The columns; empty where this version of the program cannot read them.
    var columns: [Column]
    /// The lines of the stored row.
    var stored: String
    /// The form in which its samples are hashed.
    var form: SampleForm
    /// Whether a newer version has written it, with a unit or a quantity that this version does not know.
    var isNewer = false

    /// The lines with which the hash of its readings begins.
    var lines: String {
        let columns = columns.map { "\($0.quantity.rawValue)\n\($0.unit.symbol)\n" }.joined()
        return "\(facility)\n\(device)\n\(columns)"
    }

    private init(_ row: Row, _ texts: inout ColumnTexts) {
        let text = row.text(3)
        let columns = texts.columns(text)
        (facility, device, self.columns) = (row.text(1), row.text(2), columns ?? [])
        (stored, form) = ("\(facility)\n\(device)\n\(text)", columns == nil ? .stored : .readings)
        isNewer = columns == nil && UnknownColumn.areAll(in: text)
    }

    /// Creates a series that is missing in the file.
    private init(missing id: Int64) {
        (facility, device, columns, stored, form) = ("", "#\(id)", [], "#\(id)", .stored)
    }

    /// A column of any version, whose words may be unknown.
    private struct UnknownColumn: Decodable {
        var quantity: String
        var unit: String

        static func areAll(in text: String) -> Bool {
            guard let columns = try? JSONDecoder().decode([Self].self, from: Data(text.utf8)) else { return false }
            return !columns.isEmpty
        }
    }

    /// All series of a file, by their ids.
    struct Table: Sendable {
        private var byID: [Int64: SealedSource] = [:]

        init(_ db: Database) throws {
            var texts = ColumnTexts()
            for row in try Row.fetchAll(db, sql: "SELECT id, facility, device, columns FROM series") {
                byID[row[0]] = SealedSource(row, &texts)
            }
        }

        init() {}

        subscript(id: Int64) -> SealedSource { byID[id] ?? SealedSource(missing: id) }

        func has(_ id: Int64) -> Bool { byID[id] != nil }
    }
}
