import Facilities

/// The shape and the colour of a facility in a list, and the words for screen readers.
struct FacilityMark: Hashable {
    /// The classes in the style sheet.
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

    /// Returns the mark as an HTML element.
    ///
    /// - Parameter count: the number of facilities that it represents; nil for one facility.
    func html(_ language: Language, count: Int? = nil) -> String {
        let number = count.map(String.init) ?? ""
        let label = title[language].markupEscaped + (count == nil ? "" : " \(number)")
        return "<span class=\"mark \(look)\" role=\"img\" aria-label=\"\(label)\">\(symbol)\(number)</span>"
    }
}
