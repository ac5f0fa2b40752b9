/// Samples, means or entries that had a sequence and are not stored, or no longer. Nothing is missing without such an
/// entry.
public struct Loss: Codable, Hashable, Sendable {
    /// The reason for a loss.
    public enum Reason: String, Codable, Hashable, Sendable, CaseIterable {
        /// The journal's budget was used up, and the oldest samples were deleted.
        case full
        /// The journal could not be written for longer than memory lasts.
        case memory
        /// The journal's file was damaged and quarantined.
        case damaged
        /// Somebody removed the journal's file.
        case removed
        /// A copy replaced the journal: later data are not in it.
        case restored
        /// The power failed, or the machine did, before the newest data were on the disk.
        case power
        /// The gateway was ended while the journal could not be written.
        case ended
        /// The stored samples are damaged, and their values cannot be read.
        case unreadable

        /// Whether the means of the lost samples are still there.
        public var leavesMeans: Bool { self == .full || self == .unreadable }
    }

    /// The first sequence of the range. Others in it may be stored: `count` is the number of lost ones.
    public var from: Int64
    /// The last sequence of the range.
    public var to: Int64
    /// The number of lost ones; nil where they cannot be counted, as after damage.
    public var count: Int64?
    /// The reason for this loss.
    public var reason: Reason

    public init(from: Int64, to: Int64, count: Int64?, reason: Reason) {
        self.from = from
        self.to = to
        self.count = count
        self.reason = reason
    }

    /// Returns this loss and an earlier one as one, with the earlier one's reason.
    public func joined(behind earlier: Loss?) -> Loss {
        guard let earlier else { return self }
        let count = earlier.count.flatMap { first in self.count.map { first + $0 } }
        return Loss(from: min(earlier.from, from), to: max(earlier.to, to), count: count, reason: earlier.reason)
    }

    /// The loss in a sentence, for the ledger.
    public var text: Text {
        let (zh, en) = (reason.title.zh, reason.title.en)
        guard let count else {
            return Text(
                zh: "序号\(from)至\(to)之间的数据可能缺失：\(zh)", en: "data from \(from) to \(to) may be missing: \(en)")
        }
        return Text(
            zh: "序号\(from)至\(to)之间缺失\(count)条：\(zh)", en: "\(count) of \(from) to \(to) are missing: \(en)")
    }
}

extension Loss.Reason {
    /// The reason in words.
    public var title: Text {
        switch self {
        case .full: Text(zh: "日志库已满，删除最早的读数", en: "the journal was full, the oldest readings were deleted")
        case .memory: Text(zh: "日志库无法写入，内存已满", en: "the journal could not be written and memory was full")
        case .damaged: Text(zh: "日志库损坏，已另存", en: "the journal was damaged and quarantined")
        case .removed: Text(zh: "日志库文件被移走", en: "the journal's file was removed")
        case .restored: Text(zh: "恢复了备份，备份之后的数据不在其中", en: "a backup was restored, and has nothing that came after it")
        case .power:
            Text(
                zh: "上次未正常结束，机器可能断电或重启，最新的数据可能尚未写入磁盘",
                en:
                    "the last run did not end in order, and the power may have failed before the newest were on the disk"
            )
        case .ended: Text(zh: "日志库无法写入时停止运行", en: "the gateway ended while the journal could not be written")
        case .unreadable:
            Text(zh: "已存数据损坏，无法读出", en: "what is stored of them is damaged and cannot be read")
        }
    }
}
