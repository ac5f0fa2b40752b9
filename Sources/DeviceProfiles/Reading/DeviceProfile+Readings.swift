public import Facilities

extension DeviceProfile {
    /// Returns the readings of the block's points, in their order.
    public func readings(in block: ReadBlock, words: [UInt16]) -> [Reading] {
        block.readings(of: block.points, at: Array(block.points.indices), words: words)
    }

    /// Returns the bad readings of a block that could not be read.
    public func failedReadings(in block: ReadBlock, reason: Quality.Reason) -> [Reading] {
        failedReadings(of: block.points, reason: reason)
    }

    /// Returns the bad readings of points that were not read.
    public func failedReadings(of points: [Point], reason: Quality.Reason) -> [Reading] {
        points.map { Reading($0.quantity, $0.unit, bad: reason) }
    }

    /// Returns the words, from the first register that the point needs to the last, that read as the value nearest to
    /// `value`, which is in the unit of the reading; nil if no words do. Bits of other points are 0. This is the
    /// inverse of reading.
    public func words(for point: Point, value: Double) -> [UInt16]? {
        point.words(value)
    }

    /// Returns the same words, register by register.
    public func contents(for point: Point, value: Double) -> [RegisterContent]? {
        point.contents(value)
    }
}
