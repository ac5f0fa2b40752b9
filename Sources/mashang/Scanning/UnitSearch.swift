import DeviceProfiles
import Facilities
import Modbus

/// Searches for the units of a line, and identifies those that exist.
///
/// A unit exists if there is any response to a question. Silent units are asked once more, for another table and with a
/// longer time-out: an answer may be lost, and some devices have no holding registers, or are slow.
struct UnitSearch {
    let units: ClosedRange<UInt8>
    let timeout: Duration
    let profiles: [DeviceProfile]
    let progress: ScanProgress

    private static let second = Duration.milliseconds(500)
    /// The minimum silence before a request. No known device needs more before it is identified.
    static let gap = Duration.milliseconds(20)

    /// The approximate time for one line if no unit answers.
    var whole: Duration { (timeout + patient) * units.count }

    private var patient: Duration { max(timeout, Self.second) }

    /// Searches for the units, and reports each as it is found.
    ///
    /// - Parameter later: the approximate time for the scans after this line.
    /// - Returns: nil if every unit could be asked; otherwise the reason why not.
    func look(at bus: LineAccess, later: Duration, found: (FoundUnit) -> Void) async -> String? {
        var silent: [UInt8] = []
        let rounds: [(table: Modbus.RegisterTable, timeout: Duration)] = [
            (.holding, timeout), (.input, patient),
        ]
        for (index, round) in rounds.enumerated() {
            let asked = index == 0 ? Array(units) : silent
            silent = []
            for (place, unit) in asked.enumerated() {
                progress.show(
                    bus.endpoint, unit: unit,
                    left: round.timeout * (asked.count - place) + (index == 0 ? patient * units.count : .zero) + later)
                let read = ModbusRead(
                    unit: unit, table: round.table, address: 0, count: 1, timeout: round.timeout, gap: Self.gap)
                switch await answer(to: read, on: bus) {
                case .silent: silent.append(unit)
                case .unreachable(let reason): return reason
                case .there(let unit): found(unit)
                }
            }
        }
        return nil
    }

    private enum Answer {
        case silent
        case unreachable(String)
        case there(FoundUnit)
    }

    private func answer(to read: ModbusRead, on bus: LineAccess) async -> Answer {
        var found = FoundUnit(unit: read.unit, state: .answers)
        do {
            _ = try await bus.read(read)
        } catch .refused(let exception) where ![10, 11].contains(exception.rawValue) {
            (found.state, found.reason) = (.refuses, "\(exception)")
        } catch .lineDown(let reason) {
            return .unreachable(reason.spoken)
        } catch .garbled(let reason) {
            (found.state, found.reason) = (.garbled, reason.text.en)
            return .there(found)
        } catch {
            return .silent
        }
        var interview = UnitInterview(unit: read.unit, timeout: patient, profiles: profiles)
        await interview.hold(on: bus, progress)
        found.take(interview.recognition, Dictionary(profiles.map { ($0.id, $0) }, uniquingKeysWith: { $1 }))
        (found.milliseconds, found.isSettled) = (interview.milliseconds, found.isSettled && !interview.isCut)
        if interview.hasWords { (found.state, found.reason) = (.answers, nil) }
        return .there(found)
    }
}
