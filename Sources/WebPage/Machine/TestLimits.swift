import Facilities

/// The limits with which an exhaust test is compared: those of the rule `machinery.smoke`.
struct TestLimits: Hashable, Sendable {
    var smoke: Limit
    var ringelmann: Limit

    /// Nil if a limit of the rule is missing.
    init?(_ limits: [Limit]) {
        guard let smoke = limits.first(where: { $0.name == "smoke" }),
            let ringelmann = limits.first(where: { $0.name == "ringelmann" })
        else { return nil }
        (self.smoke, self.ringelmann) = (smoke, ringelmann)
    }

    /// Returns whether a test is passed: both figures must be within their limits.
    func verdict(on test: ExhaustTest) -> TestVerdict {
        if test.smoke > smoke.value { return .failed }
        if let grade = test.ringelmann, grade > ringelmann.value { return .failed }
        return .passed
    }

    /// Whether all limits that apply to a test have been read in their source.
    func areVerified(for test: ExhaustTest) -> Bool {
        smoke.verified && (test.ringelmann == nil || ringelmann.verified)
    }

    /// Returns the figures with their limits: `光吸收系数 0.62 m⁻¹，限值 0.80 m⁻¹，林格曼黑度 1级`.
    func figures(_ test: ExhaustTest) -> Text {
        let isOver = test.smoke > smoke.value
        let (is_, most) = (test.smoke.smokeText, smoke.value.smokeText)
        let standing = smoke.verified ? Text(zh: "", en: "") : Text.unverified
        let black = test.ringelmann.map { number in
            let over = number > ringelmann.value
            let figure = number.plainText(decimals: 1)
            return Text(
                zh: "，林格曼黑度 \(figure)级\(over ? "，超过\(ringelmann.value.plainText)级" : "")",
                en: ", Ringelmann \(figure)\(over ? ", over \(ringelmann.value.plainText)" : "")")
        }
        return Text(
            zh: "光吸收系数 \(is_) m⁻¹，\(isOver ? "超过" : "")限值 \(most) m⁻¹\(standing.zh)\(black?.zh ?? "")",
            en: "k \(is_) m⁻¹, \(isOver ? "over the " : "")limit \(most) m⁻¹\(standing.en)\(black?.en ?? "")")
    }
}

extension Text {
    static let unverified = Text(zh: "（依据未核实）", en: " (source not verified)")
}

extension Double {
    /// A light absorption coefficient as reports print it: with two decimals, or up to four if they are needed.
    var smokeText: String {
        let text = plainText(decimals: 4)
        guard let point = text.firstIndex(of: ".") else { return text + ".00" }
        return text.distance(from: point, to: text.endIndex) == 2 ? text + "0" : text
    }
}

extension ExhaustTest {
    /// The names of the fields that a complete record has and this one lacks.
    var missing: [Text] {
        var missing: [Text] = []
        if ringelmann == nil { missing.append(Text(zh: "林格曼黑度", en: "Ringelmann number")) }
        if report == nil { missing.append(Text(zh: "检测报告编号", en: "number of the report")) }
        if firm == nil { missing.append(Text(zh: "检测单位", en: "testing body")) }
        if photographs?.isEmpty ?? true { missing.append(Text(zh: "报告照片", en: "photograph of the report")) }
        return missing
    }
}
