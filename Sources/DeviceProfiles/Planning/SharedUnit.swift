public import Facilities

/// The reads and writes of one unit on a bus, for all device entries that name it.
///
/// Every register is read once, at the shortest period that an entry requires, and within the limits of all profiles:
/// with the longest silences and time-out, and with the fewest registers in one request.
public struct SharedUnit: Hashable, Sendable {
    /// One point of each group that is read in the same way, whichever names the entries give them.
    public let points: [Point]
    /// The strictest limits of all profiles.
    public let limits: ReadLimits
    /// The registers to write, in the order of the profiles, without duplicates.
    public let setup: [RegisterWrite]

    /// Combines the profiles of one unit.
    ///
    /// - Parameter profiles: the profiles of the entries; at least one.
    public init(_ profiles: [DeviceProfile]) {
        let all = profiles.count == 1 ? profiles[0].points : profiles.flatMap(\.points)
        let points = all.reduce(into: [] as [Point]) { points, point in
            guard let index = points.firstIndex(where: { $0.isReadLike(point) }) else { return points.append(point) }
            points[index] = points[index].read(every: min(points[index].every, point.every))
        }
        // Where nothing was combined, the unit shares the list of the profile.
        self.points = points.count == all.count ? all : points
        limits = profiles.dropFirst().reduce(profiles.first?.limits ?? ReadLimits()) { $0.strictest(with: $1.limits) }
        setup = profiles.flatMap(\.setup).reduce(into: []) { setup, write in
            if !setup.contains(write) { setup.append(write) }
        }
    }

    /// Returns the requests that read every point in the least line time, with separate requests for each period.
    ///
    /// - Parameter refused: the registers that no request may contain; points that need one are omitted.
    public func readPlan(at cost: RequestCost, refused: RefusedRegisters = RefusedRegisters()) -> [ReadBlock] {
        ReadBlock.plan(points, at: cost, within: limits, refused: refused)
    }
}

extension ReadLimits {
    /// Returns the limits that both devices allow.
    func strictest(with other: ReadLimits) -> ReadLimits {
        ReadLimits(
            maxRegisters: min(maxRegisters, other.maxRegisters), gap: max(gap, other.gap),
            timeout: max(timeout, other.timeout), turnaround: max(turnaround, other.turnaround),
            holes: holes && other.holes, alone: alone || other.alone)
    }
}

extension Point {
    /// Returns whether both points are the same registers, read in the same way.
    func isReadLike(_ other: Point) -> Bool { register == other.register && fields == other.fields }
}

extension ReadBlock {
    /// Returns the indices of those points that the block contains, in the order of the block's own points.
    public func indices(of points: [Point]) -> [Int] {
        self.points.flatMap { own in points.indices.filter { points[$0].isReadLike(own) } }
    }

    /// Returns the readings of points that are in the block.
    ///
    /// A value that the device marks as missing, NaN and infinity become `bad(notAvailable)`; a broken current loop and
    /// a code that the profile does not know, `bad(outOfRange)`; registers that the answer lacks, `bad(busError)`.
    ///
    /// - Parameters:
    ///   - points: points in any order, of which some may be in other blocks.
    ///   - wanted: the indices of those to read, in the order of the readings.
    public func readings(of points: [Point], at wanted: [Int], words: [UInt16]) -> [Reading] {
        let window = RegisterWindow(start: Int(address), words: words[...])
        var readings: [Reading] = []
        readings.reserveCapacity(wanted.count)
        for index in wanted { readings.append(points[index].readingIfReceived(window)) }
        return readings
    }
}
