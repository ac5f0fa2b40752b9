/// The four tables of a device, which are read with functions 1, 2, 3 and 4.
public enum RegisterTable: String, Hashable, Sendable, CaseIterable {
    case coil, discrete, holding, input

    /// Whether an entry is a bit instead of a 16-bit word.
    public var isBits: Bool { self == .coil || self == .discrete }

    /// The largest number of entries of one read.
    public var maximum: Int { isBits ? 2000 : 125 }
}
