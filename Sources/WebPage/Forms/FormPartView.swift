import Facilities

/// The fields of one part of a form.
struct FormPartView {
    /// The heading; nil for none. It is not called `title`, since a template would then show the title of the form
    /// instead.
    var heading: String?
    var cards: [Card]
    var controls: [FormControl]
    var isFolded, isOpen, isStep, hasCards: Bool

    struct Card {
        var text: String
        var picture: String?
    }
}

extension FormPartView {
    /// Adds a field for the time of day to the question when a complaint was noticed.
    mutating func askEarlier(_ filled: FilledForm, _ time: PageTime) {
        guard filled.record.look.when == .occurrence,
            let index = controls.firstIndex(where: { $0.name == "occurrence" })
        else { return }
        controls[index].choice?.others = [
            .init(
                name: "atTime", label: Text(zh: "早些时候：几点", en: "earlier: at what time")[time.language],
                type: "time", value: filled.typed("atTime") ?? "")
        ]
        if let problem = filled.problems["at"] { controls[index].problem = problem[time.language] }
    }
}
