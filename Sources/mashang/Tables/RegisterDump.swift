import DeviceProfiles
import Facilities

/// Registers as two tables for a person: each register alone, and each with the following one, in every interpretation.
struct RegisterDump {
    private let words: [UInt16]
    private let address: Int

    init(_ words: [UInt16], at address: UInt16) {
        self.words = words
        self.address = Int(address)
    }

    var text: String {
        let singles = table([["address", "hex", "ascii", "uint16", "int16", "bcd", "bytes swapped"]] + singleRows)
        guard words.count > 1 else { return singles }
        return singles + "\n\n" + table([["addresses", "type", "ABCD", "CDAB", "BADC", "DCBA"]] + pairRows)
    }

    private var singleRows: [[String]] {
        words.enumerated().map { index, word in
            let read = Interpretation.single(word)
            return ["\(address + index)", hex(word), ascii(word)]
                + [read.unsigned, read.signed, read.bcd, read.swapped].map(text)
        }
    }

    private var pairRows: [[String]] {
        (0..<words.count - 1).flatMap { index -> [[String]] in
            let pairs = Interpretation.pairs(words[index], words[index + 1])
            return ["uint32", "int32", "float32"].map { type in
                ["\(address + index), \(address + index + 1)", type]
                    + pairs.filter { $0.type == type }.map { text($0.value) }
            }
        }
    }

    private func table(_ rows: [[String]]) -> String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    private func hex(_ word: UInt16) -> String {
        let digits = String(word, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    private func ascii(_ word: UInt16) -> String {
        [UInt8(word >> 8), UInt8(word & 0xFF)].map { 0x20...0x7E ~= $0 ? String(UnicodeScalar($0)) : "." }.joined()
    }

    /// Returns a value as text. A value that is far too large or too small for a measurement is replaced by `~`.
    private func text(_ value: Double?) -> String {
        guard let value else { return "–" }
        let isOdd = value != 0 && (value.magnitude >= 1e9 || value.magnitude < 1e-4)
        return isOdd ? "~" : value.plainText(decimals: 4)
    }
}
