import Facilities
import Journal

/// Whether the journal can be written; if not, the reason and the time since which it cannot.
struct JournalHealth: Sendable, Hashable {
    /// The kind of reason for which it cannot be written.
    enum Cause: Sendable, Hashable, CaseIterable {
        case budget, diskFull, failing, locked, refused, corrupt, removed
    }

    struct Obstacle: Sendable, Hashable {
        var cause: Cause
        /// The system's message.
        var message: String
        var since: Timestamp
    }

    /// The reason why it cannot be written; nil while it can.
    var obstacle: Obstacle?
    /// The number of samples, entries and means that wait in memory.
    var waiting = 0
    /// The losses by causes that continue.
    var losses: [LossAccount.Running] = []
    /// The number of samples that cannot be read.
    var unreadable: Int64 = 0
}

extension JournalHealth.Obstacle {
    init(_ error: JournalError, since: Timestamp) {
        let cause: JournalHealth.Cause =
            switch error {
            case .full: .budget
            case .diskFull: .diskFull
            case .locked: .locked
            case .corrupt: .corrupt
            case .removed: .removed
            case .refused: .refused
            case .failing, .owned, .newer: .failing
            }
        self.init(cause: cause, message: "\(error)", since: since)
    }

    /// The fault and its remedy, in words.
    var text: Text {
        let (zh, en) = (cause.text.zh, cause.text.en)
        return Text(zh: "日志库无法写入：\(zh)", en: "the journal cannot be written: \(en)")
    }
}

extension JournalHealth.Obstacle {
    /// Returns the same for a page that shows what was stored before.
    func notice(utcOffset: Int) -> Text {
        let since = since.onSite(utcOffset)
        return Text(
            zh: "\(text.zh)（自\(since)起；以下为此前已保存的状态）",
            en: "\(text.en) (since \(since); what follows was kept before)")
    }
}

extension JournalHealth.Cause {
    /// The word for it in status and state messages.
    var reason: String {
        switch self {
        case .budget, .diskFull: "full"
        case .failing, .refused: "failing"
        case .locked: "locked"
        case .corrupt: "corrupt"
        case .removed: "removed"
        }
    }

    fileprivate var text: Text {
        switch self {
        case .budget:
            Text(
                zh: "预算已用完，且没有可删除的读数；请加大 journal 的 budget",
                en: "its budget is used up and there are no readings to delete; raise budget: of journal:")
        case .diskFull: Text(zh: "磁盘已满；请删除其他文件", en: "its disk is full; delete other files")
        case .failing:
            Text(
                zh: "磁盘出错或只读；请检查存储卡和它的挂载", en: "its disk fails or is read-only; check the card and how it is mounted")
        case .refused:
            Text(
                zh: "程序出错，服务将重新启动；如再出现请附日志报告",
                en: "an error of the program; the service starts again; if it comes again, report it with the log")
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
