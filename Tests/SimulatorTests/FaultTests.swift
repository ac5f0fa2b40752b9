import DeviceProfiles
import Facilities
import Foundation
import Modbus
import Simulator
import Testing

/// Faults over the wire, against the client that the gateway uses.
struct FaultTests {
    enum Line: CaseIterable {
        case tcp, pty, rtuOverTCP
    }

    private static let profile = try! DeviceProfile(
        yaml: """
            profile: box
            name: {zh: 箱, en: box}
            source: own
            verified: false
            points:
              level: {own: true, register: holding 0, type: uint16, scale: 0.1, unit: Pa, notAvailable: [0xFFFF]}
              heat: {own: true, register: holding 1, type: float32, unit: "°C"}
            samples:
              - {words: {holding 0: [1234]}, gives: {level: 123.4}}
            """, file: "box.yaml")

    /// Two units on one bus.
    private struct Site {
        let simulated: SimulatedBus
        let server: ModbusServer
        let bus: ModbusBus

        init(_ line: Line, link: String? = nil) throws {
            var device = SimulatedDevice(profile)
            _ = device.set("heat", to: 21.5)
            let simulated = SimulatedBus([3: device, 4: device])
            self.simulated = simulated
            switch line {
            case .tcp, .rtuOverTCP:
                server = try .tcp(
                    isSerial: line == .rtuOverTCP, isPluggedIn: simulated.isPluggedIn, responder: simulated.respond)
            case .pty: server = try .pty(link: link, isPluggedIn: simulated.isPluggedIn, responder: simulated.respond)
            }
            let serial = SerialLine(device: server.device, baud: 115_200)
            let endpoint: ModbusEndpoint =
                switch line {
                case .tcp: .tcp(host: "127.0.0.1", port: server.port)
                case .rtuOverTCP: .rtuOverTCP(host: "127.0.0.1", port: server.port, serial)
                case .pty: .rtu(serial)
                }
            bus = ModbusBus(endpoint)
        }

        func read(_ unit: UInt8 = 3, timeout: Duration = .seconds(5)) async -> Result<[UInt16], ModbusError> {
            let request = ModbusRead(unit: unit, table: .holding, address: 0, count: 3, timeout: timeout)
            do { return .success(try await bus.read(request)) } catch { return .failure(error) }
        }

        func readings() async throws -> [String: Reading] {
            let words = try await read().get()
            let readings = profile.readings(in: ReadBlock(profile.points), words: words)
            return Dictionary(uniqueKeysWithValues: readings.map { ($0.quantity.rawValue, $0) })
        }

        func isGarbled() async -> Bool {
            if case .failure(.garbled) = await read(timeout: .seconds(1)) { true } else { false }
        }
    }

    @Test(arguments: Line.allCases) func aDeadUnitIsSilentAndTheOthersAnswer(line: Line) async throws {
        let site = try Site(line)
        #expect(site.simulated.command("dead 3").en == "done: dead 3")
        #expect(await site.read(timeout: .milliseconds(100)) == .failure(.noAnswer))
        #expect((try? await site.read(4).get().count) == 3)
        #expect(site.simulated.command("ok 3").en == "done: ok 3")
        #expect((try? await site.read().get().count) == 3)
    }

    @Test(arguments: Line.allCases) func aLateAnswerComesLateAndKeepsNoOtherUnitWaiting(line: Line) async throws {
        let site = try Site(line)
        site.simulated.begin(.late(.milliseconds(300)), unit: 3)
        let start = ContinuousClock.now
        #expect((try? await site.read().get().count) == 3)
        #expect(ContinuousClock.now - start >= .milliseconds(300))
        #expect(await site.read(timeout: .milliseconds(100)) == .failure(.noAnswer))
        // While the answer that nobody waits for is on its way.
        #expect((try? await site.read(4).get().count) == 3)
    }

    @Test(arguments: Line.allCases) func anExceptionHasTheCodeThatWasSaid(line: Line) async throws {
        let site = try Site(line)
        #expect(site.simulated.command("exception 3 6").en == "done: exception 3 6")
        #expect(await site.read() == .failure(.refused(.busy)))
        #expect((try? await site.read(4).get().count) == 3)
    }

    @Test(arguments: Line.allCases, [DeviceFault.badCRC, .halfFrame, .wrongUnit])
    func aDamagedFrameIsNeverTakenForAnAnswer(line: Line, fault: DeviceFault) async throws {
        let site = try Site(line)
        site.simulated.begin(fault, unit: 3)
        #expect(await site.isGarbled())
        site.simulated.clear(unit: 3)
        // What of the half frame is waited for costs the next one too, over TCP.
        var right = false
        for _ in 0..<20 where !right { right = (try? await site.read(timeout: .seconds(1)).get().count) == 3 }
        #expect(right)
    }

