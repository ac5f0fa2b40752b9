import Facilities
import Foundation
import Rules
import Testing

@testable import Gateway

/// Ledgers have evidence of earlier forms, which had whole findings and sentences.
struct OldEvidenceTests {
    private struct Message: Codable {
        var evidence: Evidence
    }

    /// 0.1.0, and the form that came after it and was never released.
    private func read(_ form: String) throws -> (evidence: Evidence, json: JSONValue) {
        let data = try Data(
            contentsOf: GoldenMessageTests.golden.appending(path: "\(form)/event-evidence.json"))
        let message = try JSONDecoder().decode([String: JSONValue].self, from: data)
        return (try JSONDecoder().decode(Message.self, from: data).evidence, try #require(message["evidence"]))
    }

    @Test(arguments: ["0.1.0", "whole-findings"]) func itShowsWhatItShowed(form: String) throws {
        let evidence = try read(form).evidence
        #expect(evidence.summary.zh == "周边相关设施1个，其中1个有问题")
        #expect(evidence.details.map(\.zh) == (form == "0.1.0" ? [] : ["投诉前6小时内，工地TSP超限35分钟"]))
    }

    /// Back-fill sends what was kept.
    @Test(arguments: ["0.1.0", "whole-findings"]) func nothingOfItIsLostWhenItIsSentAgain(form: String) throws {
        let (evidence, json) = try read(form)
        let again = try JSONDecoder().decode(JSONValue.self, from: Data(evidence.json))
        // A finding of 0.1.0 has no bound, which is read as exact.
        #expect(form == "0.1.0" || again == json)
        let findings = try #require(evidence.facilities.first?.findings)
        #expect(findings.map(\.rule) == ["dust.tsp"] && evidence.facilities.first?.name == "工地")
    }
}
