import Facilities

/// The present state of one line of a standard, in words.
struct StandardTick: Sendable, Hashable {
    enum State: Sendable, Hashable {
        case done
        /// The line cannot be judged yet.
        case waiting
        case failed
        /// A person checks the line; no instrument measures it.
        case byPerson
        /// The gateway would judge the line, but has no reading for it.
        case notMeasured
    }

    var item: StandardItem
    var state: State
    var text: Text
}

extension StandardTick {
    /// Returns the tick of a line about which nothing is known.
    static func unknown(_ standard: Guide.Standard) -> StandardTick {
        switch standard.checker {
        case .person: .init(item: standard.item, state: .byPerson, text: standard.checker.title)
        case .gateway:
            .init(item: standard.item, state: .notMeasured, text: .noReading)
        }
    }

    /// The shape before the words, which distinguishes the states without colours.
    var shape: String {
        switch state {
        case .done: "✔"
        case .waiting: "…"
        case .failed: "✖"
        case .byPerson: "○"
        case .notMeasured: "?"
        }
    }

    /// The class of the state in `guide.css`.
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
