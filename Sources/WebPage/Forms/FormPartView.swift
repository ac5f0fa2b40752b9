import Facilities

extension FormView {
    struct Hidden {
        var name, value: String
    }
}

/// Fields that belong together.
struct FormPartView {
    /// Not named as the title of the form is: a template would take that one where there is none.
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
    /// Asks at what time it was earlier, beside the question when somebody noticed it.
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
