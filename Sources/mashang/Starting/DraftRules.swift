import DeviceProfiles
import Facilities
import Gateway
import Rules
import SiteConfiguration
import StrictYAML

/// The consequences of a draft in the catalogue of rules.
struct DraftRules {
    private let configuration: Configuration

    /// Reads the draft as a configuration.
    ///
    /// - Throws: `SourceErrors` with all mistakes of the draft, each with its place.
    init(_ draft: SiteDraft, folders: [String]) throws(SourceErrors) {
        configuration = try Configuration.read(draft.yaml(), file: "gateway.yaml", folders: folders, files: .disk)
    }

    /// The missing information without which a rule cannot be judged, by code of the facility, one sentence each.
    /// Nothing is guessed.
    var missing: [String: [String]] {
        configuration.facilities.reduce(into: [:]) { missing, installation in
            let planned = FacilityRules(for: installation.facility).planned
            let lines = planned.notJudged.filter { [.noInstrument, .noSetting].contains($0.reason) }.map {
                let mark = $0.blocks ? Text(zh: "（灯为灰色）", en: " (the light is grey)").spoken : ""
                return "\($0.rule)\(mark): \($0.text.spoken)"
            }
            missing["\(installation.facility.code)"] = lines.isEmpty ? [] : lines + [Text.remedy.spoken]
        }
    }

    /// Returns the quantities that the rules of a facility need.
    static func needed(by facility: Facility) -> [Quantity] {
        var needed: [Quantity] = []
        for quantity in FacilityRules(for: facility).rules.flatMap(\.needs).flatMap(\.quantities)
        where !needed.contains(quantity) {
            needed.append(quantity)
        }
        return needed
    }

    /// Returns the facility with a code, as the configuration has it; nil if there is none.
    func facility(_ code: String) -> Facility? {
        configuration.facilities.first { "\($0.facility.code)" == code }?.facility
    }
}

/// The quantities that the points of a device could measure for the rules of a facility.
struct PointMeanings {
    let profile: DeviceProfile
    /// The quantities that the rules need. If a point of the device has the name of one of them, the list is empty.
    let quantities: [Quantity]

    init(_ profile: DeviceProfile, for facility: Facility) {
        self.profile = profile
        let needed = DraftRules.needed(by: facility)
        let own = Set(profile.points.map(\.name))
        // A device that measures a needed quantity is a special one: its other points measure what their names say.
        let isGeneric = !needed.contains { own.contains($0.rawValue) }
        quantities =
            !isGeneric
            ? []
            : needed.filter { quantity in
                quantity.unit != .one && profile.points.contains { $0.isMeasured && $0.unit == quantity.unit }
            }
    }

    /// Reads an answer such as `current=fanCurrent, p2=pressureDrop`. An empty answer has no meanings.
    func parse(_ text: String) -> Result<[String: String], Dialogue.Wrong> {
        var meanings: [String: String] = [:]
        for part in text.split(whereSeparator: { ",，".contains($0) }) {
            let sides = part.split(separator: "=").map { $0.filter { !$0.isWhitespace } }
            guard sides.count == 2, let point = profile.points.first(where: { $0.name == sides[0] }),
                let quantity = quantities.first(where: { $0.rawValue == sides[1] }), point.unit == quantity.unit
            else {
                let names = quantities.map(\.rawValue).joined(separator: ", ")
                return .failure(
                    .init(
                        Text(
                            zh: "写成 测点=量，单位要相同，如 \(example)；可写的量：\(names)",
                            en: "write POINT=QUANTITY of the same unit, such as \(example); quantities: \(names)")))
            }
            meanings[point.name] = quantity.rawValue
        }
        return .success(meanings)
    }

    var example: String {
        guard let quantity = quantities.first,
            let point = profile.points.first(where: { $0.isMeasured && $0.unit == quantity.unit })
        else { return "" }
        return "\(point.name)=\(quantity.rawValue)"
    }
}

extension Text {
    fileprivate static let remedy = Text(
        zh: "仪器接好后写进 devices:；有意不测的写 notMonitored: {规则: 原因}",
        en: "write their instruments into devices:, or, where there are none on purpose, notMonitored: {RULE: REASON}")
}
