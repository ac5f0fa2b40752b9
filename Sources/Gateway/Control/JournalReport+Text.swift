public import Facilities

/// The texts about the journal for a technician, on a terminal and on the page.
extension JournalReport {
    /// Returns the problems of a journal that cannot be written or loses data; none otherwise.
    ///
    /// - Parameter time: formats a time.
    public func problems(_ time: (Timestamp) -> String) -> [Text] {
        var problems: [Text] = []
        if let text, let since = since.map(time) {
            problems.append(
                Text(
                    zh: "\(text.zh)\n  自 \(since)  内存中等待\(waiting)条",
                    en: "\(text.en)\n  since \(since)  \(waiting) wait in memory"))
        }
        if lost > 0 {
            problems.append(
                Text(
                    zh: "已丢失\(lost)条（台账的“数据缺失”记有范围和原因）",
                    en: "\(lost) are lost; entries of the kind loss have range and reason"))
        }
        if let unreadable {
            problems.append(
                Text(
                    zh: "\(unreadable)条采样已损坏，无法读出（台账的“数据缺失”记有范围）；请检查存储卡，并运行 mashang ledger verify",
                    en:
                        "\(unreadable) samples are damaged and cannot be read; entries of the kind loss have their ranges. "
                        + "Look at the storage card, and run 'mashang ledger verify'"))
        }
        return problems
    }
}
