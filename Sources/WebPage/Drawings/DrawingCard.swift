import Facilities

/// A drawing with a text, which shows what is to be entered.
struct DrawingCard: Sendable {
    var drawing: Drawing?
    var text: Text
}
