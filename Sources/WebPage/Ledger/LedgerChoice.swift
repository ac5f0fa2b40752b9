import Facilities

/// The entries that a ledger shows, as the address chooses them: `?kinds=records,findings&code=NJ320104C000018`.
struct LedgerChoice: Hashable {
    /// Kinds of entries that are chosen together.
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

        /// The groups that everybody may read.
        static let ofEverybody: [Group] = [.records, .findings, .losses]
        /// The groups that an inspector reads without a choice. Seals are omitted, since there is one every hour.
        static let usual = allCases.filter { $0 != .seals }
    }

    /// The chosen groups; empty for the usual ones.
    private(set) var groups: [Group] = []
    /// The chosen facility; nil for all.
    private(set) var code: Facility.Code?
    /// The unknown values of the address: `kinds=blue`.
    private(set) var unknown: [String] = []
    /// Whether the reader is an inspector, who may also read entries that are not public.
    private(set) var isWhole = false

    init() {}

    /// Reads the parameters of an address.
    ///
    /// - Parameter person: the reader; nil for the public.
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

    /// Whether the reader may read all chosen groups.
    var isAllowed: Bool { isWhole || groups.allSatisfy(Group.ofEverybody.contains) }

    private var shown: [Group] {
        guard groups.isEmpty else { return groups }
        return isWhole ? Group.usual : Group.ofEverybody
    }

    var kinds: Set<Entry.Kind> { shown.reduce(into: []) { $0.formUnion($1.kinds) } }

    func fits(_ facility: Facility.Code) -> Bool { code == nil || code == facility }

    /// Whether the ledger contains entries of the gateway as a whole.
    var hasGateway: Bool {
        isWhole && code == nil && !Set(shown).isDisjoint(with: [.records, .losses, .gateway, .seals])
    }

    // MARK: Links

    /// The query parameters of this choice.
    var items: [String] {
        var items: [String] = []
        if !groups.isEmpty { items.append("kinds=\(groups.map(\.rawValue).joined(separator: ","))") }
        if let code { items.append("code=\(code)") }
        return items
    }

    /// The chosen groups in words; nil if none is chosen.
    var chosen: Text? {
        guard !groups.isEmpty else { return nil }
        let titles = groups.map(\.title)
        return Text(
            zh: titles.map(\.zh).joined(separator: "、"), en: titles.map(\.en).joined(separator: ", "))
    }

    /// The chosen group if there is exactly one; otherwise nil.
    var only: Group? { groups.count == 1 ? groups[0] : nil }

    /// The choices that the page links to: all groups, and each group alone.
    var others: [LedgerChoice] {
        ([nil] + (isWhole ? Group.allCases : Group.ofEverybody)).map { LedgerChoice($0, like: self) }
    }
}
