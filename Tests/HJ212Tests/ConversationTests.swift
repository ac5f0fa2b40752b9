import Testing

@testable import HJ212

struct ConversationTests {
    private static let station = "010000A8900016F000169DC0"
    private var settings = Conversation.Settings(
        edition: .y2017, stations: [.init(Self.station, system: "39")], terms: .init(password: "123456"))

    private func moment(_ seconds: Int64 = 0) -> Conversation.Moment {
        .init(uptime: seconds * 1000, time: BeijingTime(milliseconds: 1_795_693_380_000 + seconds * 1000))
    }

    private func connected(_ settings: Conversation.Settings? = nil) -> Conversation {
        var conversation = Conversation(settings ?? self.settings)
        #expect(conversation.connected(moment()) == [])
        return conversation
    }

    private func request(
        _ command: Int, _ content: String = "", _ number: Int = 1, change: (inout Packet) -> Void = { _ in }
    ) throws -> [UInt8] {
        var packet = Packet(
            queryNumber: String(20_261_126_194_300_000 + number), system: "39", command: command, password: "123456",
            station: Self.station, flag: PacketFlag(.y2017, wantsAnswer: true), content: Content(text: content))
        change(&packet)
        return try packet.bytes()
    }

    /// What is transmitted, in short: `9011 QnRtn=1`.
    private func sent(_ actions: [Conversation.Action], key: SM4Key? = nil) throws -> [String] {
        try actions.compactMap { action in
            guard case .transmit(let bytes) = action else { return nil }
            let packet = try #require(try Packet.read(bytes, key: key)).packet
            return packet.content.groups.isEmpty ? "\(packet.command)" : "\(packet.command) \(packet.content)"
        }
    }

    private var report: Report {
        .realtime(at: moment().time, [FactorReport.realtime("a34001", 0.6, digits: 3, .good)].compactMap(\.self))
    }

    private func answer(_ command: Int, to actions: [Conversation.Action], change: (inout Packet) -> Void = { _ in })
        throws -> [UInt8]
    {
        guard case .transmit(let bytes)? = actions.first else { return [] }
        var packet = try #require(try Packet.read(bytes)).packet
        (packet.command, packet.system, packet.content) = (command, "91", Content())
        change(&packet)
        return try packet.bytes()
    }

