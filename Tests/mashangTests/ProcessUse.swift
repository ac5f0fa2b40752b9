import Foundation

/// What a process holds at a moment, as Linux counts it.
struct ProcessUse {
    var descriptors: Int
    var threads: Int
    /// Resident, in MB.
    var memory: Double

    /// The most of each, of some moments.
    static func most(of uses: some Collection<ProcessUse>) -> ProcessUse {
        ProcessUse(
            descriptors: uses.map(\.descriptors).max() ?? 0, threads: uses.map(\.threads).max() ?? 0,
            memory: uses.map(\.memory).max() ?? 0)
    }
}

extension ProcessUse: CustomStringConvertible {
    init(of process: pid_t) throws {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        func field(_ name: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
            return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
        }
        (threads, memory) = (field("Threads"), Double(field("VmRSS")) / 1024)
        descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
    }

    var description: String { "\(descriptors) descriptors, \(threads) threads, \(Int(memory.rounded())) MB resident" }
}
