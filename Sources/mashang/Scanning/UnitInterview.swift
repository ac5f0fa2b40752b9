import DeviceProfiles
import Gateway
import Modbus

/// Asks a unit questions until its model is known, or until the time limit is reached.
struct UnitInterview {
    let unit: UInt8
    let timeout: Duration
    private(set) var recognition: DeviceRecognition
    /// Whether the unit answered with anything other than refusals.
    private(set) var hasWords = false
    /// Whether the interview ended before all questions that could change the result.
    private(set) var isCut = false
    private(set) var milliseconds = 0
    /// The number of questions without an answer by table, counted after their repetition.
    private var silences: [Modbus.RegisterTable: Int] = [:]

    /// The time limit for one unit. At 9600 baud a question takes a tenth of a second.
    static let longest = Duration.seconds(30)
    /// The number of questions without an answer after which a table is skipped.
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

    /// Asks one question.
    ///
    /// - Returns: false if the line is down.
    private mutating func ask(_ question: SeenRegisters.Question, on bus: LineAccess) async -> Bool {
        let table = Modbus.RegisterTable(question.register.table)
        guard silences[table, default: 0] < Self.patience else {
            return pass(question)
        }
        let read = ModbusRead(
            unit: unit, table: table, address: question.register.address, count: question.count, timeout: timeout,
            gap: UnitSearch.gap)
        // An answer may be lost or corrupted, so that a question without one is repeated once.
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

    /// Skips a question. Its answer is unknown, because silence is not a refusal, and therefore the result is not
    /// final.
    private mutating func pass(_ question: SeenRegisters.Question) -> Bool {
        recognition.lost(question)
        isCut = true
        return true
    }
}
