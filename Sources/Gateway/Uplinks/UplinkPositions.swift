import Facilities
import Journal
import Logging
import SiteConfiguration

/// Where each uplink of a configuration continues in the journal.
struct UplinkPositions {
    private(set) var positions: [String: UplinkProgress] = [:]
    /// The names of uplinks that have another one now, by the old one.
    private(set) var renamed: [String: String] = [:]
    /// Those that are new: their position is to be kept at once, since "now" is another sequence at the next start.
    private(set) var new: Set<String> = []
    /// Those that have a position and are configured no more.
    private(set) var left: Set<String> = []

    init(of uplinks: [Configuration.Uplink], in journal: Journal, utcOffset: Int) throws(JournalError) {
        let known = try journal.uplinks()
        let names = Set(uplinks.map(\.name))
        // Where positions were lost, too much is sent rather than too little.
        let areLost = journal.rebuilt.contains("uplink")
        defer { left = Set(known.keys).subtracting(names).subtracting(renamed.keys) }
        for (index, uplink) in uplinks.enumerated() {
            if let position = known[uplink.name] {
                positions[uplink.name] = position
            } else if index == 0, !areLost, uplink.from == nil, let old = Self.heir(of: known, besides: names) {
                // The first one takes over the position that exists.
                positions[uplink.name] = known[old]
                renamed[old] = uplink.name
            } else {
                new.insert(uplink.name)
                // A journal that never had an uplink kept everything for this day.
                let from = uplink.from ?? (areLost || index == 0 && known.isEmpty ? .beginning : nil)
                positions[uplink.name] = try Self.start(from, uplink.name, journal, utcOffset)
            }
        }
    }

    /// The uplink whose position nobody has any more; nil where that is not clear.
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

    /// What is to be kept of it.
    var judged: Judged {
        var judged = Judged()
        judged.batch.renamedUplinks = renamed
        judged.batch.progress = positions.filter { new.contains($0.key) }
        return judged
    }

    /// Logs where uplinks begin that have not been here before, and what nobody waits for any more.
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
