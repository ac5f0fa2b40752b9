import DeviceProfiles
import TestSupport
import Testing

struct ReadPlanTests {
    @Test func overTCPEveryHoleIsReadAlong() throws {
        let profile = try profile(
            "c: {own: true, register: holding 120, type: uint16}", "a: {own: true, register: holding 0, type: float32}",
            "b: {own: true, register: holding 10, type: uint16}"
        )
        #expect(profile.readPlan.map(described) == ["holding 0 ×121: a b c"])
    }

    // A request at 9600 baud costs 13 + 2 × 3.5 characters and the wait: with 20 ms as much as 19.6 registers.
    @Test(arguments: [(19, 20, 1), (20, 20, 2), (10, 0, 1), (11, 0, 2), (57, 100, 1), (58, 100, 2)])
    func onASerialLineAHoleIsReadAlongWhileThatIsCheaper(hole: Int, answer: Int, requests: Int) throws {
        let cost = RequestCost.serial(character: .at9600, answer: .milliseconds(answer))
        #expect(try twoPoints(apart: hole).readPlan(at: cost).count == requests)
    }

    // 60 registers take 125.04 ms; a request 13 + 3.5 characters, 20 ms and the silence before it: 37.19 ms and that.
    @Test(arguments: [(87, 2), (88, 1)])
    func aDevicesOwnSilenceIsPartOfARequestsCost(gap: Int, requests: Int) throws {
        let profile = try twoPoints(apart: 60, head: "limits: {gap: \(gap)ms}")
        #expect(profile.readPlan(at: .serial(character: .at9600)).count == requests)
    }

    @Test func noRequestHasAHoleWhereTheProfileSaysSo() throws {
        #expect(try twoPoints(apart: 1, head: "limits: {holes: false}").readPlan.count == 2)
        #expect(try twoPoints(apart: 0, head: "limits: {holes: false}").readPlan.count == 1)
    }

    @Test func everyPointHasARequestOfItsOwnWhereTheProfileSaysSo() throws {
        #expect(try twoPoints(apart: 0, head: "limits: {alone: true}").readPlan.count == 2)
    }

    @Test(arguments: [(11, 2), (12, 1)])
    func aHoleIsReadAlongOnlyWithinTheDevicesLimit(most: Int, requests: Int) throws {
        let profile = try twoPoints(apart: 10, head: "limits: {maxRegisters: \(most)}")
        #expect(profile.readPlan.count == requests)
    }

    @Test(arguments: [(5, 2), (10, 2), (0, 1), (11, 1)])
    func noRequestGoesAcrossARegisterThatWasRefused(address: Int, requests: Int) throws {
        var refused = RefusedRegisters()
        refused.insert(address..<address + 1, of: address == 0 ? .input : .holding)
        let plan = try twoPoints(apart: 10).readPlan(at: .tcp(), refused: refused)
        #expect(plan.count == requests)
        #expect(!plan.contains { refused.forbid($0.addresses, of: $0.table) })
    }

    @Test func aPointWhoseRegisterWasRefusedIsLeftOut() throws {
        var refused = RefusedRegisters()
        refused.insert(1..<2, of: .holding)
        let plan = try profile(
            "a: {own: true, register: holding 0, type: uint32}", "b: {own: true, register: holding 2, type: uint16}"
        ).readPlan(at: .tcp(), refused: refused)
        #expect(plan.map(described) == ["holding 2 ×1: b"])
    }

    @Test func aBorderThatWasRefusedPartsNeighbours() throws {
        var refused = RefusedRegisters()
        refused.insert(1..<1, of: .holding)
        #expect(try twoPoints(apart: 0).readPlan(at: .tcp(), refused: refused).map(\.count) == [1, 1])
    }

