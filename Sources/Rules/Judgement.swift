import Facilities

/// Which rules of a facility are judged, and which are not.
struct Judgement: Sendable {
    private let facility: Facility
    /// As they were before any event.
    private let rules: [any Rule]
    /// What each rule needs, and cannot do without.
    private let needs: [[Need]]
    /// Rules by place, of which the facility's kind needs at least one of each group.
    private let groups: [[Int]]

    init(_ rules: [any Rule], of facility: Facility) {
        self.facility = facility
        self.rules = rules
        needs = rules.map { rule in rule.needs.filter { !$0.isOptional } }
        groups = RuleBook.indispensable(facility.kind).map { names in
            rules.indices.filter { names.contains(rules[$0].name) }
        }
    }

    /// Whether nothing is measured for a rule on purpose.
    func isDeclared(_ index: Int) -> Bool {
        facility.notMonitored[rules[index].name] != nil
            || facility.supervision == .records && !rules[index].needs.isEmpty
    }

    /// Whether a channel of the facility has given what is needed.
    private func isMet(_ need: Need, _ channels: ObservedChannels) -> Bool {
        channels.of(need.quantities).contains { $0.number != nil }
    }

    private func isMet(_ index: Int, _ channels: ObservedChannels) -> Bool {
        needs[index].allSatisfy { isMet($0, channels) }
    }

    /// Whether the facility can be neither green nor yellow: of one of the groups no rule is judged.
    func isBlocked(_ channels: ObservedChannels) -> Bool {
        groups.contains { group in !group.contains { isDeclared($0) || isMet($0, channels) } }
    }

    /// Findings that are not held against the facility: what is not monitored on purpose is not missed.
    func isMissedOnPurpose(_ finding: Finding, _ index: Int, _ channels: ObservedChannels) -> Bool {
        guard finding.level == .grey else { return false }
        if facility.supervision == .records, channels.isEmpty, rules[index].name.hasPrefix("data.") { return true }
        return isDeclared(index)
    }

    var basis: Basis {
        if facility.supervision == .records { return .records }
        return facility.notMonitored.isEmpty ? .sensors : .partial
    }

    /// - Parameters:
    ///   - rules: as they stand now, in the order of the others.
    ///   - findings: those in force.
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

    /// Why a rule cannot judge by its grey findings. Data that are missing go before records that are.
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
            isMeasured
            ? Text(zh: "“\(what.zh)”尚无数据", en: "there is no value of “\(what.en)” yet")
            : Text(zh: "没有监测“\(what.zh)”", en: "nothing measures “\(what.en)”")
        self.init(rule: rule, reason: isMeasured ? .noData : .noInstrument, text: text, what: titles, blocks: blocks)
    }
}
