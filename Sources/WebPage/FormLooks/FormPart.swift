import Facilities

/// Fields that belong together, under a heading or on a screen of their own.
struct FormPart: Sendable {
    var title: Text?
    var fields: [String]
    /// Whether the part is folded. It is open from the start if one of its fields is filled in or wrong.
    var isFolded = false
    /// The cards above the fields, each with a drawing.
    var cards: [DrawingCard] = []

    init(_ title: Text? = nil, _ fields: [String], isFolded: Bool = false, cards: [DrawingCard] = []) {
        (self.title, self.fields, self.isFolded, self.cards) = (title, fields, isFolded, cards)
    }

    init(_ fields: [String]) { self.init(nil, fields) }
}