    @Test func tablesAndPeriodsAreAskedApart() throws {
        #expect(
            try mixed.readPlan.map(described) == [
                "coil 0 ×1: c", "discrete 0 ×1: d", "holding 0 ×3: a f", "input 0 ×1: b", "holding 1 ×1: e",
            ]
        )
    }

    @Test func whatIsDueAtTheSameTimeRidesAlongWhateverItsPeriod() throws {
        let requests = try mixed.requests(for: mixed.points, at: .tcp())
        #expect(
            requests.map(described) == [
                "coil 0 ×1: c", "discrete 0 ×1: d", "holding 0 ×3: a e f", "input 0 ×1: b",
            ]
        )
        #expect(requests[2].every == .seconds(1))
    }

    @Test func pointsOfOneRegisterShareIt() throws {
        let profile = try profile(
            "a: {own: true, register: holding 3.0, type: bit}", "b: {own: true, register: holding 3.1, type: bit}",
            "c: {own: true, register: holding 3, type: bitfield, bits: [4, 7]}"
        )
        #expect(profile.readPlan.map(described) == ["holding 3 ×1: a b c"])
    }

    @Test(arguments: 1...125)
    func noRequestIsLongerThanTheDeviceAllows(most: Int) throws {
        let points = (0..<150).map { "w\($0): {own: true, register: holding \($0 * 2), type: uint16}" }
        let text = yaml(points, head: "limits: {maxRegisters: \(most)}")
        let plan = try DeviceProfile(yaml: text, file: "p.yaml").readPlan
        #expect(plan.allSatisfy { $0.count <= most })
        #expect(plan.map(\.points.count).reduce(0, +) == 150)
        #expect(plan.count == (150 + (most - 1) / 2) / ((most + 1) / 2))
    }

    @Test func noOtherPartingOfThePointsCostsLess() throws {
        var random = SplitMix(seed: 3)
        for _ in 0..<50 {
            let places = Set((0..<8).map { _ in Int.random(in: 0..<120, using: &random) }).sorted()
            let profile = try DeviceProfile(
                yaml: yaml(
                    places.map { "w\($0): {own: true, register: holding \($0), type: uint16}" },
                    head: "limits: {maxRegisters: \(Int.random(in: 5...60, using: &random))}"), file: "p.yaml")
            let cost = RequestCost.serial(
                character: .at9600, answer: .milliseconds(Int.random(in: 0...60, using: &random)))
            let total = { (blocks: [ReadBlock]) in
                blocks.reduce(Duration.zero) { $0 + cost.duration(of: $1, profile.limits) }
            }
            let least = partings(of: profile.points[...]).filter { parting in
                parting.allSatisfy { $0.count <= profile.limits.maxRegisters }
            }.map(total).min()
            #expect(total(profile.readPlan(at: cost)) == least)
        }
    }

    @Test(arguments: [
        (["0", "1", "2"], []), (["0", "4", "2"], [1..<2, 3..<4]), (["3", "3", "7"], [4..<7]), (["9"], []),
        (["2 uint64", "3", "8"], [6..<8]), (["2 uint64", "3 uint32", "6"], []),
    ]) func theHolesAreTheRegistersBetweenThePoints(points: [String], holes: [Range<Int>]) throws {
        // Each in a profile of its own, since one profile may not read a register in two ways.
        let all = try points.map { text in
            let parts = text.split(separator: " ")
            let type = parts.count > 1 ? parts[1] : "int16"
            return try profile("a: {own: true, register: holding \(parts[0]), type: \(type)}").points[0]
        }
        #expect(ReadBlock(all).holes == holes)
        #expect(ReadBlock(all.reversed()).holes == holes)
        #expect(ReadBlock(all).withoutHoles.count == holes.count + 1)
    }

    @Test func anAddressBaseOfOneIsTakenOff() throws {
        let profile = try profile("a: {own: true, register: holding 1, type: uint16}", head: "addressBase: 1")
        #expect(profile.readPlan.map(described) == ["holding 0 ×1: a"])
    }

    private func described(_ block: ReadBlock) -> String {
        "\(block.table.rawValue) \(block.address) ×\(block.count): \(block.points.map(\.name).joined(separator: " "))"
    }

    private func twoPoints(apart hole: Int, head: String = "") throws -> DeviceProfile {
        try profile(
            "a: {own: true, register: holding 0, type: uint16}",
            "b: {own: true, register: holding \(1 + hole), type: uint16}", head: head)
    }

    private var mixed: DeviceProfile {
        get throws {
            try profile(
                "a: {own: true, register: holding 0, type: uint16}", "b: {own: true, register: input 0, type: uint16}",
                "c: {own: true, register: coil 0, type: bool}", "d: {own: true, register: discrete 0, type: bool}",
                "e: {own: true, register: holding 1, type: uint16, every: 1min}",
                "f: {own: true, register: holding 2, type: uint16}"
            )
        }
    }

    /// Every way to cut the points, which lie in order, into blocks.
    private func partings(of points: ArraySlice<Point>) -> [[ReadBlock]] {
        guard !points.isEmpty else { return [[]] }
        return points.indices.flatMap { last in
            partings(of: points[(last + 1)...]).map { [ReadBlock(Array(points[...last]))] + $0 }
        }
    }
}

extension Duration {
    /// One character of ten bits at 9600 baud.
    fileprivate static let at9600 = Duration.microseconds(1042)
}
