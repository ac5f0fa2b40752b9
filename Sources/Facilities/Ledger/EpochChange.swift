/// The begin of an epoch of sequences. A gateway, an epoch and a sequence together name one thing for ever.
public struct EpochChange: Codable, Hashable, Sendable {
    /// The reason for a new epoch.
    public enum Reason: String, Codable, Hashable, Sendable, CaseIterable {
        /// The journal is a new one.
        case fresh
        /// The journal is of a version that had no epochs. The epoch is that of everything in it.
        case upgraded
        /// The journal was damaged and quarantined.
        case damaged
        /// The journal's file was removed or replaced.
        case removed
        /// A copy replaced the journal.
        case restored
        /// The broker has a state of this gateway that is newer than the journal, or not from it: another file has
        /// replaced the journal.
        case ahead
    }

    /// A random text of 6 to 32 characters of `0-9a-z`.
    public var id: String
    /// The reason for this epoch.
    public var reason: Reason
    /// The epoch before in this journal; nil for its first one.
    public var before: String?

    /// The first sequence that has this epoch, where it precedes the entry; nil where the epoch begins with the entry.
    public var from: Int64?

    public init(_ id: String, _ reason: Reason, before: String? = nil, from: Int64? = nil) {
        (self.id, self.reason, self.before, self.from) = (id, reason, before, from)
    }

    /// Returns a random id.
    public static func newID() -> String {
        var random = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz")
        return String((0..<8).map { _ in digits[Int.random(in: 0..<digits.count, using: &random)] })
    }

    /// The entry in a sentence, for the ledger.
    public var text: Text {
        Text(zh: "新的序号纪元\(id)：\(reason.title.zh)", en: "new epoch \(id) of sequences: \(reason.title.en)")
    }
}

extension EpochChange.Reason {
    /// The reason in words.
    public var title: Text {
        switch self {
        case .fresh: Text(zh: "新建日志库", en: "the journal is new")
        case .upgraded: Text(zh: "旧版日志库没有纪元", en: "the journal is of a version without epochs")
        case .damaged: Text(zh: "日志库损坏，已另存", en: "the journal was damaged and quarantined")
        case .removed: Text(zh: "日志库文件被移走或替换", en: "the journal's file was removed or replaced")
        case .restored: Text(zh: "恢复了备份", en: "a backup was restored")
        case .ahead:
            Text(
                zh: "平台上保存的本网关状态不是来自这份日志库，或比它更新",
                en: "the broker has a state of this gateway that is not from this journal, or is newer than it")
        }
    }
}
