public import Facilities

extension DeviceProfile {
    /// The readings of the block's points, in their order.
    public func readings(in block: ReadBlock, words: [UInt16]) -> [Reading] {
        block.readings(of: block.points, words: words)
    }

    /// The readings of a block that could not be read.
    public func failedReadings(in block: ReadBlock, reason: Quality.Reason) -> [Reading] {
        failedReadings(of: block.points, reason: reason)
    }

    /// The readings of points that were not read.
    public func failedReadings(of points: [Point], reason: Quality.Reason) -> [Reading] {
        points.map { Reading($0.quantity, $0.unit, bad: reason) }
    }

    /// The inverse of reading: the words that come nearest to a value in the reading's unit, from the first register that
    /// the point needs to the last. Nil if none stand for it. What belongs to others is 0.
    public func words(for point: Point, value: Double) -> [UInt16]? {
        point.words(value)
    }

    /// The same, register by register.
    public func contents(for point: Point, value: Double) -> [RegisterContent]? {
        point.contents(value)
    }
}
