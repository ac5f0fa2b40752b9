import Foundation

/// Bytes that this process has written: to the disk, and by system calls. A page of memory that is written again before it was on the
/// disk counts for the disk once.
struct Written {
    var toDisk: Int64
    var byCalls: Int64

    static var now: Written {
        let text = (try? String(contentsOfFile: "/proc/self/io", encoding: .utf8)) ?? ""
        let lines = text.split(separator: "\n")
        func bytes(_ name: String) -> Int64 {
            lines.first { $0.hasPrefix(name) }.flatMap { Int64($0.dropFirst(name.count)) } ?? 0
        }
        return Written(toDisk: bytes("write_bytes: "), byCalls: bytes("wchar: "))
    }

    static func - (later: Written, earlier: Written) -> Written {
        Written(toDisk: later.toDisk - earlier.toDisk, byCalls: later.byCalls - earlier.byCalls)
    }

    func text(_ readings: Int) -> String {
        "\(StorageBenchmark.per(toDisk, readings)) bytes a reading to the disk, \(StorageBenchmark.per(byCalls, readings)) by calls"
    }
}
