extension DeviceProfile {
    /// The plan while nothing is known about the line and about which registers the device refuses.
    public var readPlan: [ReadBlock] { readPlan(at: .tcp()) }

    /// Returns the requests that read every point in the least line time, with separate requests for each period.
    ///
    /// - Parameter refused: the registers that no request may contain; points that need one are omitted.
    public func readPlan(at cost: RequestCost, refused: RefusedRegisters = RefusedRegisters()) -> [ReadBlock] {
        ReadBlock.plan(points, at: cost, within: limits, refused: refused)
    }

    /// Returns the requests that read these points in the least line time, within the limits of the device. Points of
    /// one table share a request if reading the registers between them costs less than another request.
    ///
    /// - Parameter points: the points of this profile that are due at the same time. A point with a long period is then
    ///   read in the request of one with a short period.
    public func requests(
        for points: [Point], at cost: RequestCost, refused: RefusedRegisters = RefusedRegisters()
    ) -> [ReadBlock] {
        ReadBlock.requests(for: points, at: cost, within: limits, refused: refused)
    }
}

extension ReadBlock {
    static func plan(
        _ points: [Point], at cost: RequestCost, within limits: ReadLimits, refused: RefusedRegisters
    ) -> [ReadBlock] {
        Dictionary(grouping: points, by: \.every).sorted { $0.key < $1.key }
            .flatMap { requests(for: $0.value, at: cost, within: limits, refused: refused) }
    }

    static func requests(
        for points: [Point], at cost: RequestCost, within limits: ReadLimits, refused: RefusedRegisters
    ) -> [ReadBlock] {
        let readable = points.filter { !refused.forbid($0) }
        return Dictionary(grouping: readable, by: \.register.table)
            .sorted { $0.key.rawValue < $1.key.rawValue }
            .flatMap { table, points in
                TablePlanner(points, in: table, cost: cost, limits: limits, refused: refused).blocks
            }
    }
}

/// Splits the points of one table, sorted by address, into the blocks that cost the least in total.
private struct TablePlanner {
    let points: [Point]
    let table: RegisterTable
    let cost: RequestCost
    let limits: ReadLimits
    let refused: RefusedRegisters

    private struct Part {
        var start = 0
        /// The cost of this part and of the cheapest parts before it.
        var cost = Duration.zero
    }

    init(
        _ points: [Point], in table: RegisterTable, cost: RequestCost, limits: ReadLimits, refused: RefusedRegisters
    ) {
        (self.table, self.cost, self.limits, self.refused) = (table, cost, limits, refused)
        self.points = points.sorted { $0.addresses.lowerBound < $1.addresses.lowerBound }
    }

    var blocks: [ReadBlock] {
        // Each element is the last of the cheapest parts that cover the points before its index.
        var cheapest = [Part()]
        for end in points.indices { cheapest.append(lastPart(of: points[...end], after: cheapest)) }
        var blocks: [ReadBlock] = []
        var end = points.count
        while end > 0 {
            blocks.append(ReadBlock(Array(points[cheapest[end].start..<end])))
            end = cheapest[end].start
        }
        return blocks.reversed()
    }

    /// Returns whether the device does not allow both points in one request.
    private func mustPart(_ point: Point, from next: Point) -> Bool {
        let (end, begin) = (point.addresses.upperBound, next.addresses.lowerBound)
        return limits.alone && end <= begin || !limits.holes && end < begin
    }

    private func lastPart(of points: ArraySlice<Point>, after cheapest: [Part]) -> Part {
        var best: Part?
        var upper = 0
        for start in points.indices.reversed() {
            let own = points[start].addresses
            upper = max(upper, own.upperBound)
            let addresses = own.lowerBound..<upper
            // A part of one point is within the limit, because the profile was checked for it.
            if start + 1 < points.endIndex,
                addresses.count > limits.most(in: table) || refused.forbid(addresses, of: table)
                    || mustPart(points[start], from: points[start + 1])
            {
                break
            }
            let total = cheapest[start].cost + cost.duration(of: addresses.count, in: table, limits)
            if let best, best.cost < total { continue }
            best = Part(start: start, cost: total)
        }
        return best ?? Part()
    }
}
