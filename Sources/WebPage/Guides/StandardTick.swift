import Facilities

/// How one line of a standard stands at this moment, in words.
struct StandardTick: Sendable, Hashable {
    enum State: Sendable, Hashable {
        case done
        /// It cannot be judged yet.
        case waiting
        case failed
        /// A person looks; nothing here measures it.
        case byPerson
        /// The gateway would judge it, and has no reading that shows it.
        case notMeasured
    }

    var item: StandardItem
    var state: State
    var text: Text
}

extension StandardTick {
    /// What stands where nobody gave a tick.
    static func unknown(_ standard: Guide.Standard) -> StandardTick {
        switch standard.checker {
        case .person: .init(item: standard.item, state: .byPerson, text: standard.checker.title)
        case .gateway:
            .init(item: standard.item, state: .notMeasured, text: .noReading)
        }
    }

    /// The shape before the words, which tells the states apart without colours.
    var shape: String {
        switch state {
        case .done: "✔"
        case .waiting: "…"
        case .failed: "✖"
        case .byPerson: "○"
        case .notMeasured: "?"
        }
    }

    /// The name of the state in `guide.css`.
    var style: String {
        switch state {
        case .done: "done"
        case .waiting: "waiting"
        case .failed: "failed"
        case .byPerson: "person"
        case .notMeasured: "unknown"
        }
    }
}

extension Text {
    static let noReading = Text(zh: "网关没有测到", en: "the gateway has no reading")
}
