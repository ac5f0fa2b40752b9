import Facilities

/// The drawings of options.
enum FormPictures {
    /// Returns the drawing of an option; nil if it has none. Screen readers skip the drawing, since the words stand
    /// beside it.
    ///
    /// - Parameter name: the field and the option: `parts.filter`.
    static func svg(_ name: String) -> String? { drawing(name)?.svg(title: nil) }

    private static func drawing(_ name: String) -> Drawing? {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        return switch parts[0] {
        case "parts": Cleaning.Part(rawValue: parts[1])?.drawing
        case "by": Cleaning.Hand(rawValue: parts[1])?.drawing
        case "damage": Cleaning.Damage(rawValue: parts[1])?.drawing
        case "measures": SiteMeasure.Item(rawValue: parts[1])?.drawing
        case "category": ComplaintCategory(rawValue: parts[1])?.drawing
        case "state": CarbonInspection.State(rawValue: parts[1])?.drawing
        // Two fields are named `form`: the form of the carbon that is filled in, and a look at carbon.
        case "form": CarbonSettings.Form(rawValue: parts[1])?.drawing ?? look(parts[0], parts[1])
        case "colour", "weight", "bubbles": look(parts[0], parts[1])
        default: nil
        }
    }

    private static func look(_ name: String, _ grade: String) -> Drawing? {
        CarbonInspection.Grade(rawValue: grade)?.drawing(of: name)
    }
}
