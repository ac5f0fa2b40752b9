import Facilities
import Foundation
import TestSupport
import Testing

@testable import Gateway

/// What the gateway asks to know whether the clock is right. No real chronyd: one that answers with the same bytes.
@Suite(.timeLimit(.minutes(1))) struct TimeSourceTests {
    private let folder = try! TemporaryFolder()
    private var missing: String { folder.path + "/missing" }

    /// A reply as chronyd 4.3 gave it, of a clock that follows 127.0.0.1.
    private static func reply(
        to request: [UInt8], reference: [UInt8] = [127, 0, 0, 1], leap: UInt8 = 0, correction: [UInt8] = [0, 0, 0, 0]
    ) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 104)
        bytes.replaceSubrange(0..<8, with: [6, 2, 0, 0, 0, 33, 0, 5])
        bytes.replaceSubrange(16..<20, with: request[8..<12])
        bytes.replaceSubrange(28..<32, with: reference)
        bytes[55] = leap
        bytes.replaceSubrange(68..<72, with: correction)
        return bytes
    }

    /// - Parameter limit: as long as a busy machine may need to answer; for one that does not, as long as the gateway waits.
    private func source(_ chrony: UDPResponder, within limit: Duration = .seconds(30)) -> TimeSource? {
        withExtendedLifetime(chrony) {
            TimeSource.current(kernel: false, timesyncd: missing, chrony: chrony.port, within: limit)
        }
    }

    @Test func theRequestIsOfChronysProtocolAndAsLongAsTheReply() {
        let request = ChronyTracking.request(0x0102_0304)
        #expect(request.count == 104)
        #expect(request.prefix(12) == [6, 1, 0, 0, 0, 33, 0, 0, 1, 2, 3, 4])
        #expect(request.dropFirst(12).allSatisfy { $0 == 0 })
    }

    @Test(arguments: [0, 1, 2] as [UInt8]) func aClockThatChronySteersIsChronys(leap: UInt8) {
        let chrony = UDPResponder { [Self.reply(to: $0, leap: leap)] }
        #expect(source(chrony) == .chrony)
        #expect(source(chrony) == .chrony, "asked twice")
        #expect(Set(chrony.received.map { $0[8..<12] }).count == 2, "each request has a number of its own")
    }

    /// Numbers as chrony's UTI_FloatHostToNetwork writes them.
    @Test(
        arguments: [
            ([0x00, 0x00, 0x00, 0x00], 0, true), ([0xDC, 0x80, 0x00, 0x00], 0x1p-20, true),
            ([0x04, 0x80, 0x00, 0x00], 1, true), ([0x05, 0x80, 0x00, 0x00], -1, true),
            ([0x04, 0x80, 0x00, 0x01], 1 + 0x1p-23, false), ([0x05, 0x7F, 0xFF, 0xFF], -1 - 0x1p-23, false),
            ([0x1A, 0xE1, 0x00, 0x00], 3600, false), ([0x7E, 0xFF, 0xFF, 0xFF], 0x1p62 - 0x1p38, false),
        ] as [([UInt8], Double, Bool)])
    func aClockMayBeASecondAwayFromWhatChronyKnows(bytes: [UInt8], correction: Double, isRight: Bool) throws {
        let request = ChronyTracking.request(7)
        let tracking = try #require(ChronyTracking(reply: Self.reply(to: request, correction: bytes), to: 7))
        #expect(tracking.correction == correction)
        #expect(tracking.isSynchronised == isRight, "with `-x`, or while a large error is taken back slowly")
    }

    @Test func aClockThatNothingSteersIsNobodys() {
        let unsynchronised = UDPResponder { [Self.reply(to: $0, reference: [0, 0, 0, 0], leap: 3)] }
        #expect(source(unsynchronised) == nil)
        let lost = UDPResponder { [Self.reply(to: $0, leap: 3)] }
        #expect(source(lost) == nil, "it has a reference, and does not follow it")
        let none = UDPResponder { [Self.reply(to: $0, reference: [0, 0, 0, 0])] }
        #expect(source(none) == nil)
        let itself = UDPResponder { [Self.reply(to: $0, reference: [127, 127, 1, 1])] }
        #expect(source(itself) == nil, "`local` in chrony.conf: the clock agrees with itself")
    }

    @Test func whatIsNoReplyToTheRequestIsNotBelieved() {
        typealias Edit = @Sendable (inout [UInt8]) -> Void
        let edits: [Edit] = [
            { $0.removeLast() }, { $0.removeLast(100) }, { $0 = Array("synchronised".utf8) },
            { $0 = $0.map { _ in .random(in: 0...255) } }, { $0[0] = 5 }, { $0[1] = 1 }, { $0[5] = 34 }, { $0[7] = 6 },
            { $0[9] = 3 }, { $0[19] ^= 1 },
        ]
        for edit in edits {
            // The last one is a reply, and says that the clock is not synchronised.
            let chrony = UDPResponder { request in
                var wrong = Self.reply(to: request)
                edit(&wrong)
                return [wrong, Self.reply(to: request, leap: 3)]
            }
            #expect(source(chrony) == nil)
            #expect(chrony.received.count == 1)
        }
    }

    @Test func theReplyIsFoundBehindALateOneOfAnotherRequest() {
        let chrony = UDPResponder { request in
            var late = Self.reply(to: request, leap: 3)
            late[19] ^= 1
            return [late, Array("garbage".utf8), Self.reply(to: request)]
        }
        #expect(source(chrony) == .chrony)
    }

    @Test func silenceCostsATenthOfASecondAndAClosedPortNothing() {
        let silent = UDPResponder { _ in [] }
        let start = ContinuousClock.now
        #expect(source(silent, within: .milliseconds(100)) == nil)
        #expect(ContinuousClock.now - start >= .milliseconds(100))
        // Half a minute would be enough to tell it from the silence, and is more than a busy machine needs.
        let closed = ContinuousClock.now
        #expect(ChronyTracking.answer(from: freePort(), within: .seconds(30)) == nil)
        #expect(ContinuousClock.now - closed < .seconds(20))
    }

    /// One that answers again and again with something else does not hold up the gateway.
    @Test func aFloodOfOtherAnswersEndsInTime() {
        let flood = UDPResponder { _ in Array(repeating: [1, 2, 3], count: 10_000) }
        let start = ContinuousClock.now
        #expect(source(flood, within: .milliseconds(100)) == nil)
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test func theKernelIsAskedFirstAndTimesyncdsFileOnlyWhereItMayNotBe() throws {
        let chrony = UDPResponder { [Self.reply(to: $0, leap: 3)] }
        let file = folder.path + "/synchronized"
        try Data().write(to: URL(filePath: file))
        func source(_ kernel: Bool?, _ timesyncd: String) -> TimeSource? {
            TimeSource.current(kernel: kernel, timesyncd: timesyncd, chrony: chrony.port, within: .seconds(30))
        }
        #expect(source(true, missing) == .kernel)
        #expect(source(true, file) == .kernel)
        #expect(source(nil, file) == .timesyncd)
        #expect(chrony.received.isEmpty, "nobody else had to be asked")
        #expect(source(nil, missing) == nil)
        #expect(source(false, file) == nil, "timesyncd was there hours ago, and the kernel's word is of now")
        #expect(chrony.received.count == 2)
    }
}
