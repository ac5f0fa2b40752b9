import DeviceProfiles
import Gateway
import Modbus

/// Asks one unit that is there until it is known what it is, or the time for it is over.
struct UnitInterview {
    let unit: UInt8
    let timeout: Duration
    private(set) var recognition: DeviceRecognition
    /// Whether anything but refusals came.
    private(set) var hasWords = false
    /// Whether it ended before everything was asked that might change the result.
    private(set) var isCut = false
    private(set) var milliseconds = 0
    /// Questions by table that had no answer, also when they were repeated.
    private var silences: [Modbus.RegisterTable: Int] = [:]

    /// How long one unit may take. At 9600 baud a question takes a tenth of a second.
    static let longest = Duration.seconds(30)
    /// After so many silences a table is not asked any more.
    private static let patience = 2
    private static let patienceInAll = 8

    init(unit: UInt8, timeout: Duration, profiles: [DeviceProfile]) {
        (self.unit, self.timeout) = (unit, timeout)
        recognition = DeviceRecognition(profiles)
    }

    mutating func hold(on bus: LineAccess, _ progress: ScanProgress) async {
        let start = ContinuousClock.now
        while let question = recognition.next {
            guard .now - start < Self.longest, silences.values.reduce(0, +) < Self.patienceInAll else {
                isCut = true
                break
            }
            progress.show(bus.endpoint, unit: unit, question: recognition.asked + 1)
            guard await ask(question, on: bus) else {
                isCut = true
                break
            }
        }
        milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
    }

    /// - Returns: false if the line is not there any more.
    private mutating func ask(_ question: SeenRegisters.Question, on bus: LineAccess) async -> Bool {
        let table = Modbus.RegisterTable(question.register.table)
        guard silences[table, default: 0] < Self.patience else {
            return pass(question)
        }
        let read = ModbusRead(
            unit: unit, table: table, address: question.register.address, count: question.count, timeout: timeout,
            gap: UnitSearch.gap)
        // An answer may be lost or spoilt: a question that had none is asked again.
        for _ in 1...2 {
            do {
                recognition.answered(question, try await bus.read(read))
                hasWords = true
                return true
            } catch .refused(let exception) where exception != .busy {
                recognition.refused(question)
                return true
            } catch .lineDown {
                return false
            } catch {
                continue
            }
        }
        silences[table, default: 0] += 1
        return pass(question)
    }

    /// Nobody knows what the device would have said: silence is no refusal, and the result is not the last word.
    private mutating func pass(_ question: SeenRegisters.Question) -> Bool {
        recognition.lost(question)
        isCut = true
        return true
    }
}
