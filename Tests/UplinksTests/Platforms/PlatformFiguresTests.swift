import Delivery
import Facilities
import HJ212
import Testing

@testable import Uplinks

/// What packets say of readings and means.
struct PlatformFiguresTests {
    private let figures = PlatformFigures(.here)

    private func flag(_ reading: Reading) -> DataFlag? { ReadingQuality(reading).flag }

    @Test(arguments: [
        (Quality.Reason.noAnswer, DataFlag.noConnection), (.busError, .noConnection), (.exception, .fault),
        (.notAvailable, .fault), (.outOfRange, .outOfRange), (.maintenance, .maintenance),
        (.warmingUp, .maintenance), (.calibrating, .calibrating), (.stuck, .fault), (.rateOfChange, .normal),
        (.precision, .normal), (.otherMaster, .fault), (.unknown(14), .fault),
    ]) func eachReasonHasItsFlag(reason: Quality.Reason, expected: DataFlag) {
        #expect(flag(Reading(.tsp, 1, .microgramPerCubicMetre, quality: .uncertain(reason))) == expected)
        #expect(flag(Reading(.tsp, .microgramPerCubicMetre, bad: reason)) == expected)
    }

    @Test func aBoundIsOutOfRangeAndAnUntrustedClockWaits() {
        #expect(flag(Reading(.tsp, 1, .microgramPerCubicMetre, bound: .atLeast)) == .outOfRange)
        #expect(flag(Reading(.tsp, 1, .microgramPerCubicMetre, bound: .atMost)) == .outOfRange)
        #expect(flag(Reading(.tsp, 1, .microgramPerCubicMetre)) == .normal)
        #expect(flag(Reading(.tsp, 1, .microgramPerCubicMetre, quality: .uncertain(.clockUntrusted))) == nil)
    }

