public import Facilities

/// The promised times for a complaint, the same for all categories.
public struct ComplaintHours: Hashable, Sendable {
    /// The promised time until the answer, in hours.
    public var answer: Double
    /// The promised time until the closing, in hours.
    public var close: Double
    /// The hours of the day that count, in brackets; empty if all hours count.
    public var note: Text

    public init(answer: Double, close: Double, note: Text = Text(zh: "", en: "")) {
        (self.answer, self.close, self.note) = (answer, close, note)
    }
}
