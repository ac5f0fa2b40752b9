import Facilities
import Journal
import Testing
import WebPage

@testable import Gateway

private let code = Facility.Code("NJ320104D000049")!
private let device = DeviceID("line-1/1")
private let start = Timestamp("2027-03-01T02:00:00Z")!

/// A board of a start of the machine whose clock began three days ahead; entry 1 says so.
struct BoardTests {
    private let board = Board(after: 0)

    init() { board.take(kept(clock(.started, ahead: .days(3), at: 1))) }

    private func clock(
        _ step: ClockChange.Step, boot: String = "boot01", ahead: Duration, moved: Duration? = nil, at sequence: Int64
    ) -> KeptEntry {
        let change = ClockChange(
            step, boot: boot, offset: (start + ahead).milliseconds, moved: moved?.milliseconds, isBelieved: true)
        return KeptEntry(sequence: sequence, facility: nil, time: start + ahead, .clock(change))
    }

    private func sample(_ time: Timestamp, at sequence: Int64, of device: DeviceID = device) -> Kept<Sample> {
        let sample = Sample(device: device, time: time, readings: [Reading(.tsp, 25, .microgramPerCubicMetre)])
        return Kept(sequence: sequence, facility: code, time: time, sample)
    }

    private func kept(_ entries: KeptEntry..., samples: [Kept<Sample>] = []) -> Judged {
        var judged = Judged()
        (judged.batch.entries, judged.batch.samples) = (entries, samples)
        return judged
    }

    private func times() -> [Timestamp] {
        let times = board.readings(of: code, places: [:]).map(\.time)
        #expect(board.latestSamples[code]?.values.map(\.time).sorted() == times.sorted())
        return times
    }

    @Test func theReadingOfASilentDeviceIsCorrectedWithTheClock() {
        board.take(kept(samples: [sample(start + .days(3) + .minutes(1), at: 2)]))
        #expect(times() == [start + .days(3) + .minutes(1)])
        board.take(kept(clock(.stepped, ahead: .zero, moved: .zero - .days(3), at: 3)))
        #expect(times() == [start + .minutes(1)])
        // And again.
        board.take(kept(clock(.stepped, ahead: .hours(1), moved: .hours(1), at: 4)))
        #expect(times() == [start + .hours(1) + .minutes(1)])
    }

    @Test func whatIsStampedByTheNewClockStaysAlsoInTheSameCommit() {
        let (before, after) = (DeviceID("line-1/1"), DeviceID("line-1/2"))
        board.take(
            kept(
                clock(.stepped, ahead: .zero, moved: .zero - .days(3), at: 3),
                samples: [
                    sample(start + .days(3) + .minutes(1), at: 2, of: before),
                    sample(start + .minutes(2), at: 4, of: after),
                ]))
        #expect(times() == [start + .minutes(1), start + .minutes(2)])
    }

    /// The journal of a board has other starts of the machine before.
    @Test func aStepMovesNothingOfAnotherStart() {
        board.take(kept(samples: [sample(start + .days(3) + .minutes(1), at: 2)]))
        board.take(kept(clock(.started, boot: "boot02", ahead: .days(4), at: 3)))
        board.take(kept(clock(.stepped, boot: "boot02", ahead: .days(5), moved: .days(1), at: 4)))
        #expect(times() == [start + .days(3) + .minutes(1)])
    }
}