    @Test func aGapHasAFlagAndNoNumber() {
        let sample = Sample(
            device: DeviceID("b/1"), time: .noon,
            readings: [Reading(.tsp, .microgramPerCubicMetre, bad: .noAnswer), Reading(.noise, 61.25, .decibel)])
        let report = figures.realtime([.here: [sample]])
        #expect(
            report?.content.description == "DataTime=20261201120000;a34001-Flag=B;LA-Rtd=61.2,LA-Flag=N")
    }

    @Test func whatIsOldIsLeftAway() {
        let old = Sample(
            device: DeviceID("b/1"), time: .noon - .minutes(6), readings: [Reading(.tsp, 1, .microgramPerCubicMetre)])
        let new = Sample(device: DeviceID("b/1"), time: .noon, readings: [Reading(.noise, 60, .decibel)])
        let report = figures.realtime([.here: [old, new]])
        #expect(report?.content.description == "DataTime=20261201120000;LA-Rtd=60.0,LA-Flag=N")
        #expect(figures.realtime([:]) == nil)
    }

    @Test func noiseHasLevels() {
        var values = Accumulator(.energy)
        for level in [60.0, 70] { values.add(level) }
        let mean = Aggregate(
            device: DeviceID("b/1"), interval: .hour, start: .noon,
            columns: [Aggregate.Column(.noise, .decibel, values, minutes: 60)])
        let report = figures.interval(.hour, start: .noon, IntervalMeans(whole: Means([.here: [mean]])))
        #expect(
            report?.content.description
                == "DataTime=20261201120000;a34001-Flag=D;Leq-Data=67.4;LMx-Data=70.0;LMn-Data=60.0")
    }

    @Test func treatmentThatStandsIsAFacilityThatDoesNotRun() {
        var station = PlatformStation.here
        station.machines = [.init(.here, DeviceID("b/2"), .fanState, above: 0.5)]
        let figures = PlatformFigures(station)
        let samples = { (state: Double) in
            [
                Facility.Code.here: [
                    Sample(
                        device: DeviceID("b/1"), time: .noon, readings: [Reading(.tsp, 1000, .microgramPerCubicMetre)]),
                    Sample(device: DeviceID("b/2"), time: .noon, readings: [Reading(.fanState, state, .one)]),
                ]
            ]
        }
        #expect(figures.realtime(samples(0))?.content["a34001-Flag"] == "F")
        #expect(figures.realtime(samples(1))?.content["a34001-Flag"] == "N")
        #expect(figures.states(samples(1))?.content.description == "DataTime=20261201120000;SB1-RS=1")
        var hours = Accumulator(.arithmetic)
        for state in [1.0, 1, 1, 0] { hours.add(state) }
        let day = Aggregate(
            device: DeviceID("b/2"), interval: .day, start: .midnight,
            columns: [Aggregate.Column(.fanState, .one, hours, minutes: 1200)])
        #expect(
            figures.runHours(day: .midnight, IntervalMeans(whole: Means([.here: [day]])))?.content.description
                == "DataTime=20261201000000;SB1-RT=15.0")
    }

    // MARK: Packets

    @Test func minutesOfAnIntervalAreOnePacket() {
        let packer = PlatformPacker([.here], minutes: 5)
        let items = (0..<7).map { minute in
            Chosen(
                .aggregate(
                    Kept(
                        sequence: Int64(minute + 1), facility: .here, time: .noon,
                        Aggregate.dust(.minute, .noon + .minutes(minute), [1]))))
        }
        let parcels = packer.parcels(items)
        #expect(parcels.map(\.items.count) == [5, 2])
        let starts = parcels.map { packer.keys(of: $0.items).map(\.time.lowerBound) }
        #expect(starts == [[.noon], [.noon + .minutes(5)]])
        // The platform sets shorter means before they are sent.
        packer.minutes = 2
        #expect(
            packer.keys(of: parcels[0].items).map(\.time.lowerBound)
                == [.noon, .noon + .minutes(2), .noon + .minutes(4)])
    }

    @Test func aPacketIsSentOnceWhateverNumberOfMessagesAskForIt() {
        var outbox = PlatformOutbox()
        let key = PlatformKey(station: "M", interval: .minute, time: .noon..<Timestamp.noon + .minutes(10))
        let late = PlatformKey(station: "M", interval: .hour, time: .noon - .hours(1)..<Timestamp.noon)
        outbox.add([late], isLate: true, token: 1)
        outbox.add([key], isLate: false, token: 3)
        outbox.add([key], isLate: false, token: 5)
        #expect(outbox.next(closed: .noon + .minutes(9)) == late)
        #expect(outbox.next(closed: .noon + .minutes(10)) == key)
        outbox.sent(key)
        #expect(outbox.next(closed: .noon + .minutes(10)) == late)
        #expect(outbox.delivered(key, []) == [3, 5])
        #expect(outbox.count == 1)
    }

    @Test func aMessageOfSeveralPacketsIsAnsweredWithTheLast() {
        var outbox = PlatformOutbox()
        let keys = (0..<3).map { half in
            let start = Timestamp.noon + .minutes(5 * half)
            return PlatformKey(station: "M", interval: .minute, time: start..<start + .minutes(5))
        }
        outbox.add(Array(keys[..<2]), isLate: false, token: 1)
        outbox.add(Array(keys[1...]), isLate: false, token: 3)
        outbox.sent(keys[0])
        #expect(outbox.delivered(keys[0], []) == [])
        outbox.sent(keys[1])
        #expect(outbox.delivered(keys[1], []) == [1])
        #expect(outbox.delivered(keys[2], []) == [3])
    }

    @Test func whatCameWhileAPacketWasOnItsWayIsSentWithTheNext() {
        var outbox = PlatformOutbox()
        let key = PlatformKey(station: "M", interval: .hour, time: .noon - .hours(1)..<Timestamp.noon)
        outbox.add([key], isLate: false, token: 1)
        outbox.sent(key)
        outbox.add([key], isLate: false, token: 2)
        #expect(outbox.next(closed: .noon) == nil)
        #expect(outbox.delivered(key, []) == [1])
        #expect(outbox.next(closed: .noon) == key)
        #expect(outbox.delivered(key, []) == [2] && outbox.count == 0)
    }

    @Test func whatIsHandedOverAgainIsNotAnsweredWithThePacketOnItsWay() {
        var outbox = PlatformOutbox()
        let key = PlatformKey(station: "M", interval: .hour, time: .noon - .hours(1)..<Timestamp.noon)
        outbox.add([key], isLate: false, token: 1)
        outbox.sent(key)
        outbox.add([key], isLate: false, token: 2)
        outbox.disconnected()
        outbox.add([key], isLate: false, token: 3)
        #expect(outbox.delivered(key, []) == [])
        #expect(outbox.delivered(key, []) == [3])
    }
}
