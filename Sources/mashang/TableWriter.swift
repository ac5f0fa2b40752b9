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
    private let columns: [String]
    private var isFirst = true

    init(_ format: ExportCommand.Format, columns: [String]) {
        self.format = format
        self.columns = columns
        switch format {
        case .csv: say(CSV.byteOrderMark + CSV.line(columns), end: "")
        case .json: say("[", end: "")
        }
    }

    func write(_ cells: [Cell]) {
        switch format {
        case .csv: say(CSV.line(cells.map(\.csv)), end: "")
        case .json:
            let members = zip(columns, cells).map { "\(Cell.text($0).json):\($1.json)" }
            say((isFirst ? "\n" : ",\n") + "{\(members.joined(separator: ","))}", end: "")
        }
        isFirst = false
    }

    func finish() {
        if format == .json { say("\n]", end: "\n") }
    }

    private func say(_ text: String, end: String) {
        FileHandle.standardOutput.write(Data((text + end).utf8))
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
        case .text(let text):
            // A text alone is JSON too, and encoding it cannot fail.
            (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
        case .number(let number): "\(number)"
        case .whole(let number): "\(number)"
        case .none: "null"
        }
    }
}
