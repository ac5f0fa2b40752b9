import Facilities
import Foundation

/// Writes rows as they come: as CSV (RFC 4180), or as a JSON array with an object a row.
final class TableWriter {
    enum Cell {
        case text(String)
        case number(Double)
        case whole(Int64)
        case none
    }

    private let format: ExportCommand.Format
    /// The names of the columns as members of JSON: `"time":`.
    private let members: [String]
    private var isFirst = true
    /// What is not written yet.
    private var bytes: [UInt8] = []
    /// Bytes of one write.
    private static let piece = 1 << 18

    init(_ format: ExportCommand.Format, columns: [String]) {
        self.format = format
        members = columns.map { JSONText.string($0) + ":" }
        bytes.reserveCapacity(Self.piece + 4096)
        switch format {
        case .csv: say(CSV.byteOrderMark + CSV.line(columns))
        case .json: say("[")
        }
    }

    func write(_ cells: [Cell]) {
        switch format {
        case .csv: say(CSV.line(cells.map(\.csv)))
        case .json:
            say(isFirst ? "\n{" : ",\n{")
            for (index, cell) in cells.enumerated() {
                if index > 0 { say(",") }
                say(members[index])
                say(cell.json)
            }
            say("}")
        }
        isFirst = false
        if bytes.count >= Self.piece { flush() }
    }

    /// Writes the end, and everything that waits.
    func finish() {
        if format == .json { say("\n]\n") }
        flush()
    }

    private func say(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private func flush() {
        FileHandle.standardOutput.write(Data(bytes))
        bytes.removeAll(keepingCapacity: true)
    }
}

extension TableWriter.Cell {
    var csv: String {
        switch self {
        case .text(let text): CSV.field(text)
        case .number(let number): "\(number)"
        case .whole(let number): "\(number)"
        case .none: ""
        }
    }

    var json: String {
        switch self {
        case .text(let text): JSONText.string(text)
        case .number(let number): "\(number)"
        case .whole(let number): "\(number)"
        case .none: "null"
        }
    }
}
