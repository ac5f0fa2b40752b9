import Facilities
import Synchronization

@testable import WebPage

/// A gateway whose lines a test changes as it likes.
final class TestMachine: Sendable {
    private struct State {
        var report = MachineReport.sample
        var obstacle: Text?
        var suspended: [String] = []
        var asked = 0
    }

    private let state = Mutex(State())

    var report: MachineReport {
        get { state.withLock(\.report) }
        set { state.withLock { $0.report = newValue } }
    }

    /// The report, counted.
    func ask() -> MachineReport {
        state.withLock { state in
            state.asked += 1
            return state.report
        }
    }

    var obstacle: Text? {
        get { state.withLock(\.obstacle) }
        set { state.withLock { $0.obstacle = newValue } }
    }

    /// How often the report was asked for.
    var asked: Int { state.withLock(\.asked) }
    /// `plc 10`: what was suspended for how many minutes.
    var suspended: [String] { state.withLock(\.suspended) }

    func suspend(_ bus: String, _ minutes: Int) -> Text? {
        guard bus == "plc" else { return Text(zh: "没有这条总线", en: "there is no such bus") }
        guard 0...60 ~= minutes else { return Text(zh: "分钟数不对", en: "wrong minutes") }
        state.withLock { $0.suspended.append("\(bus) \(minutes)") }
        return nil
    }
}

extension FixedSource {
    func machine() -> MachineReport { machines.ask() }
    func metrics() -> [Metric] {
        [Metric("mashang_build_info", .gauge, "The version.", [.init(1, [.init("version", "1.2.3")])])]
    }
    func obstacle() -> Text? { machines.obstacle }
}

extension TestDoor {
    func suspend(_ bus: String, minutes: Int) -> Text? { machines.suspend(bus, minutes) }
}

extension MachineReport {
    /// A line with a device in each state, of which one has a name that would be a script.
    static let sample: MachineReport = {
        let (code, noon) = (FacilityDetail.kitchenCode, FixedSource.noon)
        let reading = CurrentReading(
            device: DeviceID("p1"), place: "", time: noon - .seconds(2),
            reading: Reading(.fume, 1.25, .milligramPerCubicMetre))
        let old = CurrentReading(
            device: DeviceID("p2"), place: "", time: noon - .minutes(5),
            reading: Reading(.fume, .milligramPerCubicMetre, bad: .noAnswer))
        func device(_ unit: Int, _ state: State, _ readings: [CurrentReading], _ advice: Text? = nil) -> Device {
            Device(
                name: "plc/\(unit)", state: state, offlineSince: state == .offline ? noon - .minutes(6) : nil,
                counts: [Text(zh: "轮询 \(unit)/10", en: "polls \(unit)/10")],
                answers: readings.isEmpty ? [] : [Text(zh: "≤5 ms 7", en: "≤5 ms 7")], advice: advice,
                entries: [Entry(name: "\(code)/p\(unit)", readings: readings)])
        }
        let silent = Text(zh: "从未应答：检查<script>供电</script>", en: "it has <script>never</script> answered")
        let line = Line(
            name: "plc", endpoint: "127.0.0.1:502", busy: 0.123, suspendedUntil: nil, advice: nil,
            devices: [
                device(1, .online, [reading]), device(2, .offline, [old], silent), device(3, .withoutValue, []),
                device(4, .unheard, []),
            ])
        return MachineReport(
            asOf: noon,
            items: [
                Item(Text(zh: "时钟", en: "Clock"), [Note(Text(zh: "已同步", en: "synchronised"))]),
                Item(
                    Text(zh: "配置", en: "Configuration"),
                    [Note(Text(zh: "gateway.yaml:3:5: <b>错", en: "gateway.yaml:3:5: <b>wrong"), isProblem: true)]),
            ], lines: [line])
    }()
}
