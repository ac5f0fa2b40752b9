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
        let label = title[language].htmlEscaped + (count == nil ? "" : " \(number)")
        return "<span class=\"mark \(look)\" role=\"img\" aria-label=\"\(label)\">\(symbol)\(number)</span>"
    }
}

extension String {
    /// The text as it stands in HTML, between tags and in quoted attributes.
    var htmlEscaped: String {
        let special: (UInt8) -> Bool = { [0x26, 0x3C, 0x3E, 0x22, 0x27].contains($0) }
        guard utf8.contains(where: special) else { return self }
        return reduce(into: "") { text, character in
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.append(character)
            }
        }
    }
}
