import DeviceProfiles
import Facilities
import SiteConfiguration

/// A first configuration, as far as its content is known.
struct SiteDraft {
    struct Bus {
        var name: String
        var endpoint: BusEndpoint
        var settings: BusSettings
    }

    struct Device: Hashable {
        var bus: String
        var unit: UInt8
        /// The profiles that the device may have, the likeliest first.
        var profiles: [String] = []
        /// The profile of the device; nil if it is not known.
        var profile: String?
        /// The quantities that points measure here, by the names of the points.
        var meanings: [String: String] = [:]

        /// The name of the device in the dialogue: `line-1/3`.
        var id: String { "\(bus)/\(unit)" }
    }

    struct Facility {
        var code: String
        var kind: Facilities.Facility.Kind
        var name: String
        /// The settings in the section of the kind, by key.
        var settings: [String: String] = [:]
        var devices: [Device] = []
    }

    var gateway: String
    var journal: String
    var listen: String
    /// The address in the QR codes, with `{code}` in it; nil if phones should not open the page.
    var publicURL: String?
    var language: Language
    var folders: [String] = []
    var buses: [Bus] = []
    var facilities: [Facility] = []
    /// The devices that belong to no facility.
    var others: [Device] = []
}

extension SiteDraft {
    /// Returns the draft as YAML.
    ///
    /// - Parameter missing: the unknown information that rules need, by code, one line each.
    func yaml(_ missing: [String: [String]] = [:]) -> String {
        var lines = ["# mashang init", ""]
        lines += ["gateway: {id: \(gateway), language: \(language.rawValue)}"]
        lines += ["journal: {path: \(journal.quoted)}"]
        let url = publicURL.map { ", publicURL: \(JSONText.string($0))" } ?? ""
        lines += ["page: {listen: \"\(listen)\"\(url)}"]
        if publicURL == nil { lines.append("# page: \(Text.noPublicURL.spoken)") }
        if !folders.isEmpty { lines.append("profiles: [\(folders.map(\.quoted).joined(separator: ", "))]") }
        if !buses.isEmpty { lines.append("buses:") }
        lines += buses.map { "  \($0.name): \($0.endpoint.configured($0.settings))" }
        if !facilities.isEmpty { lines.append("facilities:") }
        for facility in facilities { lines += facility.lines + (missing[facility.code] ?? []).map { "    # \($0)" } }
        if !others.isEmpty { lines.append("# \(Text.others.spoken)") }
        lines += others.map { "#   - \($0.entry)" }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension SiteDraft.Facility {
    fileprivate var lines: [String] {
        var lines = ["  - code: \(code)", "    kind: \(kind.rawValue)", "    name: \(name.quotedText)"]
        if let section = kind.section, !settings.isEmpty {
            let words = settings.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.quotedText)" }
            lines.append("    \(section): {\(words.joined(separator: ", "))}")
        }
        for setting in KindSetting.all(of: kind) where settings[setting.key] == nil {
            lines.append("    # \(kind.section ?? ""): {\(setting.key): …}  \(setting.question.spoken)")
        }
        if !devices.isEmpty { lines.append("    devices:") }
        return lines + devices.map { "      - \($0.entry)" }
    }
}

extension SiteDraft.Device {
    var entry: String {
        let names = meanings.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        let meanings = names.isEmpty ? "" : ", as: {\(names)}"
        let known = profile ?? (profiles.isEmpty ? "?" : profiles.joined(separator: " | "))
        return "{profile: \(known), bus: \(bus), unit: \(unit)\(meanings)}"
    }
}

extension Facility.Kind {
    /// The section of a facility's entry that only this kind has; nil if the kind has none.
    var section: String? {
        switch self {
        case .activatedCarbon: "carbon"
        case .fumePurifier: "fume"
        case .nonroadMachinery: "machinery"
        case .complaintPoint: "complaint"
        case .dustSite: nil
        }
    }
}

extension String {
    /// The text as a YAML scalar: plain if no character in it could be misread, otherwise in quotes.
    fileprivate var quotedText: String {
        let isPlain = allSatisfy { $0.isLetter || $0.isNumber || "-.".contains($0) } && first?.isASCII == true
        return isPlain && !isEmpty ? self : JSONText.string(self)
    }
}

extension Text {
    fileprivate static let noPublicURL = Text(
        zh: "手机要能打开，写 listen: \"0.0.0.0:8080\" 和 publicURL: \"http://网关地址:8080/q/{code}\"",
        en: "for phones write listen: \"0.0.0.0:8080\" and publicURL: \"http://ADDRESS:8080/q/{code}\"")

    fileprivate static let others = Text(
        zh: "找到了、还没有分给设施的设备；确定型号后写进某个设施的 devices:",
        en: "found, and of no facility yet; write them into a facility's devices: once the model is sure")
}
