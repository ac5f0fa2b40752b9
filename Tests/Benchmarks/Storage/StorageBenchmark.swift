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

    /// Half an hour, of which nothing is sealed yet, with a commit a second; then a quarter with as many as a gateway makes.
    private static func measureFresh(_ site: inout StoredSite) async throws {
        let (before, written) = (try site.usedNow(), Written.now)
        try await site.write(seconds: 1800)
        let count = 1800 * Load.readings
        print("fresh: \(per(try site.usedNow() - before, count)) bytes a reading, with its means")
        print("written while fresh: \((Written.now - written).text(count))")
        let often = Written.now
        try await site.write(seconds: 900, commits: Load.commits)
        print("the same, \(Load.commits) commits a second: \((Written.now - often).text(900 * Load.readings))")
    }

    /// Hours that are sealed and folded, until the file has its size.
    private static func measureFolded(_ site: inout StoredSite, _ size: Int64) async throws {
        let (begin, written) = (site.load.second, Written.now)
        while try site.usedNow() < size {
            try await site.write(seconds: 3600)
            try await site.seal()
            try await site.fold()
        }
        let seconds = Int(site.load.second)
        print("folded: \(per(try site.usedNow(), seconds * Load.readings)) bytes a reading, with its means")
        print(
            "written with folding: \((Written.now - written).text((seconds - Int(begin)) * Load.readings)); "
                + "\(seconds * Load.readings) readings, \(seconds / 3600) h")
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
        let (before, begin) = (Written.now, site.load.second)
        try await site.write(seconds: 3600)
        let count = Int(site.load.second - begin) * Load.readings
        print(
            "dropping: \(site.drops) times, a drop and its commit at most \(site.longestDrop) ms; "
                + "written: \((Written.now - before).text(count))")
    }

    static func per(_ bytes: Int64, _ readings: Int) -> String {
        (Double(bytes) / Double(readings)).plainText(decimals: 2)
    }
}
