import HJ212
import Testing

/// A day of a site, sent to a platform that drops, delays, answers with a wrong `QN`, cuts its packets and closes at random.
struct UnreliablePlatformTests {
    @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6], [Edition.y2017, .y2025])
    func everyMeanOfADayIsThereAndOnceByItsTime(_ seed: UInt64, _ edition: Edition) throws {
        var site = Site(seed: seed, edition: edition)
        // Minutes, hours and the day.
        let starts =
            (0..<144).map { (Report.Interval.minute, $0 * 600) } + (0..<24).map { (.hour, $0 * 3600) } + [(.day, 0)]
        for (number, (interval, seconds)) in starts.enumerated() {
            let start = BeijingTime(milliseconds: 1_795_622_400_000 + Int64(seconds) * 1000)
            let factors = [
                FactorReport.interval("a34001", least: 0, mean: Double(number), greatest: 1e3, digits: 1, .good)
            ]
            site.deliver(.interval(interval, start: start, factors.compactMap(\.self)), number)
        }
        #expect(site.delivered == Array(0..<starts.count))
        #expect(site.platform.count == starts.count)
        for (number, (interval, seconds)) in starts.enumerated() {
            let time = BeijingTime(milliseconds: 1_795_622_400_000 + Int64(seconds) * 1000).description
            #expect(site.platform["\(interval.command.rawValue) \(time)"] == "\(number).0")
        }
        #expect(site.closings > 0 && site.conversation.counts.resends > 0 && site.conversation.counts.strayAnswers > 0)
    }

    private struct Site {
        var source: Seeded
        var conversation: Conversation
        var uptime: Int64 = 0
        var delivered: [Int] = []
        var closings = 0
        /// The mean by command and `DataTime`: so a platform knows duplicates.
        var platform: [String: String] = [:]
        var splitter = FrameSplitter()
        /// What the platform has sent and the gateway has not yet read.
        var late: [UInt8] = []
        let key = SM4Key(text: "0000000000000000")

        init(seed: UInt64, edition: Edition) {
            source = Seeded(state: seed)
            var settings = Conversation.Settings(
                edition: edition, stations: [.init("010000A8900016F000169DC0", system: "39")],
                terms: .init(password: "123456"))
            if edition == .y2025 { settings.encryption = key.map { Encryption(key: $0) } }
            conversation = Conversation(settings)
            _ = conversation.connected(now)
        }

        var now: Conversation.Moment {
            .init(uptime: uptime, time: BeijingTime(milliseconds: 1_795_708_800_000 + uptime))
        }

        mutating func deliver(_ report: Report, _ number: Int) {
            act(conversation.send(report, of: "010000A8900016F000169DC0", number: number, isLate: true, now) ?? [])
            var steps = 0
            while delivered.last != number, steps < 10_000 {
                steps += 1
                uptime += .random(in: 100...4000, using: &source)
                read()
                act(conversation.tick(now))
            }
        }

        private mutating func read() {
            let piece = Array(late.prefix(.random(in: 0...200, using: &source)))
            late.removeFirst(piece.count)
            act(conversation.received(piece, now))
        }

        private mutating func act(_ actions: [Conversation.Action]) {
            for action in actions {
                switch action {
                case .transmit(let bytes): take(bytes)
                case .delivered(let number): delivered.append(number)
                case .reconnect: reconnect()
                default: Issue.record("\(action)")
                }
            }
            if Int.random(in: 0..<60, using: &source) == 0 {
                conversation.disconnected()
                reconnect()
            }
        }

        private mutating func reconnect() {
            closings += 1
            (splitter, late) = (FrameSplitter(), [])
            for action in conversation.connected(now) {
                if case .transmit(let bytes) = action { take(bytes) }
            }
        }

        private mutating func take(_ bytes: [UInt8]) {
            // The end of a packet is lost with a connection that closes.
            let isCut = Int.random(in: 0..<20, using: &source) == 0
            for frame in splitter.append(isCut ? bytes.dropLast(20) : bytes[...]) {
                guard let packet = try? frame.packet(key: key).packet, packet.command < 9000 else { continue }
                let mean = packet.content["a34001-Avg"] ?? ""
                platform["\(packet.command) \(packet.content["DataTime"] ?? "")"] = mean
                switch Int.random(in: 0..<10, using: &source) {
                case 0, 1: continue
                case 2: answer(packet, "20200101000000000")
                default: answer(packet, packet.queryNumber)
                }
            }
        }

        private mutating func answer(_ packet: Packet, _ number: String) {
            var answer = packet
            (answer.command, answer.queryNumber, answer.content, answer.isResent) = (9014, number, Content(), false)
            late += (try? answer.bytes()) ?? []
        }
    }
}
