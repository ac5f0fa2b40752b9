/// The content of a training, step by step.
public struct TrainingSteps: FieldCoded, Hashable {
    /// The steps in order, 1 to 10.
    public var texts: [String]

    public init(_ texts: [String]) {
        self.texts = texts
    }

    /// Reads a list of texts; nil for any other value.
    public init?(_ value: FieldValue) {
        guard case .list(let texts) = value else { return nil }
        self.texts = texts
    }

    public var fieldValue: FieldValue { .list(texts) }
}
