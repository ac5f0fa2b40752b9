import Facilities

/// The judgement on a facility as a whole: the rules that judge, and the reason for each that does not.
struct Judgement: Sendable {
    private let facility: Facility
    /// The rules before any event.
    private let rules: [any Rule]
    /// The needs of each rule that are not optional.
    private let needs: [[Need]]
    /// The indices of rules; the facility's kind needs at least one of each group.
    private let groups: [[Int]]

    init(_ rules: [any Rule], of facility: Facility) {
        self.facility = facility
        self.rules = rules
        needs = rules.map { rule in rule.needs.filter { !$0.isOptional } }
        groups = RuleBook.indispensable(facility.kind).map { names in
            rules.indices.filter { names.contains(rules[$0].name) }
        }
    }

    /// Whether the configuration declares that nothing is measured for a rule.
    func isDeclared(_ index: Int) -> Bool {
        facility.notMonitored[rules[index].name] != nil
            || facility.supervision == .records && !rules[index].needs.isEmpty
    }

    /// Whether a channel of the facility has given a needed quantity.
    private func isMet(_ need: Need, _ channels: ObservedChannels) -> Bool {
        channels.of(need.quantities).contains { $0.number != nil }
    }

    private func isMet(_ index: Int, _ channels: ObservedChannels) -> Bool {
        needs[index].allSatisfy { isMet($0, channels) }
    }

    /// Whether the facility can be neither green nor yellow, since no rule of one of the groups is judged.
    func isBlocked(_ channels: ObservedChannels) -> Bool {
        groups.contains { group in !group.contains { isDeclared($0) || isMet($0, channels) } }
    }

    /// Whether a finding does not count, since its data are not monitored on purpose.
    func isMissedOnPurpose(_ finding: Finding, _ index: Int, _ channels: ObservedChannels) -> Bool {
        guard finding.level == .grey else { return false }
        if facility.supervision == .records, channels.isEmpty, rules[index].name.hasPrefix("data.") { return true }
        return isDeclared(index)
    }

    var basis: Basis {
        if facility.supervision == .records { return .records }
        return facility.notMonitored.isEmpty ? .sensors : .partial
    }

    /// Returns the rules that do not judge, with the reason of each.
    ///
    /// - Parameters:
    ///   - rules: The rules as they stand now, in the order of the others.
    ///   - findings: The findings in force.
    func notJudged(
        _ rules: [any Rule], _ findings: [Finding], _ channels: ObservedChannels
    ) -> [NotJudged] {
        rules.indices.compactMap { index in
            let isAlone = groups.contains { group in
                group.contains(index) && !group.contains { $0 != index && isMet($0, channels) }
            }
            return notJudged(index, rules[index], findings, channels, blocks: isAlone)
        }
    }

    private func declaration(of rule: String) -> Text {
        guard let reason = facility.notMonitored[rule] else {
            return Text(zh: "按台账监管，不设监测", en: "supervised by the ledger, not measured")
        }
        return Text(zh: "按配置不监测：\(reason)", en: "not monitored, as configured: \(reason)")
    }

    private func notJudged(
        _ index: Int, _ rule: any Rule, _ findings: [Finding], _ channels: ObservedChannels, blocks: Bool
    ) -> NotJudged? {
        let name = rule.name
        // What the ledger shows is judged, whatever nothing measures.
        let isFound = findings.contains { $0.rule == name && $0.level != .grey }
        if isDeclared(index), !isFound {
            return NotJudged(rule: name, reason: .declared, text: declaration(of: name))
        }
        let unmet = needs[index].filter { !isMet($0, channels) }
        if !unmet.isEmpty, !(isDeclared(index) && isFound) {
            return NotJudged(rule: name, unmet: unmet, channels, blocks: blocks)
        }
        if let text = rule.lacking { return NotJudged(rule: name, reason: .noSetting, text: text) }
        let grey = findings.filter { $0.level == .grey && ($0.rule == name || rule.isBlinded(by: $0)) }
        if grey.isEmpty, let text = rule.pause {
            return NotJudged(rule: name, reason: .conditions, text: text)
        }
        return unjudged(rule, grey, blocks: blocks)
    }

    /// Returns why a rule cannot judge by its grey findings. Missing data precede missing records.
    private func unjudged(_ rule: any Rule, _ grey: [Finding], blocks: Bool) -> NotJudged? {
        if let finding = grey.first(where: { rule.missingRecord(in: $0) == nil }) {
            return NotJudged(rule: rule.name, reason: .noData, text: finding.text, blocks: blocks)
        }
        guard let finding = grey.first, let what = rule.missingRecord(in: finding) else { return nil }
        return NotJudged(rule: rule.name, reason: .noSetting, text: finding.text, what: [what], blocks: blocks)
    }
}

extension NotJudged {
    fileprivate init(rule: String, unmet: [Need], _ channels: ObservedChannels, blocks: Bool) {
        // What nobody measures is graver than what has no value yet.
        let unmeasured = unmet.filter { need in channels.of(need.quantities).isEmpty }
        let isMeasured = unmeasured.isEmpty
        let titles = (isMeasured ? unmet : unmeasured).map(\.title)
        let what = Text(
            zh: titles.map(\.zh).joined(separator: "、"), en: titles.map(\.en).joined(separator: ", "))
        let text =
            if isMeasured {
                Text(zh: "“\(what.zh)”尚无数据", en: "there is no value of “\(what.en)” yet")
            } else {
                Text(zh: "没有监测“\(what.zh)”", en: "nothing measures “\(what.en)”")
            }
        self.init(rule: rule, reason: isMeasured ? .noData : .noInstrument, text: text, what: titles, blocks: blocks)
    }
}
