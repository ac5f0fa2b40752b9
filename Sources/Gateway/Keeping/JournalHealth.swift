import Facilities
import Journal

/// Whether the journal can be written; and if not, why and since when.
struct JournalHealth: Sendable, Hashable {
    /// Why it cannot.
    enum Reason: String, Codable, Sendable, CaseIterable {
        case full, failing, locked, corrupt, removed
    }

    struct Obstacle: Sendable, Hashable {
        var reason: Reason
        /// What the system said.
        var message: String
        var since: Timestamp
    }

    /// Nil while it can be written.
    var obstacle: Obstacle?
    /// Samples, entries and means that wait in memory.
    var waiting = 0
    /// What was lost by causes that last.
    var losses: [LossAccount.Running] = []
}

extension JournalHealth.Obstacle {
    init(_ error: JournalError, since: Timestamp) {
        let reason: JournalHealth.Reason =
            switch error {
            case .full: .full
            case .locked: .locked
            case .corrupt: .corrupt
            case .removed: .removed
            case .failing, .owned, .refused, .newer: .failing
            }
        self.init(reason: reason, message: "\(error)", since: since)
    }

    /// What is wrong, and who can mend it how.
    var text: Text {
        let (zh, en) = (reason.text.zh, reason.text.en)
        return Text(zh: "日志库无法写入：\(zh)", en: "the journal cannot be written: \(en)")
    }
}

extension JournalHealth.Obstacle {
    /// For a page that shows what was kept before.
    func notice(utcOffset: Int) -> Text {
        let since = since.onSite(utcOffset)
        return Text(
            zh: "\(text.zh)（自\(since)起；以下为此前已保存的状态）",
            en: "\(text.en) (since \(since); what follows was kept before)")
    }
}

extension JournalHealth.Reason {
    fileprivate var text: Text {
        switch self {
        case .full:
            Text(
                zh: "预算已用完，且没有可删除的读数；请加大 journal 的 budget",
                en: "its budget is used up and there are no readings to delete; raise budget: of journal:")
        case .failing:
            Text(
                zh: "磁盘出错、只读或已满；请检查存储卡和剩余空间",
                en: "its disk fails, is read-only or full; check the card and the space that is left")
        case .locked:
            Text(
                zh: "其他程序锁住了文件；请关闭打开它的程序", en: "another program keeps it locked; close what has opened it")
        case .corrupt:
            Text(zh: "文件已损坏；服务将重新启动并另存损坏的文件", en: "it is damaged; the service starts again and quarantines it")
        case .removed:
            Text(zh: "文件被移走；服务将重新启动并新建日志库", en: "its file was removed; the service starts again with a new one")
        }
    }
}
