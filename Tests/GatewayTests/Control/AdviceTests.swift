import Facilities
import Glibc
import Modbus
import SystemErrors
import Testing

@testable import Gateway

/// A device that has answered a hundred times in good time, but for what is said.
private func device(_ unit: UInt8 = 1, answers: Int = 100, _ change: (inout BusReport.Device) -> Void = { _ in })
    -> BusReport.Device
{
    var device = BusReport.Device(
        device: DeviceID("b/\(unit)"), unit: unit, serves: [], counts: DeviceCounts(), timeout: 500, refused: [])
    for _ in 0..<answers { device.counts.answerTimes.add(.milliseconds(30)) }
    device.counts.usable = answers
    change(&device)
    return device
}

extension BusReport.Device {
    /// Answers that were not taken because of it.
    fileprivate mutating func quirk(_ quirk: FrameQuirk, _ count: Int) {
        (counts.garbled, counts.refusedQuirks) = (count, [quirk.rawValue: count])
    }
}

private func bus(isSerial: Bool = true, _ devices: BusReport.Device...) -> BusReport {
    BusReport(endpoint: "/dev/ttyS1", isSerial: isSerial, busy: 0.5, devices: devices)
}

private let healthy = device(2)

struct AdviceTests {
    @Test func whatAnswersNeedsNone() {
        let report = bus(device(), device(2) { $0.counts.timeouts = 1 })
        #expect(report.advice == nil && report.deviceAdvice == [nil, nil])
    }

    @Test(arguments: [
        (
            "make it longer than 500 ms",
            device {
                $0.counts.timeouts = 2
                $0.counts.unasked = 2
            }
        ),
        (
            "make it longer than 500 ms",
            device(answers: 0) {
                $0.counts.timeouts = 9
                $0.counts.unasked = 9
            }
        ),
        (
            "make it longer than 500 ms",
            device {
                $0.counts.timeouts = 2
                for _ in 0..<6 { $0.counts.answerTimes.add(.milliseconds(450)) }
            }
        ),
        ("another device seems to have the address 1 too", device { $0.counts.unasked = 3 }),
        ("a second device with address 1, a long stub", device { $0.counts.garbled = 3 }),
        ("it has never answered: check power, A and B", device(answers: 0) { $0.counts.timeouts = 1 }),
        (
            "does no more",
            device {
                $0.counts.timeouts = 9
                $0.offlineSince = .now
            }
        ),
        ("check terminals and termination", device { $0.counts.timeouts = 2 }),
        ("it answers, but refuses everything (9 times)", device(answers: 0) { $0.counts.exceptions = 9 }),
        ("100 answers and never a usable value", device { $0.counts.usable = 0 }),
        ("write transactionId: ignored", device(answers: 0) { $0.quirk(.transactionID, 9) }),
        ("write unitInAnswer: any", device(answers: 0) { $0.quirk(.otherUnit, 9) }),
        (
            "bytes before its answers are skipped, the values are good",
            device { $0.counts.quirks = ["foreignBytes": 90] }
        ),
        ("local echo is on", device { $0.counts.quirks = ["echo": 90] }),
        ("closeAfter: 0s for the bus", device { $0.counts.quirks = ["hungUp": 90] }),
        ("limits: {holes: false}", device { $0.avoidsHoles = true }),
        ("it refuses current", device { $0.refused = [Quantity(rawValue: "current")!] }),
    ])
    func oneDeviceIsAdvisedByHowItAnswers(_ advice: String, _ device: BusReport.Device) throws {
        let report = bus(device, healthy)
        #expect(report.advice == nil)
        let text = try #require(report.deviceAdvice[0])
        #expect(text.en.contains(advice), "\(text.en)")
        #expect(report.deviceAdvice[1] == nil)
    }

