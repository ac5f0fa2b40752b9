import Facilities
import Foundation
import TestSupport
import Testing

@testable import WebPage

/// The inspector's screen in Chromium.
@Suite(.timeLimit(.minutes(5))) struct InspectorScreenTests {
    private static let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"

    @Test func theScreenIsReadableOnPhoneComputerAndPaper() async throws {
        var source = FixedSource(details: [.adsorber()])
        let result = JournalCheckState.Result(
            at: FixedSource.noon, seconds: 2.35, entries: 912, isWhole: true,
            lines: Text(zh: "台账912条，均与写入时一致", en: "912 entries, all as they were written"), faults: [])
        source.inspections = TestInspections(
            .example, check: JournalCheckState(isRunning: false, result: result, failure: nil))
        try await Site.serve(source, door: TestDoor(Inspection.people)) { site in
            let script = Program.repository + "/Tests/mashangTests/Peers/page/inspector.py"
            let arguments = [script, "http://127.0.0.1:\(site.port)", "NJ320104C000018", "李科", "111111"]
            let seen = try await TestSupport.result(of: Self.python, arguments)
            #expect(seen.status == 0 && seen.output.contains("screen is in order"), "\(seen.output)")
        }
    }
}
