import Facilities
import Testing

@testable import Gateway

struct LinkLogTests {
    private let devices = (1...40).map { DeviceID("line/\($0)") }

    private func seconds(_ count: Int) -> Duration { .seconds(count) }

    /// D12.
    @Test func fortyDevicesThatGoAwayAreOneLineAndOneWhenTheyReturn() {
        var log = LinkLog(devices: 40)
        var lines: [LinkLog.Line] = []
        for (index, device) in devices.enumerated() {
            log.changed(device, .lost, "no answer", at: seconds(index * 2))
            lines += log.lines(at: seconds(index * 2))
        }
        #expect(lines == [.lost(devices, reason: "no answer")])
        lines = []
        for (index, device) in devices.enumerated() {
            log.changed(device, .returned, at: seconds(200 + index))
            lines += log.lines(at: seconds(200 + index))
        }
        #expect(lines == [.returned(devices)])
    }

    @Test func oneDeviceOfManyIsLoggedWhenNoOtherHasFollowed() {
        var log = LinkLog(devices: 40)
        log.changed(devices[0], .lost, "no answer", at: seconds(10))
        #expect(log.lines(at: seconds(24)) == [])
        #expect(log.lines(at: seconds(25)) == [.lost([devices[0]], reason: "no answer")])
        #expect(log.lines(at: seconds(60)) == [])
    }

    @Test func theOnlyDeviceOfALineIsLoggedAtOnce() {
        var log = LinkLog(devices: 1)
        log.changed(devices[0], .lost, "no answer", at: seconds(10))
        #expect(log.lines(at: seconds(10)) == [.lost([devices[0]], reason: "no answer")])
    }

    @Test func whatHappenedLastIsSaidLast() {
        var log = LinkLog(devices: 2)
        log.changed(devices[0], .returned, at: seconds(1))
        log.changed(devices[0], .lost, "no answer", at: seconds(2))
        #expect(log.flush() == [.returned([devices[0]]), .lost([devices[0]], reason: "no answer")])
    }

    @Test func oneDeviceTwiceIsNotTheWholeLine() {
        var log = LinkLog(devices: 2)
        log.changed(devices[0], .lost, "no answer", at: seconds(1))
        log.changed(devices[0], .returned, at: seconds(2))
        log.changed(devices[0], .lost, "no answer", at: seconds(3))
        #expect(log.lines(at: seconds(3)) == [])
    }

    @Test func aDeviceThatComesAndGoesAndThenStaysAwayIsNotCalledSteady() {
        var log = LinkLog(devices: 2)
        for turn in 0..<9 {
            log.changed(devices[0], turn % 2 == 0 ? .lost : .returned, "no answer", at: seconds(turn * 30))
            _ = log.lines(at: seconds(turn * 30 + 20))
        }
        #expect(log.lines(at: seconds(8 * 30 + 3600)) == [.gone([devices[0]])])
    }

    @Test func aDeviceThatComesAndGoesIsLoggedUntilThatIsSaidAndAgainAfterASteadyHour() {
        var log = LinkLog(devices: 2)
        var lines: [LinkLog.Line] = []
        for turn in 0..<120 {
            log.changed(devices[0], turn % 2 == 0 ? .lost : .returned, "no answer", at: seconds(turn * 30))
            lines += log.lines(at: seconds(turn * 30 + 20))
        }
        #expect(lines.count == 7)
        #expect(lines.last == .unsteady([devices[0]]))
        #expect(log.lines(at: seconds(119 * 30 + 3599)) == [])
        #expect(log.lines(at: seconds(119 * 30 + 3600)) == [.steady([devices[0]])])
        log.changed(devices[0], .lost, "no answer", at: seconds(9000))
        #expect(log.lines(at: seconds(9015)) == [.lost([devices[0]], reason: "no answer")])
    }

    /// It would look as if it were there.
    @Test func aDeviceThatReturnedAndWasLostAgainIsLoggedLastAsLost() {
        var log = LinkLog(devices: 40)
        log.changed(devices[0], .lost, "no answer", at: seconds(0))
        #expect(log.lines(at: seconds(15)) == [.lost([devices[0]], reason: "no answer")])
        log.changed(devices[0], .returned, at: seconds(20))
        log.changed(devices[1], .lost, "no answer", at: seconds(21))
        log.changed(devices[0], .lost, "unusable", at: seconds(22))
        #expect(
            log.lines(at: seconds(40)) == [
                .returned([devices[0]]), .lost([devices[1], devices[0]], reason: "no answer"),
            ])
    }

    @Test func aDeviceThatWasLostTwiceIsNotTwoDevices() {
        var log = LinkLog(devices: 2)
        log.changed(devices[0], .lost, "no answer", at: seconds(0))
        log.changed(devices[0], .returned, at: seconds(1))
        log.changed(devices[0], .lost, "no answer", at: seconds(2))
        #expect(log.lines(at: seconds(3)) == [])
        let lost = LinkLog.Line.lost([devices[0]], reason: "no answer")
        #expect(log.lines(at: seconds(17)) == [lost, .returned([devices[0]]), lost])
    }

    @Test func ofADeviceThatComesAndGoesTheSameLineNamesNothingElse() {
        var log = LinkLog(devices: 2)
        for turn in 0..<7 { log.changed(devices[0], turn % 2 == 0 ? .lost : .returned, "x", at: seconds(turn)) }
        #expect(log.flush() == [.unsteady([devices[0]])])
    }

    @Test func aDeviceThatCameAndWentAndIsDeadIsNotCalledSteady() {
        var log = LinkLog(devices: 2)
        for turn in 0..<9 {
            log.changed(devices[0], turn % 2 == 0 ? .lost : .returned, "no answer", at: seconds(turn * 30))
            _ = log.lines(at: seconds(turn * 30 + 20))
        }
        #expect(log.lines(at: seconds(240 + 3599)) == [])
        #expect(log.lines(at: seconds(240 + 3600)) == [.gone([devices[0]])])
        log.changed(devices[0], .returned, at: seconds(5000))
        #expect(log.lines(at: seconds(5015)) == [.returned([devices[0]])])
    }
}
