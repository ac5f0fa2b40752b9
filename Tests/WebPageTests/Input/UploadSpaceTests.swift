import NIOCore
import Testing

@testable import WebPage

/// A space of 300 kB beyond the first 64 kB of each body: 100 kB for an address.
@Suite struct UploadSpaceTests {
    private let space = UploadSpace(most: 300_000)

    /// Begins a body that uses so many bytes of the space.
    private func begin(_ address: String, using bytes: Int) -> Int {
        let number = space.begin(from: address)
        #expect(take(UploadSpace.free + bytes, number))
        return number
    }

    private func take(_ bytes: Int, _ number: Int) -> Bool {
        space.take(ByteBuffer(repeating: 7, count: bytes), for: number)
    }

    @Test func smallBodiesAlwaysFit() {
        for address in ["a", "b", "c"] { _ = begin(address, using: 100_000) }
        #expect(space.held == 300_000)
        for _ in 0..<20 {
            let number = space.begin(from: "a")
            #expect(take(UploadSpace.free, number))
            #expect(space.whole(number)?.readableBytes == UploadSpace.free)
        }
        #expect(space.held == 300_000)
    }

    @Test func whatIsDeclaredOrBegunUsesNothing() {
        for _ in 0..<100 { #expect(take(1000, space.begin(from: "a"))) }
        #expect(space.held == 0)
    }

    @Test func oneBodyAloneMayFillTheSpaceAndNotAByteMore() {
        let number = begin("a", using: 299_999)
        #expect(take(1, number))
        #expect(!take(1, number))
        #expect(space.held == 0 && space.whole(number) == nil)
    }

    @Test func severalBodiesOfAnAddressHaveAThirdAndTheOldestGivesWay() {
        let first = begin("a", using: 50_000)
        let second = begin("a", using: 50_000)
        #expect(space.held == 100_000)
        #expect(take(1, second))
        #expect(!take(1, first))
        #expect(space.whole(first) == nil && space.whole(second) != nil)
    }

    @Test func whoHasMoreThanAThirdGivesWayToAnotherAddress() {
        let other = begin("b", using: 50_000)
        let large = begin("a", using: 250_000)
        #expect(take(1, other))
        #expect(!take(1, large))
        #expect(take(1, other))
    }

    @Test func whoHasMoreThanAThirdDoesNotPushOutOthers() {
        let other = begin("b", using: 50_000)
        let large = begin("a", using: 250_000)
        #expect(!take(1, large))
        #expect(take(1, other) && space.held == 50_001)
    }

    @Test func amongThoseWithinTheirShareTheOldestUnfinishedGivesWay() {
        let numbers = ["a", "b", "c"].map { begin($0, using: 100_000) }
        #expect(space.whole(numbers[0]) != nil)
        _ = begin("d", using: 10_000)
        #expect(space.whole(numbers[0]) != nil)
        #expect(!take(1, numbers[1]))
        #expect(space.whole(numbers[2]) != nil)
    }

    @Test func bodiesThatAreBeingAnsweredStayAndTheNewOneIsRefused() {
        let numbers = ["a", "b", "c"].map { begin($0, using: 100_000) }
        for number in numbers { #expect(space.whole(number) != nil) }
        let late = space.begin(from: "d")
        #expect(take(UploadSpace.free, late))
        #expect(!take(1, late))
        space.end(numbers[0])
        #expect(space.held == 200_000)
        _ = begin("d", using: 100_000)
    }
}
