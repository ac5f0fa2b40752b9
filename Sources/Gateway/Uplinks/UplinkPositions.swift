import Facilities
import Journal
import Logging
import SiteConfiguration

/// The positions from which the uplinks of a configuration continue in the journal.
struct UplinkPositions {
    private(set) var positions: [String: UplinkProgress] = [:]
    /// The present names of renamed uplinks, by the old name.
    private(set) var renamed: [String: String] = [:]
    /// The uplinks that are new. Their position must be stored at once, since "now" is another sequence at the next start.
    private(set) var new: Set<String> = []
    /// The uplinks that have a position and are no longer configured.
    private(set) var left: Set<String> = []

    init(
        of uplinks: [Configuration.Uplink], _ platforms: [Configuration.Platform] = [], in journal: Journal,
        utcOffset: Int
    ) throws(JournalError) {
        let known = try journal.uplinks()
        let names = Set(uplinks.map(\.name) + platforms.map(\.name))
        // If positions were lost, too much is sent rather than too little.
        let areLost = journal.rebuilt.contains("uplink")
        defer { left = Set(known.keys).subtracting(names).subtracting(renamed.keys) }
        for (index, uplink) in uplinks.enumerated() {
            if let position = known[uplink.name] {
                positions[uplink.name] = position
            } else if index == 0, !areLost, uplink.from == nil, let old = Self.heir(of: known, besides: names) {
                // The first new uplink takes over the existing position.
                positions[uplink.name] = known[old]
                renamed[old] = uplink.name
            } else {
                new.insert(uplink.name)
                // A journal that never had an uplink has stored everything for its first one.
                let from = uplink.from ?? (areLost || index == 0 && known.isEmpty ? .beginning : nil)
                positions[uplink.name] = try Self.start(from, uplink.name, journal, utcOffset)
            }
        }
        try begin(platforms, known, journal, utcOffset)
    }

    /// A platform takes over no position of another uplink: what that was sent says nothing of what the platform has.
    private mutating func begin(
        _ platforms: [Configuration.Platform], _ known: [String: UplinkProgress], _ journal: Journal,
        _ utcOffset: Int
    ) throws(JournalError) {
        for platform in platforms {
            if let position = known[platform.name] {
                positions[platform.name] = position
            } else {
                new.insert(platform.name)
                positions[platform.name] = try Self.start(platform.from, platform.name, journal, utcOffset)
            }
        }
    }

    /// Returns the uplink whose position belongs to none of the configured ones; nil if that is ambiguous.
    private static func heir(of known: [String: UplinkProgress], besides names: Set<String>) -> String? {
        let left = known.keys.filter { !names.contains($0) }
        // Before uplinks had names, the only one was called `broker`.
        return left.contains("broker") ? "broker" : left.count == 1 ? left.first : nil
    }

    private static func start(
        _ from: Configuration.Uplink.From?, _ name: String, _ journal: Journal, _ utcOffset: Int
    ) throws(JournalError) -> UplinkProgress {
        switch from {
        case .beginning: try journal.progress(of: name) ?? UplinkProgress()
        case .day(let day): UplinkProgress(live: try journal.lastSequence(before: day.start(utcOffset: utcOffset)))
        case nil: UplinkProgress(live: try journal.lastSequence())
        }
    }

    /// The positions that must be stored.
    var judged: Judged {
        var judged = Judged()
        judged.batch.renamedUplinks = renamed
        judged.batch.progress = positions.filter { new.contains($0.key) }
        return judged
    }

    /// Logs the positions at which new uplinks begin, and the positions that no uplink uses any more.
    func log(to logger: Logger) {
        for (old, name) in renamed {
            logger.notice(
                "Uplink takes over the position of another name", metadata: ["uplink": "\(name)", "of": "\(old)"])
        }
        for name in new.sorted() {
            let first = (positions[name]?.live ?? 0) + 1
            logger.notice("A new uplink begins", metadata: ["uplink": "\(name)", "sequence": "\(first)"])
        }
        for name in left.sorted() {
            logger.warning(
                "Uplink is no longer configured; what it had not received stays in the journal",
                metadata: ["uplink": "\(name)"])
        }
    }
}
