import DeviceProfiles
import Testing

@testable import Gateway

struct HoleTrialTests {
    private func block(_ addresses: [UInt16]) throws -> ReadBlock {
        let points = addresses.map { "  p\($0): {own: true, register: holding \($0), type: uint16, every: 1s}" }
        let profile = try DeviceProfile(
            yaml: """
                profile: made-up
                name: {zh: x, en: x}
                source: "test"
                verified: false
                points:
                \(points.joined(separator: "\n"))
                """, file: "made-up.yaml")
        return ReadBlock(profile.points)
    }

    /// What is asked for when each is answered or not, and what comes of it.
    private func course(_ answers: [Bool]) throws -> (counts: [Int], outcome: HoleTrial.Outcome) {
        var trial = HoleTrial(try block([0, 1, 6]))
        var counts: [Int] = []
        for isAnswered in answers {
            counts.append(trial.request.count)
            switch isAnswered ? trial.answered() : trial.failed(mayBeOfHoles: true) {
            case .goesOn(let next): trial = next
            case let outcome: return (counts, outcome)
            }
        }
        return (counts, .goesOn(trial))
    }

    @Test func theBlockIsAskedAgainBeforeItIsTriedInParts() throws {
        #expect(try course([true]) == ([7], .bridges))
        #expect(try course([false, false, false]) == ([7, 2, 1], .unknown))
    }

    @Test func onlyAWholeThatFailsAfterAPartWasAnsweredHasHoles() throws {
        #expect(try course([false, true, false]) == ([7, 2, 7], .hasHoles))
        #expect(try course([false, false, true, false]) == ([7, 2, 1, 7], .hasHoles))
        // A device that was away, and is back.
        #expect(try course([false, true, true]) == ([7, 2, 7], .bridges))
    }

    @Test func aFailureOfAnotherKindSaysNothing() throws {
        #expect(HoleTrial(try block([0, 6])).failed(mayBeOfHoles: false) == .unknown)
    }

    @Test func noMoreThanThreePartsAreTried() throws {
        var trial = HoleTrial(try block([0, 2, 4, 6, 8]))
        var parts = 0
        while case .goesOn(let next) = trial.failed(mayBeOfHoles: true) {
            trial = next
            parts += 1
        }
        #expect(parts == 3)
    }
}