    /// The value is right, and the CRC or the header shows it.
    @Test(
        arguments: Line.allCases,
        [FrameDamage.zeroByte, .echo, .padding, .doubled, .otherMaster, .hangUp].map(DeviceFault.frame)
            + [.pieces(.milliseconds(20))])
    func whatIsNotAsTheStandardSaysAndSafeGivesTheRightValue(line: Line, fault: DeviceFault) async throws {
        let site = try Site(line)
        site.simulated.begin(fault, unit: 3)
        // 21.5 as float32; the other point moves.
        for _ in 0..<3 { #expect(try await site.read(timeout: .seconds(20)).get().dropFirst() == [0x41AC, 0]) }
    }

    @Test(arguments: [FrameDamage.zeroTransaction, .nextTransaction])
    func aForeignTransactionGivesNoValue(damage: FrameDamage) async throws {
        let site = try Site(.tcp)
        site.simulated.begin(.frame(damage), unit: 3)
        #expect(await site.isGarbled())
    }

    /// D5, over the whole of the way.
    @Test func anAnswerUnderItsOwnUnitIsRightWhereAnyMayAnswer() async throws {
        let site = try Site(.tcp)
        #expect(site.simulated.command("ownUnit 3").en == "done: ownUnit 3")
        #expect(await site.isGarbled())
        var settings = LinkSettings()
        settings.acceptsAnyUnit = true
        let bus = ModbusBus(.tcp(host: "127.0.0.1", port: site.server.port), settings)
        let read = ModbusRead(unit: 3, table: .holding, address: 1, count: 2, timeout: .seconds(20))
        #expect(try await bus.read(read) == [0x41AC, 0])
        await bus.close()
    }

    @Test func everyFaultThatCanBeSaidIsListedInTheHelp() {
        let names = DeviceFault.forms.map { $0.prefix { $0 != " " } }
        #expect(names.count > 20)
        for name in names {
            #expect(SimulatedBus.faultForms.zh.contains(name), "\(name)")
            #expect(SimulatedBus.faultForms.en.contains(name), "\(name)")
        }
    }

    @Test func anExceptionWithAWrongLengthIsOne() async throws {
        let site = try Site(.tcp)
        site.simulated.begin(.exception(.busy), unit: 3)
        site.simulated.begin(.frame(.exceptionLength), unit: 3)
        #expect(await site.read() == .failure(.refused(.busy)))
    }

    @Test(arguments: [nil, ModbusException.deviceFailure])
    func aReadBeyondThePointsIsNotAnswered(exception: ModbusException?) async throws {
        let site = try Site(.tcp)
        site.simulated.begin(.holes(exception), unit: 3)
        #expect((try? await site.read().get().count) == 3)
        let beyond = ModbusRead(unit: 3, table: .holding, address: 0, count: 4, timeout: .milliseconds(300))
        let error = await #expect(throws: ModbusError.self) { try await site.bus.read(beyond) }
        #expect(error == exception.map(ModbusError.refused) ?? .noAnswer)
    }

    @Test func aFaultIsOverWhenItsTimeIs() async throws {
        let site = try Site(.tcp)
        #expect(site.simulated.command("dead all for 150ms").en == "done: dead all for 150ms")
        let start = ContinuousClock.now
        while await site.read(timeout: .milliseconds(20)) == .failure(.noAnswer) {}
        #expect(ContinuousClock.now - start >= .milliseconds(100))
    }

    @Test func aShareOfTheAnswersHasTheFaultAndTheRestDoesNot() async throws {
        let site = try Site(.tcp)
        #expect(site.simulated.command("exception 3 6 in 50%").en == "done: exception 3 6 in 50%")
        var refused = 0
        for _ in 0..<400 where await site.read() == .failure(.refused(.busy)) { refused += 1 }
        // 8 standard deviations.
        #expect(120...280 ~= refused)
    }

    @Test(arguments: [Line.tcp, .pty]) func faultsOfValuesAreSeenInTheReadings(line: Line) async throws {
        let site = try Site(line)
        #expect(site.simulated.command("sentinel 3 level").en == "done: sentinel 3 level")
        #expect(site.simulated.command("nan 3 heat").en == "done: nan 3 heat")
        var readings = try await site.readings()
        #expect(readings["level"]?.quality == .bad(.notAvailable))
        #expect(readings["heat"]?.quality == .bad(.notAvailable))
        site.simulated.clear()
        site.simulated.begin(.drift(3_600_000), unit: 3, point: "heat")
        readings = try await site.readings()
        let first = try #require(readings["heat"]?.value)
        readings = try await site.readings()
        #expect(first >= 21.5 && readings["heat"]?.value ?? 0 > first)
    }

    @Test func aStuckValueStaysWhatItWasAndADriftingOneMovesAsFastAsItSays() {
        let device = SimulatedDevice(Self.profile)
        func level(_ elapsed: Double, _ fault: DeviceFault?) -> Double? {
            let faults = fault.map { [FaultInForce($0, point: "level", since: 7)] } ?? []
            let request = ModbusRequest.read(unit: 3, table: .holding, address: 0, count: 1)
            guard case .words(let words) = device.answer(request, elapsed: elapsed, faults: faults) else { return nil }
            return Double(words[0]) / 10
        }
        let start = level(7, nil)
        #expect(level(22, nil) != start)
        for elapsed in [7.0, 22, 51, 4000] { #expect(level(elapsed, .stuck) == start) }
        for hours in [0.0, 1, 10] {
            let elapsed = 7 + hours * 3600
            #expect(level(elapsed, .drift(2)) == level(elapsed, nil).map { ($0 + 2 * hours) })
        }
    }

    @Test(arguments: [Line.tcp, .rtuOverTCP]) func unpluggedItClosesConnectionsUntilItIsPluggedInAgain(
        line: Line
    ) async throws {
        let site = try Site(line)
        #expect((try? await site.read().get().count) == 3)
        #expect(site.simulated.command("unplugged").en == "done: unplugged")
        while case .success = await site.read() {}
        for _ in 0..<5 { #expect((try? await site.read().get()) == nil) }
        #expect(site.simulated.command("ok").en == "done: ok")
        await expectBack(site)
    }

    @Test func unpluggedALineIsGoneAndBackUnderItsName() async throws {
        let link = NSTemporaryDirectory() + "mashang-\(UUID().uuidString)"
        let site = try Site(.pty, link: link)
        #expect((try? await site.read().get().count) == 3)
        site.simulated.begin(.unplugged)
        while case .success = await site.read() {}
        #expect(!FileManager.default.fileExists(atPath: link))
        guard case .failure(.lineDown) = await site.read() else {
            Issue.record("a line that is gone was not said to be down")
            return
        }
        site.simulated.clear()
        await expectBack(site)
        site.server.stop()
        #expect(!FileManager.default.fileExists(atPath: link))
    }

    private func expectBack(_ site: Site) async {
        var words: [UInt16]?
        // Every try but one in half a second is refused at once.
        for _ in 0..<500 where words == nil {
            words = try? await site.read().get()
            if words == nil { try? await Task.sleep(for: .milliseconds(20)) }
        }
        #expect(words?.count == 3)
    }

    /// 1050 exchanges on three kinds of line. A device is late by less than its time-out again, with 225 ms to spare, so that
    /// a busy machine does not make it later.
    @Test(.timeLimit(.minutes(10)), arguments: Line.allCases)
    func noWrongValueIsAcceptedWithFaultsAtRandom(line: Line) async throws {
        let site = try Site(line)
        let faults: [DeviceFault] = [
            .dead, .late(.milliseconds(125)), .late(.milliseconds(275)), .exception(.busy), .badCRC, .halfFrame,
            .wrongUnit,
        ]
        for fault in faults { site.simulated.begin(fault, unit: 3, share: 0.02) }
        var (accepted, wrong) = (0, 0)
        for number in 0..<350 {
            // The halves of 21.5, in turn: the answer to one request is never the answer to the next.
            let request = ModbusRead(
                unit: 3, table: .holding, address: number % 2 == 0 ? 1 : 2, count: 1, timeout: .milliseconds(250))
            guard let words = try? await site.bus.read(request) else { continue }
            accepted += 1
            if words != [number % 2 == 0 ? 0x41AC : 0] { wrong += 1 }
        }
        #expect(wrong == 0)
        #expect(accepted > 175)
    }

    @Test(arguments: [
        ("dead", "write a unit behind dead, or all"), ("dead 9", "there is no unit 9; write all or one of 3, 4"),
        ("late 3", "'late' is no fault; there are dead, late 800ms"),
        ("late 3 soon", "'late soon' is no fault; there are dead, late 800ms"),
        ("exception 3 12", "'exception 12' is no fault; there are dead"), ("nan 3 level", "level has no NaN"),
        ("sentinel 3 heat", "heat has no notAvailable"), ("stuck 3 cold", "box has no such point; it has level, heat"),
        ("badCRC 3 level", "badCRC is of a whole device"),
        ("dead 3 for ever", "write a duration such as 5min behind for"),
        ("dead 3 in half", "write a share such as 20% behind in"), ("unplugged 3", "write unplugged alone"),
        ("", "ok [UNIT]"),
    ]) func aWrongCommandSaysWhatWouldBeRight(line: String, remedy: String) throws {
        let answer = SimulatedBus([3: SimulatedDevice(Self.profile), 4: SimulatedDevice(Self.profile)]).command(line)
        #expect(answer.en.hasPrefix("wrong: ") && answer.en.contains(remedy), "\(answer)")
        #expect(answer.zh.hasPrefix("不对：") && answer.zh.contains { $0 > "\u{4E00}" }, "\(answer)")
    }

    @Test func everyFaultIsWrittenAsItIsRead() {
        let faults: [DeviceFault] = [
            .dead, .late(.milliseconds(800)), .exception(.busy), .badCRC, .halfFrame, .wrongUnit, .stuck, .nan,
            .sentinel,
            .drift(-2.5), .unplugged, .frame(.ownUnit), .frame(.zeroByte), .frame(.echo), .frame(.padding),
            .frame(.doubled),
            .frame(.zeroTransaction), .frame(.nextTransaction), .frame(.exceptionLength), .frame(.otherMaster),
            .frame(.hangUp), .pieces(.milliseconds(300)), .leaveAlone(.seconds(1)), .holes(nil), .holes(.deviceFailure),
        ]
        for fault in faults { #expect(DeviceFault("\(fault)") == fault) }
    }
}
