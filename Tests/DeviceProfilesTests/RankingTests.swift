import DeviceProfiles
import Testing

/// What answers say for one profile and against another.
struct RankingTests {
    private func map(_ id: String, _ points: String..., head: String = "") throws -> DeviceProfile {
        let text = yaml(points, head: head).replacing("profile: test", with: "profile: \(id)")
        return try DeviceProfile(yaml: text, file: "p.yaml")
    }

    private func answers(_ words: UInt16..., from address: UInt16 = 0) -> SeenRegisters {
        var seen = SeenRegisters()
        seen.answered(.init(register: RegisterAddress(.holding, address), count: words.count), words)
        return seen
    }

    @Test func theMapThatExplainsMoreOfWhatAnsweredIsFirst() throws {
        let small = try map("small", "a: {own: true, register: holding 0, type: uint16, unit: \"%\", range: [0, 100]}")
        let large = try map(
            "large", "a: {own: true, register: holding 0, type: uint16, repeat: {count: 20, step: 1}}")
        let seen = answers(50, 7, 8, 9, 10, 11, 12, 13, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        #expect(ProfileRanking([small, large], seen).fits.map(\.profile) == ["large", "small"])
    }

    @Test func ofTwoThatExplainTheSameTheSmallerIsFirst() throws {
        let small = try map("small", "a: {own: true, register: holding 0, type: uint16, repeat: {count: 2, step: 1}}")
        let large = try map("large", "a: {own: true, register: holding 0, type: uint16, repeat: {count: 9, step: 1}}")
        let seen = answers(50, 7, 0, 0, 0, 0, 0, 0, 0)
        #expect(ProfileRanking([large, small], seen).fits.map(\.profile) == ["small", "large"])
    }

    /// An analog input's registers may hold any small number, and so can those of all other devices.
    @Test func aRangeThatSmallNumbersLieInSaysNextToNothing() throws {
        let module = try map(
            "module", "a: {own: true, register: holding 0, type: uint16, range: [0, 4095], repeat: {count: 3, step: 1}}"
        )
        let sensor = try map(
            "sensor", "unitCode: {own: true, register: holding 0, type: uint16}",
            "b: {own: true, register: holding 2, type: int16, scaleFrom: {register: holding 1, type: uint16, power: -n, range: [0, 3]}}"
        )
        #expect(ProfileRanking([module, sensor], answers(1, 2, 125)).fits[0].profile == "sensor")
    }

    @Test func mapsThatReadTheSameRegistersAlikeAreBothNamed() throws {
        let one = try map(
            "one", "a: {own: true, register: holding 0, type: uint16, unit: ppm, repeat: {count: 5, step: 1}}")
        let other = try map(
            "other", "b: {own: true, register: holding 0, type: uint16, unit: lx, repeat: {count: 5, step: 1}}")
        let third = try map("third", "c: {own: true, register: holding 90, type: uint16}")
        #expect(ProfileRanking([one, other, third], answers(4, 5, 6, 7, 8)).certainty == .amongst(["one", "other"]))
    }

    @Test func aMarkDecidesBetweenMapsThatAreOtherwiseAlike() throws {
        let point = "a: {own: true, register: holding 0, type: uint16, repeat: {count: 3, step: 1}}"
        let marked = try map("marked", point, head: "identify: {register: holding 3, equals: 785}")
        let others = try (0..<5).map { try map("other-\($0)", point) }
        #expect(ProfileRanking(others + [marked], answers(4, 5, 6, 785)).certainty == .certain)
        let without = ProfileRanking(others + [marked], answers(4, 5, 6, 7))
        #expect(without.fits.last?.profile == "marked" && without.fits.last?.mark == .differs)
    }

    @Test(arguments: [([0x1234, 0x5678], 1), ([0x41C8, 0x0000], 0)] as [([UInt16], Int)])
    func valuesThatNothingHasSpeakAgainstAMap(words: [UInt16], place: Int) throws {
        let float = try map("float", "a: {own: true, register: holding 0, type: float32, unit: °C}")
        let words16 = try map("words", "a: {own: true, register: holding 0, type: uint16, repeat: {count: 2, step: 1}}")
        let ranking = ProfileRanking([float, words16], answers(words[0], words[1]))
        #expect(ranking.fits.firstIndex { $0.profile == "float" } == place)
    }

    @Test func aRefusedRegisterSpeaksAgainstAMapAndOneThatNobodyAskedForDoesNot() throws {
        let a = try map(
            "a", "a: {own: true, register: holding 0, type: uint16}",
            "b: {own: true, register: holding 9, type: uint16}")
        let b = try map(
            "b", "a: {own: true, register: holding 0, type: uint16}",
            "b: {own: true, register: holding 8, type: uint16}")
        var seen = answers(50)
        seen.refused(.init(register: RegisterAddress(.holding, 8), count: 1))
        let ranking = ProfileRanking([b, a], seen)
        #expect(ranking.fits.map(\.profile) == ["a", "b"])
        #expect(ranking.fits.map(\.silent) == [1, 0] && ranking.fits.map(\.refused) == [0, 1])
    }
}
