import ArgumentParser
import DeviceProfiles
import Facilities
import Gateway
import SiteConfiguration

/// Asks for a site, from its lines to its facilities. A question that an option of the command answers is not asked.
struct SiteInterview {
    let command: Init
    let dialogue: Dialogue
    let known: [String: DeviceProfile]

    func draft() async throws -> SiteDraft {
        var draft = SiteDraft(
            gateway: try gateway(), journal: command.journal, listen: command.listen ?? "127.0.0.1:8080",
            language: Speech.language)
        let options = try DeviceOptions(command, known: known)
        let lines = LineInterview(command: command, dialogue: dialogue, known: known)
        let targets = try lines.targets()
        let devices = try options.applied(to: await lines.scanned(targets, into: &draft))
        if command.yes {
            try options.take(devices, into: &draft)
        } else {
            try FacilityInterview(dialogue: dialogue, known: known, prefix: command.prefix, folders: command.profiles)
                .place(devices, in: &draft)
        }
        draft.publicURL = try publicURL()
        if draft.publicURL != nil, command.listen == nil { draft.listen = "0.0.0.0:8080" }
        return draft
    }

    // MARK: The gateway and its page

    private static func id(_ text: String) -> Result<String, Dialogue.Wrong> {
        let isID = 1...32 ~= text.count && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let wrong = Text(zh: "编号为 1 至 32 个字母、数字和“-”", en: "an id has 1 to 32 letters, digits and -")
        return isID ? .success(text) : .failure(.init(wrong))
    }

    private func gateway() throws -> String {
        guard let id = command.gateway else {
            return try dialogue.ask(
                Text(zh: "网关编号，每台不同，如 NJ-QH-0001", en: "the gateway's id, unlike every other one's: NJ-QH-0001"),
                Self.id)
        }
        return try option("--gateway", Self.id(id))
    }

    private static func url(_ text: String) -> Result<String?, Dialogue.Wrong> {
        guard !text.isEmpty else { return .success(nil) }
        let isURL =
            (text.hasPrefix("http://") || text.hasPrefix("https://")) && text.utf8.count > 8
            && text.utf8.allSatisfy { 0x20 < $0 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
        let wrong = Text(
            zh: "请写 http://… 或 https://…，不写就只在本机", en: "write http://… or https://…, or nothing for this machine only")
        guard isURL else { return .failure(.init(wrong)) }
        let root = text.hasSuffix("/") ? String(text.dropLast()) : text
        return .success(text.contains("{code}") ? text : root + "/q/{code}")
    }

    private func publicURL() throws -> String? {
        if let url = command.publicURL { return try option("--public-url", Self.url(url)) }
        guard !command.yes else { return nil }
        return try dialogue.ask(
            Text(
                zh: "手机打开的地址，如 http://192.168.1.20:8080（不写就只在本机）",
                en: "the address that phones open, such as http://192.168.1.20:8080 (nothing: this machine only)"),
            usual: "", Self.url)
    }

    private func option<Value>(_ name: String, _ result: Result<Value, Dialogue.Wrong>) throws -> Value {
        switch result {
        case .success(let value): return value
        case .failure(let wrong): throw ValidationError("\(name): \(wrong.text.spoken)")
        }
    }
}

extension SiteDraft {
    /// Returns a new code that no facility of the draft has.
    func newCode(of kind: Facilities.Facility.Kind, _ prefix: String) throws -> String {
        let used = Set(facilities.compactMap { Facilities.Facility.Code($0.code) })
        var generator = SystemRandomNumberGenerator()
        let made = NewCodes(prefix: TypedCode(prefix).text, kind: kind)?.make(1, besides: used, using: &generator)
        guard let code = made?.first else { throw ExitCode(1) }
        return code.description
    }
}
