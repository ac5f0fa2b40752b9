import DeviceProfiles
import Facilities
import Gateway
import Rules
import SiteConfiguration
import StrictYAML

/// What the catalogue of rules says of a draft.
struct DraftRules {
    private let configuration: Configuration

    /// - Throws: what is wrong with the draft, each with its place.
    init(_ draft: SiteDraft, folders: [String]) throws(SourceErrors) {
        configuration = try Configuration.read(draft.yaml(), file: "gateway.yaml", folders: folders, files: .disk)
    }

    /// By code what a rule cannot be judged without, a sentence each: nobody has said it, and nothing is invented.
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

    /// The quantities that the rules of a facility look at, with the unit of each.
    static func needed(by facility: Facility) -> [Quantity] {
        var needed: [Quantity] = []
        for quantity in FacilityRules(for: facility).rules.flatMap(\.needs).flatMap(\.quantities)
        where !needed.contains(quantity) {
            needed.append(quantity)
        }
        return needed
    }

    /// The facility of a code, as the configuration has it.
    func facility(_ code: String) -> Facility? {
        configuration.facilities.first { "\($0.facility.code)" == code }?.facility
    }
}

/// What points of a device could mean to a facility's rules.
struct PointMeanings {
    let profile: DeviceProfile
    /// Quantities that the rules look at, where no point of the device gives one by its own name.
    let quantities: [Quantity]

    init(_ profile: DeviceProfile, for facility: Facility) {
        self.profile = profile
        let needed = DraftRules.needed(by: facility)
        let own = Set(profile.points.map(\.name))
        // A device that gives something the rules look at is one of this kind: its other points mean what they are called.
        let isGeneric = !needed.contains { own.contains($0.rawValue) }
        quantities =
            !isGeneric
            ? []
            : needed.filter { quantity in
                quantity.unit != .one && profile.points.contains { $0.isMeasured && $0.unit == quantity.unit }
            }
    }

    /// `current=fanCurrent, p2=pressureDrop`; nothing for an empty answer.
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
