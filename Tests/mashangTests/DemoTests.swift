import Foundation
import TestSupport
import Testing

@testable import mashang

/// What `demo` shows of what arrives.
@Suite(.timeLimit(.minutes(10))) struct DemoTests {
    private static func golden(_ name: String) throws -> Data {
        try Data(contentsOf: URL(filePath: Program.repository + "/Tests/GatewayTests/Golden/0.2.0/\(name).json"))
    }

    @Test func aStatusIsALineWithItsWorstFindingOrItsLight() throws {
        let line = try #require(DemoWitness.line(of: Self.golden("status")))
        #expect(line.contains("NJ320104D000049") && (line.contains("TSP超标") || line.contains("over 500")), "\(line)")
        let green = try #require(DemoWitness.line(of: Self.golden("status-green")))
        #expect(green.contains(" NJ320104C000018 1#吸附箱  "), "\(green)")
        #expect(try DemoWitness.line(of: Self.golden("event-raised")) == nil)
    }

    private static let codes = ["A", "B", "C"]

    private static var complete: DemoSeen {
        var seen = DemoSeen()
        seen.lights = ["A": "green", "B": "yellow", "C": "red"]
        (seen.shown, seen.sequences) = (Set(codes), [1, 2, 3])
        return seen
    }

    /// It ends with 0 then.
    @Test func everythingHasArrivedWhereNoStatusPageOrSequenceIsMissing() {
        #expect(Self.complete.isComplete(of: Self.codes))
        #expect(!DemoSeen().isComplete(of: Self.codes))
    }

    @Test(
        arguments: [
            { $0.lights["B"] = "green" }, { $0.lights["A"] = "grey" }, { $0.shown.remove("C") },
            { $0.sequences.remove(2) },
            { $0.sequences.remove(1) }, { $0.sequences = [] },
        ] as [@Sendable (inout DemoSeen) -> Void])
    func whatIsMissingIsNoSuccess(_ lose: @Sendable (inout DemoSeen) -> Void) {
        var seen = Self.complete
        lose(&seen)
        #expect(!seen.isComplete(of: Self.codes))
    }

    @Test func thePageOfAComplaintPointIsItsForm() {
        let form = #"<form method="post" action="/q/NJ320104T000056/do/complaint" enctype="x">"#
        let light = #"<header class="light red round" data-part="light">"#
        func isPage(_ page: String, _ isComplaintPoint: Bool) -> Bool {
            DemoWitness.isPage(page, of: "NJ320104T000056", light: "red", isComplaintPoint: isComplaintPoint)
        }
        #expect(isPage(form, true) && isPage(light, false))
        #expect(!isPage(form, false) && !isPage(light, true) && !isPage("", true))
    }

    @Test func statusesAreShownAsTheyArriveAndASignalEndsItWithoutAnError() async throws {
        let folder = try TemporaryFolder()
        let profiles = Program.repository + "/device-profiles"
        let demo = try Program(["demo", "--seconds", "3600", "--profiles", profiles], in: folder)
        while !demo.output.contains(/\n[0-9:]{8}  \[[^\]]+\] NJ320104/) {
            try #require(demo.isRunning, "\(demo.output)")
            try await Task.sleep(for: .milliseconds(50))
        }
        await demo.end(SIGTERM)
        #expect(!demo.output.contains("CancellationError"), "\(demo.output)")
        #expect(demo.output.contains("NJ320104T000056  light"), "\(demo.output)")
    }
}
