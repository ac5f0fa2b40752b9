import Facilities
import Foundation
import Gateway
import MQTT
import Synchronization

/// The receiver of the demonstration: counts the messages of the broker, and enters records as people would.
final class DemoWitness: Sendable {
    /// The fields of any payload that the witness reads.
    private struct Payload: Decodable {
        enum Sequence: Decodable {
            case one(Int64)
            case many([Int64])

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let one = try? container.decode(Int64.self) {
                    self = .one(one)
                } else {
                    self = .many(try container.decode([Int64].self))
                }
            }
        }

        var schema: String
        var code: String?
        var light: String?
        var name: String?
        var kind: Facility.Kind?
        var findings: [Finding]?
        var qr: String?
        var sequence: Sequence?

        struct Finding: Decodable {
            /// The short text in Chinese.
            var short: String
            var text: Text
        }

        /// The light, the name and the worst finding in one line; nil if the payload is not a status.
        var line: String? {
            guard let code, let light = light.flatMap(Light.init) else { return nil }
            let worst = findings?.first.map { Text(zh: $0.short, en: $0.text.en) } ?? light.title
            return "\(Terminal.output.light(light, Speech.language)) \(code) \(name ?? "")  \(worst.spoken)"
        }
    }

    /// Returns a status as `demo` prints it; nil for any other message.
    static func line(of payload: Data) -> String? {
        guard let payload = try? JSONDecoder().decode(Payload.self, from: payload),
            payload.schema == "mashang/status/2"
        else { return nil }
        return payload.line
    }

    /// Returns whether a page is that of a facility with a light. Where people complain, visitors get the form instead.
    static func isPage(_ page: String, of code: String, light: String, isComplaintPoint: Bool) -> Bool {
        isComplaintPoint
            ? page.contains("<form method=\"post\" action=\"/q/\(code)/") : page.contains("class=\"light \(light) ")
    }

    private let seen: SharedSeen
    private let client: MQTTClient
    private let subscribed: AsyncStream<Void>
    private let codes: [String]

    private final class SharedSeen: Sendable {
        let value = Mutex(DemoSeen())

        func take(_ message: MQTTMessage) {
            guard let payload = try? JSONDecoder().decode(Payload.self, from: Data(message.payload)) else { return }
            value.withLock { seen in
                switch (payload.schema, payload.code, payload.sequence) {
                case ("mashang/status/2", let code?, _):
                    show(payload, code, before: &seen)
                    seen.lights[code] = payload.light
                    seen.addresses[code] = payload.qr
                    if payload.kind == .complaintPoint { seen.complaintPoints.insert(code) }
                case ("mashang/readings/2", let code?, .many(let sequences)?):
                    seen.samples[code, default: 0] += sequences.count
                    seen.sequences.formUnion(sequences)
                case ("mashang/event/2", _, .one(let sequence)?), ("mashang/means/2", _, .one(let sequence)?):
                    seen.sequences.insert(sequence)
                default: break
                }
            }
        }

        /// Prints a line for each status that differs from the one before.
        private func show(_ payload: Payload, _ code: String, before seen: inout DemoSeen) {
            guard let line = payload.line, seen.lines[code] != line else { return }
            seen.lines[code] = line
            let time = Timestamp.now.onSite(DemoSite.utcOffset).suffix(8)
            say("\(time)  \(line)")
        }
    }

    init(port: UInt16, codes: [String]) throws {
        self.codes = codes
        let seen = SharedSeen()
        self.seen = seen
        let settings = MQTTSettings(host: "127.0.0.1", port: port, clientID: "demo-witness")
        let box = ClientBox()
        let subscribed = AsyncStream<Void>.makeStream()
        self.subscribed = subscribed.stream
        client = MQTTClient(settings) { events in
            for event in events {
                switch event {
                case .connected:
                    try? box.client.withLock { try $0?.subscribe("mashang/2/#") }
                    subscribed.continuation.finish()
                case .received(let message): seen.take(message)
                default: break
                }
            }
        }
        box.client.withLock { $0 = client }
        client.start()
    }

    private final class ClientBox: Sendable {
        let client = Mutex<MQTTClient?>(nil)
    }

    /// Returns when all later messages will be received.
    func waitUntilSubscribed() async {
        for await _ in subscribed {}
    }

    /// Enters records over MQTT, as a monitoring centre would: a cleaning, an exhaust test, a complaint.
    func enterRecords() throws {
        let now = Timestamp.now
        let yesterday = now - .days(1)
        // A test is valid for a year, so that the next one is almost due.
        let lastYear = now - .days(350)
        try enter(Record(at: yesterday, by: "演示", Cleaning(parts: [.plates])), at: codes[1])
        try enter(Record(at: lastYear, by: "演示", ExhaustTest(smoke: 0.42)), at: codes[2])
        try enter(Record(at: now, by: "演示", Complaint(id: "2026-001", text: "楼下油烟大")), at: codes[4])
    }

    private func enter(_ record: Record, at code: String) throws {
        let payload = try JSONEncoder().encode(Command(RecordDraft(record)))
        let topic = "mashang/2/NJ-DEMO-0001/\(code)/commands"
        try client.publish(MQTTMessage(topic: topic, payload: [UInt8](payload)), token: 1)
    }

    /// Opens the page of each QR code, as a phone would. A light may change at that moment, so that a page with a
    /// different light than the broker's is opened again, until the task is cancelled.
    func openPages() async {
        for code in codes {
            for _ in 1...5 where !seen.value.withLock({ $0.shown.contains(code) }) {
                let (light, address, isComplaintPoint) = seen.value.withLock {
                    ($0.lights[code], $0.addresses[code], $0.complaintPoints.contains(code))
                }
                guard let light, let address else { break }
                if Self.isPage(Self.open(address), of: code, light: light, isComplaintPoint: isComplaintPoint) {
                    seen.value.withLock { _ = $0.shown.insert(code) }
                } else if (try? await Task.sleep(for: .milliseconds(500))) == nil {
                    return
                }
            }
        }
    }

    private static func open(_ address: String) -> String {
        let curl = Process()
        let output = Pipe()
        curl.executableURL = URL(filePath: "/usr/bin/curl")
        curl.arguments = ["--silent", "--noproxy", "*", "--max-time", "5", address]
        curl.standardOutput = output
        guard (try? curl.run()) != nil else { return "" }
        return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }

    /// Prints a line per facility. Returns false if something is missing, or if the lights are not exactly all three.
    func report() -> Bool {
        client.stop()
        let seen = seen.value.withLock { $0 }
        for code in codes {
            let (light, samples) = (seen.lights[code] ?? "none", seen.samples[code] ?? 0)
            let isShown = seen.shown.contains(code)
            say(
                Text(
                    zh:
                        "\(code)  灯 \(Light(rawValue: light)?.title.zh ?? "无")  样本 \(samples)  \(isShown ? "网页一致" : "网页缺失")",
                    en: "\(code)  light \(light)  \(samples) samples  \(isShown ? "page shows it" : "page missing")"))
        }
        let (first, last, missing) = (seen.sequences.min() ?? 0, seen.sequences.max() ?? 0, seen.missing)
        say(Text(zh: "序号 \(first) 到 \(last)，缺 \(missing) 个", en: "sequences \(first) to \(last), \(missing) missing"))
        if !seen.hasEveryLight {
            say(Text(zh: "应有绿、黄、红三种灯，没有灰灯", en: "expected: green, yellow and red lights, and no grey one"))
        }
        return seen.isComplete(of: codes)
    }
}
