extension DeviceProfile {
    /// The words of the point's own registers that hold no number; nil for a point that is not a floating-point number.
    public func wordsOfNaN(for point: Point) -> [UInt16]? {
        switch point.format.kind {
        case .float32: point.format.words(.bits(UInt64(Float.nan.bitPattern)))
        case .float64: point.format.words(.bits(Double.nan.bitPattern))
        default: nil
        }
    }

    /// The words of the point's own registers by which the device says that it has no value; nil for a point that has none such.
    public func wordsOfNotAvailable(for point: Point) -> [UInt16]? {
        point.notAvailable.example(point.format).map(point.format.words)
    }
}