    @Test func aReportIsDeliveredByTheAnswerWithItsQueryNumberAndNoOther() throws {
        var conversation = connected()
        let taken = conversation.send(report, of: Self.station, number: 7, moment())
        let actions = try #require(taken)
        #expect(try sent(actions) == ["2011 DataTime=20261126194300;a34001-Rtd=0.600,a34001-Flag=N"])
        #expect(!conversation.canSend && conversation.send(report, of: Self.station, number: 8, moment()) == nil)
        #expect(
            conversation.received(try answer(9014, to: actions) { $0.queryNumber = "20261126194300999" }, moment(1))
                == [])
        #expect(conversation.received(try answer(9014, to: actions) { $0.station = "other" }, moment(1)) == [])
        #expect(conversation.counts.strayAnswers == 2)
        // Another ST is understood, and so is 9013.
        #expect(conversation.received(try answer(9013, to: actions) { $0.system = "32" }, moment(1)) == [.delivered(7)])
        #expect(conversation.received(try answer(9014, to: actions), moment(1)) == [])
        #expect(conversation.canSend && conversation.deadline == nil)
    }

    @Test func whatIsNotAnsweredIsSentAgainWithTheSameNumberAndThenTheConnectionIsGivenUp() throws {
        var conversation = connected()
        let taken = conversation.send(report, of: Self.station, number: 1, moment())
        let first = try #require(taken)
        #expect(conversation.deadline == 10_000 && conversation.tick(moment(9)) == [])
        for time in [10, 20, 30] as [Int64] { #expect(conversation.tick(moment(time)) == first) }
        #expect(conversation.tick(moment(40)) == [.reconnect] && conversation.deadline == nil)
        #expect(conversation.counts.resends == 3)
        // It is sent again with its number on the next connection.
        #expect(conversation.connected(moment(60)) == first)
        #expect(conversation.received(try answer(9014, to: first), moment(61)) == [.delivered(1)])
    }

    @Test func timeoutsDoNotDependOnWhoSetsTheClock() throws {
        var conversation = connected()
        _ = conversation.send(report, of: Self.station, number: 1, moment())
        let future = Conversation.Moment(uptime: 1000, time: BeijingTime(milliseconds: 4_000_000_000_000))
        #expect(conversation.tick(future) == [])
    }

    @Test func withoutAnswersAReportIsDeliveredWhenItIsHandedOver() throws {
        var settings = settings
        settings.answers = false
        var conversation = connected(settings)
        let taken = conversation.send(report, of: Self.station, number: 1, moment())
        let actions = try #require(taken)
        #expect(actions.last == .delivered(1) && conversation.canSend)
        guard case .transmit(let bytes) = actions[0] else { return }
        #expect(try Packet.read(bytes)?.packet.flag?.rawValue == 4)
    }

    @Test func aSplitReportIsDeliveredOnceEachPartIs() throws {
        var conversation = connected()
        let factors = (10_000..<10_040).compactMap { FactorReport.realtime("a\($0)", 1, digits: 3, .good) }
        let taken = conversation.send(.realtime(at: moment().time, factors), of: Self.station, number: 3, moment())
        let actions = try #require(taken)
        #expect(actions.count == 2)
        #expect(conversation.received(try answer(9014, to: [actions[1]]) { $0.part = nil }, moment()) == [])
        #expect(conversation.received(try answer(9014, to: actions) { $0.part = nil }, moment()) == [.delivered(3)])
    }

    @Test(arguments: [
        ("wrong MN", RequestAnswer.wrongStation), ("wrong PW", .wrongPassword), ("wrong ST", .wrongSystem),
        ("no Flag", .wrongFlag),
        ("wrong version", .wrongFlag), ("wrong QN", .wrongQueryNumber), ("unknown CN", .wrongCommand),
        ("1001", .wrongCommand),
        ("3011", .refused), ("1012", .refused),
    ])
    func whatIsWrongIsAnsweredAsTheStandardNamesItAndNotCarriedOut(_ what: String, _ expected: RequestAnswer) throws {
        var conversation = connected()
        let bytes = try request(1000, "OverTime=5;ReCount=3") { packet in
            switch what {
            case "wrong MN": packet.station = "010000A8900016F000169DC9"
            case "wrong PW": packet.password = "654321"
            case "wrong ST": packet.system = "21"
            case "no Flag": packet.flag = nil
            case "wrong version": packet.flag = PacketFlag(rawValue: 41)
            case "wrong QN": packet.queryNumber = "20261340194300000"
            case "unknown CN": packet.command = 4711
            case "1001": packet.command = 1001
            case "3011": packet.command = 3011
            default: (packet.command, packet.content) = (1012, Content(text: "SystemTime=20261126194300"))
            }
        }
        let actions = conversation.received(bytes, moment())
        #expect(try sent(actions) == ["9011 QnRtn=\(expected.rawValue)"])
        #expect(actions.count == 1 && conversation.counts.refused == [expected: 1])
        // The right password stays at home.
        if what == "wrong PW", case .transmit(let bytes) = actions[0] {
            #expect(try Packet.read(bytes)?.packet.password == "654321")
        }
    }

    @Test func aWrongCodeIsAnsweredWithNineAndAWrongFieldWithTheCondition() throws {
        var conversation = connected()
        var bytes = try request(1062, "RtdInterval=30")
        bytes[bytes.count - 9] ^= 1
        #expect(try sent(conversation.received(bytes, moment())) == ["9011 QnRtn=9"])
        for content in [
            "RtdInterval=29", "RtdInterval=3601", "RtdInterval=-30", "RtdInterval", "",
            "RtdInterval=99999999999999999999",
        ] {
            #expect(
                try sent(conversation.received(request(1062, content), moment())) == ["9011 QnRtn=1", "9012 ExeRtn=3"])
        }
        #expect(
            try sent(conversation.received(request(1064, "MinInterval=7"), moment())) == [
                "9011 QnRtn=1", "9012 ExeRtn=3",
            ])
        #expect(
            try sent(conversation.received(request(2061, "BeginTime=20261126200000;EndTime=20261126190000"), moment()))
                .last == "9012 ExeRtn=3")
    }

    @Test func aSettingIsCarriedOutOnceHoweverOftenItComes() throws {
        var conversation = connected()
        let bytes = try request(1000, "OverTime=5;ReCount=1")
        let actions = conversation.received(bytes, moment())
        #expect(try sent(actions) == ["9011 QnRtn=1"])
        #expect(actions.last == .carryOut(.setTimeouts(seconds: 5, resends: 1), station: Self.station, number: 1))
        #expect(try sent(conversation.received(bytes, moment(1))) == ["9011 QnRtn=1"])
        #expect(conversation.settings.terms.timeout == 10)
        #expect(try sent(conversation.finish(1, .done(.succeeded), moment(2))) == ["9012 ExeRtn=1"])
        #expect(conversation.settings.terms.timeout == 5 && conversation.settings.terms.resends == 1)
        let again = conversation.received(bytes, moment(3))
        #expect(try sent(again) == ["9011 QnRtn=1", "9012 ExeRtn=1"] && again.count == 2)
        #expect(conversation.finish(1, .done(.failed), moment(4)) == [])
        #expect(conversation.counts.repeated == 2)
    }

    @Test func aRefusedSettingDoesNotHold() throws {
        var conversation = connected()
        _ = conversation.received(try request(1072, "NewPW=654321"), moment())
        #expect(try sent(conversation.finish(1, .done(.failed), moment())) == ["9012 ExeRtn=2"])
        #expect(conversation.settings.terms.password == "123456")
        _ = conversation.received(try request(1072, "NewPW=654321", 2), moment())
        _ = conversation.finish(2, .done(.succeeded), moment())
        #expect(conversation.settings.terms.password == "654321")
        #expect(try sent(conversation.received(request(1061, "", 3), moment())) == ["9011 QnRtn=3"])
    }

    @Test func timeAndIntervalsAreAnsweredAtOnce() throws {
        var conversation = connected()
        #expect(
            try sent(conversation.received(request(1011, "PolId=w01018"), moment())) == [
                "9011 QnRtn=1", "1011 PolId=w01018;SystemTime=20261126194300", "9012 ExeRtn=1",
            ])
        #expect(try sent(conversation.received(request(1061, "", 2), moment()))[1] == "1061 RtdInterval=30")
        #expect(try sent(conversation.received(request(1063, "", 3), moment()))[1] == "1063 MinInterval=10")
        #expect(try sent(conversation.received(request(9015, "", 4), moment())) == ["9013"])
    }

    @Test func aHistoryIsAcceptedSentAndEnded() throws {
        var conversation = connected()
        let asked = conversation.received(
            try request(2051, "BeginTime=20261126190000,EndTime=20261126192000"), moment())
        let from = try #require(BeijingTime("20261126190000"))
        let to = try #require(BeijingTime("20261126192000"))
        #expect(asked.last == .carryOut(.intervals(.minute, from: from, to: to), station: Self.station, number: 1))
        let data = Report.interval(.minute, start: from, [])
        #expect(try sent(conversation.finish(1, .reports([data, data], isLast: false), moment())).count == 2)
        #expect(try sent(conversation.finish(1, .reports([], isLast: true), moment())) == ["9012 ExeRtn=1"])
        _ = conversation.received(try request(2051, "BeginTime=20261126190000;EndTime=20261126192000", 2), moment())
        #expect(try sent(conversation.finish(2, .reports([], isLast: true), moment())) == ["9012 ExeRtn=100"])
    }

    @Test func aNoticeIsAnsweredByOnePacketOnceItIsCarriedOut() throws {
        var conversation = connected()
        #expect(
            conversation.received(try request(2012), moment()) == [
                .carryOut(.stopRealtime, station: Self.station, number: 1)
            ])
        #expect(try sent(conversation.finish(1, .done(.succeeded), moment())) == ["9013"])
    }

    @Test func heartbeatsFillTheSilenceIn2025() {
        settings2025 { conversation in
            #expect(conversation.deadline == 60_000 && conversation.tick(moment(59)) == [])
            guard case .transmit(let bytes)? = conversation.tick(moment(60)).first,
                let packet = try? Packet.read(bytes)?.packet
            else {
                Issue.record("no heartbeat")
                return
            }
            #expect(packet.command == 9015 && packet.system == "91" && packet.flag?.rawValue == 8)
            #expect(conversation.deadline == 120_000)
        }
        #expect(connected().deadline == nil)
    }

    private func settings2025(_ body: (inout Conversation) -> Void) {
        var settings = Conversation.Settings(
            edition: .y2025, stations: [.init(Self.station, system: "39")], terms: .init(password: "123456"))
        settings.encryption = SM4Key(text: "0000000000000000").map { Encryption(key: $0) }
        var conversation = connected(settings)
        body(&conversation)
    }

    @Test func dataAreEncryptedAndLateOnesMarkedIn2025() throws {
        let key = try #require(SM4Key(text: "0000000000000000"))
        settings2025 { conversation in
            guard
                case .transmit(let bytes)? = conversation.send(
                    report, of: Self.station, number: 1, isLate: true, moment())?.first,
                let received = try? Packet.read(bytes, key: key)
            else {
                Issue.record("nothing sent")
                return
            }
            #expect(received.wasEncrypted && received.packet.isResent && received.packet.flag?.rawValue == 9)
        }
        var older = connected()
        let bytes = older.send(report, of: Self.station, number: 1, isLate: true, moment())?.first
        if case .transmit(let bytes)? = bytes { #expect(try Packet.read(bytes)?.packet.isResent == false) }
    }

    @Test func aFloodIsNeitherAnsweredNorCarriedOutAndKeepsNothing() throws {
        var conversation = connected()
        let flood = try (0..<1000).flatMap { try request(2061, "BeginTime=20261126190000;EndTime=20261126192000", $0) }
        let actions = conversation.received(flood, moment())
        #expect(actions.count { if case .carryOut = $0 { true } else { false } } == Conversation.requestsInHand)
        #expect(try sent(actions).count == Conversation.answersEachSecond)
        #expect(conversation.counts.ignored == 950 && conversation.requests.count <= Conversation.rememberedRequests)
        for second in 1..<20 { _ = conversation.received(flood, moment(Int64(second))) }
        #expect(
            conversation.requests.count <= Conversation.rememberedRequests && conversation.kept <= FrameSplitter.limit)
    }

    @Test func answersAreNeverAnswered() throws {
        var conversation = connected()
        for command in 9011...9014 {
            #expect(conversation.received(try request(command, "QnRtn=1", command), moment()) == [])
        }
    }

    @Test func everyPacketOfThePlatformsInTheAnnexIsUnderstood() throws {
        for example in try Tables.annex() where example.segment.contains("Flag=5") && example.complete {
            var deviations: Set<Deviation> = []
            let packet = try #require(try AnnexTests.packet(example.segment, &deviations))
            switch Result(catching: { () throws(Request.Failure) in try Request(packet) }) {
            case .success: #expect(Command(rawValue: packet.command)?.isCarriedOut == true)
            case .failure(.notCarriedOut): #expect(Command(rawValue: packet.command)?.isCarriedOut == false)
            // An upload of the gateway's has the same command, without what a request demands.
            case .failure(.wrongField): #expect(packet.content["DataTime"] != nil, "\(example.segment)")
            case .failure(.unknownCommand): Issue.record("\(example.segment)")
            }
        }
    }

    @Test func randomBytesNeverCrashAConversation() throws {
        var source = Seeded(state: 11)
        let key = try #require(SM4Key(text: "0000000000000000"))
        var conversation = connected()
        for round in 0..<200 {
            _ = conversation.received(try FrameSplitterTests.stream(&source, key), moment(Int64(round)))
            _ = conversation.tick(moment(Int64(round)))
        }
        #expect(conversation.kept <= FrameSplitter.limit)
    }
}
