import DeviceProfiles
import Testing

struct ReadPlanTests {
    @Test func neighboursShareARequestAndSmallHolesAreReadAlong() throws {
        let profile = try profile(
            "c: {register: holding 20, type: uint16}", "a: {register: holding 0, type: float32}",
            "b: {register: holding 10, type: uint16}"
        )
        #expect(plan(profile) == ["holding 0 ×11: a b", "holding 20 ×1: c"])
    }

    @Test func tablesAndPeriodsAreAskedApart() throws {
        let profile = try profile(
            "a: {register: holding 0, type: uint16}", "b: {register: input 0, type: uint16}",
            "c: {register: coil 0, type: bool}", "d: {register: discrete 0, type: bool}",
            "e: {register: holding 1, type: uint16, every: 1min}", "f: {register: holding 2, type: uint16}"
        )
        #expect(
            plan(profile) == [
                "coil 0 ×1: c", "discrete 0 ×1: d", "holding 0 ×3: a f", "input 0 ×1: b", "holding 1 ×1: e",
            ]
        )
    }

    @Test func pointsOfOneRegisterShareIt() throws {
        let profile = try profile(
            "a: {register: holding 3.0, type: bit}", "b: {register: holding 3.1, type: bit}",
            "c: {register: holding 3, type: bitfield, bits: [4, 7]}"
        )
        #expect(plan(profile) == ["holding 3 ×1: a b c"])
    }

    @Test(arguments: 1...125)
    func noRequestIsLongerThanTheDeviceAllows(most: Int) throws {
        let points = (0..<150).map { "w\($0): {register: holding \($0 * 2), type: uint16}" }
        let text = yaml(points, head: "limits: {maxRegisters: \(most)}")
        let plan = try DeviceProfile(yaml: text, file: "p.yaml").readPlan
        #expect(plan.allSatisfy { $0.count <= most })
        #expect(plan.map(\.points.count).reduce(0, +) == 150)
        #expect(plan.count == (150 + (most - 1) / 2) / ((most + 1) / 2))
    }

    @Test func fortyWordsAreOneRequest() throws {
        let points = (0..<40).map { "w\($0): {register: holding \($0), type: uint16}" }
        #expect(try DeviceProfile(yaml: yaml(points), file: "p.yaml").readPlan.map(\.count) == [40])
    }

    @Test func anAddressBaseOfOneIsTakenOff() throws {
        let profile = try profile("a: {register: holding 1, type: uint16}", head: "addressBase: 1")
        #expect(plan(profile) == ["holding 0 ×1: a"])
    }

    private func plan(_ profile: DeviceProfile) -> [String] {
        profile.readPlan.map { block in
            "\(block.table.rawValue) \(block.address) ×\(block.count): \(block.points.map(\.name).joined(separator: " "))"
        }
    }
}
