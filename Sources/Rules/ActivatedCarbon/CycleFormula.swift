import Facilities

/// 苏环办〔2021〕218号: T = m·s/(c·10⁻⁶·Q·t), in days. c and Q are the means measured while the fan ran, once there are
/// enough of them, or else what the settings say.
struct CycleFormula: Hashable, Sendable {
    private struct Factor: Hashable {
        var symbol: String
        var name: Text
        var value: Double?
        var unit = ""
        var isMeasured = false

        func text(_ measured: String) -> String {
            let number = (value ?? 0).plainText(decimals: 4)
            return "\(symbol)=\(number)\(unit)\(isMeasured ? measured : "")"
        }
    }

    private let mass: Factor
    private let adsorption: Factor
    private let removed: Factor
    private let volume: Factor
    private let hours: Factor

    /// Creates the formula from the settings and from what was measured.
    ///
    /// - Parameters:
    ///   - mass: The mass of the carbon, kg.
    ///   - limit: The greatest dynamic adsorption that counts without a proof.
    ///   - measuredRemoved: The measured concentration removed, mg/m³.
    ///   - measuredVolume: The measured air volume, m³/h.
    init(
        _ settings: CarbonSettings, mass: Double?, unproven limit: Limit = CarbonSettings.unprovenAdsorption,
        measuredRemoved: Double? = nil, measuredVolume: Double? = nil
    ) {
        self.mass = Factor(symbol: "m", name: Text(zh: "装填量", en: "mass"), value: mass, unit: " kg")
        adsorption = Factor(
            symbol: "s", name: Text(zh: "动态吸附量", en: "dynamic adsorption"),
            value: settings.adsorption(unproven: limit))
        removed = Factor(
            symbol: "c", name: Text(zh: "削减浓度", en: "removed concentration"),
            value: measuredRemoved ?? settings.removedConcentration, unit: " mg/m³",
            isMeasured: measuredRemoved != nil)
        volume = Factor(
            symbol: "Q", name: Text(zh: "风量", en: "air volume"), value: measuredVolume ?? settings.airVolume,
            unit: " m³/h", isMeasured: measuredVolume != nil)
        hours = Factor(
            symbol: "t", name: Text(zh: "日运行时间", en: "daily hours"), value: settings.dailyHours, unit: " h/d")
    }

    private var factors: [Factor] { [mass, adsorption, removed, volume, hours] }

    /// The cycle in days; nil where a factor is unknown or not above zero.
    var days: Double? {
        let values = factors.compactMap(\.value).filter { $0 > 0 }
        guard values.count == factors.count else { return nil }
        return values[0] * values[1] / (values[2] * 1e-6 * values[3] * values[4])
    }

    /// The names of the factors that are unknown or not above zero.
    var missing: [Text] {
        factors.filter { ($0.value ?? 0) <= 0 }
            .map { Text(zh: "\($0.name.zh)\($0.symbol)", en: "\($0.name.en) \($0.symbol)") }
    }

    /// The factors in words: `m=1000 kg, s=0.1, c=40 mg/m³ (measured), …`.
    var text: Text {
        Text(
            zh: factors.map { $0.text("(实测)") }.joined(separator: ", "),
            en: factors.map { $0.text(" (measured)") }.joined(separator: ", "))
    }
}
