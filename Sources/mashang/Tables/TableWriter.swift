import Facilities
import Glibc
import SystemErrors

/// Writes a table row by row: as CSV (RFC 4180), or as a JSON array with one object per row.
final class TableWriter {
    enum Cell {
        case text(String)
        case number(Double)
        case whole(Int64)
        case none
    }

    private let format: ExportFormat
    /// The names of the columns as members of JSON: `"time":`.
    private let members: [String]
    private var isFirst = true
    /// The bytes that are not written yet.
    private var bytes: [UInt8] = []
    /// The number of bytes in one write.
    private static let piece = 1 << 18

    init(_ format: ExportFormat, columns: [String]) {
        self.format = format
        members = columns.map { JSONText.string($0) + ":" }
        bytes.reserveCapacity(Self.piece + 4096)
        switch format {
        case .csv: say(CSV.byteOrderMark + CSV.line(columns))
        case .json: say("[")
        }
    }

    func write(_ cells: [Cell]) { write(part(cells, at: 0)) }

    /// Returns neighbouring cells, from a column on, in the form in which they occur in a row. Many rows share them.
    func part(_ cells: [Cell], at column: Int) -> [UInt8] {
        var part: [UInt8] = []
        for (index, cell) in cells.enumerated() {
            part += opening(column + index)
            part += (format == .csv ? cell.csv : cell.json).utf8
        }
        return part
    }

    /// Returns the text before the content of a cell.
    func opening(_ column: Int) -> [UInt8] {
        let comma = column > 0 ? [UInt8(ascii: ",")] : []
        return format == .csv ? comma : comma + members[column].utf8
    }

    /// The content of a cell without a number.
    var none: [UInt8] { Array(format == .csv ? "".utf8 : "null".utf8) }

    /// Writes a row that consists of results of `part` and `opening`.
    func write(_ parts: [UInt8]...) {
        switch format {
        case .csv:
            for part in parts { bytes.append(contentsOf: part) }
            say("\r\n")
        case .json:
            say(isFirst ? "\n{" : ",\n{")
            for part in parts { bytes.append(contentsOf: part) }
            say("}")
        }
        isFirst = false
        if bytes.count >= Self.piece { flush() }
    }

    /// Writes the end of the table, and all remaining bytes.
    func finish() {
        if format == .json { say("\n]\n") }
        flush()
    }

    private func say(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Writes the collected bytes. Ends the command if the reader has closed the pipe, as `head` does once it has
    /// enough, or if the output cannot be written.
    private func flush() {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(STDOUT_FILENO, $0.baseAddress! + written, $0.count - written)
            }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EPIPE { exit(128 + SIGPIPE) }
            guard count > 0 else {
                let reason = Text(systemError: errno)
                complain(Text(zh: "无法写出：\(reason.zh)", en: "the output cannot be written: \(reason.en)"))
                exit(EXIT_FAILURE)
            }
            written += count
        }
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
