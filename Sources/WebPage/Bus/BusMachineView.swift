import Facilities

/// The values of `busMachine.mustache`: the gateway itself.
struct BusMachineView: Hashable {
    struct Item: Hashable {
        var label: String
        var notes: [NoteView]
    }

    var items: [Item]

    init(_ items: [MachineReport.Item], _ language: Language) {
        self.items = items.map { item in
            Item(label: item.title[language], notes: item.notes.map { NoteView($0, language) })
        }
    }
}

/// A sentence that is highlighted if somebody has to act.
struct NoteView: Hashable {
    var said: String
    var isProblem: Bool

    init(_ note: MachineReport.Note, _ language: Language) {
        (said, isProblem) = (note.text[language], note.isProblem)
    }
}
