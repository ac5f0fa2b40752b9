import Facilities

/// A drawing of our own. Steps are 240 × 160, parts and buttons 64 × 64.
///
/// A drawing takes the colour of the text around it. Its classes `good` and `bad` are the only other colours; `guide.css`
/// gives them, for light and for dark.
enum Drawing: String, Sendable, Hashable, CaseIterable {
    case clean1 = "clean-1"
    case clean2 = "clean-2"
    case clean3 = "clean-3"
    case clean4 = "clean-4"
    case clean5 = "clean-5"
    case clean6 = "clean-6"
    case clean7 = "clean-7"
    case complaintFume = "complaint-fume"
    case complaintOdour = "complaint-odour"
    case complaintDust = "complaint-dust"
    case complaintSmoke = "complaint-smoke"
    case complaintNoise = "complaint-noise"
    case complaintOther = "complaint-other"
    case partFilter = "part-filter"
    case partPlates = "part-plates"
    case partImpeller = "part-impeller"
    case partDuct = "part-duct"
    case partTray = "part-tray"
    case partHousing = "part-housing"
    case damageInsulator = "damage-insulator"
    case damageWire = "damage-wire"
    case damagePlates = "damage-plates"
    case damageNone = "damage-none"
    case bySelf = "by-self"
    case byFirm = "by-firm"
    case camera
    case photoDevice = "photo-device"
    case photoPlates = "photo-plates"
    case photoTray = "photo-tray"
    case warnVoltage = "warn-voltage"
    case warnFire = "warn-fire"
    case warnChemicals = "warn-chemicals"
    case warnBreath = "warn-breath"

    /// The drawing for a page, with what it shows in words for a reader who does not see it.
    ///
    /// Where the words already stand beside the drawing, `title` is nil and readers aloud skip it.
    func svg(title: String?) -> String {
        let attributes = title == nil ? "aria-hidden=\"true\"" : "role=\"img\""
        let name = title.map { "<title>\($0.escapedForHTML)</title>" } ?? ""
        guard let end = source.firstIndex(of: ">") else { return "" }
        return "\(source[..<end]) class=\"drawing\" \(attributes)>\(name)\(source[source.index(after: end)...])"
    }

    /// The drawing's file.
    var source: String { String(decoding: bytes, as: UTF8.self) }
}

extension String {
    fileprivate var escapedForHTML: String {
        var text = ""
        for character in self {
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            default: text.append(character)
            }
        }
        return text
    }
}

// Which drawing a choice of a form has.

extension Cleaning.Part {
    var drawing: Drawing {
        switch self {
        case .filter: .partFilter
        case .plates: .partPlates
        case .impeller: .partImpeller
        case .duct: .partDuct
        case .tray: .partTray
        case .housing: .partHousing
        }
    }
}

extension Cleaning.Hand {
    var drawing: Drawing {
        switch self {
        case .own: .bySelf
        case .firm: .byFirm
        }
    }
}

extension Cleaning.Damage {
    var drawing: Drawing {
        switch self {
        case .none: .damageNone
        case .insulator: .damageInsulator
        case .wire: .damageWire
        case .plates: .damagePlates
        case .other: .complaintOther
        }
    }
}

extension Complaint.Category {
    var drawing: Drawing {
        switch self {
        case .fume: .complaintFume
        case .odour: .complaintOdour
        case .dust: .complaintDust
        case .smoke: .complaintSmoke
        case .noise: .complaintNoise
        case .other: .complaintOther
        }
    }
}
