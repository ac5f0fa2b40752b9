import Facilities

/// The shape and the colour by which a facility stands in a list, and the words for who sees neither.
struct FacilityMark: Hashable {
    /// Classes of the style sheet.
    var look: String
    var symbol: String
    var title: Text

    init(_ light: Light) {
        (look, symbol, title) = (light.rawValue, light.symbol, light.title)
    }

    init(_ status: Status) {
        self.init(status.light)
        guard status.light == .grey else { return }
        if status.isAtWork {
            (look, symbol, title) = ("work", "Ⅱ", .atWork)
        } else if let unmonitored = status.unmonitored {
            look += " unmonitored"
            title = Text(zh: "未监测：\(unmonitored.zh)", en: "not monitored: \(unmonitored.en)")
        }
    }

    /// - Parameter count: how many facilities it stands for; nil for one.
    func html(_ language: Language, count: Int? = nil) -> String {
        let number = count.map(String.init) ?? ""
        let label = title[language].markupEscaped + (count == nil ? "" : " \(number)")
        return "<span class=\"mark \(look)\" role=\"img\" aria-label=\"\(label)\">\(symbol)\(number)</span>"
    }
}
