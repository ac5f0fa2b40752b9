import Facilities
import Foundation
import Glibc
import Journal

/// What a reading costs in the journal, fresh and folded; what is written for it; how late commits are while samples are folded
/// and dropped; and how long the -wal gets. It leaves the journal, so that an export of it can be measured.
///
/// usage: StorageBenchmark FOLDER whole|decimal|float MEGABYTES
@main
struct StorageBenchmark {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let values = Values(rawValue: arguments[2]), let size = Int64(arguments[3]) else {
            print("usage: StorageBenchmark FOLDER whole|decimal|float MEGABYTES")
            exit(EX_USAGE)
        }
        let path = arguments[1] + "/journal.sqlite"
        var site = try StoredSite(path, values, budget: 1 << 40)
        try await measureFresh(&site)
        try await measureFolded(&site, size << 20)
        try await measureLateness(&site)
        let budget = try site.usedNow()
        site.close()
        site = try StoredSite(path, continuing: site, budget: budget)
        try await measureDropping(&site)
        site.close()
        print("largest -wal: \(site.largestLog >> 10) KiB")
    }

    /// Half an hour, of which nothing is sealed yet.
    private static func measureFresh(_ site: inout StoredSite) async throws {
        let (before, written) = (try site.usedNow(), bytesWritten())
        try await site.write(seconds: 1800)
        let count = 1800 * Load.readings
        print("fresh: \(per(try site.usedNow() - before, count)) bytes a reading, with its means")
        print("written while fresh: \(per(bytesWritten() - written, count)) bytes a reading")
    }

    /// Hours that are sealed and folded, until the file has its size.
    private static func measureFolded(_ site: inout StoredSite, _ size: Int64) async throws {
        let (begin, written) = (site.load.second, bytesWritten())
        while try site.usedNow() < size {
            try await site.write(seconds: 3600)
            try await site.seal()
            try await site.fold()
        }
        let seconds = Int(site.load.second)
        print("folded: \(per(try site.usedNow(), seconds * Load.readings)) bytes a reading, with its means")
        print(
            "written with folding: \(per(bytesWritten() - written, (seconds - Int(begin)) * Load.readings)) "
                + "bytes a reading; \(seconds * Load.readings) readings, \(seconds / 3600) h")
    }

    /// An hour is folded while ten times a second something is committed.
    private static func measureLateness(_ site: inout StoredSite) async throws {
        print("commits without folding: at most \(try await site.lateness { false }) ms late")
        try await site.write(seconds: 3600)
        try await site.seal()
        let journal = site.journal
        print("commits while folding: at most \(try await site.lateness { try await journal.fold() }) ms late")
    }

    /// The budget is what is there now, so that every commit that grows drops the oldest.
    private static func measureDropping(_ site: inout StoredSite) async throws {
        let (before, begin) = (bytesWritten(), site.load.second)
        try await site.write(seconds: 3600)
        let count = Int(site.load.second - begin) * Load.readings
        print(
            "dropping: \(site.drops) times, a drop and its commit at most \(site.longestDrop) ms; "
                + "\(per(bytesWritten() - before, count)) bytes a reading written")
    }

    private static func per(_ bytes: Int64, _ readings: Int) -> String {
        (Double(bytes) / Double(readings)).plainText(decimals: 2)
    }

    /// What this process has sent to the disk.
    private static func bytesWritten() -> Int64 {
        let text = (try? String(contentsOfFile: "/proc/self/io", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("write_bytes: ") }
        return line.flatMap { Int64($0.dropFirst("write_bytes: ".count)) } ?? 0
    }
}
