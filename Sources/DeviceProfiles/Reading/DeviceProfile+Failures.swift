extension DeviceProfile {
    /// Returns the words of the point's own registers that stand for NaN; nil if the point is not a floating-point
    /// number.
    public func wordsOfNaN(for point: Point) -> [UInt16]? {
        switch point.format.kind {
        case .float32: point.format.words(.bits(UInt64(Float.nan.bitPattern)))
        case .float64: point.format.words(.bits(Double.nan.bitPattern))
        default: nil
        }
    }

    /// Returns the words of the point's own registers that stand for "no value" in this device; nil if the point has
    /// none.
    public func wordsOfNotAvailable(for point: Point) -> [UInt16]? {
        point.notAvailable.example(point.format).map(point.format.words)
    }
}
