import Facilities
import Foundation
import TestSupport
import Testing

@testable import Rules

/// The state of a channel is stored without what mostly equals something else in it.
struct ObservedChannelCodingTests {
    private let start = Timestamp("2026-12-01T02:00:00Z")!

    @Test(arguments: 0..<30 as Range<UInt64>) func whateverWasSeenIsReadBack(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let qualities: [Quality] = [.good, .uncertain(.outOfRange), .uncertain(.clockUntrusted)]
        var channel = ObservedChannel(Channel(DeviceID("p/1"), .tsp), at: start)
        for second in 0..<20 {
            var reading = Reading(.tsp, .microgramPerCubicMetre, bad: .busError)
            if Int.random(in: 0..<4, using: &random) > 0 {
                reading = Reading(
                    .tsp, Double(Int.random(in: 0..<3, using: &random)), .microgramPerCubicMetre,
                    quality: qualities.randomElement(using: &random)!,
                    bound: [.exact, .atLeast].randomElement(using: &random)!)
            }
            _ = channel.take(reading, at: start + .seconds(second), isDeclared: Bool.random(using: &random))
            #expect(try read(json(channel)) == channel)
        }
    }

    @Test func whatEqualsSomethingElseIsOmitted() throws {
        var channel = ObservedChannel(Channel(DeviceID("p/1"), .tsp), at: start)
        _ = channel.take(Reading(.tsp, 35.5, .microgramPerCubicMetre), at: start + .seconds(1), isDeclared: true)
        #expect(
            try json(channel) == """
                {"id":{"device":"p/1","quantity":"tsp"},"seen":"2026-12-01T02:00:01Z",\
                "usable":{"measured":{"bound":"exact","value":35.5}}}
                """)
        // A failure later: the value is older than the newest sample.
        _ = channel.take(
            Reading(.tsp, .microgramPerCubicMetre, bad: .busError), at: start + .seconds(2), isDeclared: true)
        #expect(try json(channel).contains(#""seen":"2026-12-01T02:00:02Z","supplied":"2026-12-01T02:00:01Z""#))
    }

    @Test func whatFormOneWroteIsRead() throws {
        let old = """
            {"id":{"device":"p/1","quantity":"tsp"},"seen":"2026-12-01T02:00:05Z","supplied":"2026-12-01T02:00:05Z",\
            "usable":{"measured":{"value":35.5,"bound":"exact"},"at":"2026-12-01T02:00:05Z"},\
            "number":{"measured":{"value":35.5,"bound":"exact"},"at":"2026-12-01T02:00:05Z"}}
            """
        var channel = ObservedChannel(Channel(DeviceID("p/1"), .tsp), at: start)
        _ = channel.take(Reading(.tsp, 35.5, .microgramPerCubicMetre), at: start + .seconds(5), isDeclared: true)
        #expect(try read(old) == channel)
    }

    private func json(_ channel: ObservedChannel) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(channel), as: UTF8.self)
    }

    private func read(_ json: String) throws -> ObservedChannel {
        try JSONDecoder().decode(ObservedChannel.self, from: Data(json.utf8))
    }
}
