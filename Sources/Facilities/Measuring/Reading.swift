/// One quantity in a sample.
public struct Reading: Hashable, Sendable {
    /// The quantity that was read.
    public var quantity: Quantity
    /// The value, which is always finite; nil if and only if the quality is bad.
    public var value: Double?
    /// The unit of the value.
    public var unit: PhysicalUnit
    /// The trust in the value.
    public var quality: Quality
    /// Whether the value is exact or the end of the instrument's range.
    public var bound: Bound
    /// The instrument's own value, where a calibration corrected it; nil where none is in force.
    public var raw: Double?

    /// Creates a reading with a value. One that is not finite becomes `bad(notAvailable)`.
    public init(
        _ quantity: Quantity, _ value: Double, _ unit: PhysicalUnit, quality: Quality = .good, bound: Bound = .exact,
        raw: Double? = nil
    ) {
        self.quantity = quantity
        self.unit = unit
        let isUsable = value.isFinite && !quality.isBad
        self.value = isUsable ? value : nil
        self.quality = value.isFinite ? quality : .bad(.notAvailable)
        self.bound = self.value == nil ? .exact : bound
        self.raw = self.value == nil ? nil : raw
    }

    /// Creates a reading without a value.
    public init(_ quantity: Quantity, _ unit: PhysicalUnit, bad reason: Quality.Reason) {
        self.quantity = quantity
        self.unit = unit
        value = nil
        quality = .bad(reason)
        bound = .exact
        raw = nil
    }

    /// Returns the same reading with another quality combined. A bad one has no value.
    public func marked(_ other: Quality) -> Reading {
        if case .good = other { return self }
        let quality = quality.combined(with: other)
        guard let value, !quality.isBad else { return Reading(self.quantity, unit, quality) }
        return Reading(self.quantity, value, unit, quality: quality, bound: bound, raw: raw)
    }

    private init(_ quantity: Quantity, _ unit: PhysicalUnit, _ bad: Quality) {
        (self.quantity, self.unit, quality) = (quantity, unit, bad)
        (value, bound, raw) = (nil, .exact, nil)
    }
}