    @Test func theOftenerQuirkIsNamed() throws {
        let report = bus(device { $0.counts.quirks = ["foreignBytes": 2, "echo": 90] }, healthy)
        #expect(try #require(report.deviceAdvice[0]).en.contains("local echo"))
        let refused = bus(
            device(answers: 0) {
                $0.counts.garbled = 99
                $0.counts.refusedQuirks = ["transactionID": 3, "otherUnit": 90]
            }, healthy)
        #expect(try #require(refused.deviceAdvice[0]).en.contains("unitInAnswer: any"))
    }

    @Test func aQuirkOfAnswersThatAreTakenIsNotCalledRefused() {
        let report = bus(device { ($0.counts.usable, $0.counts.quirks) = (0, ["transactionID": 100]) }, healthy)
        #expect(report.deviceAdvice[0]?.en.contains("are not taken") == false)
    }

    @Test func aDeviceThatRefusedEverythingAndIsGoneIsSaidToBeGone() throws {
        let report = bus(
            device(answers: 0) {
                $0.counts.exceptions = 9
                $0.counts.timeouts = 9
                $0.offlineSince = .now
            }, healthy)
        #expect(try #require(report.deviceAdvice[0]).en.contains("does no more"))
    }

    @Test func anotherMasterIsNamedForTheLine() {
        var report = bus(device(), healthy)
        report.otherMaster = .now
        #expect(report.advice?.en.contains("another master") == true)
    }

    @Test func answersThatStopHalfwayNameTheKey() throws {
        let report = bus(device(answers: 0) { $0.quirk(.pieces, 9) }, healthy)
        #expect(try #require(report.deviceAdvice[0]).en.contains("frameGap: 1s"))
    }

    @Test func spoiltAnswersOfSeveralAreTheLinesFault() {
        let report = bus(device { $0.counts.garbled = 3 }, device(2) { $0.counts.garbled = 2 })
        #expect(report.deviceAdvice.allSatisfy { $0?.en.contains("120 Ω at both ends") == true })
    }

    @Test func oneInAHundredIsTooManyAndLessIsNot() {
        #expect(bus(device(answers: 196) { $0.counts.garbled = 2 }).deviceAdvice[0] != nil)
        #expect(bus(device(answers: 199) { $0.counts.garbled = 2 }).deviceAdvice[0] == nil)
        #expect(bus(device(answers: 10) { $0.counts.garbled = 1 }).deviceAdvice[0] == nil)
    }

    @Test func aLineWhereNobodyAnswersIsAdvisedOnce() {
        let silent = { (unit: UInt8) in device(unit, answers: 0) { $0.counts.timeouts = 4 } }
        let report = bus(silent(1), silent(2))
        #expect(report.advice?.en.contains("A and B swapped") == true)
        #expect(report.deviceAdvice == [nil, nil])
    }

    @Test func aLineThatIsAskedForTooMuchIsSaid() {
        let due = { (skipped: Int) in device { ($0.counts.due, $0.counts.skipped) = (100, skipped) } }
        #expect(bus(due(6)).advice?.en.contains("cannot keep the periods") == true)
        #expect(bus(due(5)).advice == nil)
    }

    /// Counts only the turns that were not put off: what a suspension cost is no sign of a slow line.
    @Test func whatWasPutOffDoesNotCountAgainstTheLine() {
        let due = { (late: Int) in
            device { ($0.counts.due, $0.counts.skipped, $0.counts.putOff) = (400, 300 + late, 300) }
        }
        #expect(bus(due(6)).advice?.en.contains("cannot keep the periods") == true)
        #expect(bus(due(5)).advice == nil)
        #expect(due(5).countTexts.map(\.zh).contains("没来得及问 5"))
        #expect(due(0).countTexts.map(\.zh).contains("不应答或已暂停而未问 300"))
    }

    @Test func aLineThatIsAwayOrSuspendedHasNoOtherAdvice() {
        var report = bus(device(answers: 0) { $0.counts.timeouts = 4 })
        report.lineDownText = Text(systemError: ENODEV)
        #expect(report.advice?.en.contains("plugged in") == true && report.deviceAdvice == [nil])
        (report.lineDownText, report.suspendedUntil) = (nil, .now)
        #expect(report.advice == nil && report.deviceAdvice == [nil])
    }
}
