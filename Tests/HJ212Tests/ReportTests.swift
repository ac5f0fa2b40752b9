import HJ212
import Testing

struct ReportTests {
    /// Data of the annex that the typed form does not take, and why. All else of 2011 … 2081, 3019 and 3020 with data is read, and written
    /// again byte for byte.
    static let notTaken = [
        // The standard abbreviates with … in these, and in C.14 it also misprints `01018-Rtd`.
        "C.14", "C.15", "C.16", "C.17", "C.18", "C.19", "C.20", "C.21", "C.22", "C.23", "C.29", "C.47", "C.48", "C.49",
        "C.50",
    ]

    @Test func theDataOfTheAnnexAreReadTypedAndWrittenByteForByte() throws {
        var taken = 0
        for example in try Tables.annex() {
            var deviations: Set<Deviation> = []
            let packet = try #require(try AnnexTests.packet(example.segment, &deviations))
            guard packet.content["DataTime"] != nil || packet.content["w01018-SN"] != nil, packet.command != 3015 else {
                continue
            }
            guard let report = Report(packet) else {
                #expect(Self.notTaken.contains(example.table) && !example.complete, "\(example.segment)")
                continue
            }
            taken += 1
            #expect(report.content == packet.content && report.command.rawValue == packet.command)
        }
        #expect(taken == 14)
    }

    @Test func abbreviatedDataAreTakenOnceTheDotsAreRemoved() throws {
        let examples = try Tables.annex().filter { !$0.complete }
        var refused: [String] = []
        for example in examples {
            var deviations: Set<Deviation> = []
            let text = example.segment.replacing(";…", with: "").replacing("…", with: "")
            let packet = try #require(try AnnexTests.packet(text, &deviations))
            guard let report = Report(packet) else {
                refused.append(example.table)
                continue
            }
            #expect(report.content == packet.content)
        }
        // `01018-Rtd` in the group of w01018.
        #expect(refused == ["C.14"])
    }

    @Test func ourDustPacketsAreMadeFromValues() throws {
        let vectors = try Tables.vectors()
        let time = try #require(BeijingTime("20261126194300"))
        let now = [
            ("a34001", 0.6, 3), ("a34002", 0.45, 3), ("a34004", 0.141, 3), ("a01007", 2.2, 1), ("a01008", 270, 0),
            ("a01001", -5, 1), ("a01002", 70.2, 1), ("LA", 82.3, 1),
        ]
        .compactMap { FactorReport.realtime($0.0, $0.1, digits: $0.2, .good) }
        #expect(Report.realtime(at: time, now).content.description == vectors[2].content)
        let start = try #require(BeijingTime("20261126194000"))
        let means = [
            FactorReport.interval("a34001", least: 0.598, mean: 0.6, greatest: 0.603, digits: 3, .good),
            .level("Leq", 82.3, .good), .level("LMx", 84, .good), .level("LMn", 80.1, .good),
        ]
        #expect(
            Report.interval(.minute, start: start, means.compactMap(\.self)).content.description == vectors[3].content)
    }

    @Test func nothingIsInventedForAGap() throws {
        let texts = [
            FactorReport.realtime("a34001", nil, digits: 3, .noAnswer), .realtime("a34001", .nan, digits: 3, .good),
            .interval("a34001", least: nil, mean: nil, greatest: nil, digits: 3, .calibrating),
            .level("Leq", nil, .busError),
            .level("Leq", 50, .maintenance),
        ].map { $0.map { Report.realtime(at: BeijingTime(milliseconds: 0), [$0]).content.description.dropFirst(24) } }
        #expect(texts == ["a34001-Flag=B", "a34001-Flag=D", "a34001-Flag=C", "Leq-Flag=B", "Leq-Data=50.0,Leq-Flag=M"])
        #expect(FactorReport.realtime("a34001", 1, digits: 3, .clockUntrusted) == nil)
    }

    @Test func eachQualityHasItsFlag() {
        let flags = Dictionary(grouping: ReadingQuality.allCases) { $0.flag?.rawValue ?? "-" }.mapValues(Set.init)
        #expect(
            flags == [
                "N": [.good, .rateOfChange, .precision], "B": [.noAnswer, .busError],
                "D": [.exception, .notAvailable, .stuck],
                "T": [.outOfRange, .atLeast, .atMost], "M": [.maintenance, .warmingUp], "C": [.calibrating],
                "F": [.facilityStopped],
                "S": [.enteredByHand], "-": [.clockUntrusted],
            ])
    }

    @Test func aLargePacketIsSplitAndJoinedAgainInAnyOrder() throws {
        var source = Seeded(state: 9)
        for _ in 0..<100 {
            let factors = (0..<Int.random(in: 1...120, using: &source)).compactMap {
                FactorReport.interval("a\(10_000 + $0)", least: 1, mean: 2, greatest: 3, digits: 2, .good)
            }
            let report = Report.interval(.hour, start: BeijingTime(milliseconds: 1_800_000_000_000), factors)
            var numbers = QueryNumbers()
            let now = BeijingTime(milliseconds: 1_800_003_600_000)
            let packet = Packet(
                queryNumber: numbers.next(at: now), system: "31", command: 2061, password: "123456",
                station: "010000A8900016F000169DC0",
                flag: PacketFlag(.y2017, wantsAnswer: true), content: report.content)
            let parts = try packet.split { numbers.next(at: now) }
            #expect(Set(parts.map(\.queryNumber)).count == parts.count)
            #expect(parts.allSatisfy { $0.content.description.utf8.count <= 950 && $0.segment.count <= 1024 })
            if parts.count > 1 {
                #expect(
                    parts.map(\.part?.number) == (1...parts.count).map { $0 }
                        && parts.allSatisfy { $0.flag?.rawValue == 7 })
                #expect(parts.allSatisfy { $0.content.groups.first == packet.content.groups.first })
            } else {
                #expect(parts == [packet])
            }
            var joiner = PacketJoiner()
            let joined = try parts.shuffled(using: &source).compactMap { part in
                joiner.take(try #require(try Packet.read(part.bytes())).packet, uptime: 0)
            }
            #expect(joined == [packet] && joiner.count == 0)
        }
    }

    @Test func aGroupThatFitsNoPacketIsRefused() {
        let packet = Packet(
            queryNumber: "1", system: "31", command: 3020, password: "1", station: "2", flag: PacketFlag(rawValue: 5),
            content: Content(Content.Field("i11001-Info", String(repeating: "x", count: 1100))))
        #expect(throws: PacketError.self) { try packet.split { "2" } }
        #expect(throws: PacketError.self) { try packet.bytes() }
    }

    @Test func partsThatNeverBecomeWholeAreBoundedAndDropped() {
        var joiner = PacketJoiner()
        for number in 1...5000 {
            let part = Packet(
                queryNumber: "\(number)", system: "31", command: 2061, password: "", station: "\(number)", flag: nil,
                part: Packet.Part(number % 63 + 1, of: 64))
            #expect(joiner.take(part, uptime: 0) == nil)
        }
        #expect(joiner.count <= PacketJoiner.waitingLimit * PacketJoiner.partLimit)
        let endless = Packet(
            queryNumber: "1", system: "31", command: 2061, password: "", station: "1", flag: nil,
            part: Packet.Part(1, of: 99_999_999))
        #expect(joiner.take(endless, uptime: 0) == nil)
        var single = endless
        single.part = nil
        #expect(joiner.take(single, uptime: PacketJoiner.patience + 1) == single && joiner.count == 0)
    }
}

extension Tables.Vector {
    var content: Substring { segment.split(separator: "CP=&&")[1].dropLast(2) }
}
