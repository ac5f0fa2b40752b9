import Foundation
import Glibc
import ServiceLifecycle

/// Gives the pages of code back that only starting up needed, a third of what is resident: parsing, migrating and the like
/// happen once, and a gateway runs for months. What is needed again comes back by itself from the page cache.
struct StartUpCode: Service {
    /// By then every device was read, the broker was reached or not, and commits were made.
    private static let startUp = Duration.seconds(20)

    func run() async throws {
        try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.startUp) }
        for code in Self.code {
            madvise(UnsafeMutableRawPointer(bitPattern: code.lowerBound), code.count, MADV_DONTNEED)
        }
        try? await gracefulShutdown()
    }

    /// Where code of files is mapped, by proc(5). Nothing ever wrote to it, so that what is in the file is all there is.
    private static var code: [Range<UInt>] {
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        return maps.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count == 6, fields[1] == "r-xp", fields[5].hasPrefix("/") else { return nil }
            let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            return ends.count == 2 ? ends[0]..<ends[1] : nil
        }
    }
}
