import Facilities
import Rules
import StrictYAML

/// The limits in the bureau's file: for all kinds of facilities, and for one kind, which takes precedence.
struct BureauLimits {
    fileprivate var ofAll: [String: BureauFigure] = [:]
    fileprivate var ofKind: [Facility.Kind: [String: BureauFigure]] = [:]

    func figures(for kind: Facility.Kind) -> [String: BureauFigure] {
        ofAll.merging(ofKind[kind] ?? [:]) { _, own in own }
    }
}

extension ConfigurationReader {
    /// Reads the limits that a facility's own entry sets.
    func limits(_ value: YAMLValue, of facility: Facility) -> [String: Measure] {
        let known = FacilityRules(for: facility).rules.flatMap(\.limits).filter(\.isSettable)
        var limits: [String: Measure] = [:]
        for (key, value) in value.entries ?? [] {
            guard let limit = limit(key, known, Text(zh: "这类设施的规则", en: "no rule of this kind")) else { continue }
            limits[limit.name] = measure(value, for: limit)
        }
        return limits
    }

    private func limit(_ key: YAMLValue, _ known: [Limit], _ nobody: Text) -> Limit? {
        guard let name = key.string else { return nil }
        if let limit = known.first(where: { $0.name == name }) { return limit }
        let names = Set(known.map(\.name)).sorted()
        let meant = known.first { $0.title.zh == name }?.name ?? YAMLValue.nearest(to: name, among: names)
        key.error(
            Text(
                zh: "\(nobody.zh)里没有限值“\(name)”"
                    + (meant.map { "；是不是 \($0)？" } ?? "；有 \(names.joined(separator: "、"))"),
                en: "\(nobody.en) has a limit '\(name)'; "
                    + (meant.map { "did you mean \($0)?" } ?? "there are \(names.joined(separator: ", "))")))
        return nil
    }

    /// Reads a value with a unit within the range of the limit; nil if it is wrong.
    func measure(_ value: YAMLValue, for limit: Limit) -> Measure? {
        let example = Text(
            zh: "带单位的值，如 \(limit.value.plainText) \(limit.unit)",
            en: "a value with a unit such as \(limit.value.plainText) \(limit.unit)")
        let read = value.parse(example) { text in
            Measure(text).flatMap { $0.value(in: limit.unit) == nil ? nil : $0 }
        }
        guard let read, let number = read.value(in: limit.unit) else { return nil }
        guard limit.range.contains(number) else {
            let (least, most) = (limit.range.lowerBound.plainText, Measure(limit.range.upperBound, limit.unit))
            value.error(
                Text(
                    zh: "“\(value.string ?? "")”超出 \(limit.name) 的范围 \(least) 到 \(most)",
                    en: "'\(value.string ?? "")' is outside the range of \(limit.name), which is \(least) to \(most)"))
            return nil
        }
        guard !limit.isCounted || number == number.rounded() else {
            let (less, more) = (Measure(number.rounded(.down), limit.unit), Measure(number.rounded(.up), limit.unit))
            value.error(
                Text(
                    zh: "“\(value.string ?? "")”不是整数，\(limit.name) 要整数；请写 \(less) 或 \(more)",
                    en: "'\(value.string ?? "")' is no whole number, which \(limit.name) is; write \(less) or \(more)"))
            return nil
        }
        return read
    }
}

// MARK: The bureau's file

extension ConfigurationReader {
    /// Reads the file that `gateway: {limits: FILE}` names, relative to the folder of the configuration. Its errors
    /// have places in that file.
    func bureauLimits(_ path: String) -> BureauLimits {
        let file = path.hasPrefix("/") ? path : folder + path
        var limits = BureauLimits()
        do {
            let document = YAMLDocument(try files.text(file), file: file)
            if let map = document.root?.mapping("limits"), let entries = map.required("limits")?.entries {
                for (key, value) in entries { read(key, value, into: &limits) }
            }
            try document.check()
        } catch {
            otherErrors += error.errors
        }
        return limits
    }

    private func read(_ key: YAMLValue, _ value: YAMLValue, into limits: inout BureauLimits) {
        guard let name = key.string else { return }
        guard let kind = Facility.Kind(rawValue: name) else {
            let known = Facility.Kind.allCases.flatMap(RuleTable.limits(of:))
            guard let limit = limit(key, known, Text(zh: "规则", en: "no rule")) else { return }
            limits.ofAll[limit.name] = figure(value, limit)
            return
        }
        for (key, value) in value.entries ?? [] {
            let nobody = Text(zh: "\(kind.rawValue) 的规则", en: "no rule of \(kind.rawValue)")
            guard let limit = limit(key, RuleTable.limits(of: kind), nobody) else { continue }
            limits.ofKind[kind, default: [:]][limit.name] = figure(value, limit)
        }
    }

    private func figure(_ value: YAMLValue, _ limit: Limit) -> BureauFigure? {
        guard let map = value.mapping("value", "source", "clause", "verified") else { return nil }
        let measure = map.required("value").flatMap { self.measure($0, for: limit) }
        let source = map.required("source")?.string
        let clause = map["clause"].map(\.string) ?? ""
        let verified = map["verified"].map(\.bool) ?? false
        guard let measure, let source, let clause, let verified else { return nil }
        return BureauFigure(measure, source: source, clause: clause, verified: verified)
    }
}

extension Limit {
    /// Whether a facility's `limits:` may name the limit. Deadlines of single categories of complaints are set
    /// elsewhere.
    fileprivate var isSettable: Bool { !name.contains(".") }
}
