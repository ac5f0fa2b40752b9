import Facilities
import Glibc
import Journal
import SiteConfiguration
import Synchronization

/// Measures the space of the journal and the photographs, and estimates how long it lasts. The check runs beside all other
/// work, at most once a minute, so that nothing waits for a disk that hangs.
final class StorageWatch: Sendable {
    private struct State {
        var storage: Storage?
        var photographs: PhotographFolder.Usage?
        /// The end of the newest check.
        var ended: ContinuousClock.Instant?
        var isLooking = false
    }

    private let journal: Journal
    private let settings: Configuration.JournalSettings
    private let now: @Sendable () -> Timestamp
    private let state = Mutex(State())

    private static let pause = Duration.minutes(1)

    init(_ journal: Journal, _ settings: Configuration.JournalSettings, now: @escaping @Sendable () -> Timestamp) {
        (self.journal, self.settings, self.now) = (journal, settings, now)
        lookAgain()
    }

    /// The result of the newest check; nil before the first one has ended, and after one that failed.
    var storage: Storage? {
        lookAgain()
        return state.withLock(\.storage)
    }

    /// Whether the newest check failed, because the journal or its photographs could not be read.
    var hasFailed: Bool { state.withLock { $0.storage == nil && $0.ended != nil } }

    /// Begins a check if the last one ended a minute ago. A check that hangs is not begun a second time.
    private func lookAgain() {
        let isDue = state.withLock { state in
            if state.isLooking { return false }
            if let ended = state.ended, .now - ended < Self.pause { return false }
            state.isLooking = true
            return true
        }
        guard isDue else { return }
        Task(priority: .utility) { [self] in
            let known = state.withLock(\.photographs)
            let seen = try? await journal.aside { [settings, now] journal in
                let photographs = try journal.photographFolder.usage(known: known)
                return (photographs, try Storage(of: journal, photographs, settings, now: now()))
            }
            state.withLock { $0 = State(storage: seen?.1, photographs: seen?.0, ended: .now) }
        }
    }
}

/// The space of the journal and the photographs at one moment.
struct Storage: Hashable, Sendable {
    /// The bytes of the journal that are in use, and its budget.
    var journal: Int64
    var journalBudget: Int64
    /// The bytes of all photographs, and their budget.
    var photographs: Int64
    var photographCount: Int
    var photographBudget: Int64
    /// The bytes that this program can still use on the journal's disk; nil if the system does not report them.
    var free: Int64?
    /// The time of the oldest sample; nil if there is none.
    var oldest: Timestamp?
    /// The bytes by which the journal grows in a day at the present rate; nil while that is unknown.
    var growth: Double?
    /// Whether readings were deleted because the budget was exhausted.
    var hasDropped = false
}

extension Storage {
    /// Measures the present state.
    ///
    /// - Throws: `JournalError` if the journal cannot be read, and `PhotographFolderError`.
    init(
        of journal: Journal, _ photographs: PhotographFolder.Usage, _ settings: Configuration.JournalSettings,
        now: Timestamp
    ) throws {
        var disk = statvfs()
        let isKnown = statvfs(settings.path, &disk) == 0
        self.init(
            journal: try journal.usedBytes(), journalBudget: settings.budget,
            photographs: photographs.bytes, photographCount: photographs.count,
            photographBudget: settings.photographs,
            free: isKnown ? Int64(disk.f_bavail) * Int64(disk.f_frsize) : nil, oldest: try journal.oldestSampleTime(),
            growth: try journal.growthADay(until: now), hasDropped: try journal.hasDropped())
    }

    /// Returns the number of days for which there are samples; nil if there are none.
    func days(until now: Timestamp) -> Double? { oldest.map { max(0, (now - $0).inDays) } }

    /// The bytes of the journal's budget that content may fill.
    private var contentBudget: Int64 { JournalBudget(bytes: journalBudget).content }

