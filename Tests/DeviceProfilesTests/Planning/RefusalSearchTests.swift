import DeviceProfiles
import TestSupport
import Testing

struct RefusalSearchTests {
    @Test(
        arguments: [
            // What the device lacks, what is asked for after the refusal, and what can be read then.
            ([15], ["0 ×3", "20 ×3"], ["0 ×3", "20 ×3"]),
            ([1], ["0 ×3", "0 ×1", "1 ×2", "1 ×1", "2 ×1", "20 ×3"], ["0 ×1", "2 ×21"]),
            ([1, 15], ["0 ×3", "0 ×1", "1 ×2", "1 ×1", "2 ×1", "20 ×3"], ["0 ×1", "2 ×21"]),
            ([22], ["0 ×3", "20 ×3", "20 ×1", "21 ×2", "21 ×1", "22 ×1"], ["0 ×22"]),
        ] as [([Int], [String], [String])])
    func aRefusedBlockIsPartedUntilItIsKnownWhatTheDeviceLacks(
        lacking: [Int], asked: [String], plan: [String]
    ) throws {
        let profile = try profile(
            "a: {own: true, register: holding 0, type: uint16}", "b: {own: true, register: holding 1, type: uint16}",
            "c: {own: true, register: holding 2, type: uint16}", "d: {own: true, register: holding 20, type: uint16}",
            "e: {own: true, register: holding 21, type: uint16}", "f: {own: true, register: holding 22, type: uint16}"
        )
        var device = Device(lacking: Set(lacking))
        let refused = device.search(profile.readPlan[0])
        #expect(device.asked.map { "\($0.address) ×\($0.count)" } == asked)
        #expect(profile.readPlan(at: .tcp(), refused: refused).map { "\($0.address) ×\($0.count)" } == plan)
    }

    @Test func aPointThatIsRefusedAloneIsFoundAtOnce() throws {
        let profile = try profile(
            "a: {own: true, register: holding 3.0, type: bit}",
            "b: {own: true, register: holding 3, type: bitfield, bits: [4, 7]}")
        let search = RefusalSearch(profile.readPlan[0])
        #expect(search.next == nil)
        #expect(profile.readPlan(at: .tcp(), refused: search.found).isEmpty)
    }

    /// Also of a device that takes fewer registers at once than its profile says.
    @Test(arguments: 0..<200) func soonThePlanHasNothingThatIsRefusedAndEverythingElse(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let places = Set((0..<30).map { _ in Int.random(in: 0..<125, using: &random) }).sorted()
        let profile = try DeviceProfile(
            yaml: yaml(places.map { "w\($0): {own: true, register: holding \($0), type: uint16}" }), file: "p.yaml")
        let lacking = Set(
            (0..<Int.random(in: 0...6, using: &random)).map { _ in Int.random(in: 0..<125, using: &random) })
        var device = Device(lacking: lacking, most: Int.random(in: 1...125, using: &random))
        var refused = RefusedRegisters()
        var rounds = 0
        while let block = profile.readPlan(at: .tcp(), refused: refused).first(where: device.refuses) {
            refused.formUnion(device.search(block))
            rounds += 1
            try #require(rounds <= 200)
        }
        let read = profile.readPlan(at: .tcp(), refused: refused).flatMap(\.points).map { Int($0.register.address) }
        #expect(read == places.filter { !lacking.contains($0) })
    }

    /// A device that refuses every request for a register that it lacks, or for too many.
    private struct Device {
        let lacking: Set<Int>
        var most = 125
        private(set) var asked: [ReadBlock] = []

        init(lacking: Set<Int>, most: Int = 125) {
            self.lacking = lacking
            self.most = most
        }

        func refuses(_ block: ReadBlock) -> Bool {
            block.count > most || block.addresses.contains(where: lacking.contains)
        }

        mutating func search(_ block: ReadBlock) -> RefusedRegisters {
            var search = RefusalSearch(block)
            while let block = search.next {
                asked.append(block)
                if refuses(block) { search.refused() } else { search.answered() }
            }
            return search.found
        }
    }
}
