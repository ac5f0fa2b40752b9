import Facilities
import Gateway

/// A setting of a kind of facility that the dialogue asks for: without some, an entry cannot be written; without
/// others, a rule cannot start.
struct KindSetting {
    let key: String
    let isRequired: Bool
    let question: Text
    let parse: (String) -> Result<String, Dialogue.Wrong>

    /// Returns the settings of a kind, the required ones first.
    static func all(of kind: Facility.Kind) -> [KindSetting] {
        switch kind {
        case .activatedCarbon:
            [
                .init("form", Text(zh: "炭的形态", en: "form of the carbon"), among: CarbonSettings.Form.allCases) {
                    $0.title
                },
                .day("installed", Text(zh: "最近装炭日期", en: "the day when the carbon was filled")),
            ]
        case .fumePurifier:
            [
                KindSetting("stoves", Text(zh: "基准灶头数", en: "number of reference stoves")) { text in
                    guard let number = Double(text), 1...1000 ~= number else {
                        return .failure(.init(Text(zh: "请写 1 至 1000", en: "write 1 to 1000")))
                    }
                    return .success(text)
                },
                .day("lastCleaned", Text(zh: "最近清洗日期", en: "the day of the last cleaning")),
            ]
        case .nonroadMachinery:
            [
                .init(
                    "class", Text(zh: "排气烟度类别（GB 36886）", en: "smoke class (GB 36886)"),
                    among: MachinerySettings.LimitClass.allCases
                ) { Text(zh: $0.rawValue, en: $0.rawValue) },
                KindSetting("power", Text(zh: "发动机额定功率，kW", en: "rated power of the engine, kW")) { text in
                    let number = text.lowercased().replacing("kw", with: "").filter { !$0.isWhitespace }
                    guard let power = Double(number), power > 0, power < 100_000 else {
                        return .failure(.init(Text(zh: "请写一个数，如 120", en: "write a number, such as 120")))
                    }
                    return .success("\(number) kW")
                },
                .day("lastTest", Text(zh: "最近排气检测日期", en: "the day of the last exhaust test")),
            ]
        case .dustSite, .complaintPoint: []
        }
    }

    /// Creates a setting that is the day of a past event, which may be unknown.
    private static func day(_ key: String, _ question: Text) -> KindSetting {
        let today = Timestamp.now.day(utcOffset: 28_800)
        let asked = Text(
            zh: "\(question.zh)，如 2026-11-20（不清楚就不写）", en: "\(question.en), such as 2026-11-20 (nothing: unknown)")
        return KindSetting(key, asked, isRequired: false) { text in
            guard let day = Day(text), day <= today else {
                return .failure(
                    .init(Text(zh: "请写过去的一天，如 2026-11-20", en: "write a day that is past, such as 2026-11-20")))
            }
            return .success(text)
        }
    }

    private init(
        _ key: String, _ question: Text, isRequired: Bool = true,
        parse: @escaping (String) -> Result<String, Dialogue.Wrong>
    ) {
        (self.key, self.question, self.isRequired, self.parse) = (key, question, isRequired, parse)
    }

    /// Asks for the setting; nil if the person gives none and it is not required.
    func ask(_ dialogue: Dialogue) throws -> String? {
        if isRequired { return try dialogue.ask(question, parse) }
        return try dialogue.ask(question, usual: "") { text in
            text.isEmpty ? .success(nil) : parse(text).map(Optional.some)
        }
    }

    private init<Choice: RawRepresentable>(
        _ key: String, _ question: Text, among choices: [Choice], _ title: (Choice) -> Text
    ) where Choice.RawValue == String {
        let words = choices.map(\.rawValue).joined(separator: ", ")
        let titles = Text(
            zh: choices.map { Text(zh: $0.rawValue, en: title($0).zh).both }.joined(separator: "，"), en: words)
        self.init(
            key, Text(zh: "\(question.zh)（\(titles.zh)）", en: "\(question.en) (\(titles.en))")
        ) { text in
            choices.contains { $0.rawValue == text }
                ? .success(text) : .failure(.init(Text(zh: "请写其中之一：\(words)", en: "write one of \(words)")))
        }
    }
}