    /// An estimate of the days in which the present rate fills the whole budget; nil while the rate is unknown.
    var budgetDays: Double? { growth.flatMap { $0 > 0 ? Double(contentBudget) / $0 : nil } }

    /// An estimate of the days until the budget or the disk is full, at the present rate. Nil while the rate is unknown, if
    /// the free space is unknown, and once the oldest readings are deleted, because the journal then grows no further.
    var daysLeft: Double? {
        guard !isRing, let free, let growth, growth > 0 else { return nil }
        return Double(min(max(0, contentBudget - journal), free)) / growth
    }

    /// Whether new readings replace the oldest ones: some were deleted for space, and all of the budget is used except for
    /// a twentieth, which a deletion may have freed.
    private var isRing: Bool {
        hasDropped && journal > contentBudget / 20 * 19 && (free ?? 0) > journalBudget / 20
    }

    /// Returns the text for a technician, and whether action is needed.
    func text(at now: Timestamp) -> (text: Text, isProblem: Bool) {
        let (used, budget) = (journal.gibibytes, journalBudget.gibibytes)
        guard let free = free?.gibibytes else {
            let text = Text(
                zh: "日志库 \(used) / \(budget) GiB，磁盘剩余未知",
                en: "journal \(used) of \(budget) GiB, free space of the disk not known")
            return (text, true)
        }
        let head = Text(
            zh: "日志库 \(used) / \(budget) GiB，磁盘剩余 \(free) GiB",
            en: "journal \(used) of \(budget) GiB, disk \(free) GiB free")
        let (rest, isProblem) = outlook(at: now)
        return (Text(zh: "\(head.zh)；\(rest.zh)", en: "\(head.en); \(rest.en)"), isProblem)
    }

    private func outlook(at now: Timestamp) -> (Text, Bool) {
        if isRing, let days = days(until: now) {
            let kept = Text(
                zh: "已满，保留最近 \(Int(days)) 天的读数", en: "full, with the readings of the last \(Int(days)) d")
            guard let holds = budgetDays.map(Self.text(days:)) else { return (kept, false) }
            return (
                Text(
                    zh: "\(kept.zh)，按目前速度能存 \(holds) 天（估算）",
                    en: "\(kept.en); at the present rate it holds some \(holds) d (an estimate)"), false
            )
        }
        guard let left = daysLeft, let budgetDays else {
            return (
                Text(
                    zh: "近一天的读数不足一小时，算不出能用多久",
                    en: "less than an hour of readings in the last day: how long it lasts is not known"),
                false
            )
        }
        let (rest, whole) = (Self.text(days: left), Self.text(days: budgetDays))
        return (
            Text(
                zh: "按目前速度还够 \(rest) 天，整个预算够 \(whole) 天（估算）",
                en:
                    "at the present rate full in some \(rest) d, and the whole budget lasts some \(whole) d (an estimate)"
            ),
            left < 7 && (free ?? 0) < contentBudget - journal
        )
    }

    /// Returns a number of days with one decimal below ten, at most 9999.
    private static func text(days: Double) -> String {
        days < 10 ? days.plainText(decimals: 1) : "\(Int(min(days, 9999)))"
    }

    /// The text about the space of the photographs.
    var photographsText: Text {
        let (used, budget) = (photographs.gibibytes, photographBudget.gibibytes)
        return Text(
            zh: "照片 \(photographCount) 张，\(used) / \(budget) GiB",
            en: "\(photographCount) photographs, \(used) of \(budget) GiB")
    }
}

extension Int64 {
    /// The size in gibibytes, with one decimal below ten and two below one. It is rounded up, so that a small size is never
    /// shown as zero.
    fileprivate var gibibytes: String {
        let size = Double(self) / Double(1 << 30)
        let decimals = size < 1 ? 2 : size < 10 ? 1 : 0
        let step = [1.0, 10, 100][decimals]
        return ((size * step).rounded(.up) / step).plainText(decimals: decimals)
    }
}
