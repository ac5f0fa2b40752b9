/// The notices of a gateway by its ledger: those in force, those to come, and those that ended in the last 30 days.
public struct Notices: Hashable, Sendable {
    /// The notices that may be in force or to come.
    public static let most = 10
    /// The time for which a notice that has ended is still listed.
    public static let memory = Duration.days(30)

    private var all: [PostedNotice] = []

    public init() {}

    /// Returns the notices that are in force, the newest first.
    public func inForce(at now: Timestamp) -> [PostedNotice] { newestFirst.filter { $0.isInForce(at: now) } }

    /// Returns the notices that have not begun, the newest first.
    public func toCome(at now: Timestamp) -> [PostedNotice] {
        newestFirst.filter { now < min($0.from, $0.notice.until) }
    }

    /// Returns the notices that ended in the last 30 days, the newest first.
    public func over(at now: Timestamp) -> [PostedNotice] {
        newestFirst.filter { $0.notice.until <= now && now - $0.notice.until <= Self.memory }
    }

    /// The notice with an id; nil where there is none.
    public subscript(id: String) -> PostedNotice? { all.first { $0.notice.id == id } }

    private var newestFirst: [PostedNotice] { all.sorted { $0.posted > $1.posted } }

    /// Returns the notices without links to hosts other than some.
    public func linking(onlyTo hosts: Set<String>) -> Notices {
        var notices = self
        for index in notices.all.indices {
            guard let link = notices.all[index].notice.link else { continue }
            if let address = NoticeLink(link), hosts.contains(address.host) { continue }
            notices.all[index].notice.link = nil
        }
        return notices
    }

    // MARK: Ledger

    /// Takes in an entry of a notice, or one that erases names; other entries are ignored.
    public mutating func take(_ entry: KeptEntry) {
        switch entry.content {
        case .record(let record): take(record, entry.sequence)
        case .erased(let erasure): forget(Set(erasure.sequences))
        default: break
        }
    }

    private mutating func take(_ record: Record, _ sequence: Int64) {
        switch record.body {
        case let notice as Notice: post(PostedNotice(notice, posted: record.at, origin: record.origin))
        case let receipt as NoticeReceipt:
            guard let index = index(receipt.id), let reader = Self.reader(record, sequence) else { return }
            all[index].readers.append(reader)
        case let result as TrainingResult:
            guard let index = index(result.id), let reader = Self.reader(record, sequence) else { return }
            all[index].take(reader, right: Int(exactly: result.right) ?? 0)
        default: break
        }
    }

    private mutating func post(_ posted: PostedNotice) {
        all.removeAll { posted.posted - $0.notice.until > Self.memory && $0.notice.id != posted.notice.id }
        var posted = posted
        guard let index = index(posted.notice.id) else { return all.append(posted) }
        let before = all[index]
        posted.wasShown = before.wasShown || (!before.isWithdrawn && before.from < posted.posted)
        if posted.saysTheSame(as: before) {
            (posted.readers, posted.learners) = (before.readers, before.learners)
        }
        all[index] = posted
    }

    private func index(_ id: String) -> Int? { all.firstIndex { $0.notice.id == id } }

    /// Returns the reader of a record; nil for a person without a PIN.
    private static func reader(_ record: Record, _ sequence: Int64) -> PostedNotice.Reader? {
        record.origin?.role.map { PostedNotice.Reader(sequence, record.by, $0, at: record.at) }
    }

    /// Replaces names that were erased from the ledger.
    private mutating func forget(_ sequences: Set<Int64>) {
        for notice in all.indices {
            for index in all[notice].readers.indices where sequences.contains(all[notice].readers[index].sequence) {
                all[notice].readers[index].name = Erasure.placeholder
            }
            for index in all[notice].learners.indices
            where sequences.contains(all[notice].learners[index].reader.sequence) {
                all[notice].learners[index].reader.name = Erasure.placeholder
            }
        }
    }
}

extension PostedNotice {
    /// Takes an answer in. A person who has passed stays so, whatever they answer later.
    fileprivate mutating func take(_ reader: Reader, right: Int) {
        guard let index = learners.firstIndex(where: { $0.reader.name == reader.name }) else {
            return learners.append(Learner(reader, right: right, tries: 1))
        }
        learners[index].tries += 1
        learners[index].newest = right
        guard !learners[index].hasPassed else { return }
        (learners[index].reader, learners[index].right) = (reader, right)
    }
}
