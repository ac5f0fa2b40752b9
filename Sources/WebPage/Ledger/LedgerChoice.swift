import Facilities

/// Which entries a ledger shows to whom: `?kinds=records,findings&code=NJ320104C000018`.
struct LedgerChoice: Hashable {
    /// Kinds of entries that belong together.
    enum Group: String, CaseIterable {
        case records, findings, losses, evidence, accounts, suspicions, gateway, seals

        var kinds: Set<Entry.Kind> {
            switch self {
            case .records: [.record]
            case .findings: [.raised, .changed, .acknowledged, .rectified, .shelved, .unshelved, .cleared]
            case .losses: [.loss, .unknown]
            case .evidence: [.evidence]
            case .accounts: [.account, .reminder]
            case .suspicions: [.suspicion]
            case .gateway: [.operatorChange, .erased, .photographsRemoved, .rechained, .rebuilt, .clock, .epoch]
            case .seals: [.seal]
            }
        }

        var title: Text {
            switch self {
            case .records: Text(zh: "登记", en: "Records")
            case .findings: Text(zh: "发现", en: "Findings")
            case .losses: Text(zh: "缺失", en: "Losses")
            case .evidence: Text(zh: "佐证", en: "Evidence")
            case .accounts: Text(zh: "日结和提醒", en: "Accounts of days, reminders")
            case .suspicions: Text(zh: "疑点", en: "Suspicions")
            case .gateway: Text(zh: "网关", en: "Gateway")
            case .seals: Text(zh: "封存", en: "Seals")
            }
        }

        /// What everybody may read.
        static let ofEverybody: [Group] = [.records, .findings, .losses]
        /// What an inspector reads who chooses nothing. Seals come every hour.
        static let usual = allCases.filter { $0 != .seals }
    }

    /// Nothing where nobody chose any.
    private(set) var groups: [Group] = []
    /// The facility that was chosen; nil for all.
    private(set) var code: Facility.Code?
    /// What is asked for and nobody knows: `kinds=blue`.
    private(set) var unknown: [String] = []
    /// Whether it is for an inspector, who reads what is not public too.
    private(set) var isWhole = false

    init() {}

    /// - Parameter person: who asks.
    init(kinds: String?, code: String?, _ person: Operator?) {
        isWhole = person?.role == .inspector
        let words = (kinds ?? "").split(separator: ",", omittingEmptySubsequences: true).prefix(20)
        groups = Group.allCases.filter { words.contains(Substring($0.rawValue)) }
        unknown = words.filter { Group(rawValue: String($0)) == nil }.map { "kinds=\($0.prefix(40))" }
        guard let code, !code.isEmpty else { return }
        self.code = Facility.Code(code)
        if self.code == nil { unknown.append("code=\(code.prefix(40))") }
    }

    private init(_ group: Group?, like other: LedgerChoice) {
        (groups, code, isWhole) = ([group].compactMap(\.self), other.code, other.isWhole)
    }

    /// Whether who asks may read all of it.
    var isAllowed: Bool { isWhole || groups.allSatisfy(Group.ofEverybody.contains) }

    private var shown: [Group] { groups.isEmpty ? isWhole ? Group.usual : Group.ofEverybody : groups }

    var kinds: Set<Entry.Kind> { shown.reduce(into: []) { $0.formUnion($1.kinds) } }

    func fits(_ facility: Facility.Code) -> Bool { code == nil || code == facility }

    /// Whether what is of no single facility stands in it.
    var hasGateway: Bool {
        isWhole && code == nil && !Set(shown).isDisjoint(with: [.records, .losses, .gateway, .seals])
    }

    // MARK: Links

    /// What an address says of it.
    var items: [String] {
        (groups.isEmpty ? [] : ["kinds=\(groups.map(\.rawValue).joined(separator: ","))"])
            + [code.map { "code=\($0)" }].compactMap(\.self)
    }

    /// The groups that are chosen, in words; nil where none is.
    var chosen: Text? {
        guard !groups.isEmpty else { return nil }
        let titles = groups.map(\.title)
        return Text(
            zh: titles.map(\.zh).joined(separator: "、"), en: titles.map(\.en).joined(separator: ", "))
    }

    /// The one group that is chosen; nil where none is, or several.
    var only: Group? { groups.count == 1 ? groups[0] : nil }

    /// The choices that are a tap away: all, and each group.
    var others: [LedgerChoice] {
        ([nil] + (isWhole ? Group.allCases : Group.ofEverybody)).map { LedgerChoice($0, like: self) }
    }
}
